"""Two values in one unit, and how exactly each is given -> whether they are the same, roughly the same, or not. Pure.

What is told with 左右, 近 or 超, or is rounded, is the same within what that allows and never beyond the last digit
told.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from rag.text.figures import Figure, FigureKind, Qualifier
from rag.text.figures.units import is_count
from rag.verification.values.conversion import SHARES, Change


class Relation(StrEnum):
    SAME = "same"
    ROUGH = "rough"
    OTHER = "other"
    NONE = "none"
    """The two cannot measure the same thing: a share and a length."""


_MORE = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_LESS = frozenset({Qualifier.NEAR, Qualifier.UNDER, Qualifier.AT_MOST})
_HALF = Fraction(50)
_QUARTER = Fraction(25)
_FIVE, _TENTH = Fraction(5), Fraction(10)
_ROUNDED = Fraction(25, 1000)
"""Share by which a rounded number may be off."""
_CUT = Fraction(1, 1000)
"""Share by which a number with fewer digits, but three or more, may be off."""
_SPOKEN_FRACTION = Fraction(5, 2)
"""Percentage points by which a share may be below a fraction that it is said to be near."""
_FEW_DIGITS = 2
"""The digits of a rounded number; one with more digits counts as exact, except for digits cut off."""
_SPOKEN_SHARE = Fraction(3, 2)
"""Percentage points by which a share given in tenths or as a fraction may be off."""


def compare_values(claimed: Figure, one: Change, said: Figure, other: Change, factor: Fraction) -> Relation:
    low, high = one.low * factor, one.high * factor
    if (low, high) == (other.low, other.high):
        return _qualified(claimed.qualifiers, said.qualifiers)
    if other.low <= low and high <= other.high:
        return Relation.ROUGH
    value, step = other.low, _step(one.low) * factor
    if Qualifier.OVER in claimed.qualifiers or Qualifier.AT_LEAST in claimed.qualifiers:
        room = _room(low, step) if claimed.unit in SHARES else step
        return Relation.ROUGH if low <= value < low + room else Relation.OTHER
    if Qualifier.NEAR in claimed.qualifiers:
        step = max(step, _SPOKEN_FRACTION) if _is_fraction(claimed) else step
        return Relation.ROUGH if low - step <= value <= low * (1 + _ROUNDED / 2) else Relation.OTHER
    if Qualifier.UNDER in claimed.qualifiers or Qualifier.AT_MOST in claimed.qualifiers:
        return Relation.ROUGH if low - min(step, low / 2) <= value <= low else Relation.OTHER
    if Qualifier.ABOUT in claimed.qualifiers:
        return Relation.ROUGH if _is_about(claimed, low, said, value, step) else Relation.OTHER
    return _rounded(claimed, low, value, step)


def _is_about(claimed: Figure, low: Fraction, said: Figure, value: Fraction, step: Fraction) -> bool:
    """Whether the claim's share is near the report's approximate one: where both are approximate, other numbers are
    other shares; and 5.5% is not about 5%."""
    off = abs(value - low)
    if claimed.unit not in SHARES:
        return off <= max(min(step / 2, low / 10), low * _ROUNDED * (_digits(low) <= _FEW_DIGITS))
    return Qualifier.ABOUT not in said.qualifiers and (off < min(step / 2, low / 10) or off <= low * _ROUNDED)


def _is_fraction(figure: Figure) -> bool:
    """Whether the share is written as a fraction, which is rougher than percent: 三分之二."""
    return figure.unit in SHARES and figure.low.denominator % 3 == 0


def _room(low: Fraction, step: Fraction) -> Fraction:
    """The room above a share for what is said to be over it: over a half, over a third, over 30%, over 35%."""
    if low == _HALF:
        return _HALF / 2
    if low % _FIVE == 0 and low > _TENTH:
        step = max(step, _FIVE / 2)
    return max(step, low / 8) if low % _QUARTER == 0 or low.denominator % 3 == 0 else step


def _rounded(claimed: Figure, low: Fraction, value: Fraction, step: Fraction) -> Relation:
    """A number of one or two digits may be a rounded one, a longer one without its last digits (32193亿元 of
    32193.15亿元); a share only as people say it."""
    if claimed.unit in SHARES:
        near = low >= 10 and abs(value - low) <= (_SPOKEN_SHARE if low % 10 == 0 else Fraction(1, 2)) and low % 1 == 0
        fraction = low.denominator not in (1, 2, 4, 5, 10, 20, 100) and abs(value - low) <= _SPOKEN_SHARE
        return Relation.ROUGH if near or fraction else Relation.OTHER
    if _digits(low) > _FEW_DIGITS:
        cut = not is_count(claimed.unit) and -step / 2 <= value - low < step
        return Relation.ROUGH if cut and abs(value - low) <= low * _CUT else Relation.OTHER
    near = abs(value - low) <= min(step / 2, low * _ROUNDED)
    return Relation.ROUGH if near and low >= 1000 else Relation.OTHER


def _qualified(claimed: frozenset[Qualifier], said: frozenset[Qualifier]) -> Relation:
    if claimed == said or (claimed and said and claimed <= _MORE and said <= _MORE):
        return Relation.SAME
    bounded = claimed - {Qualifier.ABOUT}
    if Qualifier.UNDER in bounded and not said:
        return Relation.OTHER
    return Relation.OTHER if bounded and said and _class_of(bounded) is not _class_of(said) else Relation.ROUGH


def _class_of(qualifiers: frozenset[Qualifier]) -> frozenset[Qualifier] | None:
    return _MORE if qualifiers & _MORE else _LESS if qualifiers & _LESS else None


def _step(value: Fraction) -> Fraction:
    """The place value of the last digit that is not zero: 10万 of 350万."""
    if value == 0:
        return Fraction(1)
    step = Fraction(1)
    while (value / step).denominator != 1 and step > Fraction(1, 10**6):
        step /= 10
    while value % (step * 10) == 0:
        step *= 10
    return step


def _digits(value: Fraction) -> int:
    return len(str(int(value / _step(value)))) if value else 1


def is_rounded(claimed: Figure, value: Fraction) -> bool:
    """The value is the claimed one, rounded to its last digit."""
    off = abs(value - claimed.low)
    return off <= min(_step(claimed.low) / 2, claimed.low * _ROUNDED)


def digits_told(figure: Figure, most: int) -> int:
    """The digits of an amount, without the zeros at its end: 3 of 12.5万; at most ``most``."""
    return min(_digits(figure.low), most) if figure.kind is FigureKind.AMOUNT else 1
