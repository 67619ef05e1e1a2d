"""A claim that compares two figures of the report -> the judgement on it by those figures.

Each side is searched for by itself; the claim is decided only where the figures of both are sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Direction, Figure, Qualifier
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.numerals import SCALES, written
from rag.text.figures.units import PERCENT, is_count
from rag.text.word_tables import any_of
from rag.types import Report
from rag.verification.contrasts.opposites import is_of_a_sister
from rag.verification.contrasts.scopes import is_of_another_place, is_on_country
from rag.verification.derived.comparison_parsing import Comparison, Side, read_comparison
from rag.verification.derived.operand_candidates import ComparisonSearch, Find, SideFigure
from rag.verification.derived.operand_pairing import find_sides
from rag.verification.derived.phrasing import Way, is_of_base, put_otherwise, put_plainly
from rag.verification.reading import Claimed
from rag.verification.search import Haul, Pointed
from rag.verification.values.conversion import convert
from rag.verification.values.relation import compare_value
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_COMPARES = re.compile(any_of(__name__, "compares"), re.IGNORECASE)
_GROWTH = re.compile(r"比(?:去年|前年|上年|前一年|上一年)(?:同期)?(?:增长|下降|减少|新增|增加)?(?:近|约|超过)?[0-9.]+%")
_SHARE_OF = re.compile(
    "(?:只有|仅有?|相当于|是|不到|不足|超过|近)[^，,]{2,16}的(?:超过|近|约|不到)?(?:[0-9.]+%|一半|[^，,]分之)"
)
_FAR = Fraction(3, 10)
"""The share by which a difference given in the claim is surely wrong, where the figures are approximate."""
_CLOSE = Fraction(2, 100)
"""The share within which two figures with 左右, 近 or 超 may stand in either order."""


class Judged(NamedTuple):
    """A judgement and the sentences its index is of."""

    judgement: Judgement
    haul: Haul
    further: tuple[Pointed, ...] = ()
    """The other figures that the calculation rests on."""


def is_comparison(claimed: Claimed) -> bool:
    if is_growth(claimed):
        return claimed.intended or "目标" in claimed.text
    text = put_plainly(claimed.text)
    return bool(_COMPARES.search(text)) or is_of_base(text)


def compares(words: str) -> bool:
    """Whether a word of the text compares two things: 快于, 低于."""
    return _COMPARES.search(words) is not None


def is_growth(claimed: Claimed) -> bool:
    """Whether the claim states a growth rate, which reports give themselves or not at all: 比去年增长100%."""
    return _GROWTH.search(put_plainly(claimed.text)) is not None


def is_share(claimed: Claimed) -> bool:
    return "占" in claimed.text or _SHARE_OF.search(claimed.text) is not None


def judge_comparison(claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """``find`` searches for one side; unclear where a side is not sure."""
    comparison = read_comparison(claimed.asked, report)
    unclear = Judged(Judgement(Verdict.UNCLEAR, 0 if haul.found else None), haul)
    if comparison is None or find_parts_of_year(claimed.text):
        return unclear
    judged = (_judge(way, claimed, report, haul, find) for way in _ways(comparison))
    planned = (_judge(way, claimed, report, haul, find) for way in _as_planned(comparison, report))
    said = (one for one in planned if one and one.judgement.verdict.is_said)
    return next((one for one in judged if one), None) or next(said, unclear)


def _as_planned(comparison: Comparison, report: Report) -> Iterator[Comparison]:
    """The judgement for the coming year where the claim names none; true or undecided."""
    if not comparison.dated and report.year:
        left, right = (replace(side, year=report.year) for side in (comparison.left, comparison.right))
        yield replace(comparison, left=left, right=right)


def judge_unsaid_comparison(claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged | None:
    """The judgement where the comparison is only implied and true; else None: 今年营造林少了24万亩."""
    text = put_otherwise(claimed.asked)
    if text == claimed.asked:
        return None
    judged = judge_comparison(replace(claimed, asked=text), report, haul, find)
    return judged if judged.judgement.verdict.is_said else None


def _ways(comparison: Comparison) -> Iterator[Comparison]:
    """The ways to read the comparison; each is tried where the report says nothing about the one before."""
    yield comparison
    if comparison.grows:
        yield replace(comparison, growth=True, share=False)
    if comparison.gap and is_count(comparison.gap.unit):
        yield replace(comparison, any_count=True)


def _judge(comparison: Comparison, claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged | None:
    """The judgement; None where the figures of the sides are not sure."""
    asked = ComparisonSearch(
        comparison, claimed, report, haul, find, lambda one, other: _is_said(comparison, one, other)
    )
    found = find_sides(asked)
    if found is None:
        return None
    left, right = found
    if any(_is_of_another(claimed, *side) for side in zip((comparison.left, comparison.right), found, strict=True)):
        return None
    verdict = _verdict(comparison, left.figure, right.figure)
    if verdict is None or not (left.sure or (comparison.gap and verdict is not Verdict.DIFFERS)):
        return None
    aspect = Aspect.COMPARISON if verdict is Verdict.DIFFERS else None
    calculation = _calculation(comparison, left.figure, right.figure)
    judgement = Judgement(verdict, left.sentence, aspect, left.figure.full, calculation)
    return Judged(judgement, left.haul, (right.pointed,))


def _is_of_another(claimed: Claimed, side: Side, value: SideFigure) -> bool:
    """Whether the figure is about another place, about the region where the claim is about the country, or about
    another thing of its kind."""
    told, slot = value.haul.found[value.sentence][0], value.slot
    return (
        is_of_another_place(claimed, told, slot.clause, slot.words)
        or is_on_country(claimed, told, slot.words)
        or is_of_a_sister(side.indicator, slot.words)
    )


def _is_said(comparison: Comparison, left: Figure, right: Figure) -> bool:
    """Whether the difference in the claim is that of the two figures."""
    return comparison.gap is not None and _verdict(comparison, left, right) in (Verdict.AGREES, Verdict.ROUGHLY)


def _calculation(comparison: Comparison, left: Figure, right: Figure) -> str:
    """The subtraction, such as 148-129=19, where the claim states a difference and both figures are in one unit."""
    gap = comparison.gap
    if gap is None or left.unit != right.unit:
        return ""
    if comparison.way in (Way.SHARE, Way.TIMES):
        return _quotient(left, right, comparison.way is Way.SHARE)
    if gap.unit == PERCENT and left.unit != PERCENT:
        return ""
    high, low = sorted((_signed(left), _signed(right)), reverse=True)
    scale = next((scale for scale in SCALES.values() if high >= scale and (high - low) * 100 >= scale), 1)
    return f"{written(high / scale)}-{written(low / scale)}={written((high - low) / scale)}"


def _quotient(left: Figure, right: Figure, share: bool) -> str:
    """716÷1343≈53%, in the largest unit that both can be written in."""
    said, scale = left.low / right.low, _scale_of(left.low, right.low)
    told = f"{float(said * 100):.0f}%" if share else f"{float(said):.1f}"
    return f"{written(left.low / scale)}÷{written(right.low / scale)}≈{told}"


def _scale_of(one: Fraction, other: Fraction) -> int:
    return next((scale for scale in SCALES.values() if min(one, other) >= scale), 1)


def _verdict(comparison: Comparison, left: Figure, right: Figure) -> Verdict | None:
    one, other = _signed(left), convert(right, left)
    if other is None or other == 0:
        return None
    if comparison.falls:
        one, other = -one, -other
    if comparison.way in (Way.SHARE, Way.TIMES):
        said = one / other * (100 if comparison.way is Way.SHARE else 1)
        return _by_gap(comparison.gap, said, left, right) if comparison.gap else None
    if comparison.way is Way.APART and comparison.gap:
        return _by_gap(_in_unit_of(comparison.gap, left), abs(one - other), left, right)
    loose = left.qualifiers | right.qualifiers and not (comparison.growth and one != other)
    if loose and abs(one - other) <= abs(other) * _CLOSE:
        exact = comparison.gap is not None and comparison.gap.low == abs(one - other)
        return Verdict.ROUGHLY if exact and (one > other) is (comparison.way is Way.MORE) else None
    if one == other or (one > other) is (comparison.way is Way.LESS):
        return Verdict.DIFFERS
    if comparison.gap is None:
        return Verdict.AGREES
    if comparison.gap.unit in (PERCENT, "倍"):
        grown = abs(one / other - 1) * (100 if comparison.gap.unit == PERCENT else 1)
        return None if left.unit == PERCENT else _by_gap(comparison.gap, grown, left, right)
    return _by_gap(_in_unit_of(comparison.gap, left), abs(one - other), left, right)


def _in_unit_of(gap: Figure, figure: Figure) -> Figure:
    """160万公顷 as 2400万亩, where the figures compared are in 亩."""
    value = convert(replace(gap, direction=Direction.NONE, hint=Direction.NONE), figure)
    return gap if value is None else replace(gap, low=value, high=value)


def _by_gap(gap: Figure, value: Fraction, left: Figure, right: Figure) -> Verdict | None:
    loose = bool(left.qualifiers | right.qualifiers)
    if _bounded(gap, value) and not (right.qualifiers or left.qualifiers - {Qualifier.OVER, Qualifier.AT_LEAST}):
        return Verdict.AGREES
    relation = compare_value(replace(gap, unit=""), value)
    if relation is Relation.SAME or (relation is Relation.ROUGH and gap.qualifiers):
        return Verdict.ROUGHLY if loose else Verdict.AGREES
    if _bounded(gap, value):
        return Verdict.AGREES
    near = abs(value - gap.low) <= value / 20
    if relation is Relation.ROUGH or near:
        return Verdict.ROUGHLY
    far = abs(value - gap.low) > value * _FAR
    return Verdict.DIFFERS if far or not loose else None


def _bounded(gap: Figure, value: Fraction) -> bool:
    """Whether a bound in the claim holds, although the value is not near it: 超过50% for 72%."""
    if gap.qualifiers & {Qualifier.OVER, Qualifier.AT_LEAST}:
        return value >= gap.low
    return bool(gap.qualifiers & {Qualifier.UNDER, Qualifier.AT_MOST}) and value <= gap.low


def _signed(figure: Figure) -> Fraction:
    falls = figure.direction.falls or (figure.direction is Direction.NONE and figure.hint.falls)
    return -figure.low if falls and figure.unit == PERCENT else figure.low
