"""Figures of cited sentences -> sums and differences, worded, with the arithmetic that gives them. Pure.

All is exact: fractions, never floats. Two figures are calculated with only where they have one unit and are both
amounts, or both changes of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

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


class _Compared(NamedTuple):
    """Two figures of one unit, the earlier first."""

    before: Quantity
    after: Quantity
    values: tuple[Fraction, Fraction]
    """Both in one scale; of two falls, how far each fell."""
    scale: str
    """The word of the scale: 亿."""

    @property
    def gap(self) -> Fraction:
        return abs(self.values[1] - self.values[0])

    @property
    def has_risen(self) -> bool:
        return self.values[1] > self.values[0]

    @property
    def fell(self) -> bool:
        return _fell(self.before, self.after)

    @property
    def in_percent(self) -> bool:
        return self.before.figure.unit == PERCENT

    @property
    def is_rough(self) -> bool:
        return bool((self.before.figure.qualifiers | self.after.figure.qualifiers) & _SOFT)

    def amount(self, english: bool) -> str:
        unit = _points(english) if self.in_percent else self.scale + self.before.figure.unit
        return f"{written(self.gap)}{unit}"


def compare(before: Quantity, after: Quantity, english: bool) -> Derived:
    """The difference between ``after`` and ``before``, which comes first in time."""
    word, factor = common_scale((before.words, after.words), _SCALES)
    sign = -1 if _fell(before, after) else 1
    one, other = (sign * operand.figure.signed / factor for operand in (before, after))
    compared = _Compared(before, after, (one, other), word)
    calculation = f"{written(max(one, other))}-{written(min(one, other))}={written(compared.gap)}"
    return Derived(_in_english(compared) if english else _in_chinese(compared), calculation)


def _in_chinese(compared: _Compared) -> str:
    before, after = compared.before, compared.after
    first, second = _names(before, after, english=False)
    if not compared.gap:
        alike = "大致持平" if compared.is_rough else "持平"
        return f"{second}与{first}{alike}（{after.words}与{before.words}）。"
    upper, lower = ("高", "低") if compared.in_percent else ("多", "少")
    more, than = (upper, "高于") if compared.has_risen else (lower, "低于")
    shown = "－".join(written(value) for value in sorted(compared.values, reverse=True))
    moved = "的降幅" if compared.fell else _growth(before, after, (first, second))
    about = "约" if compared.is_rough else ""
    return f"{second}{moved}{than}{first}，{more}{about}{compared.amount(english=False)}（{shown}）。"


def _in_english(compared: _Compared) -> str:
    before, after = compared.before, compared.after
    first, second = (f"the fall in {name}" if compared.fell else name for name in _names(before, after, english=True))
    about = "about " if compared.is_rough else ""
    if not compared.gap:
        return f"{second} is {about}the same as {first} ({after.words}, {before.words})."
    more = "more" if compared.has_risen else "less"
    return f"{second} is {about}{compared.amount(english=True)} {more} than {first}."


def is_more(one: Quantity, other: Quantity) -> bool:
    """Whether ``one`` is the greater; of two falls that is the one that fell more."""
    sign = -1 if _fell(one, other) else 1
    return sign * one.figure.signed > sign * other.figure.signed


def _fell(*operands: Quantity) -> bool:
    return all(operand.figure.direction is Direction.DOWN for operand in operands)


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
    """The word for growth, where the growth of the indicator was compared, and not its level; else empty."""
    grew = before.figure.direction is Direction.UP and after.figure.direction is Direction.UP
    return "的增幅" if grew and names == (before.name, after.name) else ""
