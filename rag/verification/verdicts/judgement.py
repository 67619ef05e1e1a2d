"""The reports' judgement on a claim. Pure, imports types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.types import Span


class Verdict(StrEnum):
    AGREES = "agrees"
    ROUGHLY = "roughly"
    """The same within 左右, 近, 超 or rounding, of either."""
    DIFFERS = "differs"
    UNCLEAR = "unclear"
    """Sentences near to it exist, and nothing decides."""
    NOT_IN_REPORT = "not_in_report"

    @property
    def is_said(self) -> bool:
        """A report says it, to the letter or nearly."""
        return self in (Verdict.AGREES, Verdict.ROUGHLY)

    @property
    def is_open(self) -> bool:
        return self in (Verdict.UNCLEAR, Verdict.NOT_IN_REPORT)


class Aspect(StrEnum):
    """The aspect in which the report differs."""

    DIRECTION = "direction"
    FIGURE = "figure"
    COUNT = "count"
    """The claim states an increase as a total, or a total as an increase."""
    PART = "part"
    """The claim says about one thing what the report says about a part of it or a neighbour."""
    PROGRESS = "progress"
    """The claim states a plan or work under way as done, or the other way round."""
    DENIAL = "denial"
    LEVEL = "level"
    """省级 for 国家级, 金奖 for 银奖."""
    NAME = "name"
    YEAR = "year"
    PERIOD = "period"
    """A quarter or months for the year, or the year for them."""
    COMPARISON = "comparison"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of the sentences found on a claim, or on one figure of it."""

    verdict: Verdict
    sentence: int | None = None
    """Index into the sentences found."""
    aspect: Aspect | None = None
    said: Span | None = None
    """The words of the sentence, as offsets into it."""
    calculation: str = ""
    """The arithmetic it rests on, where the report tells only the operands: ``246+330=576``."""


WORST_FIRST = (Verdict.DIFFERS, Verdict.NOT_IN_REPORT, Verdict.UNCLEAR, Verdict.ROUGHLY, Verdict.AGREES)
