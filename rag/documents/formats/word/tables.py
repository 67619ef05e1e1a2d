"""A table of Word -> its cells with what each holds, in their places (ECMA-376 part 1, 17.4). Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from rag.documents.formats.word.names import CELL, CONTAINERS, DELETED, ROW, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_ROW_PROPERTIES, _CELL_PROPERTIES = qn("w:trPr"), qn("w:tcPr")
_BEFORE, _HEADER, _HIDDEN = qn("w:gridBefore"), qn("w:tblHeader"), qn("w:hidden")
_SPAN, _MERGE, _MERGE_ACROSS = qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge")
_WIDEST = 1000
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class WordCell:
    """A cell: its place, and the elements that hold its words."""

    row: int
    column: int
    columns: int
    rows: int = 1
    contents: list[BaseOxmlElement] = field(default_factory=list)
    """One, but where cells were merged across in the old way."""


def boxes_of(table: BaseOxmlElement) -> tuple[list[WordCell], int]:
    """The cells in reading order, those merged downwards once; and how many rows are marked as heads."""
    boxes: list[WordCell] = []
    open_at: dict[int, WordCell] = {}
    heads = 0
    rows = [row for row in _within(table, ROW) if not _is_gone(row)]
    for number, row in enumerate(rows):
        heads += int(heads == number and _is_on(row, _ROW_PROPERTIES, _HEADER))
        started: dict[int, WordCell] = {}
        column = _number(row, _ROW_PROPERTIES, _BEFORE, 0)
        for cell in _within(row, CELL):
            columns = _number(cell, _CELL_PROPERTIES, _SPAN, 1)
            above = open_at.get(column)
            if _continues(cell, _MERGE_ACROSS) and boxes and boxes[-1].row == number:
                boxes[-1].columns += columns
                boxes[-1].contents.append(cell)
            elif _continues(cell, _MERGE) and above is not None:
                above.rows = number - above.row + 1
                above.contents.append(cell)
                started[column] = above
            else:
                boxes.append(WordCell(number, column, columns, contents=[cell]))
                started[column] = boxes[-1]
            column += columns
        open_at = started
    return boxes, heads


def _within(element: BaseOxmlElement, name: str) -> Iterator[BaseOxmlElement]:
    """The rows of a table, or the cells of a row, those in content controls and insertions among them."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in CONTAINERS:
            yield from _within(child, name)


def _is_gone(row: BaseOxmlElement) -> bool:
    """A tracked change deletes it, or it is not shown."""
    properties = row.find(_ROW_PROPERTIES)
    if properties is None:
        return False
    return any(properties.find(tag) is not None for tag in DELETED) or _is_on(row, _ROW_PROPERTIES, _HIDDEN)


def _is_on(element: BaseOxmlElement, properties: str, name: str) -> bool:
    mark = element.find(f"{properties}/{name}")
    return mark is not None and mark.get(VALUE, "1") not in _OFF


def _number(element: BaseOxmlElement, properties: str, name: str, default: int) -> int:
    found = element.find(f"{properties}/{name}")
    written = found.get(VALUE, "") if found is not None else ""
    return min(int(written), _WIDEST) if written.isdigit() else default


def _continues(cell: BaseOxmlElement, name: str) -> bool:
    """Whether it goes on with the cell above it, or before it."""
    mark = cell.find(f"{_CELL_PROPERTIES}/{name}")
    return mark is not None and mark.get(VALUE, "continue") == "continue"
