"""One figure of a report as the ledger holds it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.documents.snapshot import CorpusSnapshot, Location
from rag.text.figures import Figure
from rag.types import Span


class Measure(StrEnum):
    """The measure of a figure; only figures of one measure are compared."""

    AMOUNT = "amount"
    """Money, land, power, length: 9000亿元, 1.1亿亩."""
    COUNT = "count"
    """Things or people: 3000家, 68万人."""
    GROWTH = "growth"
    """A change in percent: 增长5.5%."""
    SHARE = "share"
    """A level in percent: 失业率5%."""
    POINTS = "points"
    """A change or a gap in percentage points."""
    RATIO = "ratio"
    """倍, 番."""
    RANK = "rank"


class Progress(StrEnum):
    TARGET = "target"
    RESULT = "result"
    EXPECTED = "expected"
    """A result that was still an estimate when the report was given (预计)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with the words that say what it is of."""

    at: Location
    indicator: str
    """The indicator as said, without the words for how it moved: 社会消费品零售总额."""
    name: str
    """Folded, so that reports that say the same differently agree; see ``rag.ledger.figures.indicator``."""
    acts: str
    """Words for whether it was added, reached or left: its own, or those that open its list."""
    before: str
    """Words right before the figure, which show whether it is to be kept low (控制在)."""
    owner: str
    """The owners that its own words may leave out: the clauses before it, the heading over it."""
    year: int | None
    """The year it is of; None where it covers several or none is known."""
    figure: Figure
    """Spans are offsets into the sentence."""
    measure: Measure
    progress: Progress | None
    """Whether the figure is a target or a result; None for the starting value of a change, and where no year is
    known."""
    told: Span
    """Indicator and figure as they stand, as offsets into the report's text."""
    is_main: bool
    """Whether it stands in the sentence of the main targets."""
    spans_years: bool
    """Whether its words are about several years; it is a sum or an average over them, unless it is a level."""

    def words(self, snapshot: CorpusSnapshot) -> str:
        """Indicator and figure as the report says them."""
        return " ".join(self.told.of(snapshot.report(self.at).text).split())
