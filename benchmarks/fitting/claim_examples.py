"""Claims with what was found for them -> examples of each kind that coefficients are fitted on, and how near a claim
usually is to what says it. Pure.

Which figure a claim speaks of is not written in the files. It is taken to be, in the sentences that the claim rests on,
the one with the same value for a claim that is true but for its year or progress; for an altered one the one with most
of its words. A figure of the same value that a part is told of is another one. What is absent has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from benchmarks.evaluation.claims import ClaimCase
from rag.verification.derived.comparison_verification import is_comparison
from rag.verification.matching import clauses, sayings
from rag.verification.matching.clauses import Event, find_events
from rag.verification.matching.figures import Match, match, match_each
from rag.verification.matching.words import Near
from rag.verification.reading import Claimed
from rag.verification.search import Haul
from rag.verification.values.rounding import Relation
from rag.verification.verdicts import events, refutation
from rag.verification.verdicts.best import candidates, find_best
from rag.verification.verdicts.figures import find_otherwise, ranked_alone

_TRUE_BUT_FOR = frozenset({"true", "reworded", "roughly", "year", "planned"})
_ALTERED = frozenset({"figure", "unit", "direction"})
_ABSENT = frozenset({"absent", "other_matter"})
_EVENTS = frozenset({"true", "reworded", "contradiction", "planned", "direction", "name", "absent", "year"})
SAID = frozenset({"agrees", "roughly"})
_LEAST = -6.0
"""Log-odds of being the figure a claim speaks of, below which nothing is decided."""


class Read(NamedTuple):
    """A claim with what was found for it."""

    case: ClaimCase
    claimed: Claimed
    haul: Haul


class Example(NamedTuple):
    """A figure or a clause found for a claim."""

    report: str
    features: tuple[float, ...]
    is_it: bool
    """It is the one that the claim speaks of."""


def figure_examples(read: Iterable[Read]) -> Iterator[Example]:
    for case, claimed, haul in read:
        for stated in claimed.figures:
            matches = match(stated, haul.words, haul.found)
            if case.type == "part":
                alike = [one for one in matches if one.compared.relation is Relation.SAME]
                yield from (Example(case.report or "", one.features, is_it=False) for one in alike)
            elif (meant := _meant(case, claimed, matches, haul)) is not None:
                yield from (Example(case.report or "", one.features, one in meant) for one in matches)


def _meant(case: ClaimCase, claimed: Claimed, matches: Sequence[Match], haul: Haul) -> list[Match] | None:
    """None where nothing tells."""
    if case.type in _ABSENT:
        return []
    quoted = _quoted(case, haul)
    among = [one for one in matches if one.sentence in quoted]
    if case.type in _TRUE_BUT_FOR:
        return [one for one in among if one.compared.relation in (Relation.SAME, Relation.ROUGH)] or None
    if case.type not in _ALTERED or not among:
        return None
    most = max(_worded(one, claimed) for one in among)
    return [one for one in among if _worded(one, claimed) == most]


def saying_examples(read: Iterable[Read]) -> Iterator[Example]:
    """For each figure of a claim the likeliest with its value: does it say the claim. Of an altered claim with several
    figures it is not written which of them was altered."""
    for case, claimed, haul in read:
        true = bool(case.verdicts & SAID)
        if case.type == "derived" or (not true and (len(claimed.figures) > 1 or is_comparison(claimed))):
            continue
        quoted = _quoted(case, haul)
        for stated in claimed.figures:
            matches = match(stated, haul.words, haul.found)
            alike, rival = candidates(claimed, stated, matches, haul.found)
            among = [one for one in alike if true and one.sentence in quoted] or alike
            if among and among[0].logit > _LEAST:
                yield Example(case.report or "", sayings.features_of(stated, among[0], rival), true)


def telling_examples(read: Iterable[Read]) -> Iterator[Example]:
    """The likeliest clause that contradicts nothing: does it say the claim. Of a true claim also the likeliest of a
    sentence that it does not rest on, which does not."""
    for case, claimed, haul in read:
        if claimed.figures or case.type == "derived":
            continue
        true, quoted = bool(case.verdicts & SAID), _quoted(case, haul)
        found = find_events(haul.found, haul.subject)
        fitting = [one for one in found if events.find_aspect(claimed, one, haul.found[one.sentence][0]) is None]
        its = next((one for one in fitting if one.sentence in quoted), None) if true else None
        other = next((one for one in fitting if not true or one.sentence not in quoted), None)
        for one in (its, other):
            if one:
                features = clauses.telling_of(claimed, one, found, haul.found)
                yield Example(case.report or "", features, one is its)


def refutation_examples(read: Iterable[Read]) -> Iterator[Example]:
    """What seems to say otherwise: is the claim false. Of a false claim with several figures it is not written which of
    them was altered."""
    for case, claimed, haul in read:
        is_false = "differs" in case.verdicts
        if case.type == "derived" or (is_false and len(claimed.figures) > 1) or is_comparison(claimed):
            continue
        ranked = list(zip(claimed.figures, match_each(claimed.figures, haul.words, haul.found), strict=True))
        for stated, matches in ranked_alone(claimed, ranked):
            best = find_best(claimed, stated, haul.words, matches, haul.found)
            if not (best.says_it or best.moved) and (otherwise := find_otherwise(best)):
                yield Example(case.report or "", refutation.features_of(stated, *otherwise, haul.found), is_false)


def without_vectors(read: Read) -> Read:
    found = tuple((told, Near((), 0.0, 0.0)) for told, _ in read.haul.found)
    return read._replace(haul=replace(read.haul, found=found))


def _worded(one: Match, claimed: Claimed) -> float:
    """How much of the claim's words, its unit and its year a figure has."""
    features = one.features
    words = features.own + features.clause + features.sentence + 0.5 * features.told
    year = not claimed.years or one.slot.year is None or one.slot.year in claimed.years
    return words + 2 * year + 0.3 * features.unit + 0.6 * (one.compared.direction or one.compared.unit)


def event_examples(read: Iterable[Read]) -> Iterator[Example]:
    for case, claimed, haul in read:
        quoted = _quoted(case, haul)
        if claimed.figures or case.type not in _EVENTS or (case.type != "absent" and not quoted):
            continue
        found = find_events(haul.found, haul.subject)
        best = {max((one for one in found if one.sentence == at), key=_told) for at in quoted}
        yield from (Example(case.report or "", one.features, one in best) for one in found)


def _told(one: Event) -> float:
    return one.features.clause + one.features.known_clause + 0.1 * one.features.near


def _quoted(case: ClaimCase, haul: Haul) -> set[int]:
    return {at for at, (told, _) in enumerate(haul.found) if any(quote in told.text for quote in case.quotes)}


def measure_typical(true: Iterable[Haul]) -> float:
    """The mean of the greatest inner product found for each of the true claims, where nothing was taken from it yet."""
    return round(fmean(haul.found[0][1].best for haul in true if haul.found), 4)


def above(haul: Haul, typical: float) -> Haul:
    """The same with inner products above the typical one."""
    found = tuple((told, near._replace(best=near.best - typical)) for told, near in haul.found)
    return replace(haul, found=found)
