"""The sentences found for a query -> how surely the best one answers, and what follows from that. Pure.

Whether a question is answered is decided here alone: this module holds every confidence threshold, and other modules
ask a ``Decision``. Each way to an answer has its own constructor:

* ``Decision.told_by``: an answer from the form of the report, without a comparison of meaning: its front matter, its
  targets with their results, its outline, the ranks that it claims, a list that it counts (``Teller``);
* ``Decision.by_name``: the figure of an indicator that is asked for by its name;
* ``decide``: the best sentence found by likeness. ``usable`` says which sentences may answer, ``signals`` what the
  confidence is computed from, ``beside`` which sentences are only about something related.

``rag.answering.quoting`` holds the order in which the ways are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.answerability.beside import FoundForName, tells_beside
from rag.retrieval.answerability.mismatches import (
    asserts_another,
    tells_of_another,
)
from rag.retrieval.answerability.signals import Findings, signals
from rag.retrieval.answerability.usable import MENTIONS
from rag.retrieval.calibration import VectorCalibration
from rag.retrieval.extraction import Extract, extract
from rag.retrieval.forms import asks_mention
from rag.retrieval.query import Expects
from rag.retrieval.ranking import Candidate
from rag.retrieval.relevance import Relevant
from rag.retrieval.scopes.scope import Scope
from rag.text.places import find_places
from rag.types import Reason

ANSWER_FROM = 0.45
"""The confidence from which a question is answered."""
_SURE_FROM = 0.9
"""The confidence from which no wider scope is looked at, and a question may be offered as an example."""
_BY_NAME = 0.95
"""The confidence in a figure found by the name of its indicator."""
_BESIDE = 0.4
"""The highest confidence of an answer to something close to the question: it is offered as related, not as the
answer."""
_RESCUED_FROM = 0.15
"""The confidence below which a model may not answer either, where quoting found no answer."""
_RELATED_FROM = 0.2
"""The confidence from which sentences are offered where none is sure to answer."""
_ON_TOPIC_FROM = 0.35
"""The confidence from which a question is never called off topic: something in the report is near to it."""
_OFF_TOPIC = 0.1
"""The highest confidence of an answer to what is not a question for a report, in words that this one has not: it is
neither offered nor left to a model."""
RELATED_SHOWN = 3
"""The most sentences offered."""
_BELONGS_FROM = 0.3
"""The probability of belonging to an answer that a sentence offered has to have."""
_UNNAMED_FROM = 0.6
"""The confidence from which a figure answers that has no word of the question beside it. Below, 11 of 45 such answers
to calibration questions were right, on reports left out; of those with such a word 35 of 80."""
_HARDLY = 0.1
"""Share of a question's weighted bigrams below which reports are taken not to use its words."""


class Teller(Enum):
    """The part of a report that gives an answer by its form."""

    FRONT_MATTER = auto()
    TARGETS = auto()
    OUTLINE = auto()
    RANKS = auto()
    COUNT = auto()


_TOLD_BY = {
    Teller.FRONT_MATTER: 1.0,
    Teller.TARGETS: 1.0,
    Teller.OUTLINE: 1.0,
    Teller.RANKS: _BY_NAME,
    Teller.COUNT: _BY_NAME,
}
"""The confidence in an answer from each of them: where its words have to match those of the question, the confidence in
a match by name."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the best sentence found for a question answers it, and what follows."""

    confidence: float
    """The probability (0–1) that the best sentence answers."""
    first: Extract | None
    """The answering words of the best sentence; None where no sentence may answer."""
    topic: float
    """Log-odds that the question is one for a report, whatever this report says."""

    @property
    def is_answered(self) -> bool:
        return self.confidence >= ANSWER_FROM

    @property
    def is_sure(self) -> bool:
        return self.confidence >= _SURE_FROM

    @property
    def is_near(self) -> bool:
        """A model may find an answer where quoting finds none."""
        return self.confidence >= _RESCUED_FROM

    def beside(self) -> Decision:
        """The decision where what was found is known to be about something close to the question, and not about it."""
        return replace(self, confidence=min(self.confidence, _BESIDE))

    @classmethod
    def told_by(cls, teller: Teller) -> Decision:
        """The decision where the form of the report gives the answer, so that no sentence has to be weighed."""
        return cls(_TOLD_BY[teller], None, 0.0)

    def by_name(self, *, is_told: bool, found: FoundForName | None) -> Decision:
        """The decision where an indicator is asked for by its name. ``is_told``: the reports give its figure;
        ``found``: what was found beside it by likeness, where that has to do with the name."""
        if is_told:
            return replace(self, confidence=_BY_NAME)
        return self.beside() if found and found.is_beside else self

    def offered(self, relevant: Sequence[Relevant]) -> tuple[Candidate, ...]:
        """The sentences that may help where none answers, likeliest first; none that shares no word with the
        question."""
        if self.confidence < _RELATED_FROM:
            return ()
        likely = (one.candidate for one in relevant if one.probability >= _BELONGS_FROM)
        return tuple(islice((one for one in likely if one.features.words > 0), RELATED_SHOWN))

    def reason(self, scope: Scope, ranked: Sequence[Candidate], usable: Sequence[Candidate]) -> Reason:
        """The reason why there is no answer."""
        if scope.places and not usable:
            return Reason.OTHER_PLACE
        if self._is_off_topic(ranked):
            return Reason.OFF_TOPIC
        if scope.years and ranked and ranked[0].features.year < 0:
            return Reason.OTHER_YEAR
        return Reason.ABSENT

    def _is_off_topic(self, ranked: Sequence[Candidate]) -> bool:
        """The question is not one for a report, nothing near it was found, and hardly a word of it is this report's."""
        unlike = self.topic < 0 and self.confidence < _ON_TOPIC_FROM
        return unlike and (not ranked or ranked[0].features.words < _HARDLY)


def decide(
    found: Findings, version: CorpusSnapshot, vector: Sequence[float], calibration: VectorCalibration
) -> Decision:
    """``calibration``: of the model that ``vector``, the question's, is by."""
    first = extract_best(found, version)
    if first is None or not found.is_named:
        return Decision(0.0, first, found.topic)
    sure = calibration.confidence.probability(signals(found, first, vector, calibration))
    if found.topic < 0 and found.best.features.words < _HARDLY:
        sure = min(sure, _OFF_TOPIC)
    decision = Decision(sure, first, found.topic)
    is_beside = tells_beside(found.query, found.best.excerpt.words, first.text) or _mentions_none(found)
    return decision.beside() if is_beside or _is_unnamed(found, sure) else decision


def _is_unnamed(found: Findings, sure: float) -> bool:
    """A figure is asked for, and whatever it is of, the best sentence does not say so in a word of the question."""
    return found.query.expects is Expects.NUMBER and not found.best.features.words and sure < _UNNAMED_FROM


def _mentions_none(found: Findings) -> bool:
    """It is asked whether something is mentioned, and the best sentence only means it. Places are looked for apart."""
    query = found.query
    asked = not query.english and asks_mention(query.text) and not find_places(query.text)
    return asked and found.best.features.words < MENTIONS


def extract_best(found: Findings, version: CorpusSnapshot) -> Extract | None:
    """The answering words of the best sentence; None where no sentence may answer, or the best one is about something
    else."""
    query, weights = found.query, found.weights
    if not found.usable or asserts_another(query, found.best.excerpt.words):
        return None
    first = extract(query, weights, version, found.best)
    return None if tells_of_another(query, weights, found.best.excerpt.words, first) else first
