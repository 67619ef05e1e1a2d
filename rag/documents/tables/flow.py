"""Paragraphs and tables of a file -> lines of text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rag.documents.tables.grid import Grid
from rag.documents.tables.rendering import Rendered, is_label_table, render

Block = str | Grid
"""A paragraph (it may have line breaks in it), or a table."""
_LONG = 60
_VERY_LONG = 800
_CAPTIONS = 2
"""Lines above a table that may tell its unit."""


class Flow(NamedTuple):
    """The text of a file."""

    lines: tuple[str, ...]
    unnamed: int
    """Tables whose columns could not be told apart by name."""


def lines_of(blocks: Iterable[Block]) -> Flow:
    """All lines, in order."""
    parts = list(render_all(blocks))
    lines = tuple(line for part in parts for line in part.lines)
    return Flow(lines, sum(part.unnamed for part in parts))


def render_all(blocks: Iterable[Block]) -> Iterator[Rendered]:
    """Each block as lines; a table that follows another at once, without a head of its own, goes on with it."""
    above: list[str] = []
    last = None
    for block in blocks:
        if isinstance(block, str):
            rendered = Rendered((block,), last if not block.strip() else None)
        else:
            rendered = render(block, above, last)
        above = [*above, *(line for line in rendered.lines if line.strip())][-_CAPTIONS:]
        last = rendered.head
        yield rendered


def is_layout(grid: Grid, nested: Sequence[bool] = ()) -> bool:
    """Whether a table only places things on the page: one column, one row of texts, or pages of text in a cell.

    ``nested``: for each cell whether another table stands in it.
    """
    if grid.height == 0 or all(len(grid.row(row)) <= 1 for row in range(grid.height)):
        return True
    longest = max(len(cell.words) for cell in grid.cells)
    if grid.height == 1 and not is_label_table(grid):
        return longest > _LONG or any(nested)
    return longest > _VERY_LONG or (any(nested) and longest > _LONG)
