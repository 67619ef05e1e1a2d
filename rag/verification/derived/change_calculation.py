"""A sentence about how something has changed -> the figures that follow from it. Pure.

占比从31.1%降至22.5% is a fall by 8.6个百分点, 从第12位升至第5位 one by seven ranks, 从400台增加到8400台 makes 21
times as much; 新增3个、总数达13个 tells that there were ten before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from rag.text.figures import Direction, Figure, FigureKind
from rag.text.figures.numerals import written
from rag.text.figures.units import PERCENT, POINTS, SHARES
from rag.verification.facts import Count, ReadSentence, Slot, is_from_to

_AND_ALL = re.compile(
    "[^，,；;。、0-9]{0,24}[、，,]?[^，,；;。、0-9]{0,4}(?:总数|总量|累计|共有|总计)[^，,；;。、0-9]{0,4}"
)
_SO_MUCH_MORE = re.compile("[、，,（(](?:同比|比上年|较上年|比上一年)?(?:增长|增加|下降|减少|提高)?")
_AT_PRICES = re.compile("生产总值|GDP|增加值")
"""Indicators given in prices of the year, whose growth is given in comparable prices."""
_MOST = 1000
"""The greatest growth, in percent, from which the earlier value is calculated."""
_SCALES = (Fraction(10**8), Fraction(10**4))


class Sort(StrEnum):
    """The sort of a figure that follows from a change."""

    BY = "by"
    """The change: 8.6个百分点 less, 9亿斤 more."""
    GROWTH = "growth"
    """The same in percent."""
    TIMES = "times"
    """The multiple of what was before."""
    RANKS = "ranks"
    BEFORE = "before"
    """The number before the change."""


class DerivedFigure(NamedTuple):
    """A figure that follows, and what it rests on."""

    sort: Sort
    slot: Slot
    """The figure whose words tell what has changed."""
    figure: Figure
    operands: tuple[Figure, Figure]
    calculation: str
    exact: bool = True
    """No operand is a rounded rate."""


def find_changes(told: ReadSentence) -> Iterator[DerivedFigure]:
    for one, other in pairwise(told.slots):
        between = told.text[one.figure.full.end : other.figure.full.start]
        if _has_changed(told.text, one.figure, other.figure):
            yield from _changed(one, one.figure, other.figure)
        elif _is_new_of_all(one, other, between):
            yield _before(one, other)
        elif _is_grown(one, other, between):
            yield from _before_growth(one, other.figure)


def _has_changed(text: str, one: Figure, other: Figure) -> bool:
    alike = one.kind is other.kind and one.unit == other.unit
    exact = one.low == one.high and other.low == other.high and one.low != other.low
    return alike and exact and is_from_to(one, other, text)


def _changed(slot: Slot, one: Figure, other: Figure) -> Iterator[DerivedFigure]:
    operands, up = (one, other), other.low > one.low
    by = abs(other.low - one.low)
    if one.kind is FigureKind.ORDINAL:
        moved = _figure(one, by, "位", Direction.DOWN if up else Direction.UP)
        yield DerivedFigure(Sort.RANKS, slot, replace(moved, kind=FigureKind.AMOUNT), operands, _minus(one, other))
    elif one.kind is FigureKind.AMOUNT:
        way = Direction.UP if up else Direction.DOWN
        unit = POINTS if one.unit == PERCENT else one.unit
        yield DerivedFigure(Sort.BY, slot, _figure(one, by, unit, way), operands, _minus(one, other))
        if one.unit not in SHARES and one.low > 0:
            times = other.low / one.low
            grown = _figure(one, abs(times - 1) * 100, PERCENT, way)
            divided = _divided(one, other)
            yield DerivedFigure(Sort.GROWTH, slot, grown, operands, divided)
            yield DerivedFigure(Sort.TIMES, slot, _figure(one, times, "倍", Direction.NONE), operands, divided)


def _is_new_of_all(one: Slot, other: Slot, between: str) -> bool:
    if one.count is not Count.NEW or other.count is not Count.ALL or one.figure.unit != other.figure.unit:
        return False
    return one.figure.low < other.figure.low and _AND_ALL.fullmatch(between) is not None


def _before(one: Slot, other: Slot) -> DerivedFigure:
    value = other.figure.low - one.figure.low
    figure = _figure(other.figure, value, other.figure.unit, Direction.NONE)
    return DerivedFigure(Sort.BEFORE, one, figure, (one.figure, other.figure), _minus(other.figure, one.figure))


def _is_grown(one: Slot, other: Slot, between: str) -> bool:
    """Whether the amount and its growth give the earlier value: 产量36.5万辆、增长50%. Not where growth is in
    comparable prices."""
    figure, rate = one.figure, other.figure
    amount = figure.kind is FigureKind.AMOUNT and figure.unit not in SHARES and figure.low == figure.high > 0
    moved = rate.unit == PERCENT and rate.direction in (Direction.UP, Direction.DOWN) and rate.low == rate.high < _MOST
    return amount and moved and _SO_MUCH_MORE.fullmatch(between) is not None and not _AT_PRICES.search(one.words)


def _before_growth(slot: Slot, rate: Figure) -> Iterator[DerivedFigure]:
    figure = slot.figure
    grown = 1 + rate.low * (-1 if rate.direction is Direction.DOWN else 1) / 100
    if grown <= 0:
        return
    before = figure.low / grown
    operands, scale = (figure, rate), _scale(figure.low, before)
    level = written(figure.low / scale)
    was = f"{level}÷{written(grown)}≈{float(before / scale):.3g}"
    yield DerivedFigure(
        Sort.BEFORE, slot, _figure(figure, before, figure.unit, Direction.NONE), operands, was, exact=False
    )
    by = _figure(figure, abs(figure.low - before), figure.unit, rate.direction)
    more = f"{level}-{level}÷{written(grown)}≈{float(abs(figure.low - before) / scale):.3g}"
    yield DerivedFigure(Sort.BY, slot, by, operands, more, exact=False)


def _figure(like: Figure, value: Fraction, unit: str, way: Direction) -> Figure:
    return replace(like, low=value, high=value, unit=unit, direction=way, hint=way, qualifiers=frozenset())


def _minus(one: Figure, other: Figure) -> str:
    """31.1-22.5=8.6, in the largest unit that both are written in."""
    high, low = sorted((one.low, other.low), reverse=True)
    scale = _scale(high, high - low)
    return f"{written(high / scale)}-{written(low / scale)}={written((high - low) / scale)}"


def _divided(one: Figure, other: Figure) -> str:
    scale = _scale(max(one.low, other.low), min(one.low, other.low))
    return f"{written(other.low / scale)}÷{written(one.low / scale)}≈{float(other.low / one.low):.3g}"


def _scale(high: Fraction, low: Fraction) -> Fraction:
    return next((scale for scale in _SCALES if high >= scale and low * 100 >= scale), Fraction(1))
