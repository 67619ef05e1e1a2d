"""Pages of a PDF file that are pictures -> the lines printed on them, as far as they are recognised."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from rag.documents.formats.pdf.lines import PrintedLine
from rag.documents.reading_limits import suspended
from rag.documents.recognition import Piece, is_installed, recognise_lines
from rag.documents.tables.aligned import Segment

_MOST_PAGES = 100
"""The most pages of one file: a page takes some seconds."""
_PIXELS = 2000
"""The pixels of the longer side of a page: enough for print, and the most that the model uses."""
_SIZE = 0.8
"""The size of the characters, in heights of what holds them."""


def recognise_pages(data: bytes, numbers: Sequence[int]) -> dict[int, list[PrintedLine]]:
    """The lines of these pages, counted from 0; of none where the extra is not installed."""
    if not numbers or not is_installed():
        return {}
    with suspended():  # a model takes what it takes
        document = import_module("pypdfium2").PdfDocument(data)
        try:
            return {number: list(_lines(document[number])) for number in numbers[:_MOST_PAGES]}
        finally:
            document.close()


def _lines(page: Any) -> Iterator[PrintedLine]:
    scale = _PIXELS / max(page.get_size())
    picture = page.render(scale=scale, grayscale=True).to_pil()
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    height = picture.height / scale
    for line in recognise_lines(stream.getvalue()):
        yield _printed(line, scale, height)


def _printed(line: Sequence[Piece], scale: float, height: float) -> PrintedLine:
    """Places in points, from below."""
    segments = tuple(Segment(piece.text, piece.left / scale, piece.right / scale) for piece in line)
    tall = max(piece.height for piece in line) / scale
    return PrintedLine(segments, height - max(piece.bottom for piece in line) / scale, _SIZE * tall)
