"""A picture of text -> the lines in it, recognised by the model that comes with the extra ``wenbao[ocr]``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple

from rag.errors import ReportError

_PACKAGE = "rapidocr"
_SURE = 0.5
"""Below this, what the model gives is a guess at a stain or a stamp."""
_ONE_LINE = 0.5
"""Share of the height of a piece by which the middles of pieces of one line differ at most."""
_SETTINGS = {
    "Global.log_level": "error",
    "Global.text_score": _SURE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # several wait for each other more than they save
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_MOST_PIXELS = 50_000_000
"""A small file can hold a picture that fills the memory."""
_NEAR_EDGE = 3.0
"""Heights of a line by which one that goes on in the next ends before the right edge at most: a long word found no
room there."""
_ENDS = tuple("。！？；：.!?;:")


class Piece(NamedTuple):
    """Words that stand together; places in pixels from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def is_installed() -> bool:
    """Whether the extra is."""
    return find_spec(_PACKAGE) is not None


def recognise(image: bytes) -> str:
    """The words of a picture (PNG, JPEG, WebP …), a line for each of its paragraphs; empty where there are none.

    Raises:
        ReportError: the extra is not installed, or the picture cannot be read.
    """
    lines = recognise_lines(image)
    edge = max((piece.right for line in lines for piece in line), default=0.0)
    words = "".join(map(_words, lines[:1]))
    for line, after in pairwise(lines):
        words += _between(line, after, edge) + _words(after)
    return words


def _words(line: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in line)


def _between(line: Sequence[Piece], after: Sequence[Piece], edge: float) -> str:
    """A line end; nothing, or a blank between words of letters, where the first line goes on in the second."""
    last = line[-1]
    several = len(line) > 1 or len(after) > 1  # rows of a table
    if several or last.text.endswith(_ENDS) or last.right < edge - _NEAR_EDGE * last.height:
        return "\n"
    return " " if last.text[-1:].isascii() and after[0].text[:1].isascii() else ""


def recognise_lines(image: bytes) -> list[tuple[Piece, ...]]:
    """The lines from the top, each from left to right. Raises as ``recognise``."""
    if not is_installed():
        raise ReportError(
            "Text in pictures is not read here; whoever runs the program can install wenbao[ocr] for that.",
            code="no_recognition",
        )
    try:
        found = _engine()(image)
    except ReportError:
        raise
    except Exception as exc:  # whatever the libraries say to a damaged picture
        raise ReportError(
            "The picture cannot be read; send it again as a JPEG or PNG file.", code="bad_picture"
        ) from exc
    return _lines(_pieces(found))


@cache
def _engine() -> Callable[[bytes], Any]:
    """Takes a second to load."""
    engine: Callable[[bytes], Any] = import_module(_PACKAGE).RapidOCR(params=_SETTINGS)

    def find(image: bytes) -> Any:
        _check_size(image)
        return engine(image)

    return find


def _check_size(image: bytes) -> None:
    width, height = import_module("PIL.Image").open(io.BytesIO(image)).size
    if width * height > _MOST_PIXELS:
        raise ReportError(
            "The picture has too many pixels; send a smaller one, or the part that matters.", code="large_picture"
        )


def _pieces(found: Any) -> list[Piece]:
    if found.txts is None:
        return []
    sides = ([[float(value) for value in values] for values in zip(*box, strict=True)] for box in found.boxes)
    return [Piece(text, min(xs), min(ys), max(xs), max(ys)) for text, (xs, ys) in zip(found.txts, sides, strict=True)]


def _lines(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if lines and _is_on(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [tuple(sorted(line, key=lambda piece: piece.left)) for line in lines]


def _is_on(line: Sequence[Piece], piece: Piece) -> bool:
    return abs(line[-1].middle - piece.middle) < _ONE_LINE * min(line[-1].height, piece.height)
