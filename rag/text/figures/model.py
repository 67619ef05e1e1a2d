"""A number in a text: its value, unit, qualifier, direction and place. Pure, imports types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rag.types import Span


class FigureKind(StrEnum):
    """How a figure is compared: by value (amount, ordinal), part by part (date), or as written (name, grade)."""

    AMOUNT = "amount"
    ORDINAL = "ordinal"
    DATE = "date"
    GRADE = "grade"
    """A grade or class, 3A, Ⅱ类, AA+."""
    NAME = "name"
    """A number that is part of a name or a term: PM2.5, 5G, 十四五, “三公”, 1+1+N."""


class Qualifier(StrEnum):
    """How the written number bounds the true one. 超, 突破 and 余 say the same; 近 and 约 do not."""

    ABOUT = "about"
    NEAR = "near"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"


class Direction(StrEnum):
    """How a figure moves. ``UP`` by it (提高5%) is another thing than ``UP_TO`` it (提高到5%)."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    UP_TO = "up_to"
    DOWN_TO = "down_to"

    @property
    def rises(self) -> bool:
        return self in (Direction.UP, Direction.UP_TO)

    @property
    def falls(self) -> bool:
        return self in (Direction.DOWN, Direction.DOWN_TO)


class Mode(StrEnum):
    """Whether the clause gives the figure as a fact, an estimate (预计) or something striven for (力争)."""

    FACT = "fact"
    ESTIMATE = "estimate"
    AIM = "aim"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text. Spans are offsets into the text that was read."""

    kind: FigureKind
    span: Span
    """The number with its unit: 12% in 增长12%左右."""
    full: Span
    """The figure with the qualifiers that touch it: 12%左右."""
    low: Fraction
    """Scaled to the unit: 17800 for 1.78万个; a share is in percent. A year in a date; 0 in a name."""
    high: Fraction
    """Equals ``low`` unless a range is written (5%—6%, 三四百)."""
    unit: str = ""
    """Canonical; empty where none is written."""
    literal: str = ""
    """The figure as written, width and blanks folded; a date as year-month-day, an unsaid part empty."""
    qualifiers: frozenset[Qualifier] = frozenset()
    direction: Direction = Direction.NONE
    """Said right at the figure: 增长6%, 6% growth."""
    hint: Direction = Direction.NONE
    """Said somewhere before it in its clause; equals ``direction`` where that is not NONE."""
    mode: Mode = Mode.FACT
    indefinite: bool = False
    """一 before a measure word (一个新台阶), which may count and may be an article."""

    @property
    def signed(self) -> Fraction:
        """A fall counts below zero."""
        return -self.low if self.direction is Direction.DOWN else self.low
