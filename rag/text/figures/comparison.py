"""Two figures -> whether the one may be stated where the other stands. Pure.

What is decided here, and why:

* Values are compared exactly: no rounding, no tolerance. 七成 equals 70%, 1.78万 equals 17800, 增长-3% equals 下降3%.
* A unit must be kept; see ``units.compatible`` for the few that are exchanged.
* A qualifier (左右, 以上, 近 …) must be kept. Its wording may change where the meaning stays: 超, 突破, 余 are one.
* A direction said at the figure must be kept. A level may be stated without the movement that led to it (提高到95%
  as 95%), never a movement as a level or the other way round. For a share or a rate the direction must stand at the
  figure itself; for a count a word further off in the clause will do (新增停车泊位5447个 as 增加了5447个).
* 力争 and 预计 in the clause of the source must be kept in kind. Adding them does not concern the figure: they often
  govern several sentences of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from rag.text.figures.model import Direction, Figure, FigureKind, Mode
from rag.text.figures.units import PERCENT, POINTS, compatible


class Difference(StrEnum):
    """A reason why a figure cannot be stated, gravest first."""

    KIND = "kind"
    VALUE = "value"
    UNIT = "unit"
    NO_UNIT = "no_unit"
    DIRECTION = "direction"
    QUALIFIER = "qualifier"
    NO_QUALIFIER = "no_qualifier"
    MODE = "mode"


GRAVITY = {difference: place for place, difference in enumerate(Difference)}
_RANKS = frozenset({"第", "第位", "第名"})
_OPPOSITE = {
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
    Direction.UP_TO: Direction.DOWN_TO,
    Direction.DOWN_TO: Direction.UP_TO,
    Direction.NONE: Direction.NONE,
}


def difference(stated: Figure, source: Figure) -> Difference | None:
    """The first thing, in the order of ``Difference``, in which ``stated`` is not what ``source`` says."""
    if stated.kind is FigureKind.AMOUNT and source.kind is FigureKind.NAME:
        return None if stands_in(stated.literal, source.literal) else Difference.KIND
    if stated.kind is not source.kind:
        return Difference.KIND
    if stated.kind is FigureKind.AMOUNT:
        return _amounts_differ(stated, source)
    if stated.kind is FigureKind.ORDINAL:
        return _ordinals_differ(stated, source)
    return None if _LITERALS[stated.kind](stated.literal, source.literal) else Difference.VALUE


def carried(stated: Figure, by: Iterable[Figure]) -> bool:
    """True if one of the figures ``by`` says what is stated."""
    return any(difference(stated, source) is None for source in by)


def same(one: Figure, other: Figure) -> bool:
    """True if each may be stated for the other."""
    return difference(one, other) is None and difference(other, one) is None


class _Moved(NamedTuple):
    low: Fraction
    high: Fraction
    direction: Direction
    hint: Direction


def _moved(figure: Figure) -> _Moved:
    """增长-3% read as 下降3%."""
    if figure.low < 0 and figure.high <= 0 and figure.direction in (Direction.UP, Direction.DOWN):
        return _Moved(-figure.high, -figure.low, _OPPOSITE[figure.direction], _OPPOSITE[figure.hint])
    return _Moved(figure.low, figure.high, figure.direction, figure.hint)


def _amounts_differ(stated: Figure, source: Figure) -> Difference | None:
    claim, fact = _moved(stated), _moved(source)
    if (claim.low, claim.high) != (fact.low, fact.high):
        return Difference.VALUE
    if not compatible(stated.unit, source.unit):
        return Difference.UNIT if stated.unit else Difference.NO_UNIT
    if not _agree(claim, fact, rate=source.unit in (PERCENT, POINTS)):
        return Difference.DIRECTION
    if stated.qualifiers != source.qualifiers:
        return Difference.NO_QUALIFIER if stated.qualifiers < source.qualifiers else Difference.QUALIFIER
    return Difference.MODE if source.mode not in (Mode.FACT, stated.mode) else None


def _agree(claim: _Moved, fact: _Moved, *, rate: bool) -> bool:
    if (claim.hint.rises and fact.hint.falls) or (claim.hint.falls and fact.hint.rises):
        return False
    if claim.direction is fact.direction:
        return True
    if claim.direction is Direction.NONE:
        return fact.direction in (Direction.UP_TO, Direction.DOWN_TO) or claim.hint is not Direction.NONE
    plain = claim.direction in (Direction.UP, Direction.DOWN)
    return fact.direction is Direction.NONE and plain and not rate and fact.hint is not Direction.NONE


def _ordinals_differ(stated: Figure, source: Figure) -> Difference | None:
    if stated.low != source.low:
        return Difference.VALUE
    unsaid = stated.unit == "nth" and source.unit != "前"  # English has no measure words
    alike = stated.unit == source.unit or {stated.unit, source.unit} <= _RANKS
    return None if alike or unsaid else Difference.UNIT


def _dates_agree(stated: str, source: str) -> bool:
    """Every part that is stated (year, month, day) is that of the source."""
    return all(not part or part == of for part, of in zip(stated.split("-"), source.split("-"), strict=True))


def stands_in(stated: str, source: str) -> bool:
    """三项 stands in 三项制度, but 5 not in 2.5, in 15 or in 5G."""
    if not stated:
        return False
    left = rf"(?<!{_LETTER})(?<!{_LETTER}[.,+])" if re.match(_LETTER, stated) else ""
    right = rf"(?!{_LETTER})(?![.,+]{_LETTER})" if re.match(_LETTER, stated[-1]) else ""
    return re.search(left + re.escape(stated) + right, source) is not None


_LETTER = "[0-9A-Za-z一二三四五六七八九十百千万亿零〇两]"
"""The characters that make up a number or a Latin word."""


def _grades_agree(stated: str, source: str) -> bool:
    return stated.rstrip("类级") == source.rstrip("类级")


_LITERALS = {FigureKind.DATE: _dates_agree, FigureKind.NAME: stands_in, FigureKind.GRADE: _grades_agree}
