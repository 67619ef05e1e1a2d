"""A quote, the words in it that matter, and the room there is -> the stretches of it to show. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.telegram.message_builder import StyledText, emphasise, head, utf16_length
from rag.text.table_rows import BAR
from rag.types import Span

ELLIPSIS = "…"
_CLAUSE = re.compile(r".*?(?:[，。；：、！？;!?\n]+|[,:](?!\d)|$)", re.DOTALL)  # 1,200 and 9:30 stay whole
_NUMBER_AT_END = re.compile(r"(?<![\d０-９.,．，])[\d０-９.,．，]+$")


def cut_off(text: str, room: int) -> str:
    """The text, or its beginning and ``…`` where it takes more than ``room`` UTF-16 code units."""
    return text if utf16_length(text) <= room else head(text, room - 1) + ELLIPSIS


def shorten(text: str, marks: Sequence[Span], room: int) -> list[StyledText]:
    """The text with its marks bold, in at most ``room`` UTF-16 code units. A table row has a line for each cell.

    Left out are whole clauses, those farthest from a mark first; each gap shows as ``…``. Where even the clause of the
    first mark is too long, it is cut. Empty if there is no room for a word.
    """
    text = text.replace(BAR, "\n")
    if utf16_length(text) <= room:
        return emphasise(text, marks)
    shown = _choose(text, marks, room)
    pieces: list[StyledText] = []
    at = 0
    for span in shown:
        if span.start > at:
            pieces.append(StyledText(ELLIPSIS))
        inside = [Span(max(m.start, span.start), min(m.end, span.end)) for m in marks if m.overlaps(span)]
        pieces += emphasise(span.of(text), [Span(m.start - span.start, m.end - span.start) for m in inside])
        at = span.end
    return [*pieces, StyledText(ELLIPSIS)] if shown and at < len(text) else pieces


def clauses(text: str) -> list[Span]:
    """The text cut after its punctuation, without gap or overlap."""
    return [Span(*found.span()) for found in _CLAUSE.finditer(text) if found.end() > found.start()]


def _choose(text: str, marks: Sequence[Span], room: int) -> list[Span]:
    tiles = clauses(text)
    sizes = [utf16_length(tile.of(text)) for tile in tiles]
    kept: set[int] = set()
    for index in [i for i, tile in enumerate(tiles) if any(tile.overlaps(mark) for mark in marks)] or [0]:
        if _cost(sizes, kept | {index}) > room:
            break
        kept.add(index)
    if not kept:
        return _cut(text, min((mark.start for mark in marks), default=0), room)
    _grow(sizes, kept, room)
    return _runs(tiles, kept)


def _grow(sizes: Sequence[int], kept: set[int], room: int) -> None:
    """Add neighbours as long as they fit, nearest first, the next before the previous."""
    centres = sorted(kept)
    others = (i for i in range(len(sizes)) if i not in kept)
    for index in sorted(others, key=lambda i: (min(abs(i - c) for c in centres), -i)):
        if (index - 1 in kept or index + 1 in kept) and _cost(sizes, kept | {index}) <= room:
            kept.add(index)


def _cost(sizes: Sequence[int], kept: set[int]) -> int:
    """UTF-16 code units of the kept clauses and of an ellipsis for each gap."""
    gaps = sum(1 for i in kept if i > 0 and i - 1 not in kept) + (len(sizes) - 1 not in kept)
    return sum(sizes[i] for i in kept) + gaps


def _runs(tiles: Sequence[Span], kept: set[int]) -> list[Span]:
    """Neighbouring clauses joined."""
    runs: list[Span] = []
    for index in sorted(kept):
        tile = tiles[index]
        if runs and runs[-1].end == tile.start:
            runs[-1] = Span(runs[-1].start, tile.end)
        else:
            runs.append(tile)
    return runs


def _cut(text: str, start: int, room: int) -> list[Span]:
    words = head(text[start:], room - 2)  # an ellipsis on either side
    words = _NUMBER_AT_END.sub("", words)  # a number without its last digits would be another number
    return [Span(start, start + len(words))] if words else []
