"""Report -> Outline: tiles of text under one heading, and the sentences in them. Pure.

A heading opens a tile; a paragraph that does not belong to the heading above it (an unnumbered tail of a part, a remark
after the last bullet) returns to what it belongs to. Both are cuts; the tiles are what lies between them.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rag.facts import delivered_span
from rag.headings import Rank, read_paragraph
from rag.sections import make_cuts
from rag.split import split_clauses, split_paragraphs
from rag.types import Kind, Outline, Section, Sentence, Span
from rag.years import section_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.headings import Paragraph
    from rag.sections import Cut
    from rag.types import Report


def make_outline(report: Report) -> Outline:
    """Take a report apart. Sections tile its text; every sentence lies in exactly one section."""
    paragraphs = _paragraphs(report.text)
    body, cuts = make_cuts(report.text, paragraphs)
    sections = section_years(report, _tiles(report.text, cuts))
    return Outline(sections, tuple(_sentences(report, paragraphs, body, sections)))


def _paragraphs(text: str) -> list[Paragraph]:
    """The lines of the text; those of the line with date and assembly are one, where the source broke it."""
    broken = delivered_span(text) or Span(0, 0)
    lines: list[Span] = []
    for line in split_paragraphs(text):
        if lines and broken.overlaps(lines[-1]) and broken.overlaps(line):
            lines[-1] = Span(lines[-1].start, line.end)
        else:
            lines.append(line)
    return [read_paragraph(text, line) for line in lines]


class _Open(NamedTuple):
    rank: Rank
    words: str


def _tiles(text: str, cuts: Sequence[Cut]) -> list[Section]:
    """Sections from the front matter to the end; a return that changes nothing opens none."""
    tiles: list[Section] = []
    stack: list[_Open] = []
    if not cuts or cuts[0].start > 0:
        tiles.append(Section((), 0, len(text), 0, None))
    for cut in cuts:
        kept = [heading for heading in stack if heading.rank < cut.rank]
        opens = cut.heading_end > cut.start
        if len(kept) == len(stack) and not opens:
            continue
        stack = [*kept, _Open(cut.rank, text[cut.start : cut.heading_end])] if opens else kept
        if tiles:
            tiles[-1] = replace(tiles[-1], end=cut.start)
        tiles.append(Section(tuple(h.words for h in stack), cut.start, len(text), cut.heading_end, None))
    return tiles


def _sentences(
    report: Report, paragraphs: Sequence[Paragraph], body: int, sections: Sequence[Section]
) -> Iterator[Sentence]:
    seen: Counter[str] = Counter()
    section = 0
    for number, paragraph in enumerate(paragraphs):
        for span in paragraph.sentences:
            while sections[section].end <= span.start:
                section += 1
            tile = sections[section]
            words = "\0".join(map(_fold, (report.name, *tile.path, "", span.of(report.text))))
            seen[words] += 1
            yield Sentence(
                id=_identify(words, seen[words]),
                start=span.start,
                end=span.end,
                section=section,
                clauses=split_clauses(report.text, span),
                kind=_kind(span, tile, front=number < body),
            )


def _kind(span: Span, tile: Section, *, front: bool) -> Kind:
    if front:
        return Kind.FRONT
    return Kind.HEADING if span.start == tile.start and span.end == tile.heading_end else Kind.PROSE


def _fold(words: str) -> str:
    """Width and blanks folded away: the same words set differently stay the same evidence."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def _identify(words: str, occurrence: int) -> str:
    digest = hashlib.sha256(f"{words}\0{occurrence}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:12].decode().lower()
