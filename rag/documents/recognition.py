"""A picture of text -> the lines in it, recognised by the model that comes with the extra ``wenbao[ocr]``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from rag.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_PACKAGE = "rapidocr"
_SURE = 0.5
"""Below this, what the model gives is a guess at a stain or a stamp."""
_ONE_LINE = 0.5
"""Share of the height of a piece by which the middles of pieces of one line differ at most."""
_SETTINGS = {"Global.log_level": "error", "Global.text_score": _SURE}


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
    """The words of a picture (PNG, JPEG, WebP …), a line for each of its lines; empty where there are none.

    Raises:
        ReportError: the extra is not installed, or the picture cannot be read.
    """
    return "\n".join(" ".join(piece.text for piece in line) for line in recognise_lines(image))


def recognise_lines(image: bytes) -> list[tuple[Piece, ...]]:
    """The lines from the top, each from left to right. Raises as ``recognise``."""
    if not is_installed():
        raise ReportError(
            "Text in pictures is not read here; whoever runs the program can install wenbao[ocr] for that.",
            code="no_recognition",
        )
    try:
        found = _engine()(image)
    except Exception as exc:  # whatever the libraries say to a damaged picture
        raise ReportError(
            "The picture cannot be read; send it again as a JPEG or PNG file.", code="bad_picture"
        ) from exc
    return _lines(_pieces(found))


@cache
def _engine() -> Callable[[bytes], Any]:
    """Takes a second to load."""
    engine: Callable[[bytes], Any] = import_module(_PACKAGE).RapidOCR(params=_SETTINGS)
    return engine


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
