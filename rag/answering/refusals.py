"""A reading that does not answer its question -> the reason, and what is offered in place of an answer. Pure."""

from __future__ import annotations

from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.pipeline import Reading
from rag.types import Citation, Reason


class NoAnswer(NamedTuple):
    """Why there is no answer, and what may help."""

    reason: Reason
    related: tuple[Citation, ...] = ()
    """Sentences that may answer; none if none is likely to."""
    nearby: tuple[Citation, ...] = ()
    """The sentence nearest to the question, which answers nothing."""


def explain_refusal(reading: Reading, snapshot: CorpusSnapshot) -> NoAnswer:
    offered = reading.decision.offered(reading.relevant)
    if offered:
        return NoAnswer(Reason.ABSENT, tuple(reading.quote(candidate, snapshot) for candidate in offered))
    reason = reading.decision.reason(reading.scope, reading.ranked, reading.usable)
    near = reading.ranked[:1] if reason is Reason.ABSENT else ()
    return NoAnswer(reason, nearby=tuple(snapshot.citation(found.excerpt.at) for found in near))
