"""Units of a target and its result -> whether they measure alike, and by what factor. Pure.

Conversions are those of GB 3100-93 and of everyday use: 1 吨 = 2000 斤, 1 公顷 = 15 亩, 1 平方公里 = 1500 亩.
"""

from __future__ import annotations

from fractions import Fraction

from rag.text.figures.units import PEOPLE, PERCENT, POINTS, SPOKEN_POINTS, compatible, is_count

_FAMILIES: dict[str, tuple[str, Fraction]] = {
    "斤": ("weight", Fraction(1, 2)),
    "公斤": ("weight", Fraction(1)),
    "吨": ("weight", Fraction(1000)),
    "亩": ("land", Fraction(1)),
    "公顷": ("land", Fraction(15)),
    "平方公里": ("land", Fraction(1500)),
    "米": ("length", Fraction(1)),
    "公里": ("length", Fraction(1000)),
    "千瓦": ("power", Fraction(1)),
    "兆瓦": ("power", Fraction(1000)),
    "吉瓦": ("power", Fraction(1000000)),
    "千瓦时": ("energy", Fraction(1)),
    "兆瓦时": ("energy", Fraction(1000)),
    SPOKEN_POINTS: (POINTS, Fraction(1)),
}
_COUNTED = "count"
_HOUSEHOLDS = frozenset({"户", "套", "间"})


def factor(target: str, result: str) -> Fraction | None:
    """The factor that turns a result in its unit into the target's; None where they measure different things.

    A figure without a unit (2300万省外劳动力) takes that of the other.
    """
    if not target or not result or compatible(target, result) or compatible(result, target):
        return Fraction(1)
    one, other = _FAMILIES.get(target), _FAMILIES.get(result)
    if one and other and one[0] == other[0]:
        return other[1] / one[1]
    if PERCENT in (target, result):
        return None
    alike = is_count(target) and is_count(result) and not (target in PEOPLE) ^ (result in PEOPLE)
    return Fraction(1) if alike and not {target, result} <= _HOUSEHOLDS else None


def family(unit: str) -> str:
    """A name for the units that a unit can be converted into."""
    if unit in _FAMILIES:
        return _FAMILIES[unit][0]
    return _COUNTED if not unit or is_count(unit) else unit
