"""Bytes of a PDF file -> its text layer as paragraphs: lines rejoined, running heads and page numbers left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader

from rag.errors import ReportError
from rag.formats.content import Content
from rag.formats.lines import (
    clean,
    glue,
    is_page_number,
    latin_count,
    leading_token_width,
    without_autospace,
    without_inner_blanks,
    without_spacing,
)
from rag.headings import opens_block
from rag.split import BLANKS
from rag.wrap import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pypdf import PageObject

_MAX_PAGES = 500
_MAX_CHARACTERS = 1_000_000
_LEAST_PER_PAGE = 10
"""Fewer characters a page than this and the pages are pictures."""
_EDGE_LINES = 2
"""Running heads and page numbers stand among this many lines at the top and at the bottom of a page."""

_RUNNING = 0.4
"""Share of the pages that carry a running head; left and right pages may have different ones."""
_STRETCH = 0.15
"""How much wider than its characters a justified line is set at most."""
_APART = 1.2
"""Paragraphs may be set apart: by so much more than lines usually are."""
_NARROWEST = 15
"""Ems of a full line at least; shorter ones stand for themselves."""
_LEAST_BLANK = 0.4
"""Ems that a blank between Chinese characters takes at least."""
_LATIN = 0.15
"""Ems by which a Latin character may be wider than the half em it is taken for."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds sloppy in a file helps nobody here


class _Piece(NamedTuple):
    text: str
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        return self.x + display_width(self.text) * self.size / 2


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    y: float
    size: float
    page: int


def read_pdf(data: bytes, name: str) -> Content:
    """The text layer of a PDF file, one paragraph a line, and the offsets of its pages.

    Raises:
        ReportError: it is encrypted, scanned, too long or damaged.
    """
    try:
        return _read(PdfReader(io.BytesIO(data)), name)
    except ReportError:
        raise
    except Exception as exc:  # pypdf raises what it pleases on damaged and hostile files
        raise ReportError("{file} cannot be read as a PDF file; print it to PDF again", file=name) from exc


def _read(reader: PdfReader, name: str) -> Content:
    if reader.is_encrypted:
        raise ReportError("{file} is protected by a password; save it without one", file=name)
    if len(reader.pages) > _MAX_PAGES:
        raise ReportError(
            "{file} has {pages} pages, more than {most}; send the report alone",
            file=name,
            pages=len(reader.pages),
            most=_MAX_PAGES,
        )
    pages = list(_read_pages(reader.pages, name))
    lines = _without_furniture(pages)
    if sum(len(line.text) for line in lines) < _LEAST_PER_PAGE * max(len(pages), 1):
        raise ReportError(
            "{file} has no text layer, it looks scanned; send a PDF with text, or the Word file", file=name
        )
    return _join(lines, len(pages))


def _read_pages(pages: Iterable[PageObject], name: str) -> Iterator[list[_Line]]:
    total = 0
    for number, page in enumerate(pages):
        lines = _lines(_pieces(page), number)
        total += sum(len(line.text) for line in lines)
        if total > _MAX_CHARACTERS:
            raise ReportError(
                "{file} holds more than {most} characters; send the report alone", file=name, most=_MAX_CHARACTERS
            )
        yield lines


