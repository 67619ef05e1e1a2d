"""A statement on a question that quoting refuses -> whether it may answer it after all. Pure.

That its sentence carries the statement is known by then; that it answers is not. So it has to rest on the sentence that
search trusts most, speak of what was asked, and hold what the question expects.
"""

from __future__ import annotations

from rag.generation.context import Demand, Supported
from rag.retrieval.answerability.mismatches import misses_unit, names_no_members
from rag.retrieval.query import Expects, Query
from rag.text.content_words import gist
from rag.text.figures import FigureKind, find_figures


def may_answer(statement: Supported, demand: Demand) -> bool:
    return (
        set(statement.evidence) <= demand.passages
        and bool(gist(statement.text) & gist(demand.words))
        and _holds_expected(demand.query, statement.text)
    )


def _holds_expected(query: Query, text: str) -> bool:
    """A question that expects nothing cannot be told from one that is merely near."""
    if query.expects is Expects.DATE:
        return any(figure.kind is FigureKind.DATE for figure in find_figures(text))
    if query.items:
        return "、" in text and not names_no_members(query, text)
    return query.expects is Expects.NUMBER and not misses_unit(query, text)
