"""Bytes of a PDF file -> the lines printed on its pages -> its text layer as paragraphs."""

from __future__ import annotations

import io
import logging
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError

from rag.documents.formats.base import Content
from rag.documents.formats.lines import (
    LATIN,
    clean,
    latin_count,
    without_autospace,
    without_inner_blanks,
    without_spacing,
)
from rag.documents.formats.page_layout import Printed, join_lines, without_furniture
from rag.documents.structure.line_wrapping import display_width
from rag.errors import ReportError
from rag.text.segmentation import BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pypdf import PageObject

_MAX_PAGES = 500
_MAX_CHARACTERS = 1_000_000
_LEAST_PER_PAGE = 10
"""Fewer characters a page than this and the pages are pictures."""
_STRETCH = 0.15
"""How much wider than its characters a justified line is set at most."""
_LEAST_BLANK = 0.4
"""Ems that a blank between Chinese characters takes at least."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds sloppy in a file helps nobody here


class _Piece(NamedTuple):
    text: str
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        return self.x + display_width(self.text) * self.size / 2


def read_pdf(data: bytes, name: str) -> Content:
    """The text layer of a PDF file, one paragraph a line, and the offsets of its pages.

    Raises:
        ReportError: it is encrypted, scanned, too long or damaged.
    """
    try:
        return _read(PdfReader(io.BytesIO(data)), name)
    except ReportError:
        raise
    except DependencyError as exc:  # what it takes to decrypt modern ones is not installed
        raise _protected(name) from exc
    except Exception as exc:  # pypdf raises what it pleases on damaged and hostile files
        raise ReportError(
            "{file} cannot be read as a PDF file; print it to PDF again.", code="bad_pdf", file=name
        ) from exc


def _read(reader: PdfReader, name: str) -> Content:
    if reader.is_encrypted:
        raise _protected(name)
    if len(reader.pages) > _MAX_PAGES:
        raise ReportError(
            "{file} has {pages} pages, more than {most}; send only the report.",
            code="too_many_pages",
            file=name,
            pages=len(reader.pages),
            most=_MAX_PAGES,
        )
    pages = list(_read_pages(reader.pages, name))
    lines = without_furniture(pages)
    if sum(len(line.text) for line in lines) < _LEAST_PER_PAGE * max(len(pages), 1):
        raise ReportError(
            "{file} has no text layer and looks scanned; send a PDF with text, or the Word file.",
            code="scanned",
            file=name,
        )
    return join_lines(lines, len(pages))


def _protected(name: str) -> ReportError:
    return ReportError("{file} is protected by a password; save it without one.", code="password_protected", file=name)


def _read_pages(pages: Iterable[PageObject], name: str) -> Iterator[list[Printed]]:
    total = 0
    for number, page in enumerate(pages):
        lines = _lines(_pieces(page), number)
        total += sum(len(line.text) for line in lines)
        if total > _MAX_CHARACTERS:
            raise ReportError(
                "{file} has more than {most} characters; send only the report.",
                code="too_many_characters",
                file=name,
                most=_MAX_CHARACTERS,
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


def _lines(pieces: Sequence[_Piece], page: int) -> list[Printed]:
    """Pieces of one height, from left to right; lines from top to bottom."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < 0.5 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows if (line := _line(sorted(row, key=lambda piece: piece.x), page)).text.strip()]


def _line(row: Sequence[_Piece], page: int) -> Printed:
    """One printed line; its left edge is that of its first character that is no blank."""
    row = _placed(row)
    row = [_without_stretch(a, b.x) for a, b in pairwise(row)] + [row[-1]]
    stretch = median([(b.x - a.right) / len(a.text) for a, b in pairwise(row)] or [0.0])
    text, before = row[0].text, row[0]
    for piece in row[1:]:
        if piece.text == before.text and piece.x - before.x < 0.3 * piece.size:
            continue  # drawn twice to look bold
        text += (" " if _is_apart(before, piece, stretch) else "") + piece.text
        before = piece
    size = max(row, key=lambda piece: len(piece.text)).size
    words = text.lstrip(BLANKS)
    left = row[0].x + display_width(text[: len(text) - len(words)]) * size / 2
    return Printed(without_spacing(without_autospace(words.rstrip(BLANKS))), left, before.right, row[0].y, size, page)


def _placed(row: Sequence[_Piece]) -> list[_Piece]:
    """Where the font changes inside a string, pypdf gives the place at which the string began: a piece with other words
    at the place of the one before stands behind it."""
    placed = [row[0]]
    for before, piece in pairwise(row):
        follows = piece.x == before.x and piece.text != before.text
        placed.append(piece._replace(x=placed[-1].right) if follows else piece)
    return placed


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
    return gap > (0.8 + LATIN * latin_count(before.text)) * piece.size and gap > _STRETCH * (before.right - before.x)
