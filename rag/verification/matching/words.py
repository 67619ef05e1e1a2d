"""The words of a claim, weighted for the reports it is checked against, and the sentences found for it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from rag.learned.logistic import Logistic
from rag.verification.calibration import BY_DISTANCE, BY_WORDS, load_calibration
from rag.verification.facts import ReadSentence
from rag.verification.wording import Grams, Holding, Term, Weigh, WeighedTerm, Wording, holding, weighed

HEAVY = 6.0
"""A weight of a term; features in units of it stay near 1."""


class Near(NamedTuple):
    """How near the vectors of the clauses of a sentence are to the claim's."""

    clauses: tuple[float, ...]
    """The nearness of the nearest clauses in units of their spread, from the last of them on; 0 for those farther off.
    Empty where there are no vectors."""
    behind: float
    """The distance of the best of them from the best of all, at most 0."""
    best: float
    """How far the inner product of the best of all stands above the usual one of a claim and what tells it; 0 where
    that is not known for the model. The same for every sentence."""
    answering: tuple[float, ...] = ()
    """The same as ``clauses``, of the claim encoded as questions are, towards what answers them. Empty where the model
    has one way to encode."""
    answering_behind: float = 0.0
    answering_best: float = 0.0
    """How far the inner product of the best of all stands above that from which on a clause may tell it."""

    def of(self, clause: int) -> float:
        return self.clauses[clause] if clause < len(self.clauses) else 0.0

    def answering_of(self, clause: int) -> float:
        return self.answering[clause] if clause < len(self.answering) else 0.0


Found = Sequence[tuple[ReadSentence, Near]]
"""The sentences found for a claim."""
NO_GAINS: Mapping[int, float] = {}
"""Nothing is known of sentences that makes them likelier to say the claim."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim, weighed for the reports it is checked against."""

    all: Wording
    known: Wording
    unknown: float
    weigh: Weigh
    said: Grams
    """The pairs of characters of the claim and of all forms of its terms."""
    weighed: tuple[WeighedTerm, ...]
    """The terms of ``all``, in order."""
    is_known: tuple[bool, ...]
    """Whether each of them is known."""

    def held_by(self, held: Grams) -> tuple[Holding, Holding]:
        """The part of all words, and of those that are known, that a text of these pairs of characters holds."""
        shares = [term.held(held) for term in self.weighed]
        known = list(compress(self.weighed, self.is_known)), list(compress(shares, self.is_known))
        return holding(self.weighed, shares), holding(*known)


def weigh_words(wording: Wording, weigh: Weigh, is_known: Callable[[str], bool], said: Grams) -> Words:
    known = tuple(_is_known(term, is_known) for term in wording.terms)
    terms = tuple(weighed(term, weigh) for term in wording.terms)
    total = sum(term.weight for term in terms)
    unknown = 1 - sum(term.weight for term in compress(terms, known)) / total if total else 0.0
    return Words(wording, Wording(tuple(compress(wording.terms, known))), unknown, weigh, said, terms, known)


def _is_known(term: Term, is_known: Callable[[str], bool]) -> bool:
    """A word of the glossary stands for what reports have, however they put it together: 城镇和农村居民收入."""
    return len(term.forms) > 1 or all(map(is_known, term.forms[0]))


def calibration_of(what: str, found: Found) -> Logistic:
    """``what``: a name of ``Calibration.models`` without its suffix."""
    models = load_calibration().models
    if any(near.answering for _, near in found):
        return models[what]
    return models[f"{what}{BY_DISTANCE if any(near.clauses for _, near in found) else BY_WORDS}"]
