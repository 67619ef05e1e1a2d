"""A claim with figures, the sentences found for it -> what they say to it. Pure.

For each figure of the claim the figures found are ranked by how surely they are the one it speaks of. The likeliest
that says the same decides, unless one that says otherwise is likelier, or it is told of something else
(``rag.verification.verdicts.conflicts``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rag.text.figures import FigureKind
from rag.verification.figure_relation import RANKS, Relation
from rag.verification.leftovers import heaviest_left
from rag.verification.matching.figures import Match, match_each
from rag.verification.matching.sayings import MAY_SAY_FROM, saying
from rag.verification.matching.words import Found, Words
from rag.verification.reading import Claimed, Stated
from rag.verification.verdicts.conflicts import FRAMED, find_conflict, year_agrees
from rag.verification.verdicts.doubts import is_barred, is_doubtful, is_told_elsewhere, is_told_of_a_namesake
from rag.verification.verdicts.judgement import WORST_FIRST, Aspect, Judgement, Verdict
from rag.verification.verdicts.scopes import (
    is_moved,
    is_of_a_named_other,
    is_of_another_part_of_year,
)
from rag.verification.verdicts.stages import unless_governed_otherwise
from rag.verification.verdicts.together import Ranked, find_torn, find_turned, judge_together

# Log-odds, of saying the claim or of being the figure it speaks of, from which on a verdict is given.
_SAYS_FROM = 1.3
_SAYS_NARROWER_FROM = 2.6
_DOUBTED_SAYS_FROM = 1.3
"""Log-odds of saying the claim, from which on what is doubted leaves the claim undecided."""
_DOUBTED, _BARRED = 2.2, 20.0
"""The loss of what may count another thing, and of what is told of another place or as further than it is."""
_CONFLICT_FROM = -1.6
_DIFFER_FROM = -1.0
_PART_FROM = -1.0
_PART_BELOW = 0.0
_UNCLEAR_FROM = -1.5
_MARGIN = 0.5
"""The margin by which a figure that differs may be likelier than one in conflict."""
_FAR = 2.0
"""The margin by which a figure that differs has to be likelier for the claim to be denied."""
_LEAST = -6.0
_SURELY = 2.0
_TURNED = 1.0
"""The gain of a figure that differs in direction or unit alone."""
_MOVED_FROM = 1.0
"""Log-odds from which on a figure of the same value that names another place is the claimed one, moved."""
_ACTS = re.compile("项目|工程|推进|启动|实施|加快|推动|开展")
"""Said of what is done, and not of which part."""
_VERY_NEAR = 8.0
_WHOLE = 0.9
_NARROWER = 1.5
"""The weight of what is left of a figure's words, from which on they tell a part of what the claim tells."""


@dataclass(frozen=True, slots=True)
class _Best:
    """The likeliest figure of each sort."""

    says: Match | None = None
    said: float = _LEAST
    """Log-odds that it says the claim."""
    sure: float = _LEAST
    """The same, less what is doubted."""
    conflict: Match | None = None
    aspect: Aspect | None = None
    other: Match | None = None
    nearest: Match | None = None
    left: float = 0.0
    """The weight of what the words of the figure that says it have and the claim has not, besides acts."""
    moved: Match | None = None
    """It says the same of another place."""

    is_rank: bool = False
    """A rank differs that would say the claim if it were the same."""

    @property
    def says_it(self) -> bool:
        return self.sure > (_SAYS_NARROWER_FROM if self.is_narrower else _SAYS_FROM)

    @property
    def may_say_it(self) -> bool:
        """Nothing that differs is much likelier than what may say it."""
        if self.says is None or self._is_another_nearer:
            return False
        return self.sure > MAY_SAY_FROM or self.said > _DOUBTED_SAYS_FROM or self.says.logit > self.rival - _FAR

    @property
    def is_of_the_other_year(self) -> bool:
        """The one in conflict is only about as much, in another year, and another one as much as is claimed."""
        if self.says is None or self.conflict is None or self.aspect is not Aspect.YEAR:
            return False
        rough = self.conflict.compared.relation is Relation.ROUGH
        return rough and self.says.compared.relation is Relation.SAME and self.may_say_it

    @property
    def _is_another_nearer(self) -> bool:
        """The figure that says the same is doubted, and one beside it is likelier."""
        if self.says is None or self.other is None or self.sure == self.said:
            return False
        return self.other.sentence == self.says.sentence and self.other.logit > self.says.logit

    @property
    def rival(self) -> float:
        if self.other is None:
            return float("-inf")
        return self.other.logit + (_TURNED if _is_turned(self.other) else 0.0)

    @property
    def is_narrower(self) -> bool:
        """The figure has all words of the claim, and others that make it one of something narrower."""
        return self.says is not None and self.says.features.own > _WHOLE and self.left > _NARROWER

    @property
    def is_part(self) -> bool:
        """The figure tells a part, unless words of the claim that are left as well may tell it: 种地的人, 农村居民."""
        if self.says is None or self.says.features.unsaid > _NARROWER:
            return False
        return self.is_narrower and self.says.logit > _PART_FROM


