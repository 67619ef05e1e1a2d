"""A figure -> its value in the unit of another, exactly: 1,142亿斤 equals 5710万吨. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Direction, Figure
from rag.text.figures.units import MONEY, PERCENT, POINTS, SPOKEN_POINTS, is_count

SHARES = frozenset({PERCENT, POINTS, SPOKEN_POINTS})
PERSONS = frozenset({"人", "名", "位"})
PEOPLE = PERSONS | {"人次"}
_CONVERTED: tuple[dict[str, Fraction], ...] = (
    {"斤": Fraction(1, 2000), "公斤": Fraction(1, 1000), "克": Fraction(1, 10**6), "吨": Fraction(1)},
    {"亩": Fraction(1), "公顷": Fraction(15), "平方公里": Fraction(1500), "平方米": Fraction(15, 10000)},
    {"米": Fraction(1, 1000), "里": Fraction(1, 2), "公里": Fraction(1)},
    {"千瓦": Fraction(1), "兆瓦": Fraction(1000), "吉瓦": Fraction(10**6)},
    {"P": Fraction(1), "EFlops": Fraction(1000)},
    {"千瓦时": Fraction(1), "兆瓦时": Fraction(1000)},
    {"年": Fraction(360), "个月": Fraction(30), "周": Fraction(7), "天": Fraction(1), "小时": Fraction(1, 24)},
)
_LARGE = 10_000
_FAR = 100
"""A bare number of so many times a count is of something else: 5.7亿, 38项."""


class Change(NamedTuple):
    """A value and which way it moved."""

    low: Fraction
    high: Fraction
    way: Direction


def change_of(figure: Figure) -> Change:
    """增长-3% read as 下降3%; a word of change further off counts as well."""
    way = figure.direction if figure.direction is not Direction.NONE else figure.hint
    if figure.low < 0 and figure.high <= 0:
        turned = Direction.DOWN if way.rises or way is Direction.NONE else Direction.UP
        return Change(-figure.high, -figure.low, turned)
    return Change(figure.low, figure.high, way)


def factor_to(claimed: Figure, said: Figure) -> Fraction | None:
    """The factor that brings the claimed value into the unit of the other; None where that makes no sense."""
    one, other = claimed.unit, said.unit
    if one == other or (one in SHARES and other in SHARES) or (one in MONEY and other in MONEY):
        return Fraction(1)
    if (one in PEOPLE and other in PEOPLE) or _is_per(one, other):
        return Fraction(1)
    for scale in _CONVERTED:
        if one in scale and other in scale:
            return scale[one] / scale[other]
    if one in ("", "个", "次"):
        alike = claimed.low < _LARGE or said.low * _FAR > claimed.low
        return Fraction(1) if other not in SHARES and alike else None
    if other == "" and one not in SHARES:
        return Fraction(1)
    return Fraction(1) if is_count(one) and is_count(other) else None


def _is_per(one: str, other: str) -> bool:
    """842元 for 842元/月: for what it is paid or measured is left out of one."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(f"{short}/")


def alike(figure: Figure, other: Figure) -> bool:
    """Whether they are of one unit, or can be brought to one: 项 and 个, 斤 and 吨, but not 项 and 套."""
    same = figure.unit == other.unit or not is_count(other.unit) or "个" in (figure.unit, other.unit)
    return same and bool(figure.unit or not other.unit) and factor_to(figure, other) is not None


def convert(figure: Figure, other: Figure) -> Fraction | None:
    """The value of ``figure`` in the unit of the other, falls as negative; None where that makes no sense."""
    factor = factor_to(figure, other)
    moved = change_of(figure)
    if factor is None:
        return None
    return moved.low * factor * (-1 if moved.way.falls and figure.unit == PERCENT else 1)
