"""A claim with figures, the sentences found for it -> the judgement on it. Pure.

For each figure of the claim, the figures found are ranked by how likely they are to be the one that the claim means.
The likeliest that says the same decides, unless one that says otherwise is likelier, or it is about something else
(``rag.verification.verdicts.conflicts``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.text.figures import FigureKind
from rag.verification.matching.figures import Match, match_each
from rag.verification.matching.words import NO_GAINS, Found, Words
from rag.verification.reading import Claimed, Stated
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.best import SAYS_FROM, Best, find_best, is_alike
from rag.verification.verdicts.judgement import WORST_FIRST, Aspect, Judgement, Verdict
from rag.verification.verdicts.refutation import refuting
from rag.verification.verdicts.stages import unless_governed_otherwise
from rag.verification.verdicts.together import Ranked, find_crossed, find_torn, find_turned, judge_together

_CONFLICT_FROM = -1.6
_DIFFER_FROM = -1.0
_PART_BELOW = 0.0
_UNCLEAR_FROM = -1.5
_MARGIN = 0.5
"""The margin by which a differing figure may be likelier than one in conflict."""
_SURELY = 2.0


def judge_figures(claimed: Claimed, found: Found, words: Words, gains: Mapping[int, float] = NO_GAINS) -> Judgement:
    """The judgement of a claim that has figures.

    ``gains``: log-odds by which sentences are likelier to say it, for what is known of them besides.
    """
    ranked = list(zip(claimed.figures, match_each(claimed.figures, words, found), strict=True))
    if len(ranked) > 1:
        if crossed := find_crossed(ranked):
            return crossed
        if together := judge_together(claimed, ranked, found):
            return together
        if otherwise := find_torn(ranked, found) or find_turned(claimed, ranked, found):
            return otherwise
    judged = [
        _judge(stated, find_best(claimed, stated, words, matches, found, gains), found)
        for stated, matches in ranked_alone(claimed, ranked)
    ]
    return unless_governed_otherwise(claimed, found, min(judged, key=lambda one: WORST_FIRST.index(one.verdict)))


def ranked_alone(claimed: Claimed, ranked: Ranked) -> Ranked:
    """The figures that are judged one by one, of those of the claim with all that were found for each."""
    if len(ranked) > 1:
        ranked = [one for one in ranked if _is_of_a_run(one[0], claimed.text) or not _is_by_the_way(*one)] or ranked
    return _without_each_others(ranked)


def _without_each_others(ranked: Ranked) -> list[tuple[Stated, list[Match]]]:
    """The figures found, each without those that another figure of the claim likeliest says: 满足率95%，通办率84%."""
    said = [
        matches[0].slot if matches and matches[0].compared.relation is Relation.SAME else None for _, matches in ranked
    ]
    return [
        (stated, [one for one in matches if is_alike(one) or one.slot not in (*said[:at], *said[at + 1 :])])
        for at, (stated, matches) in enumerate(ranked)
    ]


def _is_of_a_run(stated: Stated, text: str) -> bool:
    """Whether the figure is a duration, however small: 连续三年."""
    return text[: stated.figure.full.start].endswith(("连续", "连", "蝉联"))


def _is_by_the_way(stated: Stated, matches: Sequence[Match]) -> bool:
    """Whether the figure is only a manner of speaking, where the report has none that surely corresponds: 两个机场,
    一年."""
    figure = stated.figure
    small = figure.kind is FigureKind.AMOUNT and figure.low <= 3 and figure.unit in ("个", "年", "天", "次", "大", "")
    return small and not (matches and matches[0].logit > _SURELY and _counts_alike(stated, matches[0]))


def _counts_alike(stated: Stated, one: Match) -> bool:
    return is_alike(one) or one.slot.figure.unit == stated.figure.unit


def _judge(stated: Stated, best: Best, found: Found) -> Judgement:
    if best.says and best.says_it:
        rough = best.says.compared.relation is Relation.ROUGH
        return _judgement(Verdict.ROUGHLY if rough else Verdict.AGREES, best.says)
    if best.moved:
        return _judgement(Verdict.DIFFERS, best.moved, Aspect.NAME)
    if otherwise := find_otherwise(best):
        one, aspect = otherwise
        if refuting(stated, one, aspect, found) > 0:
            return _judgement(Verdict.DIFFERS, one, aspect)
        return _judgement(Verdict.UNCLEAR, one)
    if best.nearest and best.nearest.logit > _UNCLEAR_FROM:
        return _judgement(Verdict.UNCLEAR, best.nearest)
    return Judgement(Verdict.NOT_IN_REPORT)


def find_otherwise(best: Best) -> tuple[Match, Aspect] | None:
    """The figure that says otherwise than the claim, and in what."""
    denied = best.other is not None and (best.rival > _DIFFER_FROM or best.is_rank) and not best.may_say_it
    if (
        best.conflict
        and best.aspect
        and not (best.aspect is Aspect.YEAR and best.may_say_it)
        and best.conflict.logit > (_CONFLICT_FROM if denied else max(_CONFLICT_FROM, best.rival - _MARGIN))
    ):
        return best.conflict, best.aspect
    if best.other and denied:
        return best.other, Aspect.DIRECTION if best.other.compared.direction else Aspect.FIGURE
    if best.says and best.is_part and best.sure < _PART_BELOW and best.said < SAYS_FROM:
        return best.says, Aspect.PART
    return None


def _judgement(verdict: Verdict, one: Match | None, aspect: Aspect | None = None) -> Judgement:
    return Judgement(verdict, one.sentence, aspect, one.slot.figure.full) if one else Judgement(verdict)
