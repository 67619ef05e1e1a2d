"""A claimed figure, the figures of the sentences found -> the probability that each is the one the claim means. Pure.

The indicator is matched by a logistic regression over the words they share and the nearness of their vectors, whatever
the value of either figure. It was fitted on claims about other reports (``benchmarks/fitting/fit_claims.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rag.verification.facts import Count, ReadSentence, Slot
from rag.verification.leftovers import heaviest_left, heaviest_unsaid
from rag.verification.matching.words import HEAVY, Found, Near, Words, calibration_of
from rag.verification.reading import Stated
from rag.verification.values.relation import Compared, compare
from rag.verification.values.rounding import Relation

_MOST_MISSING = 2.0


class FigureFeatures(NamedTuple):
    """The features of a figure as the one a claim speaks of; the order is that of the coefficients.

    Shares (0–1) are of the weight of the claim's terms: held by the words of the figure, with its clause and those that
    lead to it, with the sentence, with the headings. Known terms are those that this report or others use."""

    own: float
    clause: float
    sentence: float
    whole: float
    told: float
    """Share (0–1) of the weight of the figure's words that the claim holds."""
    own_told: float
    missing: float
    """Weight of the term of which least is held anywhere."""
    complete: float
    own_whole: float
    unit: float
    counted: float
    """1 if both count what is new or both what there is, -1 if one does this and one that."""
    known_own: float
    known_clause: float
    known_sentence: float
    known_whole: float
    known_missing: float
    known_told: float
    unknown: float
    """Share (0–1) of the weight of the claim's terms that no report uses."""
    near: float
    behind: float
    near_whole: float
    near_known: float
    nearest: float
    answering: float
    answering_behind: float
    answering_known: float
    most_answering: float
    left: float
    """Weight of the heaviest piece of the figure's words that the claim does not hold."""
    unsaid: float
    """Weight of the heaviest piece of the claim's words for its figure that neither the clause nor a heading holds."""


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a sentence, compared with the one claimed."""

    sentence: int
    """Index into the sentences found."""
    slot: Slot
    compared: Compared
    features: FigureFeatures
    logit: float
    """Log-odds that it is the one the claim speaks of, value aside."""


def match(stated: Stated, words: Words, found: Found) -> list[Match]:
    """The claim's figure with every figure that could measure the same thing, the likeliest first."""
    return match_each((stated,), words, found)[0]


def match_each(figures: Sequence[Stated], words: Words, found: Found) -> list[list[Match]]:
    """The same for each figure of a claim; what does not depend on the figure is measured once."""
    calibration = calibration_of("figures", found)

    @cache
    def measured(at: int, place: int) -> FigureFeatures:
        told, near = found[at]
        return _features(told.slots[place], words, told, near)

    def matches(stated: Stated) -> Iterator[Match]:
        for at, (told, _) in enumerate(found):
            for place, slot in enumerate(told.slots):
                compared = compare(stated.figure, slot.figure)
                if compared.relation is not Relation.NONE:
                    features = _stated_as(stated, slot, told, measured(at, place))
                    yield Match(at, slot, compared, features, calibration.logit(features))

    return [sorted(matches(stated), key=lambda one: -one.logit) for stated in figures]


def match_any(words: Words, found: Found, admits: Callable[[Slot], bool]) -> list[Match]:
    """Matches with every figure that is admitted, whatever its value, the likeliest first."""
    calibration = calibration_of("figures", found)
    matches = []
    for at, (told, near) in enumerate(found):
        for slot in filter(admits, told.slots):
            features = _features(slot, words, told, near)
            matches.append(Match(at, slot, Compared(Relation.NONE), features, calibration.logit(features)))
    return sorted(matches, key=lambda one: -one.logit)


def _features(slot: Slot, words: Words, told: ReadSentence, near: Near) -> FigureFeatures:
    """The features of a figure of a sentence, whatever figure is claimed."""
    held = (slot.label, slot.label | slot.lead, slot.label | told.grams, slot.label | told.grams | told.headings)
    own, clause, sentence, whole = map(words.held_by, held)
    said = _told(slot, words)
    close, answering = near.of(slot.place), near.answering_of(slot.place)
    return FigureFeatures(
        own=own[0].share,
        clause=clause[0].share,
        sentence=sentence[0].share,
        whole=whole[0].share,
        told=said,
        own_told=own[0].share * said,
        missing=min(whole[0].missing / HEAVY, _MOST_MISSING),
        complete=float(whole[0].share > 0.95),
        own_whole=own[0].share * whole[0].share,
        unit=1.0,
        counted=0.0,
        known_own=own[1].share,
        known_clause=clause[1].share,
        known_sentence=sentence[1].share,
        known_whole=whole[1].share,
        known_missing=min(whole[1].missing / HEAVY, _MOST_MISSING),
        known_told=own[1].share * said,
        unknown=words.unknown,
        near=close,
        behind=near.behind,
        near_whole=close * whole[0].share,
        near_known=close * own[1].share,
        nearest=near.best * 10,
        answering=answering,
        answering_behind=near.answering_behind,
        answering_known=answering * own[1].share,
        most_answering=near.answering_best,
        left=heaviest_left(slot.words, words.said),
        unsaid=0.0,
    )


def _stated_as(stated: Stated, slot: Slot, told: ReadSentence, features: FigureFeatures) -> FigureFeatures:
    """The features with those that depend on the figure claimed."""
    return features._replace(
        unit=float(stated.figure.unit == slot.figure.unit),
        counted=_counted(stated.count, slot.count),
        left=0.0 if stated.words.isascii() else features.left,
        unsaid=heaviest_unsaid(stated.words, slot.label | slot.lead | told.headings),
    )


def _counted(one: Count, other: Count) -> float:
    return 0.0 if Count.OPEN in (one, other) else 1.0 if one is other else -1.0


def _told(slot: Slot, words: Words) -> float:
    total = sum(map(words.weigh, slot.label))
    return sum(words.weigh(gram) for gram in slot.label if gram in words.all.grams) / total if total else 0.0
