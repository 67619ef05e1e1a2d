"""Grid -> the lines that stand for it in a report's text, see ``rag.text.table_rows``. Pure.

Each row becomes a line that needs no other. Rows of a table whose columns have no names stay ``| cell | cell |``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.documents.tables.grid import Grid, GridCell
from rag.documents.tables.heads import Head, find_head, is_full_width
from rag.documents.tables.units import (
    GROWTH,
    given_units,
    is_empty,
    is_figure,
    is_value,
    own_unit,
    table_unit,
    with_unit,
)
from rag.text.table_rows import BAR, COLON

_LONGEST_ROW = 300
"""Characters; the cells of a longer row stand on lines of their own."""
_SENTENCE = re.compile(r"[^。！？]+[。！？]*")
FACTS = re.compile(
    r"索\s*引\s*号|发[布文]\s*(?:机构|机关|日期|字号)|成文日期|文\s*号|组配分类|主题(?:词|分类)|关\s*键\s*词|名\s*称\s*[：:]"
)
"""The labels in the table of facts above a document (政府信息公开目录)."""
_LABEL = re.compile(rf"[：:]$|^(?:{FACTS.pattern})$")
_NOTE = re.compile(r"^[（(]?(?:附?注|备注|说明|数据来源|资料来源)")
_PART = re.compile(r"^(?:其中|＃|#)\s*[：:，,、]?")
_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[、.．](?!\d))\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Rendered(NamedTuple):
    """A table as lines."""

    lines: tuple[str, ...]
    head: Head | None
    """How it was read; a table without one that follows at once goes on with it."""
    unnamed: bool = False
    """Its columns could not be told apart by name."""


def render(grid: Grid, before: Sequence[str] = (), last: Head | None = None) -> Rendered:
    """``before``: the lines above the table; ``last``: the head of the table that ended there, if nothing stands
    between."""
    titles, grid = _titles(grid)
    if is_label_table(grid):
        return Rendered((*titles, *_unnamed(grid)), None)
    height, head = find_head(grid)
    if head is None and last is not None and len(last.columns) == grid.width:
        head = last
    if head is None:
        return _headless(titles, grid)
    given = tuple(unit for line in (*before[-2:], *titles) for unit in _units_in(line))
    given = given or tuple(filter(None, [head.columns[head.row_name].unit]))
    return Rendered((*titles, *_rows(grid, height, head, given)), head)


def is_label_table(grid: Grid) -> bool:
    """Whether its cells are labels with their values, as in the table of facts above a document (索引号：…)."""
    firsts = [cells[0].words for row in range(grid.height) if (cells := grid.row(row))]
    return bool(firsts) and bool(_LABEL.search(firsts[0])) and grid.width > 1


def _titles(grid: Grid) -> tuple[tuple[str, ...], Grid]:
    """The lines over all columns at the top: a title, the unit. They do not count as heads."""
    titles = []
    while grid.height > 1 and (is_full_width(grid, 0) or _only_unit(grid)):
        titles.append(" ".join(cell.words for cell in grid.row(0) if cell.words))
        grid = grid.below(1)
    return tuple(title for title in titles if title), grid


def _only_unit(grid: Grid) -> bool:
    words = [cell.words for cell in grid.row(0) if cell.words]
    return len(words) == 1 and bool(given_units(words[0])) and grid.width > 1


def _units_in(line: str) -> tuple[str, ...]:
    own = own_unit(line.strip())[1]
    return given_units(line) or ((own,) if own else ())


def _headless(titles: Sequence[str], grid: Grid) -> Rendered:
    pairs = grid.width == 2 and all(_is_pair(grid, row) for row in range(grid.height))  # name, value
    if pairs:
        rows = [[cell.name for cell in grid.row(row)] for row in range(grid.height)]
        return Rendered((*titles, *(f"{name}{BAR}{value}" for name, value in rows)), None)
    return Rendered((*titles, *_unnamed(grid)), None, unnamed=grid.width > 1 and grid.height > 1)


def _is_pair(grid: Grid, row: int) -> bool:
    cells = grid.row(row)
    return len(cells) == 2 and bool(cells[0].words) and is_value(cells[1].words)  # name, value


def _unnamed(grid: Grid) -> Iterator[str]:
    """``| cell | cell |``; a cell merged downwards is empty below."""
    for row in range(grid.height):
        words = [cell.words if cell.row == row else "" for cell in grid.row(row)]
        if any(words):
            yield "| " + " | ".join(words) + " |"


def _rows(grid: Grid, height: int, head: Head, given: tuple[str, ...]) -> Iterator[str]:
    """The rows below the head, in order."""
    repeated = [_names(grid, row) for row in range(height)]
    several = _ambiguous_names(grid, height, head)
    group = whole = ""
    for row in range(height, grid.height):
        if _names(grid, row) in repeated:
            continue
        if (line := _only_line(grid, row)) is not None:
            given = given_units(line) or given
            group = "" if _NOTE.match(line) or given_units(line) else _ORDINAL.sub("", line)
            yield from [line if _NOTE.match(line) else f"{BAR}{line}"] if line else []
            continue
        name = _row_name(grid, row, head)
        if _PART.match(name) and whole:
            name = f"{whole}，{name}"
        else:
            whole = name
        yield from _row_lines(grid, row, head, f"{group} {name}" if group and name in several else name, given)
    yield from _shared(grid, height, head, given)


def _names(grid: Grid, row: int) -> list[str]:
    return [cell.name for cell in grid.row(row)]


def _row_name(grid: Grid, row: int, head: Head) -> str:
    cell = grid.at(row, head.row_name)
    name = cell.name if cell else ""
    return f"{name}年" if _YEAR.fullmatch(name) else name.replace(BAR, "|")


def _ambiguous_names(grid: Grid, height: int, head: Head) -> set[str]:
    """Names that several rows bear: a group above has to tell them apart."""
    names = [_row_name(grid, row, head) for row in range(height, grid.height)]
    return {name for name in names if names.count(name) > 1}


def _only_line(grid: Grid, row: int) -> str | None:
    """The words of a row that fills one cell alone: a group of rows, a note, nothing."""
    cells = [cell for cell in grid.row(row) if not is_empty(cell.words)]
    alone = len(cells) == 1 and cells[0].row == row and (cells[0].column == 0 or is_full_width(grid, row))
    return cells[0].words if alone else None if cells else ""


def _row_lines(grid: Grid, row: int, head: Head, name: str, given: tuple[str, ...]) -> Iterator[str]:
    plain, own = own_unit(name)
    unit = _row_unit(grid, row, head) or own
    cells = [cell for cell in grid.row(row) if _tells(cell, row, head)]
    values = [(cell, _value(cell, head, unit, given)) for cell in cells]
    is_used = own and any(value != cell.words and value.endswith(own) for cell, value in values)
    yield from _line(plain if is_used else name, [value for _, value in values])


def _line(name: str, cells: Sequence[str]) -> Iterator[str]:
    """One line, or one for each cell, or for each sentence in it, where that would be too long to quote."""
    line = BAR.join([name, *cells])
    if len(line) <= _LONGEST_ROW or not cells:
        yield line
        return
    for cell in cells:
        column, colon, value = cell.partition(COLON)
        sentences = _SENTENCE.findall(value) if len(cell) > _LONGEST_ROW else [value]
        yield from (f"{name}{BAR}{column}{colon}{sentence.strip()}" for sentence in sentences)


def _tells(cell: GridCell, row: int, head: Head) -> bool:
    """Neither name, unit nor number of the row, nor empty, nor a figure that several rows share."""
    aside = {head.row_name, head.row_unit, *head.ordinals}
    shared = cell.rows > 1 and is_value(cell.words)
    return cell.column not in aside and not is_empty(cell.words) and not shared and row < cell.row + cell.rows


def _row_unit(grid: Grid, row: int, head: Head) -> str:
    cell = grid.at(row, head.row_unit) if head.row_unit is not None else None
    return cell.name if cell and not is_empty(cell.words) else ""


def _value(cell: GridCell, head: Head, row_unit: str, given: tuple[str, ...]) -> str:
    """``2024年实际：9135万美元``."""
    columns = [head.columns[at] for at in range(cell.column, min(cell.column + cell.columns, len(head.columns)))]
    plain = "、".join(column.name for column in columns)
    full = "、".join(column.full for column in columns)
    units = {column.unit for column in columns}
    unit = units.pop() if len(units) == 1 else ""
    if not unit and not GROWTH.search(plain):
        unit = row_unit
    unit = unit or table_unit(given, plain)
    value = with_unit(cell.words, unit).replace(BAR, "|")
    name = plain if is_figure(cell.words) else full
    return f"{name}{COLON}{value}" if name else value


def _shared(grid: Grid, height: int, head: Head, given: tuple[str, ...]) -> Iterator[str]:
    """Figures that stand for several rows together, after the names of these."""
    for cell in grid.cells:
        if cell.row >= height and cell.rows > 1 and is_value(cell.words) and cell.column != head.row_name:
            rows = range(cell.row, cell.row + cell.rows)
            names = dict.fromkeys(_row_name(grid, row, head) for row in rows)
            units = {_row_unit(grid, row, head) for row in rows}
            yield BAR.join(["、".join(names), _value(cell, head, units.pop() if len(units) == 1 else "", given)])
