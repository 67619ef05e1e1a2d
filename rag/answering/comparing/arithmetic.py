"""Figures of cited sentences -> sums and differences, worded, with the arithmetic that gives them. Pure.

All is exact: fractions, never floats. Two figures are calculated with only where they have one unit and are both
amounts, or both changes of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rag.text.figures import Direction, Figure, Qualifier
from rag.text.figures.numerals import SCALES, common_scale, written
from rag.text.figures.units import PERCENT

_SCALES = {"万亿": 10**12, **SCALES}
_SOFT = frozenset(
    {Qualifier.ABOUT, Qualifier.NEAR, Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as its sentence gives it."""

    figure: Figure
    words: str
    """The figure as written, with its qualifiers: 6%左右."""
    year: int | None = None
    name: str = ""
    """The name of the indicator, where two of one year are compared: 农村居民人均可支配收入."""
    called: str = ""
    """The question's word for the year, where it does not name it: 去年."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The result of two figures."""

    text: str
    calculation: str


def are_comparable(one: Figure, other: Figure) -> bool:
    moves = (one.direction is not Direction.NONE, other.direction is not Direction.NONE)
    ranges = one.low != one.high or other.low != other.high
    return one.unit == other.unit and moves[0] == moves[1] and not ranges


def add(operands: tuple[Quantity, ...], english: bool) -> Derived:
    word, factor = common_scale((operand.words for operand in operands), _SCALES)
    values = [operand.figure.signed / factor for operand in operands]
    total = sum(values, Fraction(0))
    unit = word + operands[0].figure.unit
    shown = "＋".join(written(value) for value in values)
    calculation = f"{'+'.join(map(written, values))}={written(total)}"
    if english:
        return Derived(f"In total {written(total)}{unit} ({shown}).", calculation)
    return Derived(f"合计{written(total)}{unit}（{shown}）。", calculation)


def compare(before: Quantity, after: Quantity, english: bool) -> Derived:
    """The difference between ``after`` and ``before``, which comes first in time."""
    word, factor = common_scale((before.words, after.words), _SCALES)
    fell = _fell(before, after)
    sign = -1 if fell else 1
    one, other = (sign * operand.figure.signed / factor for operand in (before, after))
    gap = abs(other - one)
    calculation = f"{written(max(one, other))}-{written(min(one, other))}={written(gap)}"
    unit = before.figure.unit
    points = unit == PERCENT
    amount = f"{written(gap)}{_points(english) if points else word + unit}"
    names = _names(before, after, english)
    if fell and english:
        names = (f"the fall in {names[0]}", f"the fall in {names[1]}")
    soft = bool((before.figure.qualifiers | after.figure.qualifiers) & _SOFT)
    if english:
        return Derived(_in_english(names, gap, other > one, amount, soft, before, after), calculation)
    if not gap:
        alike = "大致持平" if soft else "持平"
        return Derived(f"{names[1]}与{names[0]}{alike}（{after.words}与{before.words}）。", calculation)
    more = ("高" if points else "多") if other > one else ("低" if points else "少")
    about = "约" if soft else ""
    shown = f"{written(other)}－{written(one)}" if other > one else f"{written(one)}－{written(other)}"
    than = "高于" if other > one else "低于"
    moved = "的降幅" if fell else _growth(before, after, names)
    return Derived(f"{names[1]}{moved}{than}{names[0]}，{more}{about}{amount}（{shown}）。", calculation)


def is_more(one: Quantity, other: Quantity) -> bool:
    """Whether ``one`` is the greater; of two falls that is the one that fell more."""
    sign = -1 if _fell(one, other) else 1
    return sign * one.figure.signed > sign * other.figure.signed


def _fell(*operands: Quantity) -> bool:
    return all(operand.figure.direction is Direction.DOWN for operand in operands)


def _in_english(
    names: tuple[str, str],
    gap: Fraction,
    more: bool,
    amount: str,
    soft: bool,
    before: Quantity,
    after: Quantity,
) -> str:
    if not gap:
        return f"{names[1]} is {'about ' if soft else ''}the same as {names[0]} ({after.words}, {before.words})."
    return f"{names[1]} is {'about ' if soft else ''}{amount} {'more' if more else 'less'} than {names[0]}."


def _names(before: Quantity, after: Quantity, english: bool) -> tuple[str, str]:
    if before.year and after.year and before.year != after.year:
        return (str(before.year), str(after.year)) if english else (_year(before), _year(after))
    if before.name != after.name and before.name and after.name and not english:
        return before.name, after.name
    return ("the first", "the second") if english else ("前者", "后者")


def _year(operand: Quantity) -> str:
    return f"{operand.called}（{operand.year}年）" if operand.called else f"{operand.year}年"


def _points(english: bool) -> str:
    return " percentage points" if english else "个百分点"


def _growth(before: Quantity, after: Quantity, names: tuple[str, str]) -> str:
    """Whether the growth of the indicator was compared, not its level."""
    grew = before.figure.direction is Direction.UP and after.figure.direction is Direction.UP
    return "的增幅" if grew and names == (before.name, after.name) else ""
