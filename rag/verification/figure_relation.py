"""A claimed figure, a figure of a report -> whether they say the same, roughly the same, or otherwise. Pure.

Values are compared in a common unit, exactly: 1,142亿斤 equals 5710万吨. What is told with 左右, 近 or 超, or is
rounded, is the same within what that word allows and never beyond the last digit told.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Direction, Figure, FigureKind, Qualifier
from rag.text.figures.units import MONEY, PERCENT, POINTS, SPOKEN_POINTS, is_count


class Relation(StrEnum):
    SAME = "same"
    ROUGH = "rough"
    OTHER = "other"
    NONE = "none"
    """They cannot be told of the same thing: a share and a length."""


class Compared(NamedTuple):
    relation: Relation
    direction: bool = False
    """Whether the direction of the change differs."""
    unit: bool = False
    """Whether the unit differs: a currency, a count of other things."""


_SHARES = frozenset({PERCENT, POINTS, SPOKEN_POINTS})
RANKS = frozenset({"第", "第位", "第名"})
"""Units of ranks."""
_PERSONS = frozenset({"人", "名", "位"})
_PEOPLE = _PERSONS | {"人次"}
_CONVERTED: tuple[dict[str, Fraction], ...] = (
    {"斤": Fraction(1, 2000), "公斤": Fraction(1, 1000), "克": Fraction(1, 10**6), "吨": Fraction(1)},
    {"亩": Fraction(1), "公顷": Fraction(15), "平方公里": Fraction(1500), "平方米": Fraction(15, 10000)},
    {"米": Fraction(1, 1000), "里": Fraction(1, 2), "公里": Fraction(1)},
    {"千瓦": Fraction(1), "兆瓦": Fraction(1000), "吉瓦": Fraction(10**6)},
    {"P": Fraction(1), "EFlops": Fraction(1000)},
    {"千瓦时": Fraction(1), "兆瓦时": Fraction(1000)},
    {"年": Fraction(360), "个月": Fraction(30), "周": Fraction(7), "天": Fraction(1), "小时": Fraction(1, 24)},
)
_TIERS = ("方阵", "梯队", "集团", "阵营")
_LARGE = 10_000
_FAR = 100
"""A bare number of so many times a count is of something else: 5.7亿, 38项."""
_HALF = Fraction(50)
_QUARTER = Fraction(25)
_MOST_DOUBLINGS = 20
_ROUNDED = Fraction(25, 1000)
"""Share by which a rounded number may be off."""
_CUT = Fraction(1, 1000)
"""Share by which a number may be off that is told with fewer digits, but with three or more."""
_SPOKEN_FRACTION = Fraction(5, 2)
"""Percentage points by which a share may be below a fraction that it is said to be near."""
_FEW_DIGITS = 2
"""The digits of a rounded number; one of more is told as exactly as it is, but for what is cut off."""
_SPOKEN_SHARE = Fraction(3, 2)
"""Percentage points by which a share told in tenths or as a fraction may be off."""


def compare(claimed: Figure, said: Figure) -> Compared:
    if claimed.kind is not said.kind:
        return Compared(Relation.NONE)
    if claimed.kind is FigureKind.ORDINAL:
        alike = claimed.low == said.low and _tier(claimed) == _tier(said)
        return Compared(Relation.SAME if alike else Relation.OTHER)
    if claimed.kind is not FigureKind.AMOUNT:
        alike = claimed.literal.rstrip("类级") == said.literal.rstrip("类级")
        return Compared(Relation.SAME if alike else Relation.OTHER)
    return _amounts(claimed, said)


def _tier(rank: Figure) -> bool:
    """It is a rank of several together: 第一方阵."""
    return rank.unit.endswith(_TIERS)


def compare_value(claimed: Figure, value: Fraction) -> Relation:
    """The relation of a figure to a value that is worked out, whichever way it moved."""
    plain = replace(claimed, direction=Direction.NONE, hint=Direction.NONE)
    return compare(plain, replace(plain, low=value, high=value, qualifiers=frozenset())).relation


def is_rounded(claimed: Figure, value: Fraction) -> bool:
    """The value is the claimed one, rounded to its last digit."""
    off = abs(value - claimed.low)
    return off <= min(_step(claimed.low) / 2, claimed.low * _ROUNDED)


def _amounts(claimed: Figure, said: Figure) -> Compared:
    claimed, said = _as_share(claimed), _as_share(said)
    factor = _factor(claimed, said)
    if factor is None:
        return Compared(Relation.NONE)
    one, other = _moved(claimed), _moved(said)
    if _opposed(one.way, other.way):
        return Compared(Relation.OTHER, direction=True)
    relation = _values(claimed, one, said, other, factor)
    if relation is Relation.OTHER:
        return Compared(relation)
    return Compared(Relation.OTHER, unit=True) if _is_other_unit(claimed.unit, said.unit) else Compared(relation)


def _is_other_unit(one: str, other: str) -> bool:
    """One currency for another, 人 for 人次 or 户, % for 个百分点; a sum without a currency is one of yuan."""
    if other in MONEY and one != other:
        return {one, other} != {"", "元"}
    pair = {one, other}
    if pair == {PERCENT, POINTS} or ("人次" in pair and pair & _PERSONS):
        return True
    return bool(pair & _PEOPLE) and any(is_count(unit) and unit not in _PEOPLE | {"个"} for unit in pair)


def _as_share(figure: Figure) -> Figure:
    """增长1倍 and 翻一番 as 增长100%."""
    if figure.unit == "番":
        grown = Fraction(100 * (2 ** min(int(figure.low), _MOST_DOUBLINGS) - 1))
    elif figure.unit == "倍" and figure.direction is Direction.UP:
        grown = figure.low * 100
    else:
        return figure
    return replace(figure, low=grown, high=grown, unit=PERCENT, direction=Direction.UP, hint=Direction.UP)


class _Change(NamedTuple):
    low: Fraction
    high: Fraction
    way: Direction


def _moved(figure: Figure) -> _Change:
    """增长-3% read as 下降3%; a word of change further off counts as well."""
    way = figure.direction if figure.direction is not Direction.NONE else figure.hint
    if figure.low < 0 and figure.high <= 0:
        turned = Direction.DOWN if way.rises or way is Direction.NONE else Direction.UP
        return _Change(-figure.high, -figure.low, turned)
    return _Change(figure.low, figure.high, way)


def _opposed(one: Direction, other: Direction) -> bool:
    return (one.rises and other.falls) or (one.falls and other.rises)


def _factor(claimed: Figure, said: Figure) -> Fraction | None:
    """The factor that brings the claimed value into the unit of the other; None where that makes no sense."""
    one, other = claimed.unit, said.unit
    if one == other or (one in _SHARES and other in _SHARES) or (one in MONEY and other in MONEY):
        return Fraction(1)
    if (one in _PEOPLE and other in _PEOPLE) or _is_per(one, other):
        return Fraction(1)
    for scale in _CONVERTED:
        if one in scale and other in scale:
            return scale[one] / scale[other]
    if one in ("", "个", "次"):
        alike = claimed.low < _LARGE or said.low * _FAR > claimed.low
        return Fraction(1) if other not in _SHARES and alike else None
    if other == "" and one not in _SHARES:
        return Fraction(1)
    return Fraction(1) if is_count(one) and is_count(other) else None


def _is_per(one: str, other: str) -> bool:
    """842元 for 842元/月: for what it is paid or measured is left out of one."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(f"{short}/")


