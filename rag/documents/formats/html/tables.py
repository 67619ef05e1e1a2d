"""The tables of a web page -> its cells, and lines in their place."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

from rag.documents.formats.lines import spaced
from rag.documents.tables.flow import is_layout
from rag.documents.tables.grid import Filling, Grid
from rag.documents.tables.rendering import render

_LONG = 100
"""A table with longer cells is layout, unless its other cells hold data."""
_LEAST_ROWS = 3
_CAPTIONS = 2
_WIDEST = 200


def flatten_tables(soup: BeautifulSoup) -> int:
    """Tables of data become lines; tables that only place things stay as they are. Counts those whose columns have no
    names."""
    unnamed = 0
    for table in soup("table"):
        if table.find("table"):
            continue
        grid = make_grid(table)
        if _places_things(grid):
            continue
        rendered = render(grid, _captions(table))
        unnamed += rendered.unnamed
        table.clear()
        for words in rendered.lines:
            line = soup.new_tag("p")
            line.string = words
            table.append(line)
    return unnamed


def make_grid(table: Tag) -> Grid:
    """The cells of a table without tables in it."""
    filling = Filling()
    heads = 0
    rows = table("tr")
    for number, row in enumerate(rows):
        filling.start_row()
        cells = row(["td", "th"])
        heads += int(heads == number < len(rows) - 1 and _is_head(row, cells))
        for cell in cells:
            filling.add(_words(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
    return filling.grid(heads)


def _is_head(row: Tag, cells: list[Tag]) -> bool:
    return row.find_parent("thead") is not None or (bool(cells) and all(cell.name == "th" for cell in cells))


def _words(cell: Tag) -> str:
    return spaced(cell.get_text(" "))


def _span(cell: Tag, name: str) -> int:
    written = str(cell.get(name, "1")).strip()
    return min(int(written), _WIDEST) if written.isdecimal() else 1


def _places_things(grid: Grid) -> bool:
    if is_layout(grid):
        return True
    longest = max((len(cell.words) for cell in grid.cells), default=0)
    return longest > _LONG and (grid.height < _LEAST_ROWS or len(grid.row(0)) < grid.width)


def _captions(table: Tag) -> list[str]:
    """The last words above a table, in order."""
    own = table.find("caption")
    above: Iterator[str] = (
        words
        for text in table.find_all_previous(string=True, limit=4 * _CAPTIONS)
        if not isinstance(text, PreformattedString) and (words := spaced(str(text)))
    )
    found = [words for _, words in zip(range(_CAPTIONS), above, strict=False)]
    return [*reversed(found), *([own.get_text()] if isinstance(own, Tag) else [])]
