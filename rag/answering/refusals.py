"""A reading that does not answer its question -> the reason, and what is offered in place of an answer. Pure."""

from __future__ import annotations

from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.answerability.decision import RELATED_FROM
from rag.retrieval.pipeline import Reading
from rag.types import Citation, Reason

RELATED_SHOWN = 3
_NEAR = 0.3
"""The relevance that a sentence offered has to have."""


class NoAnswer(NamedTuple):
    """Why there is no answer, and what may help."""

    reason: Reason
    related: tuple[Citation, ...] = ()
    """Sentences that may answer; none if none is likely to."""
    nearby: tuple[Citation, ...] = ()
    """The sentence nearest to the question, which answers nothing."""


def explain_refusal(reading: Reading, snapshot: CorpusSnapshot) -> NoAnswer:
    related = _related(reading, snapshot) if reading.confidence >= RELATED_FROM else ()
    if related:
        return NoAnswer(Reason.ABSENT, related)
    reason = _reason(reading)
    near = reading.ranked[:1] if reason is Reason.ABSENT else ()
    return NoAnswer(reason, nearby=tuple(snapshot.citation(found.excerpt.at) for found in near))


def _related(reading: Reading, snapshot: CorpusSnapshot) -> tuple[Citation, ...]:
    """The sentences that may help, likeliest first; none that shares no word with the question."""
    likely = [one.candidate for one in reading.relevant if one.probability >= _NEAR]
    near = [candidate for candidate in likely if candidate.features.words > 0][:RELATED_SHOWN]
    return tuple(reading.quote(candidate, snapshot) for candidate in near)


def _reason(reading: Reading) -> Reason:
    if reading.scope.places and not reading.usable:
        return Reason.OTHER_PLACE
    if reading.is_off_topic:
        return Reason.OFF_TOPIC
    if reading.scope.years and reading.ranked and reading.ranked[0].features.year < 0:
        return Reason.OTHER_YEAR
    return Reason.ABSENT
