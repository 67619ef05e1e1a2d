"""A sentence in its report -> its propositions, each in words that can be understood alone. Pure.

A sentence of prose is one proposition. A table row has one for each of its cells, each with its own year, so that a
figure of one column is never taken for that of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.documents.tables.spaced_rows import may_be_row, spaced_rows
from rag.text.table_rows import Cell, TableRow, read_row, say
from rag.text.time_expressions import find_years, readers_calendar
from rag.types import Outline, Report, Section, Sentence, Span

_ANNEX = re.compile(r"^附\s*[件录表注]?\s*[0-9一二三四五六七八九十]{0,3}\s*[：:、.]?")


class Proposition(NamedTuple):
    """One statement that a sentence makes."""

    text: str
    """外贸进出口总额2024年实际9135万美元: a cell with the names of its row and column; or the words of the sentence."""
    year: int | None
    """The year that it is about; None where nothing says so."""
    span: Span
    """The cell or the sentence, as offsets into the report."""
    row: TableRow | None = None
    cell: Cell | None = None

    def locate(self, said: Span) -> Span:
        """The place of a stretch of ``text`` in the report: the value of the cell, or the very words."""
        return self.cell.value_span if self.cell else Span(self.span.start + said.start, self.span.start + said.end)


def read_rows(report: Report, outline: Outline) -> dict[int, tuple[Proposition, ...]]:
    """The sentences that are table rows, by their index, each with the statements of its cells in order; none for a row
    with the names of columns."""
    return {
        at: tuple(_told_by(row, report, outline.sections[sentence.section]))
        for at, sentence in enumerate(outline.sentences)
        if (row := _row_of(report, sentence)) and row.cells
    }


def _told_by(row: TableRow, report: Report, section: Section) -> Iterator[Proposition]:
    return (Proposition(say(row, cell), _year(report, section, row, cell), cell.span, row, cell) for cell in row.cells)


def _row_of(report: Report, sentence: Sentence) -> TableRow | None:
    span = Span(sentence.start, sentence.end)
    if row := read_row(report.text, span):
        return row
    return spaced_rows(report.text).get(sentence.start) if may_be_row(span.of(report.text)) else None


def _year(report: Report, section: Section, row: TableRow, cell: Cell) -> int | None:
    """The year of its column, else of its row, else of the heading above the table, else of the section."""
    headings = [_ANNEX.sub("", heading) for heading in section.path[-1:]]
    for words in (cell.column, row.head, *headings):
        if years := _years(report, words):
            return next(iter(years)) if len(years) == 1 else None
    return section.year


def row_years(told: Sequence[Proposition]) -> frozenset[int] | None:
    """The years that the cells of a row are about; None where a cell has none, and for prose."""
    years = [one.year for one in told if one.cell]
    return frozenset(year for year in years if year) if years and all(years) else None


def _years(report: Report, words: str) -> frozenset[int]:
    calendar = readers_calendar(report)
    named = (calendar.year(mention) for mention in find_years(words) if not mention.compared)
    return frozenset(year for year in named if year)
