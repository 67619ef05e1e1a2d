"""A text -> the lines in it that are rows of tables set with blanks or tabs, as rows with their cells. Pure.

The text stays as it is: ``外贸进出口总额   8420   9135`` is read with the names that stand above its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from rag.documents.tables.aligned import AlignedTable, Segment, find_aligned
from rag.documents.tables.grid import Grid
from rag.documents.tables.heads import find_head
from rag.documents.tables.rendering import render
from rag.text.plain import display_width
from rag.text.segmentation import split_lines, strip
from rag.text.table_rows import Cell, TableRow, read_row
from rag.types import Span

_GAP = re.compile(r"[ \xa0]{2,40}|[ \xa0]{0,9}\t[ \t]{0,40}|[ \xa0]{0,9}\u3000[ \u3000]{0,40}")
_GOES_ON = re.compile(r"[\d.,]")
_LONGEST_PART = 40
_LEAST_COLUMNS = 3
_TAB = 1000.0
"""Columns of characters from one part to the next where tabs stand between."""
_CAPTIONS = 2
_LINE = 0.5
"""The size of characters: a line between two rows divides them."""
_REMEMBERED = 64


class _Line(NamedTuple):
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...]
    """The places of the segments."""
    base: float
    size: float = _LINE


def may_be_row(line: str) -> bool:
    """Whether it has parts that stand apart."""
    return bool(_GAP.search(line.strip()))


@lru_cache(maxsize=_REMEMBERED)
def spaced_rows(text: str) -> Mapping[int, TableRow | None]:
    """The lines that belong to such tables, each by the offset of its first word: a row without cells where it names
    the columns, None where they have no names."""
    lines = list(_lines(text))
    rows: dict[int, TableRow | None] = {}
    for table in find_aligned(lines):
        if table.grid and table.grid.width >= _LEAST_COLUMNS:
            rows |= _rows(text, lines, table, table.grid)
    return rows


def column_names(text: str, start: int) -> tuple[str, ...]:
    """The names of the columns in which the row that begins at ``start`` has cells; none for other lines."""
    row = spaced_rows(text).get(start)
    return tuple(dict.fromkeys(cell.column for cell in row.cells)) if row else ()


def columns_above(text: str, start: int) -> int | None:
    """The offset of the line that names the columns of the row that begins at ``start``; None for other lines."""
    rows = spaced_rows(text)
    heads = (at for at, row in rows.items() if at < start and row and not row.cells)
    return max(heads, default=None) if rows.get(start) else None


def _lines(text: str) -> Iterator[_Line]:
    """The lines that have parts; apart where others, blank lines or another way to set them stand between. Names of
    groups between two rows are passed over."""
    spans = [strip(text, span) for span in split_lines(text)]
    parts = [_parts(text, span) for span in spans]
    base = 0.0
    for at, own in enumerate(parts):
        if own:
            base += 1.0 + (at > 0 and _is_apart(text, spans[at - 1], spans[at]))
            yield _Line(tuple(_segment(text, spans[at], part) for part in own), tuple(own), -base)
        elif not _is_group(text, spans, parts, at):
            base += 1.0


def _is_apart(text: str, line: Span, after: Span) -> bool:
    by_tabs = ["\t" in one.of(text) for one in (line, after)]
    return text.count("\n", line.end, after.start) > 1 or by_tabs[0] != by_tabs[1]


def _parts(text: str, line: Span) -> list[Span]:
    """None of a line that cannot be a row."""
    gaps = [Span(*gap.span()) for gap in _GAP.finditer(text, line.start, line.end)]
    bounds = zip([line.start, *(gap.end for gap in gaps)], [*(gap.start for gap in gaps), line.end], strict=True)
    parts = [Span(start, end) for start, end in bounds if start < end]
    is_row = len(parts) >= _LEAST_COLUMNS and all(part.end - part.start <= _LONGEST_PART for part in parts)
    return parts if is_row else []


def _is_group(text: str, spans: Sequence[Span], parts: Sequence[Sequence[Span]], at: int) -> bool:
    """Whether a short line stands between two rows, none of them blank."""
    if not 0 < at < len(spans) - 1 or not parts[at - 1] or not parts[at + 1]:
        return False
    ends = text.count("\n", spans[at - 1].end, spans[at + 1].start)
    return ends == 2 and spans[at].end - spans[at].start <= _LONGEST_PART  # one line between


def _segment(text: str, line: Span, part: Span) -> Segment:
    """A part with its column, which the number of tabs before it tells where there are any."""
    tabs = text.count("\t", line.start, part.start)
    indent = line.start - (text.rfind("\n", 0, line.start) + 1)
    left = _TAB * tabs if tabs else indent + display_width(text[line.start : part.start])
    return Segment(part.of(text), left, left + display_width(part.of(text)))


def _rows(text: str, lines: Sequence[_Line], table: AlignedTable, grid: Grid) -> Iterator[tuple[int, TableRow | None]]:
    """The rows of a table whose grid has one for each of its lines."""
    height, _ = find_head(grid)
    captions = _captions(text, lines[table.start].spans[0].start)
    for number, line in enumerate(lines[table.start : table.end]):
        start = line.spans[0].start
        if number < height:
            yield start, TableRow("", ())
        else:
            yield start, _row(line, number, grid, height, captions) if height else None


def _captions(text: str, start: int) -> list[str]:
    """The last lines above a table."""
    return [line for line in text[max(start - 200, 0) : start].splitlines() if line.strip()][-_CAPTIONS:]


def _row(line: _Line, number: int, grid: Grid, height: int, captions: Sequence[str]) -> TableRow | None:
    """Read as if it stood alone under the head."""
    kept = [cell for cell in grid.cells if cell.row < height or cell.row == number]
    moved = (replace(cell, row=min(cell.row, height)) for cell in kept)
    rendered = render(Grid(tuple(moved), height), captions).lines
    row = read_row(rendered[-1]) if len(rendered) == 1 else None
    return _placed(row, line) if row and row.head else None


def _placed(row: TableRow, line: _Line) -> TableRow:
    """The row with its cells where they stand in the text."""
    left = list(zip(line.segments, line.spans, strict=True))
    cells = []
    for cell in row.cells:
        at = next((i for i, (segment, _) in enumerate(left) if i and _is_value(segment.text, cell.value)), None)
        if at is not None:
            span = left.pop(at)[1]
            cells.append(Cell(cell.column, cell.value, span, span))
    return TableRow(row.head, tuple(cells))


def _is_value(part: str, value: str) -> bool:
    """Whether a value is this part, with or without a unit behind it: 5 is not 5.2亿元."""
    return value.startswith(part) and not _GOES_ON.match(value, len(part))
