"""A claimed figure, a figure of a report -> whether they say the same, roughly the same, or otherwise. Pure.

Values are compared in a common unit, exactly (``conversion``); what is rounded, or told with 左右, 近 or 超, is the
same within what that allows (``rounding``).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Direction, Figure, FigureKind
from rag.text.figures.units import MONEY, PERCENT, POINTS, is_count
from rag.verification.values.conversion import PEOPLE, PERSONS, change_of, factor_to
from rag.verification.values.rounding import Relation, compare_values


class Compared(NamedTuple):
    relation: Relation
    direction: bool = False
    """Whether the direction of the change differs."""
    unit: bool = False
    """Whether the unit differs: a currency, a count of other things."""


RANKS = frozenset({"第", "第位", "第名"})
"""Units of ranks."""
_TIERS = ("方阵", "梯队", "集团", "阵营")
_MOST_DOUBLINGS = 20


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


def _amounts(claimed: Figure, said: Figure) -> Compared:
    claimed, said = _as_share(claimed), _as_share(said)
    factor = factor_to(claimed, said)
    if factor is None:
        return Compared(Relation.NONE)
    one, other = change_of(claimed), change_of(said)
    if _opposed(one.way, other.way):
        return Compared(Relation.OTHER, direction=True)
    relation = compare_values(claimed, one, said, other, factor)
    if relation is Relation.OTHER:
        return Compared(relation)
    return Compared(Relation.OTHER, unit=True) if _is_other_unit(claimed.unit, said.unit) else Compared(relation)


def _is_other_unit(one: str, other: str) -> bool:
    """One currency for another, 人 for 人次 or 户, % for 个百分点; a sum without a currency is one of yuan."""
    if other in MONEY and one != other:
        return {one, other} != {"", "元"}
    pair = {one, other}
    if pair == {PERCENT, POINTS} or ("人次" in pair and pair & PERSONS):
        return True
    return bool(pair & PEOPLE) and any(is_count(unit) and unit not in PEOPLE | {"个"} for unit in pair)


def _as_share(figure: Figure) -> Figure:
    """增长1倍 and 翻一番 as 增长100%."""
    if figure.unit == "番":
        grown = Fraction(100 * (2 ** min(int(figure.low), _MOST_DOUBLINGS) - 1))
    elif figure.unit == "倍" and figure.direction is Direction.UP:
        grown = figure.low * 100
    else:
        return figure
    return replace(figure, low=grown, high=grown, unit=PERCENT, direction=Direction.UP, hint=Direction.UP)


def _opposed(one: Direction, other: Direction) -> bool:
    return (one.rises and other.falls) or (one.falls and other.rises)
