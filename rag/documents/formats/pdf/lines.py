"""The characters on a page -> the lines printed on it, from top to bottom. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from rag.documents.formats.lines import clean, superscript, without_autospace, without_note_marks, without_spacing
from rag.documents.formats.pdf.marks import Glyph
from rag.documents.tables.aligned import Segment

_SAME_LINE = 0.5
"""The most by which the bases of characters of one line differ, as a share of the size."""
_RAISED, _SMALLER = 0.15, 0.8
"""Shares of the size of a line, by which a character is raised at least and smaller at least to be a superscript."""
_LOWERED = 0.2
"""Share of the size of a line, below which no subscript has its middle."""
_TWICE = 0.3
"""The distance, as a share of the size, up to which a character drawn twice is meant to look bold."""
_BLANK, _LATIN_BLANK, _WRITTEN_BLANK, _NUMBERS_APART = 0.4, 0.18, 0.12, 0.9
"""Gaps between characters, in sizes, from which they are apart: Chinese ones, both Latin, with a blank written there,
digits without one."""
_DIGITS = "0123456789.,%"
_MANY = 4
"""Gaps that tell how a line is spaced."""
WIDE = 1.6
"""The gap, in sizes, from which parts of a line stand in columns of their own."""


class PrintedLine(NamedTuple):
    """A line as it is printed; places along it."""

    segments: tuple[Segment, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right


def make_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines of characters that are turned alike."""
    return [line for row in _rows(glyphs) if (line := _line(row)).segments]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters on one base, and those raised above it; from the top."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if rows and _is_on(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _is_on(row: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether it stands on one base with the last one; or one is smaller and beside the other, raised or lowered."""
    small, large = sorted((row[-1], glyph), key=lambda one: one.size)
    if small.size >= _SMALLER * large.size:
        return abs(small.base - large.base) < _SAME_LINE * small.size
    middle = small.base + small.size / 2
    return large.base - _LOWERED * large.size < middle < large.base + large.size


def _line(row: Sequence[Glyph]) -> PrintedLine:
    size = Counter(round(glyph.size, 1) for glyph in row).most_common(1)[0][0]
    base = median(glyph.base for glyph in row if glyph.size > _SMALLER * size)
    placed = _placed(row)
    spacing = _Spacing.of([(one.glyph, other) for one, other in pairwise(placed)], size)
    segments: list[Segment] = []
    text, start, last = "", 0.0, None
    for glyph, is_apart in placed:
        gap = spacing.gap(last, glyph) if last else 0.0
        if last and gap > WIDE * size:
            segments.append(Segment(text, start, last.right))
            text, last = "", None
        elif last and gap > spacing.least_blank(last, glyph, is_apart) * size:
            text += " "
        start = start if last else glyph.left
        raised = glyph.base - base > _RAISED * size and glyph.size < _SMALLER * size
        text += superscript(glyph.text, text) if raised else glyph.text
        last = glyph
    segments += [Segment(text, start, last.right)] if last else []
    cleaned = (segment._replace(text=_cleaned(segment.text)) for segment in segments)
    return PrintedLine(tuple(segment for segment in cleaned if segment.text), base, size)


class _Placed(NamedTuple):
    glyph: Glyph
    is_apart: bool
    """A blank is written before it."""


def _placed(row: Sequence[Glyph]) -> list[_Placed]:
    """The characters from left to right, without the blanks."""
    placed: list[_Placed] = []
    is_apart = False
    for glyph in _once(sorted(row, key=lambda glyph: (glyph.left, glyph.base))):
        if glyph.text.strip():
            placed.append(_Placed(glyph, is_apart))
        is_apart = not glyph.text.strip()
    return placed


class _Spacing(NamedTuple):
    """How far apart the characters of a line are set without a blank between them."""

    usual: float
    latin: float

    @classmethod
    def of(cls, pairs: Sequence[tuple[Glyph, _Placed]], size: float) -> _Spacing:
        """The usual gaps: a justified line spaces Chinese characters, a spaced one Latin ones too."""
        gaps = [other.glyph.left - one.right for one, other in pairs if not other.is_apart]
        latin = [other.glyph.left - one.right for one, other in pairs if _is_latin(one) and _is_latin(other.glyph)]
        usual = max(median(gaps), 0.0) if len(gaps) >= _MANY else 0.0
        apart = median(latin) if len(latin) >= _MANY else 0.0
        return cls(usual, apart if _LATIN_BLANK * size < apart < WIDE * size else min(usual, _LATIN_BLANK * size))

    def gap(self, before: Glyph, after: Glyph) -> float:
        both = _is_latin(before) and _is_latin(after)
        return after.left - before.right - (self.latin if both else self.usual)

    @staticmethod
    def least_blank(before: Glyph, after: Glyph, is_apart: bool) -> float:
        """The least width of a blank, in sizes. The digits of a number may be set apart: only a written blank divides
        two numbers."""
        if _is_latin(before) and _is_latin(after):
            number = before.text in _DIGITS and after.text in _DIGITS
            return _NUMBERS_APART if number and not is_apart else _LATIN_BLANK
        return _WRITTEN_BLANK if is_apart else _BLANK


def _is_latin(glyph: Glyph) -> bool:
    return glyph.text.isascii()


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    placed: list[Glyph] = []
    for glyph in row:
        near = (other for other in placed[-3:] if abs(other.left - glyph.left) < _TWICE * glyph.size)
        if not any(other.text == glyph.text for other in near):
            placed.append(glyph)
    return placed


def _cleaned(text: str) -> str:
    return without_note_marks(without_autospace(without_spacing(clean(text)))).strip()