def judge_figures(claimed: Claimed, found: Found, words: Words) -> Judgement:
    """The judgement of a claim that has figures."""
    ranked = list(zip(claimed.figures, match_each(claimed.figures, words, found), strict=True))
    if len(ranked) > 1:
        if together := judge_together(claimed, ranked, found):
            return together
        if otherwise := find_torn(ranked, found) or find_turned(claimed, ranked, found):
            return otherwise
        ranked = [one for one in ranked if _is_of_a_run(one[0], claimed.text) or not _is_by_the_way(*one)] or ranked
    ranked = _without_each_others(ranked)
    judged = [_judge(_find_best(claimed, stated, words, matches, found)) for stated, matches in ranked]
    return unless_governed_otherwise(claimed, found, min(judged, key=lambda one: WORST_FIRST.index(one.verdict)))


def _without_each_others(ranked: Ranked) -> list[tuple[Stated, list[Match]]]:
    """The figures found, each without those that another figure of the claim likeliest says: 满足率95%，通办率84%."""
    said = [
        matches[0].slot if matches and matches[0].compared.relation is Relation.SAME else None for _, matches in ranked
    ]
    return [
        (stated, [one for one in matches if _is_alike(one) or one.slot not in (*said[:at], *said[at + 1 :])])
        for at, (stated, matches) in enumerate(ranked)
    ]


def _is_of_a_run(stated: Stated, text: str) -> bool:
    """连续三年: it says that something has lasted, however small the number is."""
    return text[: stated.figure.full.start].endswith(("连续", "连", "蝉联"))


def _is_by_the_way(stated: Stated, matches: Sequence[Match]) -> bool:
    """两个机场, 一年: rather a way of speaking than a figure, where the report has none that is surely it."""
    figure = stated.figure
    small = figure.kind is FigureKind.AMOUNT and figure.low <= 3 and figure.unit in ("个", "年", "天", "次", "大", "")
    return small and not (matches and matches[0].logit > _SURELY and _counts_alike(stated, matches[0]))


def _counts_alike(stated: Stated, one: Match) -> bool:
    return _is_alike(one) or one.slot.figure.unit == stated.figure.unit


def _find_best(claimed: Claimed, stated: Stated, words: Words, matches: Sequence[Match], found: Found) -> _Best:
    def doubts(one: Match) -> bool:
        return is_doubtful(claimed, stated, words, one, matches, found[one.sentence][0])

    def sure(one: Match) -> float:
        barred = is_barred(claimed, stated, one, found[one.sentence][0])
        if barred or is_told_of_a_namesake(words, one, [other for other in matches if other.sentence == one.sentence]):
            return said[one.slot] - _BARRED
        return said[one.slot] - (_DOUBTED if doubts(one) else 0.0)

    alike, rival = candidates(claimed, stated, matches, found)
    said = {one.slot: saying(stated, one, rival, found) for one in alike}
    says = max(alike, key=sure, default=None)
    likely = _likely(claimed, matches, found)
    conflict, aspect = next(_conflicts(claimed, stated, matches, likely, found), (None, None))
    differing = (one for one in likely if not _is_alike(one) and _is_of_its_time(claimed, one, found))
    others = (one for one in differing if not _is_aimed_beside(claimed, one, alike, found))
    other = next((one for one in others if _is_turned(one) or not doubts(one)), None)
    return _Best(
        says,
        said[says.slot] if says else _LEAST,
        sure(says) if says else _LEAST,
        conflict,
        aspect,
        other=other,
        nearest=likely[0] if likely else None,
        left=heaviest_left(_ACTS.sub("\n", says.slot.words), words.said) if says and says.features.left else 0.0,
        moved=next(filter(_is_alike, _moved(claimed, matches, found)), None),
        is_rank=other is not None and _is_rank(stated, other) and saying(stated, other, _LEAST, found) > _SAYS_FROM,
    )


def _is_rank(stated: Stated, one: Match) -> bool:
    return stated.figure.unit in RANKS and one.slot.figure.unit in RANKS


