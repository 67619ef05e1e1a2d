"""Ruled lines on a page -> the tables they draw: the places of their cells. Pure.

Lines that meet make one table; where the line between two places is missing, they are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rag.documents.formats.pdf.marks import Box, Rule

_NEAR = 3.5
"""Points between lines that are meant to be one, or to meet."""
_MOST_RULES = 3000
"""More on a page are a drawing."""
_COVERED = 0.7
"""Share of the side of a place that is ruled at least where a line separates it from the next."""
_MOST_PLACES = 5000


class RuledCell(NamedTuple):
    """A cell: its place in the table and on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class RuledTable(NamedTuple):
    box: Box
    cells: tuple[RuledCell, ...]


def find_tables(across: Sequence[Rule], down: Sequence[Rule]) -> list[RuledTable]:
    """Those of at least two columns, from the top."""
    if len(across) + len(down) > _MOST_RULES:
        return []
    rows, columns = _joined(across), _joined(down)
    groups = (_table(*group) for group in _groups(rows, columns))
    tables = (table for table in groups if table and len({cell.column for cell in table.cells}) > 1)
    return sorted(tables, key=lambda table: -table.box.top)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line put together; places a hair apart made one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [joined for level in levels for joined in _joined_level(level)]


def _joined_level(level: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in level) / len(level)
    start, end = None, 0.0
    for rule in sorted(level):
        if start is not None and rule.start <= end + _NEAR:
            end = max(end, rule.end)
            continue
        if start is not None:
            yield Rule(start, end, at)
        start, end = rule.start, rule.end
    if start is not None:
        yield Rule(start, end, at)


def _groups(rows: Sequence[Rule], columns: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or by others."""
    groups: list[tuple[set[int], set[int]]] = []
    for at, row in enumerate(rows):
        met = {number for number, column in enumerate(columns) if _meet(row, column)}
        touched = [group for group in groups if group[1] & met]
        groups = [group for group in groups if group not in touched]
        lines = {at}.union(*(group[0] for group in touched))
        groups.append((lines, met.union(*(group[1] for group in touched))))
    for lines, met in groups:
        if len(lines) > 1 and met:
            yield [rows[at] for at in sorted(lines)], [columns[at] for at in sorted(met)]


def _meet(row: Rule, column: Rule) -> bool:
    return row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR


def _table(rows: list[Rule], columns: list[Rule]) -> RuledTable | None:
    heights = _levels(rule.at for rule in rows)[::-1]  # from the top
    left, right = min(rule.start for rule in rows), max(rule.end for rule in rows)
    widths = _levels((*(rule.at for rule in columns), left, right))  # sides are often left open
    if len(heights) < 2 or len(widths) < 2 or len(heights) * len(widths) > _MOST_PLACES:
        return None
    box = Box(widths[0], heights[-1], widths[-1], heights[0])
    return RuledTable(box, tuple(_cells(heights, widths, rows, columns)))


def _levels(values: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _cells(
    heights: Sequence[float], widths: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> Iterator[RuledCell]:
    """Each cell once, from the upper left place it covers."""
    taken: set[tuple[int, int]] = set()
    for row, column in ((row, column) for row in range(len(heights) - 1) for column in range(len(widths) - 1)):
        if (row, column) in taken:
            continue
        last_column = column
        while last_column + 2 < len(widths) and not _is_ruled(
            columns, widths[last_column + 1], heights[row + 1], heights[row]
        ):
            last_column += 1
        last_row = row
        while last_row + 2 < len(heights) and not any(
            _is_ruled(rows, heights[last_row + 1], widths[at], widths[at + 1]) for at in range(column, last_column + 1)
        ):
            last_row += 1
        places = {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
        if places & taken:
            places, last_row, last_column = {(row, column)}, row, column
        taken |= places
        box = Box(widths[column], heights[last_row + 1], widths[last_column + 1], heights[row])
        yield RuledCell(row, column, last_row - row + 1, last_column - column + 1, box)


def _is_ruled(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(min(rule.end, end) - max(rule.start, start), 0.0) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)
