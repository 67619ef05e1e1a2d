"""A claimed figure, the figures found for it -> the likeliest of each sort. Pure.

One that says the claim, one that says otherwise, one that says it of something else
(``rag.verification.verdicts.conflicts``), one that says it of another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rag.verification.contrasts.scopes import (
    is_moved,
    is_of_a_named_other,
    is_of_another_part_of_year,
)
from rag.verification.leftovers import heaviest_left
from rag.verification.matching.figures import Match
from rag.verification.matching.sayings import MAY_SAY_FROM, saying
from rag.verification.matching.words import NO_GAINS, Found, Words
from rag.verification.reading import Claimed, Stated
from rag.verification.values.relation import RANKS
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.conflicts import FRAMED, find_conflict, year_agrees
from rag.verification.verdicts.doubts import is_barred, is_doubtful, is_told_elsewhere
from rag.verification.verdicts.judgement import Aspect
from rag.verification.verdicts.namesakes import is_told_of_a_namesake

# Log-odds, of saying the claim or of being the figure it speaks of, from which on a verdict is given.
SAYS_FROM = 1.3
_SAYS_NARROWER_FROM = 2.1
_DOUBTED_SAYS_FROM = 1.3
"""Log-odds of saying the claim, from which a doubted figure leaves the claim undecided."""
_DOUBTED, _BARRED = 2.2, 20.0
"""The penalty for what may count another thing, and for another place or more progress than there is."""
_PART_FROM = -1.0
_FAR = 2.0
"""The margin by which a figure that differs has to be likelier for the claim to be denied."""
_LEAST = -6.0
_TURNED = 1.0
"""The bonus for a figure that only differs in direction or unit."""
_MOVED_FROM = 1.0
"""Log-odds from which a figure of the same value at another place is taken to be the claimed one, moved."""
_ACTS = re.compile("项目|工程|推进|启动|实施|加快|推动|开展")
"""Words for what is done, which do not name a part."""
_VERY_NEAR = 8.0
_WHOLE = 0.9
_NARROWER = 1.5
"""The weight of a figure's remaining words, from which it measures a part of what the claim is about."""


@dataclass(frozen=True, slots=True)
class Best:
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
    """The figure that says the same about another place."""

    is_rank: bool = False
    """A rank differs that would say the claim if it were the same."""

    @property
    def says_it(self) -> bool:
        return self.sure > (_SAYS_NARROWER_FROM if self.is_narrower else SAYS_FROM)

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
        """Whether the figure measures a part, unless the claim's own remaining words may mean that part: 种地的人,
        农村居民."""
        if self.says is None or self.says.features.unsaid > _NARROWER:
            return False
        return self.is_narrower and self.says.logit > _PART_FROM


def find_best(
    claimed: Claimed,
    stated: Stated,
    words: Words,
    matches: Sequence[Match],
    found: Found,
    gains: Mapping[int, float] = NO_GAINS,
) -> Best:
    """``gains``: log-odds by which figures of sentences are likelier to say the claim."""

    def doubts(one: Match) -> bool:
        return is_doubtful(claimed, stated, words, one, matches, found[one.sentence][0])

    def sure(one: Match) -> float:
        told = found[one.sentence][0]
        beside = [other for other in matches if other.sentence == one.sentence]
        if is_barred(claimed, stated, one, told) or is_told_of_a_namesake(words, one, beside, told):
            return said[one.slot] - _BARRED
        return said[one.slot] - (_DOUBTED if doubts(one) else 0.0)

    alike, rival = candidates(claimed, stated, matches, found)
    said = {one.slot: saying(stated, one, rival, found) + gains.get(one.sentence, 0.0) for one in alike}
    says = max(alike, key=sure, default=None)
    likely = _likely(claimed, matches, found)
    conflict, aspect = next(_conflicts(claimed, stated, matches, likely, found), (None, None))
    differing = (one for one in likely if not is_alike(one) and _is_of_its_time(claimed, one, found))
    others = (one for one in differing if not _is_aimed_beside(claimed, one, alike, found))
    other = next((one for one in others if _is_turned(one) or not doubts(one)), None)
    return Best(
        says,
        said[says.slot] if says else _LEAST,
        sure(says) if says else _LEAST,
        conflict,
        aspect,
        other=other,
        nearest=likely[0] if likely else None,
        left=heaviest_left(_ACTS.sub("\n", says.slot.words), words.said) if says and says.features.left else 0.0,
        moved=next(filter(is_alike, _moved(claimed, matches, found)), None),
        is_rank=other is not None and _is_rank(stated, other) and saying(stated, other, _LEAST, found) > SAYS_FROM,
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
    alike = [one for one in likely if is_alike(one) and not _is_only_near(claimed, one)]
    others = (one for one in likely if not is_alike(one) and not _is_aimed_beside(claimed, one, alike, found))
    return alike, next((one.logit for one in others), float("-inf"))


def _is_only_near(claimed: Claimed, one: Match) -> bool:
    """Whether a figure shares no word with an English claim and is not very near."""
    return claimed.text.isascii() and not one.features.whole and one.features.near < _VERY_NEAR


def _is_aimed_beside(claimed: Claimed, one: Match, alike: Sequence[Match], found: Found) -> bool:
    """Whether the figure is a target, where the claimed value was the result: a claim without a year is about the
    result."""
    timeless = not claimed.years and not claimed.intended
    return timeless and _is_planned(one, found) and any(not _is_planned(same, found) for same in alike)


def _is_planned(one: Match, found: Found) -> bool:
    report = found[one.sentence][0].evidence.report
    own = report.year if report else None
    return own is not None and one.slot.year is not None and one.slot.year >= own


def _conflicts(
    claimed: Claimed, stated: Stated, matches: Sequence[Match], likely: Sequence[Match], found: Found
) -> Iterator[tuple[Match, Aspect]]:
    for one in filter(is_alike, likely):
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


def is_alike(one: Match) -> bool:
    return one.compared.relation is not Relation.OTHER