def _is_of_its_time(claimed: Claimed, one: Match, found: Found) -> bool:
    if is_of_another_part_of_year(claimed, found[one.sentence][0], one.slot.clause):
        return False
    return year_agrees(claimed, one) and one.features.counted >= 0


def _is_turned(one: Match) -> bool:
    """It differs in direction or unit alone."""
    return one.compared.direction or one.compared.unit


def candidates(claimed: Claimed, stated: Stated, matches: Sequence[Match], found: Found) -> tuple[list[Match], float]:
    """The figures that may say the claim, the likeliest first, and how likely the likeliest is that says otherwise."""
    likely = [
        one
        for one in _likely(claimed, matches, found)
        if find_conflict(claimed, stated, one, matches, found[one.sentence][0]) is None
    ]
    alike = [one for one in likely if _is_alike(one) and not _is_only_near(claimed, one)]
    others = (one for one in likely if not _is_alike(one) and not _is_aimed_beside(claimed, one, alike, found))
    return alike, next((one.logit for one in others), float("-inf"))


def _is_only_near(claimed: Claimed, one: Match) -> bool:
    """No word of an English claim is told with it, nor is it very near."""
    return claimed.text.isascii() and not one.features.whole and one.features.near < _VERY_NEAR


def _is_aimed_beside(claimed: Claimed, one: Match, alike: Sequence[Match], found: Found) -> bool:
    """It is aimed at, where the same figure as is claimed came out: what is claimed of no year tells what came out."""
    timeless = not claimed.years and not claimed.intended
    return timeless and _is_planned(one, found) and any(not _is_planned(same, found) for same in alike)


def _is_planned(one: Match, found: Found) -> bool:
    report = found[one.sentence][0].evidence.report
    own = report.year if report else None
    return own is not None and one.slot.year is not None and one.slot.year >= own


def _conflicts(
    claimed: Claimed, stated: Stated, matches: Sequence[Match], likely: Sequence[Match], found: Found
) -> Iterator[tuple[Match, Aspect]]:
    for one in filter(_is_alike, likely):
        if aspect := find_conflict(claimed, stated, one, matches, found[one.sentence][0]):
            yield one, aspect


def _likely(claimed: Claimed, matches: Sequence[Match], found: Found) -> list[Match]:
    """Others decide nothing, nor do those of another place."""
    likely = takewhile(lambda one: one.logit > _LEAST, matches)
    return [one for one in likely if not is_told_elsewhere(claimed, one, found[one.sentence][0])]


def _moved(claimed: Claimed, matches: Sequence[Match], found: Found) -> Iterator[Match]:
    for one in takewhile(lambda one: one.logit > _MOVED_FROM, matches):
        told = found[one.sentence][0]
        framed = one.logit > FRAMED and is_moved(claimed, told, one.slot.clause, one.slot.words)
        same = one.compared.relation is Relation.SAME
        if framed or (same and is_of_a_named_other(claimed, told, one.slot.clause, one.slot.words)):
            yield one


def _is_alike(one: Match) -> bool:
    return one.compared.relation is not Relation.OTHER


def _judge(best: _Best) -> Judgement:
    if best.says and best.says_it:
        rough = best.says.compared.relation is Relation.ROUGH
        return _judgement(Verdict.ROUGHLY if rough else Verdict.AGREES, best.says)
    if best.moved:
        return _judgement(Verdict.DIFFERS, best.moved, Aspect.NAME)
    denied = best.other is not None and (best.rival > _DIFFER_FROM or best.is_rank) and not best.may_say_it
    if (
        best.conflict
        and not (best.aspect is Aspect.YEAR and best.may_say_it)
        and best.conflict.logit > (_CONFLICT_FROM if denied else max(_CONFLICT_FROM, best.rival - _MARGIN))
    ):
        return _judgement(Verdict.DIFFERS, best.conflict, best.aspect)
    if best.other and denied:
        aspect = Aspect.DIRECTION if best.other.compared.direction else Aspect.FIGURE
        return _judgement(Verdict.DIFFERS, best.other, aspect)
    if best.is_part and best.sure < _PART_BELOW and best.said < _SAYS_FROM:
        return _judgement(Verdict.DIFFERS, best.says, Aspect.PART)
    if best.nearest and best.nearest.logit > _UNCLEAR_FROM:
        return _judgement(Verdict.UNCLEAR, best.nearest)
    return Judgement(Verdict.NOT_IN_REPORT)


def _judgement(verdict: Verdict, one: Match | None, aspect: Aspect | None = None) -> Judgement:
    return Judgement(verdict, one.sentence, aspect, one.slot.figure.full) if one else Judgement(verdict)
