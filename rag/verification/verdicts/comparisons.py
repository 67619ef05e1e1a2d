"""A claim that compares two figures of the report -> what they say to it.

Each side is searched for by itself; the claim is decided only where the figures of both are sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Direction, Figure, FigureKind, Qualifier
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.numerals import written
from rag.text.figures.units import MONEY, PERCENT, POINTS
from rag.types import Report
from rag.verification.derived.assignment import assign
from rag.verification.facts import Count, Slot, count_of
from rag.verification.figure_relation import Relation, alike, compare, convert
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching import match_any
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul, Pointed
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict
from rag.verification.verdicts.sides import Comparison, Side, Way, read_comparison

Find = Callable[[Claimed], Haul]

_COMPARES = re.compile(
    r"比(?!例|重|较|赛|如|肩|武|亚)[^，。]{1,20}?(?:还|更|要)?(?:多|少|高|低|快|慢|长|短|大|小|重|轻|强|弱|增长|增加|提高|减少|下降|新增)|(?:高于|低于|多于|少于|快于|慢于|大于|小于|不及|赶不上|跑赢|超过了?)(?=[去今前明上][年]|[^0-9近约]{2,})"
    r"|没有.{1,10}(?:快|高|多|大)|不到(?=今年|去年|目标)|是去年的|是原|是[^，。]{2,24}的[^，。0-9]{0,2}[0-9一二两三四五六七八九十.]+倍|是上年的|(?:去年|前年|上年)的(?:一半|[0-9两三四]+倍)|[离距].{1,8}(?:还)?差|目标.{0,6}比.{1,6}翻|占.{0,12}(?:超过50%|一半|近50%)"
    r"|\b(?:higher|lower|more|less|fewer|above|below|faster|slower) than (?:last|this|the)\b|\babove last year",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"比(?:去年|前年|上年|前一年|上一年)(?:同期)?(?:增长|下降|减少|新增|增加)?(?:近|约|超过)?[0-9.]+%")
_OF_MONEY = re.compile("(?:资金|投资|经费|收入|支出|[^名]额|产值|贷款|存款|余额)$")
_LEAST = -3.5
"""Log-odds from which on a figure may be that of a side."""
_SURE = 0.0
_APART, _SURELY_APART = 0.3, 1.0
"""The margins by which it has to be likelier than another value, where it is sure and where it is not."""
_FEW = 6
"""The likeliest figures of each side that are taken together."""
_LEAST_ALIKE, _WEIGHT_ALIKE = 0.4, 3.0
_LEAST_TOGETHER = -3.0
"""Log-odds of two figures together, with their likeness, from which on they are what is compared."""
_SCALES = (Fraction(10**8), Fraction(10**4))
_HELD, _CLEARLY = 0.25, 0.3
"""Share of the words that only one side has, which its figure in a sentence on both has at least; and the margin by
which this way to give the sides figures is better than any other."""
_CLOSE = Fraction(2, 100)
"""The share by which two figures told with 左右, 近 or 超 may lie apart and still be either way round."""


class Judged(NamedTuple):
    """A judgement and the sentences its index is of."""

    judgement: Judgement
    haul: Haul
    further: tuple[Pointed, ...] = ()
    """The other figures that the calculation rests on."""


class _Value(NamedTuple):
    slot: Slot
    sentence: int
    haul: Haul
    logit: float
    """Log-odds that it is the figure of a side."""
    sure: bool = True
    """Which figure is whose is clear from the words alone, and not only from what the claim says of them."""

    @property
    def figure(self) -> Figure:
        return self.slot.figure

    @property
    def pointed(self) -> Pointed:
        return Pointed(self.haul.sources[self.sentence], self.figure.full)


def is_comparison(claimed: Claimed) -> bool:
    if is_growth(claimed):
        return claimed.intended or "目标" in claimed.text
    return bool(_COMPARES.search(claimed.text))


def is_growth(claimed: Claimed) -> bool:
    """比去年增长100%: told by the report as a rate, or not at all."""
    return _GROWTH.search(claimed.text) is not None


def is_share(claimed: Claimed) -> bool:
    return "占" in claimed.text


def judge_comparison(claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """``find`` searches for one side; unclear where a side is not sure."""
    comparison = read_comparison(claimed.text, report)
    unclear = Judged(Judgement(Verdict.UNCLEAR, 0 if haul.found else None), haul)
    if comparison is None or find_parts_of_year(claimed.text):
        return unclear
    left, right = _together(comparison, haul) or _values(comparison, claimed, report, find)
    if left is None or right is None or left.slot == right.slot:
        return unclear
    verdict = _verdict(comparison, left.figure, right.figure)
    if verdict is None or not (left.sure or (comparison.gap and verdict is not Verdict.DIFFERS)):
        return unclear
    aspect = Aspect.COMPARISON if verdict is Verdict.DIFFERS else None
    calculation = _calculation(comparison, left.figure, right.figure)
    judgement = Judgement(verdict, left.sentence, aspect, left.figure.full, calculation)
    return Judged(judgement, left.haul, (right.pointed,))


def _calculation(comparison: Comparison, left: Figure, right: Figure) -> str:
    """148-129=19, where a difference is told and both figures are of one unit."""
    gap = comparison.gap
    if gap is None or comparison.way not in (Way.MORE, Way.LESS) or left.unit != right.unit:
        return ""
    if gap.unit == PERCENT and left.unit != PERCENT:
        return ""
    high, low = sorted((_signed(left), _signed(right)), reverse=True)
    scale = next((scale for scale in _SCALES if high >= scale and (high - low) * 100 >= scale), Fraction(1))
    return f"{written(high / scale)}-{written(low / scale)}={written((high - low) / scale)}"


def _together(comparison: Comparison, haul: Haul) -> tuple[_Value, _Value] | None:
    """The figures that one sentence tells of both sides; the nearest such sentence."""
    if comparison.left.year != comparison.right.year:
        return None
    pairs = (_in_one_sentence(comparison, at, haul) for at in range(len(haul.found)))
    return next((pair for pair in pairs if pair), None)


def _in_one_sentence(comparison: Comparison, at: int, haul: Haul) -> tuple[_Value, _Value] | None:
    sides = (comparison.left, comparison.right)
    told = haul.found[at][0]
    slots = [slot for slot in told.slots if slot.year == sides[0].year and _fits(slot.figure, comparison)]
    units = dict.fromkeys(slot.figure.unit for slot in slots)
    ways = (assign([side.indicator for side in sides], _of_unit(slots, unit), ordered=True) for unit in units)
    best = max((way for way in ways if way), key=lambda way: way.margin, default=None)
    if best is None or best.least < _HELD or best.margin < _CLEARLY:
        return None
    one, other = (_Value(slot, at, haul, 0.0, best.sure) for slot in best.slots)
    return one, other


def _of_unit(slots: Sequence[Slot], unit: str) -> list[Slot]:
    return [slot for slot in slots if slot.figure.unit == unit]


def _values(
    comparison: Comparison, claimed: Claimed, report: Report, find: Find
) -> tuple[_Value | None, _Value | None]:
    """The figures of both sides; where one thing is compared in two years, they are found together."""
    left = _candidates(comparison.left, comparison, claimed, report, find)
    right = _candidates(comparison.right, comparison, claimed, report, find)
    if comparison.left.indicator == comparison.right.indicator and (pair := _pair(left, right)):
        return pair
    return _likeliest(left), _likeliest(right)


def _pair(left: Sequence[_Value], right: Sequence[_Value]) -> tuple[_Value, _Value] | None:
    """Two figures of one unit that are told in like words, where no other two are nearly as likely."""
    pairs = [(one, other) for one in left[:_FEW] for other in right[:_FEW] if _alike(one, other) > _LEAST_ALIKE]
    scored = sorted(((_likely(*pair), at) for at, pair in enumerate(pairs)), reverse=True)
    if not scored or scored[0][0] < _LEAST_TOGETHER:
        return None
    best = pairs[scored[0][1]]
    values = [one.figure.low for one in best]
    rivals = (likely for likely, at in scored if [one.figure.low for one in pairs[at]] != values)
    return best if scored[0][0] > next(rivals, float("-inf")) + _SURELY_APART else None


def _likely(one: _Value, other: _Value) -> float:
    return one.logit + other.logit + _WEIGHT_ALIKE * _alike(one, other)


def _alike(one: _Value, other: _Value) -> float:
    """The share (0–1) of their words that two figures of one unit have in common."""
    if one.figure.unit != other.figure.unit:
        return 0.0
    mine, its = one.slot.label, other.slot.label
    return 2 * len(mine & its) / max(len(mine) + len(its), 1)


def _likeliest(values: Sequence[_Value]) -> _Value | None:
    """The figure of a side, where one is likelier than every other value."""
    if not values or values[0].logit < _LEAST:
        return None
    best = values[0]
    rivals = (one.logit for one in values[1:] if one.figure.low != best.figure.low)
    apart = _APART if best.logit > _SURE else _SURELY_APART
    return best if best.logit > next(rivals, float("-inf")) + apart else None


def _candidates(side: Side, comparison: Comparison, claimed: Claimed, report: Report, find: Find) -> list[_Value]:
    """The figures that a side may tell, the likeliest first."""
    read = read_claim(f"{side.year}年{side.indicator}{'增长' if comparison.growth else ''}", report, claimed.places)
    haul, count = find(read), count_of(side.indicator)
    if count is Count.OPEN:
        count = count_of(comparison.said)

    def admits(slot: Slot) -> bool:
        told = not is_narrowed(general(slot.words), read.all_forms) and (
            slot.count is count or Count.OPEN in (count, slot.count)
        )
        return slot.year == side.year and _fits(slot.figure, comparison) and told

    matches = match_any(haul.words, haul.found, admits)
    return [_Value(one.slot, one.sentence, haul, one.logit) for one in matches]


def _fits(figure: Figure, comparison: Comparison) -> bool:
    if figure.kind is not FigureKind.AMOUNT or figure.low != figure.high:
        return False
    moves = figure.direction in (Direction.UP, Direction.DOWN) or figure.hint in (Direction.UP, Direction.DOWN)
    if comparison.growth:
        return figure.unit == PERCENT and (moves or figure.hint is not Direction.NONE)
    if comparison.share:
        return figure.unit == PERCENT and figure.direction not in (Direction.UP, Direction.DOWN)
    return figure.unit not in (PERCENT, POINTS) and _has_unit(figure, comparison)


def _has_unit(figure: Figure, comparison: Comparison) -> bool:
    """The unit of the difference, or of money where the indicator is a sum of it."""
    if comparison.gap and comparison.gap.unit not in (PERCENT, "倍", ""):
        return alike(figure, comparison.gap)
    return figure.unit in MONEY or _OF_MONEY.search(comparison.left.indicator) is None


def _verdict(comparison: Comparison, left: Figure, right: Figure) -> Verdict | None:
    one, other = _signed(left), convert(right, left)
    if other is None or other == 0:
        return None
    if comparison.falls:
        one, other = -one, -other
    if comparison.way in (Way.SHARE, Way.TIMES):
        said = one / other * (100 if comparison.way is Way.SHARE else 1)
        return _by_gap(comparison.gap, said, left, right) if comparison.gap else None
    if left.qualifiers | right.qualifiers and abs(one - other) <= abs(other) * _CLOSE:
        exact = comparison.gap is not None and comparison.gap.low == abs(one - other)
        return Verdict.ROUGHLY if exact and (one > other) is (comparison.way is Way.MORE) else None
    if one == other or (one > other) is (comparison.way is Way.LESS):
        return Verdict.DIFFERS
    if comparison.gap is None:
        return Verdict.AGREES
    gap = (one / other - 1) * 100 if comparison.gap.unit == PERCENT and left.unit != PERCENT else one - other
    return _by_gap(comparison.gap, abs(gap), left, right)


def _by_gap(gap: Figure, value: Fraction, left: Figure, right: Figure) -> Verdict | None:
    loose = bool(left.qualifiers | right.qualifiers)
    plain = replace(gap, unit="", direction=Direction.NONE, hint=Direction.NONE)
    told = replace(plain, low=value, high=value, qualifiers=frozenset())
    relation = compare(plain, told).relation
    if relation is Relation.SAME or (relation is Relation.ROUGH and gap.qualifiers):
        return Verdict.ROUGHLY if loose else Verdict.AGREES
    if _bounded(gap, value):
        return Verdict.AGREES
    near = abs(value - gap.low) <= value / 20
    if relation is Relation.ROUGH or near:
        return Verdict.ROUGHLY
    return None if loose else Verdict.DIFFERS


def _bounded(gap: Figure, value: Fraction) -> bool:
    """超过50%, of 72%: said of a share that is not near."""
    if gap.qualifiers & {Qualifier.OVER, Qualifier.AT_LEAST}:
        return value >= gap.low
    return bool(gap.qualifiers & {Qualifier.UNDER, Qualifier.AT_MOST}) and value <= gap.low


def _signed(figure: Figure) -> Fraction:
    falls = figure.direction.falls or (figure.direction is Direction.NONE and figure.hint.falls)
    return -figure.low if falls and figure.unit == PERCENT else figure.low
