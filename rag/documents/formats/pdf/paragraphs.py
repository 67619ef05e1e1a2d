"""Lines and tables printed on pages -> paragraphs and tables, without running heads and page numbers. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from rag.documents.formats.lines import LATIN, glue, is_page_number, latin_count, leading_token_width
from rag.documents.structure.headings import opens_block
from rag.documents.structure.line_wrapping import SHORT, tells_beginnings
from rag.documents.tables.flow import Block
from rag.documents.tables.grid import Grid

_EDGE_LINES = 2
"""Running heads and page numbers stand among this many lines at the top and at the bottom of a page."""

_RUNNING = 0.4
"""Share of the pages that carry a running head; left and right pages may have different ones."""
_APART = 1.2
"""Paragraphs may be set apart: by so much more than lines usually are."""
_NARROWEST = 15
"""Ems of a full line at least; shorter ones stand for themselves."""


class Printed(NamedTuple):
    """A line; places in points from the lower left corner of its page."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    grid: Grid | None = None
    """A table, which stands in the place of its lines; it has no text."""
    alone: bool = False
    """Its parts are far apart: it goes on with no other line."""

    @property
    def is_prose(self) -> bool:
        return self.grid is None and not self.alone


class PdfParagraph(NamedTuple):
    """One paragraph, or a table."""

    block: Block
    pages: tuple[tuple[int, int], ...]
    """The pages that begin in it, each with the offset into its words; 0 for the first words of a page."""


def without_furniture(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """Drop what stands at the edge of most pages alike, and page numbers."""
    repeated = Counter(key for page in pages for key in {_key(page[i].text) for i in _edges(page) if not page[i].grid})
    running = {key for key, count in repeated.items() if count > 1 and count >= _RUNNING * len(pages)}
    kept: list[Printed] = []
    for page in pages:
        body = [line for i, line in enumerate(page) if i not in _heads(page, running)]
        while body and is_page_number(body[-1].text):
            body.pop()
        start = 1 if body and is_page_number(body[0].text) else 0
        kept += body[start:]
    return kept


def _heads(page: Sequence[Printed], running: set[str]) -> set[int]:
    """The outermost lines with a running head's words, once each: the title on the first page stays."""
    inwards = sorted(_edges(page), key=lambda i: min(i, len(page) - 1 - i))
    found = {_key(page[i].text): i for i in reversed(inwards) if not page[i].grid}
    return {i for key, i in found.items() if key in running}


def _edges(page: Sequence[Printed]) -> set[int]:
    last = len(page)
    return {*range(min(_EDGE_LINES, last)), *range(max(last - _EDGE_LINES, 0), last)}


def _key(text: str) -> str:
    """A running head without its page number and blanks."""
    return re.sub(r"[\d\s]", "", text)


class _Setting(NamedTuple):
    """How the lines of a file are set."""

    margin: float
    right: float
    spacing: float
    indented: bool = False
    """Paragraphs begin indented: a line that is not goes on, however full the one before it looks."""
    spaced: bool = False
    """The same of paragraphs that are set apart, on one page."""

    def is_indented(self, line: Printed) -> bool:
        return line.left > self.margin + 1.2 * line.size

    def is_apart(self, line: Printed, after: Printed) -> bool:
        return after.page == line.page and line.y - after.y > _APART * self.spacing

    def is_long(self, line: Printed) -> bool:
        """Whether the line is long, with the room that digits and letters would take if they were set as wide as
        others."""
        wide = line.right + LATIN * latin_count(line.text) * line.size
        return wide - self.margin >= SHORT * (self.right - self.margin)

    def is_full(self, line: Printed, after: Printed) -> bool:
        """Whether the line is full: room for a token that did not fit does not end a paragraph."""
        room = (1.5 + leading_token_width(after.text) / 2 + LATIN * latin_count(line.text)) * line.size
        return line.right > self.right - room and line.right - self.margin > _NARROWEST * line.size


def join_lines(lines: Sequence[Printed]) -> list[PdfParagraph]:
    """A line that reaches the right margin goes on with the next, if that is not indented."""
    prose = [line for line in lines if line.is_prose]
    setting = _setting(prose) if prose else None
    paragraphs: list[PdfParagraph] = []
    before: Printed | None = None
    for line in lines:
        begins = before is None or line.page != before.page
        on = before is not None and before.is_prose and line.is_prose and setting and _goes_on(before, line, setting)
        if on and before is not None and isinstance(words := paragraphs[-1].block, str):
            words += glue(before.text, line.text)
            pages = ((line.page, len(words)),) if begins else ()
            paragraphs[-1] = PdfParagraph(words + line.text, paragraphs[-1].pages + pages)
        else:
            paragraphs.append(PdfParagraph(line.grid or line.text, ((line.page, 0),) if begins else ()))
        before = line
    return paragraphs


def _setting(lines: Sequence[Printed]) -> _Setting:
    margin = _most_common(line.left for line in lines)
    right = _most_common(line.right for line in lines)
    spacing = median([a.y - b.y for a, b in pairwise(lines) if a.page == b.page] or [0.0])
    plain = _Setting(margin, right, spacing)
    ends = [(line, after) for line, after in pairwise(lines) if not plain.is_long(line)]
    on_one_page = [(line, after) for line, after in ends if after.page == line.page]
    return plain._replace(
        indented=tells_beginnings([plain.is_indented(after) for _, after in ends]),
        spaced=tells_beginnings([plain.is_apart(line, after) for line, after in on_one_page]),
    )


def _most_common(values: Iterable[float]) -> float:
    """The commonest value to five points: most lines of a report are full."""
    return 5.0 * Counter(round(value / 5) for value in values).most_common(1)[0][0]


def _goes_on(line: Printed, after: Printed, setting: _Setting) -> bool:
    """Whether two lines are of one paragraph."""
    other_size = abs(after.size - line.size) > 0.15 * line.size
    new_block = opens_block(after.text) and line.text.endswith(("。", "！", "？", "：", "!", ":", "；"))
    if setting.is_indented(after) or setting.is_apart(line, after) or other_size or new_block:
        return False
    if setting.indented or (setting.spaced and after.page == line.page):
        return setting.is_long(line)
    return setting.is_full(line, after)
