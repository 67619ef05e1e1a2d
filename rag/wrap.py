"""Lines of a text -> which of them go on in the next, where the text was broken at a fixed width. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rag.headings import opens_block
from rag.split import BLANKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NARROWEST, _WIDEST = 20, 160
"""Shorter lines are verse or a list, longer ones paragraphs."""
_LEAST_LINES = 8
_RAGGED = 6
"""Columns by which a full line may be shorter than the width: a number or a mark that did not fit any more."""
_FULL = 0.6
"""Share of the lines that are full in a text of fixed width."""
_FINISHED = 0.3
"""Share of the full lines that end a sentence at most: where more do, they are paragraphs of one length."""
_ENDS = tuple("。！？!?")
_TERMINATORS = tuple("。！？：；!?:;”）")


def display_width(text: str) -> int:
    """Columns: two for a wide character, one for a narrow one (Unicode Standard Annex 11; ambiguous ones are wide)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)


def continued(lines: Sequence[str]) -> list[bool]:
    """For each line whether the next one continues it. All false unless the lines were broken at one width.

    The width counts columns, or characters.
    """
    full = _full_lines(lines, display_width) or _full_lines(lines, len)
    if full is None:
        return [False] * len(lines)
    pairs = zip(lines, lines[1:], full, strict=False)
    return [goes_on and _joins(line, after) for line, after, goes_on in pairs] + [False]


def _full_lines(lines: Sequence[str], measure: Callable[[str], int]) -> list[bool] | None:
    """Which lines reach the width that most of them share; None where they share none."""
    widths = [measure(line.rstrip(BLANKS)) if len(line) <= _WIDEST else _WIDEST + 1 for line in lines]
    filled = sorted(width for width in widths if width)
    width = filled[int(0.9 * (len(filled) - 1))] if filled else 0
    full = [width - _RAGGED <= each <= width + _RAGGED for each in widths]
    shared = len(filled) >= _LEAST_LINES and _NARROWEST <= width <= _WIDEST and sum(full) >= _FULL * len(filled)
    finished = sum(line.rstrip(BLANKS).endswith(_ENDS) for line, is_full in zip(lines, full, strict=True) if is_full)
    return full if shared and finished <= _FINISHED * sum(full) else None


def _joins(line: str, after: str) -> bool:
    """Whether two lines may be of one paragraph: the second is not indented and opens nothing new."""
    words = after.strip(BLANKS)
    if not words or after[:1] in BLANKS:
        return False
    return not (opens_block(words) and line.rstrip(BLANKS).endswith(_TERMINATORS))
