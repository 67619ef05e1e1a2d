"""Tables -> files of each format that hold them, after the opening of a report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from rag.text.plain import display_width
from tests.pdfs import Drawn, Line, Ruled, make_pdf
from tests.tables import Spanned, Table

PROSE = (
    "青禾县2025年政府工作报告",
    "各位代表：现在，我代表县人民政府，向大会报告工作。",
    "一、2024年工作回顾",
    "一年来，全县上下团结奋进，各项事业都有新的进步。",
    "二、2025年工作安排",
    "做好今年的工作，要坚持稳中求进，抓好各项任务的落实。",
)


def flat(table: Table) -> list[list[str]]:
    """The table without merged cells: names of columns joined, groups in the first cell."""
    columns = [""] * table.width
    for (_, column), cell in _placed(table.heads).items():
        for at in range(column, column + cell.columns):
            columns[at] += cell.text
    rows = [[cell.text for cell in row] for row in table.body]
    return [columns, *([*row, *[""] * (table.width - len(row))] for row in rows)]


def _placed(rows: Sequence[Sequence[Spanned]]) -> dict[tuple[int, int], Spanned]:
    """Each cell at the place of its upper left corner."""
    placed: dict[tuple[int, int], Spanned] = {}
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed[row, column] = cell
            taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(column, column + cell.columns)}
            column += cell.columns
    return placed


def as_markdown(tables: Sequence[Table]) -> bytes:
    parts = [*PROSE]
    for table in tables:
        head, *rows = [f"| {' | '.join(row)} |" for row in flat(table)]
        parts += [table.title, *([table.note] if table.note else [])]
        parts.append("\n".join([head, f"|{'---|' * table.width}", *rows]))
    return "\n\n".join(parts).encode()


def as_text(tables: Sequence[Table]) -> bytes:
    """Set with blanks: words at the left of their column, figures at the right."""
    parts = ["\n\n".join(PROSE)]
    for table in tables:
        rows = flat(table)
        wide = [max(display_width(row[at]) for row in rows if any(row[1:])) + 3 for at in range(table.width)]
        lines = ["".join(map(_set, row, wide)).rstrip() for row in rows]
        parts.append("\n".join([table.title, *([table.note] if table.note else []), *lines]))
    return "\n\n".join(parts).encode()


def _set(words: str, width: int) -> str:
    blanks = " " * (width - 3 - display_width(words))
    return f"{blanks}{words}   " if words[:1].isdecimal() and not words.endswith("年") else f"{words}{blanks}   "


def as_html(tables: Sequence[Table]) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    for table in tables:
        rows = "".join(
            f"<tr>{''.join(f'<td rowspan={c.rows} colspan={c.columns}>{escape(c.text)}</td>' for c in row)}</tr>"
            for row in (*table.heads, *table.body)
        )
        markup = f"<table>{rows}</table>"
        body += f"<p>{table.title}</p>" + (f"<p>{table.note}</p>" if table.note else "")
        body += f"<table><tr><td>{markup}</td></tr></table>" if table.inside else markup
    return f"<!doctype html><html><head><title>{PROSE[0]}</title></head><body>{body}</body></html>".encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_word(tables: Sequence[Table], empty: bytes) -> bytes:
    """``empty``: a Word file whose text is replaced."""
    body = "".join(map(_paragraph, PROSE))
    for table in tables:
        markup = _word_table(table)
        body += _paragraph(table.title) + (_paragraph(table.note) if table.note else "")
        body += f"<w:tbl><w:tr><w:tc>{markup}<w:p/></w:tc></w:tr></w:tbl>" if table.inside else markup
        body += "<w:p/>"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(empty)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, document if part == "word/document.xml" else old.read(part))
    return made.getvalue()


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" if words else "<w:p/>"


def _word_table(table: Table) -> str:
    rows = (*table.heads, *table.body)
    placed = _placed(rows)
    markup = ""
    for row in range(len(rows)):
        cells = ""
        column = 0
        while column < table.width:
            above = next(r for r in range(row, -1, -1) if (r, column) in placed)
            cell = placed[above, column]
            merged = f'<w:vMerge w:val="{"restart" if above == row else "continue"}"/>' if cell.rows > 1 else ""
            spanned = f'<w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merged}</w:tcPr>'
            cells += f"<w:tc>{spanned}{_paragraph(cell.text if above == row else '')}</w:tc>"
            column += cell.columns
        before, after = table.spared
        spared = f'<w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/></w:trPr>'
        markup += f"<w:tr>{spared}{cells}</w:tr>"
    return f"<w:tbl>{markup}</w:tbl>"


TOP, BOTTOM, LEFT, RIGHT = 800, 60, 50, 550
NAMES = 130
"""Points for the column of names; the others share the rest."""
ROW, SIZE = 20, 9


def as_pdf(tables: Sequence[Table]) -> bytes:
    """Ruled, but for every third table; one after another, broken over the pages."""
    pages: list[list[Drawn]] = [[]]
    y = float(TOP)
    for line in PROSE:
        pages[-1].append(Line(line, LEFT, y, 12))
        y -= ROW
    for number, table in enumerate(tables):
        y -= ROW
        for words in filter(None, (table.title, table.note)):
            if y < BOTTOM + 4 * ROW:
                pages.append([])
                y = TOP
            pages[-1].append(Line(words, LEFT, y, 12))
            y -= ROW
        ruled = number % 3 != 2
        for part in _parts(table, int((y - BOTTOM) / ROW)):
            if part.starts_page:
                pages.append([])
                y = TOP
            pages[-1] += _drawn(part, table.width, y, ruled)
            y -= ROW * part.height
    return make_pdf(pages)


class Part(NamedTuple):
    """The rows of a table on one page."""

    cells: dict[tuple[int, int], Spanned]
    height: int
    starts_page: bool


def _parts(table: Table, room: int) -> Iterator[Part]:
    """With the head again on each page."""
    rows = list(table.body)
    starts = room < len(table.heads) + 2
    room = int((TOP - BOTTOM) / ROW) if starts else room
    while rows:
        held = (*table.heads, *rows[: room - len(table.heads)])
        yield Part(_placed(held), len(held), starts)
        rows = rows[room - len(table.heads) :]
        starts, room = True, int((TOP - BOTTOM) / ROW)


def _drawn(part: Part, width: int, top: float, ruled: bool) -> Iterator[Drawn]:
    narrow = 45.0
    numbered = any(cell.text == "序号" for cell in part.cells.values())
    first = [narrow, NAMES] if numbered else [float(NAMES)]
    edges = [float(LEFT)]
    for at in range(width):
        rest = (RIGHT - LEFT - sum(first)) / (width - len(first))
        edges.append(edges[-1] + (first[at] if at < len(first) else rest))
    for (row, column), cell in part.cells.items():
        left, right = edges[column], edges[min(column + cell.columns, width)]
        upper, lower = top - ROW * row, top - ROW * (row + cell.rows)
        if cell.text:
            yield Line(cell.text, left + 4, (upper + lower) / 2 - 4, SIZE)
        if ruled:
            yield from (Ruled(left, y, right, y) for y in (upper, lower))
            yield from (Ruled(x, upper, x, lower) for x in (left, right))