def alike(figure: Figure, other: Figure) -> bool:
    """Whether they are of one unit, or can be brought to one: 项 and 个, 斤 and 吨, but not 项 and 套."""
    same = figure.unit == other.unit or not is_count(other.unit) or "个" in (figure.unit, other.unit)
    return same and bool(figure.unit or not other.unit) and _factor(figure, other) is not None


def convert(figure: Figure, other: Figure) -> Fraction | None:
    """The value of ``figure`` in the unit of the other, falls as negative; None where that makes no sense."""
    factor = _factor(figure, other)
    moved = _moved(figure)
    if factor is None:
        return None
    return moved.low * factor * (-1 if moved.way.falls and figure.unit == PERCENT else 1)


def _values(claimed: Figure, one: _Change, said: Figure, other: _Change, factor: Fraction) -> Relation:
    low, high = one.low * factor, one.high * factor
    if (low, high) == (other.low, other.high):
        return _qualified(claimed.qualifiers, said.qualifiers)
    if other.low <= low and high <= other.high:
        return Relation.ROUGH
    value, step = other.low, _step(one.low) * factor
    if Qualifier.OVER in claimed.qualifiers or Qualifier.AT_LEAST in claimed.qualifiers:
        room = _room(low, step) if claimed.unit in _SHARES else step
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
    """A share that the report, too, tells as about so much is another one where the numbers differ; and 5.5% is not
    about 5%."""
    off = abs(value - low)
    if claimed.unit not in _SHARES:
        return off <= max(min(step / 2, low / 10), low * _ROUNDED * (_digits(low) <= _FEW_DIGITS))
    return Qualifier.ABOUT not in said.qualifiers and (off < min(step / 2, low / 10) or off <= low * _ROUNDED)


def _is_fraction(figure: Figure) -> bool:
    """三分之二: told more roughly than in percent."""
    return figure.unit in _SHARES and figure.low.denominator % 3 == 0


def _room(low: Fraction, step: Fraction) -> Fraction:
    """The room above a share for what is said to be over it: over a half, over a third, over 30%."""
    if low == _HALF:
        return _HALF / 2
    return max(step, low / 8) if low % _QUARTER == 0 or low.denominator % 3 == 0 else step


def _rounded(claimed: Figure, low: Fraction, value: Fraction, step: Fraction) -> Relation:
    """A number of one or two digits may be a rounded one, a longer one without its last digits (32193亿元 of
    32193.15亿元); a share only as people say it."""
    if claimed.unit in _SHARES:
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


_MORE = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_LESS = frozenset({Qualifier.NEAR, Qualifier.UNDER, Qualifier.AT_MOST})


def _step(value: Fraction) -> Fraction:
    """The place value of the last digit told that is not zero: 10万 of 350万."""
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


def digits_told(figure: Figure, most: int) -> int:
    """The digits of an amount, without the zeros at its end: 3 of 12.5万; at most ``most``."""
    return min(_digits(figure.low), most) if figure.kind is FigureKind.AMOUNT else 1
