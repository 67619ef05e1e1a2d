"""An answer -> further answers that need no new search. Pure."""

from __future__ import annotations

from dataclasses import replace

from rag.types import Answer, Citation

A_PAGE = 5
"""Further sentences shown at once."""


def cited_in(answer: Answer) -> tuple[Citation, ...]:
    """The sentences that an answer shows, whatever it shows them as."""
    return answer.citations or answer.nearest


def rest_of(answer: Answer) -> Answer | None:
    """The next sentences on the matter, as ``nearest``, those after them as ``more``; None where there are none."""
    if not answer.more:
        return None
    return replace(answer, statements=(), citations=(), nearest=answer.more[:A_PAGE], more=answer.more[A_PAGE:])


def item_of(answer: Answer, number: int) -> Citation | None:
    """The citations of the statement with this number, counted from 1; further sentences count after these."""
    if not 1 <= number <= len(answer.statements) + len(answer.more):
        return None
    if number > len(answer.statements):
        return answer.more[number - len(answer.statements) - 1]
    carried = answer.statements[number - 1].citations
    return next((citation for citation in answer.citations if citation.number in carried), None)
