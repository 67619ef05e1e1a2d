"""Lines of parts that stand apart -> the tables among them, by alignment alone. Pure.

Lines with parts far apart are a table if their parts stand below each other in columns. Where they cannot be told
apart, they stay lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from rag.documents.tables.grid import Grid, GridCell
from rag.documents.tables.units import is_value
from rag.text.plain import display_width

_LEAST_ROWS = 3
_LEAST_COLUMNS = 2
_FAR = 3.5
"""Line heights between rows of one table at most."""
_OVERLAP = 0.1
"""Sizes of a character by which parts may reach over the edge of their column."""

_TOUCHING = re.compile(r"(.{0,40}[^\d.,%])(\d[\d.,]{0,20}%?)")
"""A name, and the figure after it."""


class Segment(NamedTuple):
    """A stretch of a line without wide gaps."""

    text: str
    left: float
    right: float


class Line(Protocol):
    """A line on paper, or one of characters."""

    @property
    def segments(self) -> Sequence[Segment]: ...

    @property
    def base(self) -> float: ...

    @property
    def size(self) -> float: ...


class AlignedTable(NamedTuple):
    """Lines ``start`` to ``end`` of a page."""

    start: int
    end: int
    grid: Grid | None
    """None where its cells cannot be told apart."""


def find_aligned(lines: Sequence[Line]) -> list[AlignedTable]:
    found = []
    for start, end in _runs(lines):
        rows = lines[start:end]
        numbers = sum(is_value(part.text) for line in rows for part in line.segments)
        if end - start >= _LEAST_ROWS and numbers >= end - start:
            segments = [line.segments for line in rows]
            overlap = _OVERLAP * rows[0].size
            found.append(AlignedTable(start, end, _grid(segments, overlap) or _grid(_apart(segments), overlap)))
    return found


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Lines one below the other that have several parts; between them, one that goes on with a cell."""
    start = None
    for at, line in enumerate(lines):
        several = len(line.segments) >= _LEAST_COLUMNS
        near = at > 0 and lines[at - 1].base - line.base <= _FAR * line.size
        if start is not None and not (several and near):
            yield start, at
            start = None
        if start is None and several:
            start = at
    if start is not None:
        yield start, len(lines)


def _apart(rows: Sequence[Sequence[Segment]]) -> list[Sequence[Segment]]:
    """The rows; those with a part less than most have a long name split from the figure that it touches."""
    most = Counter(map(len, rows)).most_common(1)[0][0]
    return [row if len(row) != most - 1 else [one for part in row for one in _split(part)] for row in rows]


def _split(part: Segment) -> list[Segment]:
    touching = _TOUCHING.fullmatch(part.text)
    if touching is None:
        return [part]
    name, figure = touching.groups()
    share = display_width(name) / display_width(part.text)
    middle = part.left + share * (part.right - part.left)
    return [Segment(name, part.left, middle), Segment(figure, middle, part.right)]


def _grid(rows: Sequence[Sequence[Segment]], overlap: float) -> Grid | None:
    """The parts in their columns; None where one part stands in two, or two in one."""
    columns = _columns([segment for row in rows for segment in row], overlap)
    cells = []
    for number, row in enumerate(rows):
        placed = [_column(segment, columns) for segment in row]
        if len(set(placed)) < len(placed):
            return None
        cells += [GridCell(part.text, number, column) for part, column in zip(row, placed, strict=True)]
    return Grid(tuple(cells)) if len(columns) >= _LEAST_COLUMNS else None


def _columns(segments: Sequence[Segment], overlap: float) -> list[tuple[float, float]]:
    """Stretches of the width that are filled in some line, with gaps in all lines between them."""
    columns: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda segment: segment.left):
        if columns and segment.left < columns[-1][1] - overlap:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.right))
        else:
            columns.append((segment.left, segment.right))
    return columns


def _column(segment: Segment, columns: Sequence[tuple[float, float]]) -> int:
    """The one that the part fills most of."""
    return max(
        range(len(columns)), key=lambda at: min(segment.right, columns[at][1]) - max(segment.left, columns[at][0])
    )
