"""Target and result of one indicator -> whether the one was reached, by exact arithmetic. Pure.

以上 and 不低于 include their number, 以内 and 不超过 are upper bounds, 超 and 突破 exclude theirs. 左右: at the number
or better is reached; short of it, however far, is left to the reader. 力争 softens nothing. A result told with 左右 or
近 is taken as uncertain by one unit of its last digit.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from rag.ledger.figures.row import Measure, Row
from rag.ledger.units import factor
from rag.text.figures import Direction, Figure, Qualifier


class TargetVerdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    ABOUT = "about"
    """Short of 左右, equal where 超 was said, or within what the result leaves open."""


class Bounds(NamedTuple):
    """The range in which a value lies; an open end is not reached, None is without end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def mirrored(self) -> Bounds:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Bounds(low, high, self.high_open, self.low_open)

    def times(self, by: Fraction) -> Bounds:
        low = None if self.low is None else self.low * by
        high = None if self.high is None else self.high * by
        return self._replace(low=low, high=high)


_BETTER_LOW = re.compile(r"失业率|事故|死亡|不良贷款率|不良率|负债率|发案|立案|排放|浓度|能耗|电价|成本|债务率")
_HELD_DOWN = re.compile(r"(?:控制|降|下降|降低|压减|压缩|限制|减少|缩短|缩减)(?:在|到|至)?[^，,；;0-9]{0,3}$")
_AROUND = re.compile(r"居民消费价格|cpi|物价", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def judge(target: Row, result: Row) -> TargetVerdict:
    """Both of one measure and of units that ``factor`` knows."""
    by = factor(target.figure.unit, result.figure.unit)
    if by is None:
        raise ValueError(f"{target.figure.unit} and {result.figure.unit} cannot be compared")
    aim, found = _signed(target), bounds_of(result.figure).times(by)
    if _falls(result):
        found = found.mirrored()
    if wants_less(target):
        aim, found = aim.mirrored(), found.mirrored()
    if aim.low is None:
        return TargetVerdict.ABOUT
    if _AROUND.search(target.name) and not target.figure.qualifiers - {Qualifier.ABOUT}:
        return TargetVerdict.MET if found == Bounds(aim.low, aim.low) else TargetVerdict.ABOUT
    return _compare(target.figure.qualifiers, aim.low, result.figure.qualifiers, found)


def _compare(wanted: frozenset[Qualifier], aim: Fraction, told: frozenset[Qualifier], found: Bounds) -> TargetVerdict:
    strict = bool(wanted & {Qualifier.OVER, Qualifier.UNDER})
    softened = Qualifier.ABOUT in wanted
    if softened and Qualifier.ABOUT in told:
        return TargetVerdict.ABOUT
    if found.low is not None and (found.low > aim or (found.low == aim and (found.low_open or not strict))):
        return TargetVerdict.MET
    if found.high is not None and found.high < aim:
        return TargetVerdict.ABOUT if softened else TargetVerdict.MISSED
    return TargetVerdict.ABOUT


def wants_less(target: Row) -> bool:
    """True where a smaller value is the better one: 失业率5%以内, 能耗下降3%, PM2.5降至33微克/立方米."""
    figure = target.figure
    if figure.qualifiers & {Qualifier.AT_MOST, Qualifier.UNDER}:
        return not _falls(target)
    if figure.qualifiers & {Qualifier.AT_LEAST, Qualifier.OVER} and not _falls(target):
        return False
    held = figure.direction is Direction.DOWN_TO or bool(_HELD_DOWN.search(target.before))
    level = target.measure is not Measure.GROWTH
    return _falls(target) or (level and (held or bool(_BETTER_LOW.search(target.name))))


def _falls(row: Row) -> bool:
    return row.figure.direction is Direction.DOWN


def _signed(row: Row) -> Bounds:
    """The number aimed at, with its qualifiers left aside; a fall is negative."""
    plain = Bounds(row.figure.low, row.figure.high)
    return plain.mirrored() if _falls(row) else plain


def bounds_of(figure: Figure) -> Bounds:
    """The bounds that a told figure sets to the true value."""
    low, high, said = figure.low, figure.high, figure.qualifiers
    if Qualifier.OVER in said:
        return Bounds(low, None, low_open=True)
    if Qualifier.AT_LEAST in said:
        return Bounds(low, None)
    if Qualifier.UNDER in said:
        return Bounds(None, high, high_open=True)
    if Qualifier.AT_MOST in said:
        return Bounds(None, high)
    if Qualifier.ABOUT in said:
        return Bounds(low - _step(figure), high + _step(figure))
    if Qualifier.NEAR in said:
        return Bounds(low - _step(figure), high, high_open=True)
    return Bounds(low, high)


def _step(figure: Figure) -> Fraction:
    """One unit of the last digit that is not zero; a tenth of a number written in words."""
    written = _DIGITS.search(figure.literal)
    digits = written[0].replace(",", "") if written else ""
    number = Fraction(digits) if digits else Fraction(0)
    if not number:
        return abs(figure.low) / 10
    whole, _, decimals = digits.partition(".")
    if decimals.strip("0"):
        last = Fraction(1, 10 ** len(decimals.rstrip("0")))
    else:
        last = Fraction(10 ** (len(whole) - len(whole.rstrip("0"))))
    return last * figure.low / number
