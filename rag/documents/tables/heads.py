"""Grid -> how it is to be read: which rows name the columns, which column names the rows, where units stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from rag.documents.tables.grid import Grid
from rag.documents.tables.units import is_empty, is_unit, is_value, own_unit

_MOST_HEADS = 4
_LONGEST_NAME = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"序号?|编号|项次|No\.?|№|#", re.IGNORECASE)
_UNIT = re.compile(r"(?:计量)?单位")
_NAMED = re.compile(r"指标|项目|名称|事项|内容|地区|县区|县（市、区）|行业|任务")
_MOSTLY = 0.6


class Column(NamedTuple):
    """How a column is headed."""

    name: str
    """The name with what stands above several columns: 2024年实际. Empty where the table does not say."""
    unit: str = ""
    """Given in its name."""
    full: str = ""
    """The name with the unit."""


class Head(NamedTuple):
    """How the rows of a table are read; also those of its continuation on the next page."""

    columns: tuple[Column, ...]
    row_name: int
    """The column that names the rows."""
    row_unit: int | None
    """The column with their units."""
    ordinals: frozenset[int]
    """Columns that only count the rows."""


def find_head(grid: Grid) -> tuple[int, Head | None]:
    """How many rows are heads, and what they say; None where no row does."""
    height = _head_height(grid)
    if not height:
        return 0, None
    columns = tuple(_column(grid, column, height) for column in range(grid.width))
    return height, _head(grid, height, columns)


def _head(grid: Grid, height: int, columns: Sequence[Column]) -> Head:
    texts = [[_text(grid, row, column) for row in range(height, grid.height)] for column in range(grid.width)]
    ordinals = frozenset(at for at, column in enumerate(columns) if _counts(column.name, texts[at]))
    unit = next((at for at, column in enumerate(columns) if _gives_units(column.name, texts[at])), None)
    return Head(tuple(columns), _row_name(columns, texts, ordinals, unit), unit, ordinals)


def is_full_width(grid: Grid, row: int) -> bool:
    """One cell over all columns of a table that has several."""
    cells = grid.row(row)
    return len(cells) == 1 and grid.width > 1 and cells[0].columns >= grid.width


def _head_height(grid: Grid) -> int:
    """The rows at the top that name columns: those marked so, else one, and more where cells are merged."""
    height = grid.heads or int(_names_columns(grid))
    while 0 < height < min(_MOST_HEADS, grid.height - 1) and _goes_on(grid, height):
        height += 1
    return height if height < grid.height else 0


def _names_columns(grid: Grid) -> bool:
    """Whether the first row does: no data in it, and no cell as long as a sentence."""
    words = [cell.words for cell in grid.row(0)]
    filled = [one for one in words if one]
    short = all(len(one) <= _LONGEST_NAME for one in words)
    return grid.width > 1 and short and len(filled) > len(words) / 2 and not any(map(is_value, filled))


def _goes_on(grid: Grid, height: int) -> bool:
    """Whether the next row belongs to the head: a cell of the head reaches into it, or is refined in it."""
    above = [cell for row in range(height) for cell in grid.row(row)]
    reaching = any(cell.row + cell.rows > height for cell in above)
    wide = any(1 < cell.columns < grid.width and cell.row + cell.rows == height for cell in above)
    below = [cell.words for cell in grid.row(height) if cell.row == height]
    return (reaching or wide) and not any(map(is_value, below)) and all(len(one) <= _LONGEST_NAME for one in below)


def _column(grid: Grid, column: int, height: int) -> Column:
    cells = [cell for cell, _ in groupby(grid.at(row, column) for row in range(height)) if cell]
    names = [_dated(cell.name) for cell in cells if cell.name and cell.columns < grid.width]
    parts = [own_unit(name) for name in names]
    unit = next((unit for _, unit in reversed(parts) if unit), "")
    return Column(_joined([name for name, _ in parts]), unit, _joined(names))


def _dated(name: str) -> str:
    return f"{name}年" if _YEAR.fullmatch(name) else name


def _joined(names: Sequence[str]) -> str:
    """The words of the levels; a colon would end the name in a row's line."""
    return "".join(name for name, _ in groupby(names)).replace("：", "").replace(":", "").replace("｜", "|")


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column)
    return cell.words if cell else ""


def _counts(name: str, texts: Sequence[str]) -> bool:
    if _ORDINAL.fullmatch(name):
        return True
    numbers = [text for text in texts if text]
    return not name and len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _gives_units(name: str, texts: Sequence[str]) -> bool:
    filled = [text for text in texts if not is_empty(text)]
    units = sum(is_unit(text) or len(text) <= 2 for text in filled)  # 个, 万吨, 微升: rare ones too
    return bool(_UNIT.fullmatch(name)) and units >= _MOSTLY * len(filled)


def _row_name(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], ordinals: frozenset[int], unit: int | None
) -> int:
    """The column before the data whose words tell the rows apart; one that says it holds names goes first."""
    stub: list[int] = []
    for at in range(len(columns)):
        if at in ordinals or at == unit:
            continue
        if stub and sum(map(is_value, texts[at])) >= _MOSTLY * max(sum(map(bool, texts[at])), 1):
            break
        stub.append(at)
    named = [at for at in stub if _tells_apart(texts[at])]
    told = [at for at in named if _NAMED.search(columns[at].name) and _is_short(texts[at])]
    return next(iter((*told[:1], *named, *stub)), 0)


def _tells_apart(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and len(set(filled)) >= _MOSTLY * len(texts)


def _is_short(texts: Sequence[str]) -> bool:
    return all(len(text) <= _LONGEST_NAME for text in texts)
