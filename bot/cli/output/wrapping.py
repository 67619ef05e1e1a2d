"""A text, a width -> its lines: no figure is cut, and no mark stands at the wrong end of a line. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from rag.text.figures.finder import find_figures

_CLOSING = r"，。、；：！？）》」』】〕”’…％%,.;:!?)\]}"
_OPENING = r"（《「『【〔“‘(\[{"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[0-9][0-9.,:/-]*[年月日个]?|[A-Za-z0-9_@#/.+'-]+|[^\s{_OPENING}{_CLOSING}])?[{_CLOSING}]*\s*"
)
"""The least that stays together: a word or a character with the marks about it."""


def break_lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns where its pieces allow it; together they are the text."""
    cuts = [0, *_break_offsets(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _break_offsets(text: str, width: int) -> Iterator[int]:
    """The places where a line ends, ascending, without the ends of the text."""
    used = 0
    for start, end in pairwise(_seams(text)):
        needed = cell_len(text[start:end].rstrip())
        if used and used + needed > width:
            yield start
            used = 0
        used += cell_len(text[start:end])


def _seams(text: str) -> list[int]:
    """The places where a line may end, with both ends of the text."""
    inside = [(figure.span.start, figure.span.end) for figure in find_figures(text)]
    found = {piece.start() for piece in _PIECE.finditer(text)}
    kept = sorted(at for at in found if not any(start < at < end for start, end in inside))
    return [*kept, len(text)] if not kept or kept[-1] < len(text) else kept


class Wrapped:
    """A styled text for rich, in lines broken as Chinese is."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.split("\n", allow_blank=True):
            for piece in line.divide(list(_break_offsets(line.plain, options.max_width))):
                piece.rstrip()
                yield piece

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self._text.plain.split("\n")
        pieces = (line[start:end] for line in lines for start, end in pairwise(_seams(line)))
        least, most = (max(map(cell_len, some), default=0) for some in (pieces, lines))
        return Measurement(least, most).clamp(max_width=options.max_width)
