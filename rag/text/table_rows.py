"""A table row as a report's text holds it -> the name of the row and its cells. Pure.

A row stands on a line of its own and needs no other line to be understood: its name first, then each cell that is not
empty, with the name of its column before it and its unit after it::

    外贸进出口总额｜2023年实际：8420万美元｜2024年实际：9135万美元｜2025年目标：增长8%

So a quoted row says what its figures are figures of. ``rag.documents.tables`` writes such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.types import Span

BAR, COLON = "｜", "："
_FIGURE = re.compile(r"^[^\d]{0,3}\d")


class Cell(NamedTuple):
    """A cell of a row; spans are offsets into the text that was read."""

    column: str
    """Empty where the column has no name."""
    value: str
    span: Span
    """The cell with the name of its column."""
    value_span: Span


class TableRow(NamedTuple):
    head: str
    """The subject of the row; empty where the table does not say."""
    cells: tuple[Cell, ...]
    """The cells that are not empty."""


def is_row(line: str) -> bool:
    return BAR in line


def row_parts(text: str, span: Span) -> list[Span]:
    """The name of a row and its cells, as they stand between the bars, without surrounding blanks."""
    parts = []
    start = span.start
    while start <= span.end:
        bar = text.find(BAR, start, span.end)
        end = span.end if bar < 0 else bar
        parts.append(_stripped(text, start, end))
        start = end + 1
    return parts


def read_row(text: str, span: Span | None = None) -> TableRow | None:
    """The row that ``text[span]`` is; None for anything else."""
    where = span or Span(0, len(text))
    if text.find(BAR, where.start, where.end) < 0:
        return None
    head, *cells = row_parts(text, where)
    return TableRow(head.of(text), tuple(_cell(text, part) for part in cells if part.start < part.end))


def say(row: TableRow, cell: Cell) -> str:
    """A cell as words that stand for themselves: 外贸进出口总额2024年实际9135万美元."""
    between = "" if _FIGURE.match(cell.value) or not cell.column else COLON
    return f"{row.head}{cell.column}{between}{cell.value}"


def say_all(row: TableRow, cells: Sequence[Cell]) -> str:
    """Several cells of one row, the name of the row said once."""
    return row.head + "，".join(say(row._replace(head=""), cell) for cell in cells)


def _cell(text: str, part: Span) -> Cell:
    colon = text.find(COLON, part.start, part.end)
    if colon < 0:
        return Cell("", part.of(text), part, part)
    value = _stripped(text, colon + 1, part.end)
    return Cell(text[part.start : colon], value.of(text), part, value)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
