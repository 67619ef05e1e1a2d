"""Requests of other programs -> the JSON of the command of the same name. That program reads the docstrings."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.core.citation_status import find_standing
from bot.core.documents import shapes
from bot.core.documents.encoding import dump
from bot.core.documents.json_documents import (
    answer_document,
    passages_document,
    reports_document,
    standing_document,
    verification_document,
)
from bot.core.documents.ledger_documents import targets_document
from bot.core.permalinks import find_sentence_id
from bot.storage.citations import Citations
from bot.texts import texts_for
from rag.engine import Answerer
from rag.errors import WenbaoError
from rag.ledger.selection import planning_reports
from rag.ledger.targets import open_ledger
from rag.types import Question

_MOST = 100


class NothingFoundError(WenbaoError):
    """Something was named that is not there."""


class ReportTools:
    """The tools of one corpus."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._citations = Citations(answerer.corpus.database)

    async def ask(self, question: str, report: str | None = None, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the government work reports. `status` is answered, related, not_in_report or
        off_topic; each citation holds the exact words and an id. `report` names the only report to ask; `history`
        holds the earlier questions, oldest first."""
        return await self.answer(Question(question, tuple(history or ()), report))

    async def answer(self, question: Question, user: str = "") -> dict[str, Any]:
        """The answer to a question; ``user``: whose tokens a language model costs."""
        self._refuse_unknown(question.report)
        served = self._answerer.corpus.current
        answer = await self._answerer.answer(question, user=user)
        await asyncio.to_thread(self._citations.archive_answer, answer, (served.number, served.version))
        return _plain(answer_document(answer, None))

    async def search(self, question: str, k: int = 10, report: str | None = None) -> dict[str, Any]:
        """Find sentences, best first, without an answer."""
        self._refuse_unknown(report)
        wanted = max(1, min(k, _MOST))
        found = await asyncio.to_thread(self._answerer.search, Question(question, report=report), wanted)
        return _plain(passages_document(question, found, None))

    async def verify(self, text: str, report: str | None = None) -> dict[str, Any]:
        """Hold each claim of a text against the reports: agrees, roughly, differs, unclear or not_in_report, with the
        sentence that decides."""
        self._refuse_unknown(report)
        return _plain(verification_document(await asyncio.to_thread(self._answerer.verify, text, report), None))

    async def cite(self, id: str) -> dict[str, Any]:  # noqa: A002  # the name that other programs see
        """Open a citation by its id: its words in their paragraph, and whether they have changed since."""
        return _plain(await asyncio.to_thread(self._cite, id))

    async def targets(self, region: str | None = None, year: int | None = None) -> dict[str, Any]:
        """List the targets of a report, each with what the next report of the region says came of it."""
        return _plain(await asyncio.to_thread(self._targets, region, year))

    async def reports(self) -> dict[str, Any]:
        """List the reports that are asked, with their regions and years."""
        return _plain(reports_document(self._answerer.corpus.current))

    def _refuse_unknown(self, report: str | None) -> None:
        names = [one.name for one in self._answerer.corpus.current.version.reports]
        if report is not None and report not in names:
            raise NothingFoundError(f"There is no report {report}; there are: {', '.join(names)}.")

    def _cite(self, id_: str) -> shapes.Standing:
        sentence = find_sentence_id(id_)
        version = self._answerer.corpus.current.version
        standing = find_standing(sentence, self._citations.find(sentence), version) if sentence else None
        if sentence is None or standing is None:
            raise NothingFoundError(f"No citation {id_} was ever shown, and no report holds it; check the id.")
        return standing_document(sentence, standing)

    def _targets(self, region: str | None, year: int | None) -> shapes.Targets:
        version = self._answerer.corpus.current.version
        found = planning_reports(version, region, year)
        if len(found) != 1:
            names = ", ".join(version.reports[at].name for at in found) or "none"
            raise NothingFoundError(f"Name a region and a year that tell one report; these fit: {names}.")
        return targets_document(version, open_ledger(version, found[0]), texts_for("zh"))


def _plain(document: object) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(dump(document))
    return read
