"""The operations of the API: how each is asked for, and the tool that does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.core.documents import shapes
from bot.core.documents.tools import NothingFoundError, ReportTools
from bot.core.permalinks import find_sentence_id
from bot.web.requests import AskRequest, CiteRequest, Nothing, SearchRequest, TargetsRequest, VerifyRequest
from rag.types import Question

Document = dict[str, Any]
Run = Callable[[ReportTools, Any, str], Awaitable[Document]]
"""The tools, the request as its model reads it, and who asks -> the JSON."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: POST with a JSON body, or GET with what the path and the query name."""

    name: str
    method: str
    path: str
    summary: str
    request: type[BaseModel]
    response: type
    """Its shape."""
    run: Run

    @property
    def in_path(self) -> frozenset[str]:
        """The names that stand in the path."""
        return frozenset(name for name in self.request.model_fields if f"{{{name}}}" in self.path)

    def read(self, given: Mapping[str, Any]) -> BaseModel:
        return self.request.model_validate(given)


async def _ask(tools: ReportTools, asked: AskRequest, user: str) -> Document:
    return await tools.answer(Question(asked.question, tuple(asked.history), asked.report), user)


async def _search(tools: ReportTools, asked: SearchRequest, _user: str) -> Document:
    return await tools.search(asked.question, asked.k, asked.report)


async def _verify(tools: ReportTools, asked: VerifyRequest, _user: str) -> Document:
    return await tools.verify(asked.text, asked.report)


async def _cite(tools: ReportTools, asked: CiteRequest, _user: str) -> Document:
    if find_sentence_id(asked.id) != asked.id:
        raise NothingFoundError(f"{asked.id} is not the id of a citation; it has 12 characters of a-z and 2-7.")
    return await tools.cite(asked.id)


async def _targets(tools: ReportTools, asked: TargetsRequest, _user: str) -> Document:
    return await tools.targets(asked.region, asked.year)


async def _reports(tools: ReportTools, _asked: Nothing, _user: str) -> Document:
    return await tools.reports()


OPERATIONS = (
    Operation("ask", "POST", "/v1/ask", "Answer a question.", AskRequest, shapes.Answer, _ask),
    Operation("search", "POST", "/v1/search", "Find sentences.", SearchRequest, shapes.Passages, _search),
    Operation(
        "verify", "POST", "/v1/verify", "Hold each claim of a text against the reports.",
        VerifyRequest, shapes.Verification, _verify,
    ),
    Operation(
        "cite", "GET", "/v1/cite/{id}", "Open a citation, and say whether its words have changed since.",
        CiteRequest, shapes.Standing, _cite,
    ),
    Operation(
        "targets", "GET", "/v1/targets", "List the targets of a report, each with its result.",
        TargetsRequest, shapes.Targets, _targets,
    ),
    Operation("reports", "GET", "/v1/reports", "List the reports that are asked.", Nothing, shapes.Reports, _reports),
)  # fmt: skip