def _pieces(page: PageObject) -> list[_Piece]:
    """The drawn strings with their places on the page. Blanks that pypdf adds for gaps come without a font."""
    pieces: list[_Piece] = []

    def collect(text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float) -> None:
        if font is None or not text.strip("\n"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        pieces.append(_Piece(clean(text.strip("\n")), x, y, size * scale))

    if page.rotation:
        page.transfer_rotation_to_content()
    page.extract_text(visitor_text=collect)
    return pieces


def _lines(pieces: Sequence[_Piece], page: int) -> list[_Line]:
    """Pieces of one height, from left to right; lines from top to bottom."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < 0.5 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows if (line := _line(sorted(row, key=lambda piece: piece.x), page)).text.strip()]


def _line(row: Sequence[_Piece], page: int) -> _Line:
    """One printed line; its left edge is that of its first character that is no blank."""
    row = [_without_stretch(a, b.x) for a, b in pairwise(row)] + [row[-1]]
    stretch = median([(b.x - a.right) / len(a.text) for a, b in pairwise(row)] or [0.0])
    text, before = row[0].text, row[0]
    for piece in row[1:]:
        if piece.text == before.text and piece.x - before.x < 0.3 * piece.size:
            continue  # drawn twice to look bold
        text += (" " if _is_apart(before, piece, stretch) else "") + piece.text
        before = piece
    size = median(piece.size for piece in row)
    words = text.lstrip(BLANKS)
    left = row[0].x + display_width(text[: len(text) - len(words)]) * size / 2
    return _Line(without_spacing(without_autospace(words.rstrip(BLANKS))), left, before.right, row[0].y, size, page)


def _without_stretch(piece: _Piece, end: float) -> _Piece:
    """Without the blanks between Chinese characters for which there is no room before the next piece."""
    dense = without_inner_blanks(piece.text)
    blanks = len(piece.text) - len(dense)
    room = end - piece._replace(text=dense).right
    return piece._replace(text=dense) if 0 <= room < _LEAST_BLANK * blanks * piece.size else piece


def _is_apart(before: _Piece, piece: _Piece, stretch: float) -> bool:
    """Whether a gap between two pieces is a blank. ``stretch``: points between characters in a justified line."""
    gap = piece.x - before.right - max(stretch, 0.0) * len(before.text)
    if before.text[-1:].isascii() and piece.text[:1].isascii():
        return gap > 0.2 * piece.size
    return gap > (0.8 + _LATIN * latin_count(before.text)) * piece.size and gap > _STRETCH * (before.right - before.x)


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Drop what stands at the edge of most pages alike, and page numbers."""
    repeated = Counter(_key(page[i].text) for page in pages for i in _edges(page))
    running = {key for key, count in repeated.items() if count > 1 and count >= _RUNNING * len(pages)}
    kept: list[_Line] = []
    for page in pages:
        body = [line for i, line in enumerate(page) if i not in _heads(page, running)]
        while body and is_page_number(body[-1].text):
            body.pop()
        start = 1 if body and is_page_number(body[0].text) else 0
        kept += body[start:]
    return kept


def _heads(page: Sequence[_Line], running: set[str]) -> set[int]:
    """The outermost lines with a running head's words, once each: the title on the first page stays."""
    inwards = sorted(_edges(page), key=lambda i: min(i, len(page) - 1 - i))
    found = {_key(page[i].text): i for i in reversed(inwards)}
    return {i for key, i in found.items() if key in running}


def _edges(page: Sequence[_Line]) -> set[int]:
    last = len(page)
    return {*range(min(_EDGE_LINES, last)), *range(max(last - _EDGE_LINES, 0), last)}


def _key(text: str) -> str:
    """A running head without its page number and blanks."""
    return re.sub(r"[\d\s]", "", text)


def _join(lines: Sequence[_Line], pages: int) -> Content:
    """Paragraphs, one a line: a line that reaches the right margin goes on with the next, if that is not indented."""
    margin = _most_common(line.left for line in lines)
    right = _most_common(line.right for line in lines)
    spacing = median([a.y - b.y for a, b in pairwise(lines) if a.page == b.page] or [0.0])
    text = ""
    starts = [0] * pages
    before: _Line | None = None
    for line in lines:
        if before is not None:
            goes_on = _goes_on(before, line, margin, right, spacing)
            text += glue(before.text, line.text) if goes_on else "\n"
        if before is None or line.page != before.page:
            starts[(before.page + 1 if before else 0) : line.page + 1] = [len(text)] * (
                line.page - (before.page if before else -1)
            )
        text += line.text
        before = line
    return Content(text, tuple(starts))


def _most_common(values: Iterable[float]) -> float:
    """The commonest value to five points: most lines of a report are full."""
    return 5.0 * Counter(round(value / 5) for value in values).most_common(1)[0][0]


def _goes_on(line: _Line, after: _Line, margin: float, right: float, spacing: float) -> bool:
    """Whether two lines are of one paragraph. Room for the token that did not fit any more is no end of a paragraph."""
    indented = after.left > margin + 1.2 * after.size
    room = (1.5 + leading_token_width(after.text) / 2 + _LATIN * latin_count(line.text)) * line.size
    apart = after.page == line.page and line.y - after.y > _APART * spacing
    other_size = abs(after.size - line.size) > 0.15 * line.size
    new_block = opens_block(after.text) and line.text.endswith(("。", "！", "？", "：", "!", ":", "；"))
    full = line.right > right - room and line.right - margin > _NARROWEST * line.size
    return full and not (indented or apart or other_size or new_block)
