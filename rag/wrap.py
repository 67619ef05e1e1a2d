"""Lines of a text -> which of them go on in the next, where the text was broken at a fixed width. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

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
_UNBROKEN = re.compile(r"[!-~]+|.?[，。、；：！？）》”’】]+|.")


class _Width(NamedTuple):
    """How wide the lines of a text were set."""

    measure: Callable[[str], int]
    most: int
    full: list[bool]
    """For each line whether it reaches that width, or nearly."""

    def had_room(self, line: str, after: str) -> bool:
        """Whether the beginning of ``after`` would have found room on ``line``."""
        return self.measure(line.rstrip(BLANKS)) + self.measure(_unbroken(after)) <= self.most


def display_width(text: str) -> int:
    """Columns: two for a wide character, one for a narrow one (Unicode Standard Annex 11; ambiguous ones are wide)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)


def _unbroken(text: str) -> str:
    """What may not be broken at the start of a line: a number, a word, a character with closing punctuation."""
    match = _UNBROKEN.match(text)
    return match[0] if match else ""


def continued(lines: Sequence[str]) -> list[bool]:
    """For each line whether the next one continues it. All false unless the lines were broken at one width.

    The width counts columns, or characters.
    """
    width = _width(lines, display_width) or _width(lines, len)
    if width is None:
        return [False] * len(lines)
    pairs = zip(lines, lines[1:], width.full, strict=False)
    return [full and _joins(line, after, width) for line, after, full in pairs] + [False]


def _width(lines: Sequence[str], measure: Callable[[str], int]) -> _Width | None:
    """The width that most of the lines share; None where they share none."""
    widths = [measure(line.rstrip(BLANKS)) if len(line) <= _WIDEST else _WIDEST + 1 for line in lines]
    filled = sorted(width for width in widths if width)
    width = filled[int(0.9 * (len(filled) - 1))] if filled else 0
    full = [width - _RAGGED <= each <= width + _RAGGED for each in widths]
    shared = len(filled) >= _LEAST_LINES and _NARROWEST <= width <= _WIDEST and sum(full) >= _FULL * len(filled)
    finished = sum(line.rstrip(BLANKS).endswith(_ENDS) for line, is_full in zip(lines, full, strict=True) if is_full)
    return _Width(measure, width, full) if shared and finished <= _FINISHED * sum(full) else None


def _joins(line: str, after: str, width: _Width) -> bool:
    """Whether two lines may be of one paragraph: the second is not indented, opens nothing new, and did not fit on the
    first behind the end of its sentence."""
    words = after.strip(BLANKS)
    if not words or after[:1] in BLANKS:
        return False
    if line.rstrip(BLANKS).endswith(_ENDS) and width.had_room(line, words):
        return False
    return not (opens_block(words) and line.rstrip(BLANKS).endswith(_TERMINATORS))
