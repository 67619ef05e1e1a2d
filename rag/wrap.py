"""Lines of a text -> which of them go on in the next, where the text was broken at a fixed width. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rag.headings import opens_block
from rag.split import BLANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 160
"""Columns. Longer lines than this are paragraphs."""
_LEAST_LINES = 8
_RAGGED = 6
"""Columns by which a full line may be shorter than the width: a number or a mark that did not fit any more."""
_FULL = 0.6
"""Share of the lines that are full in a text of fixed width."""
_TERMINATORS = tuple("。！？：；!?:;”）")


def display_width(text: str) -> int:
    """Columns: two for a wide character, one for a narrow one (Unicode Standard Annex 11; ambiguous ones are wide)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)


def continued(lines: Sequence[str]) -> list[bool]:
    """For each line whether the next one continues it. All false unless the lines were broken at one width."""
    widths = [display_width(line.rstrip(BLANKS)) if len(line) <= _WIDEST else _WIDEST + 1 for line in lines]
    filled = sorted(width for width in widths if width)
    width = filled[int(0.9 * (len(filled) - 1))] if filled else 0
    full = [width - _RAGGED <= each <= width + _RAGGED for each in widths]
    if len(filled) < _LEAST_LINES or not 20 <= width <= _WIDEST or sum(full) < _FULL * len(filled):
        return [False] * len(lines)
    pairs = zip(lines, lines[1:], full, strict=False)
    return [goes_on and _joins(line, after) for line, after, goes_on in pairs] + [False]


def _joins(line: str, after: str) -> bool:
    """Whether two lines may be of one paragraph: the second is not indented and opens nothing new."""
    words = after.strip(BLANKS)
    if not words or after[:1] in BLANKS:
        return False
    return not (opens_block(words) and line.rstrip(BLANKS).endswith(_TERMINATORS))
