"""The cells of a table, whatever file it stands in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_LARGEST = 100_000
"""Places in a grid; a larger one was made to exhaust."""
_BLANKS = re.compile(r"\s+")
_INNER = re.compile(r"(?<=[^!-~]) | (?=[^!-~])")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at the row and column of its upper left corner."""

    text: str
    row: int
    column: int
    rows: int = 1
    """How many it covers."""
    columns: int = 1

    @property
    def words(self) -> str:
        """The words on one line."""
        return _BLANKS.sub(" ", self.text).strip()

    @property
    def name(self) -> str:
        """The words as the name of a row or a column: a break or a blank between Chinese characters is set for
        looks."""
        return _INNER.sub("", self.words)


@dataclass(frozen=True)
class Grid:
    """A table. Each place is covered by one cell at most."""

    cells: tuple[GridCell, ...]
    """The cells in reading order."""
    heads: int = 0
    """Rows that the file marks as heads; 0 where it says nothing."""

    @cached_property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def _places(self) -> dict[tuple[int, int], GridCell]:
        if sum(cell.rows * cell.columns for cell in self.cells) > _LARGEST:
            return {(cell.row, cell.column): cell for cell in self.cells}
        return {
            (row, column): cell
            for cell in reversed(self.cells)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._places.get((row, column))

    def row(self, number: int) -> list[GridCell]:
        """The cells that begin or go on in a row, each once, from left to right."""
        found = (self.at(number, column) for column in range(self.width))
        return list(dict.fromkeys(cell for cell in found if cell))

    def below(self, start: int) -> Grid:
        """The rows from ``start`` on."""
        kept = (cell for cell in self.cells if cell.row >= start)
        moved = (GridCell(c.text, c.row - start, c.column, c.rows, c.columns) for c in kept)
        return Grid(tuple(moved), max(self.heads - start, 0))


def make_grid(rows: Iterable[Sequence[str]], heads: int = 0) -> Grid:
    """The grid of rows without merged cells."""
    return Grid(tuple(_plain_cells(rows)), heads)


def _plain_cells(rows: Iterable[Sequence[str]]) -> Iterator[GridCell]:
    for number, row in enumerate(rows):
        yield from (GridCell(text, number, column) for column, text in enumerate(row))


class Filling:
    """Places the cells of a table one after another, as HTML does: each takes the first free place of its row."""

    def __init__(self) -> None:
        self._cells: list[GridCell] = []
        self._taken: set[tuple[int, int]] = set()
        self._row = -1
        self._column = 0

    def start_row(self, skipped: int = 0) -> None:
        """``skipped``: columns that the row leaves free at its beginning."""
        self._row += 1
        self._column = skipped

    def add(self, text: str, rows: int = 1, columns: int = 1) -> None:
        while (self._row, self._column) in self._taken:
            self._column += 1
        rows, columns = max(rows, 1), max(columns, 1)
        self._cells.append(GridCell(text, self._row, self._column, rows, columns))
        if len(self._taken) + rows * columns <= _LARGEST:
            self._taken.update(
                (row, column)
                for row in range(self._row, self._row + rows)
                for column in range(self._column, self._column + columns)
            )
        self._column += columns

    def grid(self, heads: int = 0) -> Grid:
        """The grid that was placed; a cell that reaches beyond the last row ends there."""
        height = self._row + 1
        cells = (GridCell(c.text, c.row, c.column, min(c.rows, height - c.row), c.columns) for c in self._cells)
        return Grid(tuple(cells), heads)
