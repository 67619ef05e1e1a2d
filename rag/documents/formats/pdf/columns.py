"""Characters of a page that is set in two columns -> those of each column, in the order they are read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from rag.documents.formats.pdf.lines import PrintedLine, make_lines
from rag.documents.formats.pdf.marks import Glyph

_LEAST_LINES = 8
"""Lines that have text on both sides of the gutter."""
_CLEAR = 0.9
"""Share of the lines, titles aside, that leave the gutter free."""
_MIDDLE = (0.35, 0.65)
"""The middle of a page, in shares of its width, in which a gutter is looked for."""
_GUTTER = 0.7
"""Its least width, in sizes of the characters."""
_LEAST_CHARACTERS = 9
"""The least characters in half of the lines of a column of prose; the cells of a table have fewer."""
_STEP = 1.0


class LetterColumn(NamedTuple):
    """Characters that are read one after another."""

    glyphs: Sequence[Glyph]
    shift: float = 0.0
    """The distance of the column from the first one, to the right."""


def split_columns(glyphs: Sequence[Glyph]) -> list[LetterColumn]:
    """The blocks from the top: what stands over both columns, the left column, the right one. One where there is one
    column.

    A line that runs over the gutter ends the columns above it.
    """
    words = [glyph for glyph in glyphs if glyph.text.strip()]
    gutter = _gutter(make_lines(words), words)
    if gutter is None:
        return [LetterColumn(glyphs)]
    middle = sum(gutter) / 2
    crossing = sorted({g.base for g in words if g.left < gutter[1] and g.right > gutter[0]}, reverse=True)
    shift = min(g.left for g in words if g.left >= middle) - min(g.left for g in words)
    parts: list[LetterColumn] = []
    for above, below in pairwise([float("inf"), *crossing, float("-inf")]):
        between = [glyph for glyph in glyphs if below + glyph.size / 2 < glyph.base < above - glyph.size / 2]
        parts.append(LetterColumn([glyph for glyph in between if glyph.right <= middle]))
        parts.append(LetterColumn([glyph for glyph in between if glyph.right > middle], shift))
        parts.append(LetterColumn([glyph for glyph in glyphs if abs(glyph.base - below) <= glyph.size / 2]))
    return [part for part in parts if part.glyphs]


def _gutter(lines: Sequence[PrintedLine], glyphs: Sequence[Glyph]) -> tuple[float, float] | None:
    """The stretch that the lines leave free between two columns of prose."""
    if len(lines) < _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    at = left + _MIDDLE[0] * (right - left)
    best = None
    while at < left + _MIDDLE[1] * (right - left):
        stretch = (at, at + _GUTTER * size)
        if _is_gutter(stretch, glyphs):
            best = best or stretch
            best = (best[0], stretch[1])
        elif best:
            break
        at += _STEP
    return best


def _is_gutter(stretch: tuple[float, float], glyphs: Sequence[Glyph]) -> bool:
    crossing = {round(g.base) for g in glyphs if g.left < stretch[1] and g.right > stretch[0]}
    ones = Counter(round(g.base) for g in glyphs if g.right <= stretch[0])
    others = Counter(round(g.base) for g in glyphs if g.left >= stretch[1])
    both = (ones.keys() & others.keys()) - crossing
    if len(both) < _LEAST_LINES or len(both) < _CLEAR * len(both | (crossing & (ones.keys() | others.keys()))):
        return False
    return all(median(side[base] for base in both) >= _LEAST_CHARACTERS for side in (ones, others))
