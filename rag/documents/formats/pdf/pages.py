"""The marks on a page -> its printed lines and tables in the order they are read, and what of it is not text. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.documents.formats.lines import glue
from rag.documents.formats.pdf.columns import split_columns
from rag.documents.formats.pdf.grids import RuledTable, find_tables
from rag.documents.formats.pdf.lines import PrintedLine, make_lines
from rag.documents.formats.pdf.marks import Glyph, Marks, Rule, turned
from rag.documents.formats.pdf.paragraphs import Printed
from rag.documents.tables.aligned import find_aligned
from rag.documents.tables.flow import is_layout
from rag.documents.tables.grid import Grid, GridCell
from rag.types import OmissionKind

_LEAST_TEXT = 10
"""Characters; a page with fewer and a picture is a scan."""
_SCAN = 0.3
"""Share of a page that the picture of a scan covers at least."""
_PICTURE = 0.06
"""Share of a page from which a picture may hold text."""


class PdfPage(NamedTuple):
    """The contents that are read of a page."""

    items: tuple[Printed, ...]
    omitted: Counter[OmissionKind]


def read_page(marks: Marks, number: int) -> PdfPage:
    """``number``: of the page, from 0."""
    pictured = sum(picture.area for picture in marks.pictures) / (marks.shown.area or 1.0)
    seen = [glyph for glyph in marks.glyphs if glyph.seen]
    omitted: Counter[OmissionKind] = Counter()
    if _count(seen) < _LEAST_TEXT and pictured >= _SCAN:
        seen = list(marks.glyphs)  # words laid unseen over their picture are what a machine recognised in it
        omitted[OmissionKind.RECOGNISED if _count(seen) >= _LEAST_TEXT else OmissionKind.SCANS] = 1
    else:
        omitted[OmissionKind.UNSEEN] = _count(marks.glyphs) - _count(seen)
        omitted[OmissionKind.PICTURES] = sum(one.area >= _PICTURE * marks.shown.area for one in marks.pictures)
    items: list[Printed] = []
    for turn in _turns(seen):
        alike = [glyph for glyph in seen if glyph.turn == turn]
        read, doubted = _items(alike, *_rules(marks, turn), number)
        items += read
        omitted[OmissionKind.CELLS] += doubted
    return PdfPage(tuple(items), omitted)


def read_recognised(lines: Sequence[PrintedLine], number: int) -> PdfPage | None:
    """A page whose lines were recognised in its picture; None where that is too little for a page."""
    if sum(len(line.text) for line in lines) < _LEAST_TEXT:
        return None
    items, doubted = _read_lines(lines, number)
    return PdfPage(tuple(items), Counter({OmissionKind.RECOGNISED: 1, OmissionKind.CELLS: doubted}))


def _count(glyphs: Sequence[Glyph]) -> int:
    """Blanks aside."""
    return sum(bool(glyph.text.strip()) for glyph in glyphs)


def _turns(glyphs: Sequence[Glyph]) -> list[int]:
    """The ways in which the characters are turned, that of most of them first."""
    return [turn for turn, _ in Counter(glyph.turn for glyph in glyphs).most_common()]


def _rules(marks: Marks, turn: int) -> tuple[list[Rule], list[Rule]]:
    """The ruled lines as they lie for a reader who has turned the page so."""
    across: list[Rule] = []
    down: list[Rule] = []
    ends = [((rule.start, rule.at), (rule.end, rule.at)) for rule in marks.across]
    ends += [((rule.at, rule.start), (rule.at, rule.end)) for rule in marks.down]
    for one, other in ends:
        (x, y), (end_x, end_y) = turned(*one, turn), turned(*other, turn)
        if abs(x - end_x) >= abs(y - end_y):
            across.append(Rule(min(x, end_x), max(x, end_x), y))
        else:
            down.append(Rule(min(y, end_y), max(y, end_y), x))
    return across, down


def _items(glyphs: list[Glyph], across: Sequence[Rule], down: Sequence[Rule], number: int) -> tuple[list[Printed], int]:
    """Lines and tables from the top, column by column; and how many tables could not be told apart."""
    tables: list[Printed] = []
    for table in find_tables(across, down):
        inside = [glyph for glyph in glyphs if table.box.holds(*_middle(glyph))]
        grid = _grid(table, inside)
        if grid and not is_layout(grid):
            size = max((glyph.size for glyph in inside), default=0.0)
            tables.append(Printed("", table.box.left, table.box.right, table.box.top, size, number, grid))
            held = {id(glyph) for glyph in inside}
            glyphs = [glyph for glyph in glyphs if id(glyph) not in held]
    items: list[Printed] = []
    doubted = 0
    for part in split_columns(glyphs):
        read, unclear = _read_lines(make_lines(part.glyphs), number)
        items += (item._replace(left=item.left - part.shift, right=item.right - part.shift) for item in read)
        doubted += unclear
    for table_item in tables:
        at = next((i for i, item in enumerate(items) if item.y < table_item.y and _overlap(item, table_item)), None)
        items.insert(len(items) if at is None else at, table_item)
    return items, doubted


def _read_lines(lines: Sequence[PrintedLine], number: int) -> tuple[list[Printed], int]:
    items: list[Printed] = []
    doubted = 0
    at = 0
    for table in find_aligned(lines):
        items += _printed(lines[at : table.start], number)
        rows = lines[table.start : table.end]
        if table.grid:
            left, right = min(line.left for line in rows), max(line.right for line in rows)
            items.append(Printed("", left, right, rows[0].base, rows[0].size, number, table.grid))
        else:
            doubted += 1
            items += (one._replace(alone=True) for one in _printed(rows, number))
        at = table.end
    return [*items, *_printed(lines[at:], number)], doubted


def _printed(lines: Sequence[PrintedLine], number: int) -> Iterator[Printed]:
    return (Printed(line.text, line.left, line.right, line.base, line.size, number) for line in lines)


def _grid(table: RuledTable, glyphs: Sequence[Glyph]) -> Grid | None:
    """None for a frame that holds words in one place only."""
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        at = next((i for i, cell in enumerate(table.cells) if cell.box.holds(*_middle(glyph))), None)
        if at is not None:
            held.setdefault(at, []).append(glyph)
    cells = [
        GridCell(_joined(make_lines(held.get(at, ()))), cell.row, cell.column, cell.rows, cell.columns)
        for at, cell in enumerate(table.cells)
    ]
    return Grid(tuple(cells)) if sum(bool(cell.text) for cell in cells) > 1 else None


def _joined(lines: Sequence[PrintedLine]) -> str:
    """The lines of a cell are one: it was broken because the column is narrow."""
    text = ""
    for line in lines:
        text += (glue(text, line.text) if text else "") + line.text
    return text


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + 0.3 * glyph.size


def _overlap(item: Printed, table: Printed) -> bool:
    return item.left < table.right and table.left < item.right
