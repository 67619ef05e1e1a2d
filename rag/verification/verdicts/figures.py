"""A claim with figures, the sentences found for it -> what they say to it. Pure.

For each figure of the claim the figures found are ranked by how surely they are the one it speaks of. The likeliest
that says the same decides, unless one that says otherwise is likelier, or it is told of something else
(``rag.verification.verdicts.conflicts``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rag.text.figures import FigureKind
from rag.verification.facts import Told
from rag.verification.figure_relation import Relation, digits_told
from rag.verification.matching import Found, Match, Words, match
from rag.verification.reading import Claimed, Stated
from rag.verification.verdicts.conflicts import find_conflict, is_elsewhere, year_agrees
from rag.verification.verdicts.doubts import is_doubtful
from rag.verification.verdicts.judgement import WORST_FIRST, Aspect, Judgement, Verdict

Ranked = Sequence[tuple[Stated, Sequence[Match]]]


# Log-odds of being the figure claimed, from which on a verdict is given. The more digits agree, the less is chance.
_AGREE_FROM = {1: -1.5, 2: -1.8, 3: -3.0}
_ROUGH_FROM = -2.5
_TOGETHER_FROM = -1.5
_CONFLICT_FROM = -1.6
_DIFFER_FROM = -1.0
_UNCLEAR_FROM = -2.0
_MARGIN = 0.5
"""The margin by which a figure that differs may be likelier."""
_LEAST = -6.0
_FAR = 2.0
"""The margin by which a figure that differs has to be likelier for the claim to be denied."""
_FEW_MISSING = 0.2
"""The most of these words that may be missing where another figure is likelier."""
_SURELY = 2.0
_TURNED = 1.0
"""The gain of a figure that differs in direction or unit alone."""
_MOST_MISSING = 0.9
"""The most words known to reports, in terms of a heavy one, that may be missing in a sentence that says the same."""


@dataclass(frozen=True, slots=True)
class _Best:
    """The likeliest figure of each sort."""

    same: Match | None = None
    rough: Match | None = None
    conflict: Match | None = None
    aspect: Aspect | None = None
    doubt: Match | None = None
    """It may be told of something else."""
    doubted: Match | None = None
    """Such a one that says the same."""
    other: Match | None = None

    @property
    def rival(self) -> float:
        if self.other is None:
            return float("-inf")
        compared = self.other.compared
        return self.other.logit + (_TURNED if compared.direction or compared.unit else 0.0)

    @property
    def says_it_too(self) -> bool:
        """One that says the same is not much less likely."""
        saying = (self.same, self.rough, self.doubted)
        return any(one is not None and one.logit > self.rival - _FAR for one in saying)


def judge_figures(claimed: Claimed, found: Found, words: Words) -> Judgement:
    """The judgement of a claim that has figures."""
    ranked = [(stated, match(stated, words, found)) for stated in claimed.figures]
    if len(ranked) > 1:
        if together := _judge_together(claimed, ranked, found, words):
            return together
        ranked = [one for one in ranked if not _is_by_the_way(*one)] or ranked
    judged = [_judge(stated, _find_best(claimed, stated, words, matches, found)) for stated, matches in ranked]
    return min(judged, key=lambda one: WORST_FIRST.index(one.verdict))


def _is_by_the_way(stated: Stated, matches: Sequence[Match]) -> bool:
    """两个机场, 一年: rather a way of speaking than a figure, where the report has none that is surely it."""
    figure = stated.figure
    small = figure.kind is FigureKind.AMOUNT and figure.low <= 3 and figure.unit in ("个", "年", "天", "次", "大", "")
    return small and not (matches and matches[0].logit > _SURELY)


def _judge_together(claimed: Claimed, ranked: Ranked, found: Found, words: Words) -> Judgement | None:
    """One sentence that says all figures of the claim; None where there is none."""
    for at, (told, _) in enumerate(found):
        taken = _take(claimed, ranked, at, told, words)
        if taken and max(one.logit for one in taken) > _TOGETHER_FROM and not is_elsewhere(claimed, told):
            rough = any(one.compared.relation is Relation.ROUGH for one in taken)
            return Judgement(Verdict.ROUGHLY if rough else Verdict.AGREES, at, None, taken[0].slot.figure.full)
    return None


def _take(claimed: Claimed, ranked: Ranked, at: int, told: Told, words: Words) -> list[Match]:
    """A figure of the sentence for each of the claim, those of one unit in its order; none where one is missing.

    One without words of its own (总额2.16亿美元、增长3%) is the next after the one before.
    """
    order = {slot: place for place, slot in enumerate(told.slots)}
    taken: list[Match] = []
    for stated, matches in ranked:
        last = order[taken[-1].slot] if taken else -1
        units = {one.slot.figure.unit for one in taken}
        leans = bool(taken) and stated.idle
        one = next(
            (
                one
                for one in _saying(claimed, stated, matches, at, told, words)
                if (order[one.slot] > last or one.slot.figure.unit not in units)
                and (not leans or order[one.slot] == last + 1)
            ),
            None,
        )
        if one is None:
            return []
        taken.append(one)
    return taken


def _saying(
    claimed: Claimed, stated: Stated, matches: Sequence[Match], at: int, told: Told, words: Words
) -> Iterator[Match]:
    """The figures of a sentence that say what is claimed; what each of them counts is clear from the others."""
    for one in matches:
        alike = one.sentence == at and one.compared.relation in (Relation.SAME, Relation.ROUGH)
        if (
            alike
            and not is_doubtful(claimed, stated, words, one, matches, told)
            and find_conflict(claimed, stated, one, matches, told) in (None, Aspect.COUNT)
        ):
            yield one


def _find_best(claimed: Claimed, stated: Stated, words: Words, matches: Sequence[Match], found: Found) -> _Best:
    same = rough = conflict = aspect = doubt = doubted = other = None
    for one in _likely(matches):
        told = found[one.sentence][0]
        if is_elsewhere(claimed, told):
            continue
        if one.compared.relation is not Relation.OTHER and (
            found_aspect := find_conflict(claimed, stated, one, matches, told)
        ):
            conflict, aspect = (conflict, aspect) if conflict else (one, found_aspect)
        elif is_doubtful(claimed, stated, words, one, matches, told):
            doubt = doubt or one
            doubted = doubted or (one if one.compared.relation is not Relation.OTHER else None)
        elif one.compared.relation is Relation.SAME:
            same = same or one
        elif one.compared.relation is Relation.ROUGH:
            rough = rough or one
        elif year_agrees(claimed, one) and one.features.counted >= 0:
            other = other or one
    return _Best(same, rough, conflict, aspect, doubt, doubted, other)


def _likely(matches: Sequence[Match]) -> Iterator[Match]:
    """Others decide nothing."""
    return takewhile(lambda one: one.logit > _LEAST, matches)


def _judge(stated: Stated, best: _Best) -> Judgement:
    if _holds(best.same, _AGREE_FROM[digits_told(stated.figure, most=3)], best):
        return _judgement(Verdict.AGREES, best.same)
    if _holds(best.rough, _ROUGH_FROM, best):
        return _judgement(Verdict.ROUGHLY, best.rough)
    if best.conflict and best.conflict.logit > max(_CONFLICT_FROM, best.rival - _MARGIN):
        return _judgement(Verdict.DIFFERS, best.conflict, best.aspect)
    if best.other and best.rival > _DIFFER_FROM and not best.says_it_too:
        aspect = Aspect.DIRECTION if best.other.compared.direction else Aspect.FIGURE
        return _judgement(Verdict.DIFFERS, best.other, aspect)
    everything = [one for one in (best.same, best.rough, best.conflict, best.doubt, best.other) if one]
    nearest = max(everything, key=lambda one: one.logit, default=None)
    if nearest and nearest.logit > _UNCLEAR_FROM:
        return _judgement(Verdict.UNCLEAR, nearest)
    return Judgement(Verdict.NOT_IN_REPORT)


def _holds(one: Match | None, least: float, best: _Best) -> bool:
    if one is None or one.features.known_missing >= _MOST_MISSING:
        return False
    margin = _MARGIN if one.features.known_missing < _FEW_MISSING else 0.0
    return one.logit > max(least, best.rival - margin)


def _judgement(verdict: Verdict, one: Match | None, aspect: Aspect | None = None) -> Judgement:
    return Judgement(verdict, one.sentence, aspect, one.slot.figure.full) if one else Judgement(verdict)
