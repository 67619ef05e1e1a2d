"""The input and the result of the figure check. Pure, imports types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.types import Report, Span


class FailureReason(StrEnum):
    """Why a statement is not carried by what it cites."""

    FIGURE_ABSENT = "figure_absent"
    UNIT_CHANGED = "unit_changed"
    UNIT_DROPPED = "unit_dropped"
    QUALIFIER_CHANGED = "qualifier_changed"
    QUALIFIER_DROPPED = "qualifier_dropped"
    DIRECTION_CHANGED = "direction_changed"
    MODE_CHANGED = "mode_changed"
    """An aim or an estimate stated as a fact, or a fact stated as an aim."""
    YEAR_DIFFERS = "year_differs"
    PLACE_DIFFERS = "place_differs"
    INDICATOR_DIFFERS = "indicator_differs"
    NAME_ABSENT = "name_absent"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited sentence, with what its report says around it."""

    text: str
    year: int | None = None
    """The year that its section is about."""
    section: tuple[str, ...] = ()
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing in the statement that its sources do not carry."""

    reason: FailureReason
    span: Span
    """Offsets into the statement."""


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    failures: tuple[Failure, ...]
    """The failures in the order of the statement; none if it is carried."""

    @property
    def ok(self) -> bool:
        return not self.failures

    @property
    def reasons(self) -> frozenset[FailureReason]:
        return frozenset(failure.reason for failure in self.failures)
