"""Lines of a text -> which of them go on in the next, where the text was broken at a fixed width. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.documents.structure.headings import opens_block
from rag.text.plain import display_width
from rag.text.segmentation import BLANKS
from rag.text.table_rows import is_row

_NARROWEST, _WIDEST = 20, 160
"""Shorter lines are verse or a list, longer ones paragraphs."""
_LEAST_LINES = 8
_RAGGED = 6
"""Columns by which a full line may be shorter than the width: a number or a mark did not fit."""
_FULL = 0.6
"""Share of the lines that are full in a text of fixed width."""
_EXACT = 0.35
"""Share of the lines that have exactly the same length, and none more, in such a text."""
_FINISHED = 0.3
"""Share of the full lines that end a sentence at most: where more do, they are paragraphs of one length."""
SHORT = 0.75
"""Share of the width that the last line of a paragraph surely falls short of, wherever a line was broken."""
_MARKED = 0.8
"""Share of the lines after short ones that bear a mark where it is how paragraphs begin."""
_LEAST_MARKED = 3
_ENDS = tuple("。！？!?")
_TERMINATORS = tuple("。！？：；!?:;”）")
_UNBROKEN = re.compile(r"[!-~]+|.?[，。、；：！？）》”’】]+|.")


class _Width(NamedTuple):
    """How wide the lines of a text were set."""

    measure: Callable[[str], int]
    most: int
    full: list[bool]
    """Whether each line reaches that width, or nearly."""

    def is_long(self, line: str) -> bool:
        return self.measure(line.rstrip(BLANKS)) >= SHORT * self.most

    def broke(self, line: str, after: str) -> bool:
        """Whether ``line`` was broken: after the end of a sentence, the beginning of ``after`` found no room."""
        words = line.rstrip(BLANKS)
        return not words.endswith(_ENDS) or self.measure(words) + self.measure(_unbroken(after)) > self.most


def _unbroken(text: str) -> str:
    """The beginning of a line that may not be broken: a number, a word, a character with closing punctuation."""
    match = _UNBROKEN.match(text)
    return match[0] if match else ""


def continued(lines: Sequence[str], apart: Sequence[bool]) -> list[bool]:
    """Whether the next line continues each line. All false unless the lines were broken at one width.

    ``apart``: for each line whether a blank one stands before it. The width counts columns, or characters: what more
    lines share. Where paragraphs are indented or set apart by blank lines, that alone tells where one begins.
    """
    width = max((_width(lines, display_width), _width(lines, len), _exact_width(lines)), key=_count_full)
    if width is None:
        return [False] * len(lines)
    starts = [blank or line[:1] in BLANKS for line, blank in zip(lines, apart, strict=True)]
    marked = _is_marked(lines, starts, width)
    pairs = zip(lines, lines[1:], starts[1:], width.full, strict=False)
    return [
        not start and not _opens(line, after) and (width.is_long(line) if marked else full and width.broke(line, after))
        for line, after, start, full in pairs
    ] + [False]


def _count_full(width: _Width | None) -> int:
    return sum(width.full) if width else 0


def _is_marked(lines: Sequence[str], starts: Sequence[bool], width: _Width) -> bool:
    """Whether a paragraph that begins is set apart: nearly always after a line that surely ended one."""
    behind = [start for line, start in zip(lines, starts[1:], strict=False) if not width.is_long(line)]
    return tells_beginnings(behind)


def tells_beginnings(marked: Sequence[bool]) -> bool:
    """Whether a mark (a blank line, an indent) tells where paragraphs begin: ``marked`` says of each line after one
    that surely ended a paragraph whether it bears it."""
    return len(marked) >= _LEAST_MARKED and sum(marked) >= _MARKED * len(marked)


def _width(lines: Sequence[str], measure: Callable[[str], int]) -> _Width | None:
    """The width that most of the lines share; None where they share none."""
    widths = [measure(line.rstrip(BLANKS)) if len(line) <= _WIDEST else _WIDEST + 1 for line in lines]
    filled = sorted(width for width in widths if width)
    width = filled[int(0.9 * (len(filled) - 1))] if filled else 0
    full = [width - _RAGGED <= each <= width + _RAGGED for each in widths]
    shared = len(filled) >= _LEAST_LINES and _NARROWEST <= width <= _WIDEST and sum(full) >= _FULL * len(filled)
    return _Width(measure, width, full) if shared and _is_unfinished(lines, full) else None


def _is_unfinished(lines: Sequence[str], full: Sequence[bool]) -> bool:
    """Whether most of the full lines end inside a sentence."""
    finished = sum(line.rstrip(BLANKS).endswith(_ENDS) for line, is_full in zip(lines, full, strict=True) if is_full)
    return finished <= _FINISHED * sum(full)


def _exact_width(lines: Sequence[str]) -> _Width | None:
    """The number of characters that many lines have and none exceeds: a short text, most of whose lines end a
    paragraph, shows its width by that alone."""
    widths = [len(line.rstrip(BLANKS)) for line in lines]
    most = max(widths, default=0)
    full = [each == most for each in widths]
    is_shared = _NARROWEST <= most <= _WIDEST and sum(full) >= max(_LEAST_LINES, _EXACT * len(lines))
    return _Width(len, most, full) if is_shared and _is_unfinished(lines, full) else None


def _opens(line: str, after: str) -> bool:
    """Whether the second of two lines opens something new: blanks, a numbered heading, a bullet, or a table row."""
    words = after.strip(BLANKS)
    if not words or is_row(line) or is_row(after):
        return True
    return opens_block(words) and line.rstrip(BLANKS).endswith(_TERMINATORS)
