"""Report -> Outline: tiles of text under one heading, and the sentences in them. Pure.

A heading opens a tile; a paragraph that does not belong to the heading above it (an unnumbered tail of a part, a remark
after the last bullet) returns to what it belongs to. Both are cuts; the tiles are what lies between them.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rag.documents.structure.closing import document_end
from rag.documents.structure.file_headings import heading_ranks
from rag.documents.structure.front_matter import delivered_span
from rag.documents.structure.headings import Paragraph, Rank, read_paragraph
from rag.documents.structure.line_wrapping import continued
from rag.documents.structure.section_years import section_years
from rag.documents.structure.sections import Cut, make_cuts
from rag.documents.tables.spaced_rows import spaced_rows
from rag.text.plain import Plain, make_plain, without_zero_width
from rag.text.segmentation import split_clauses, split_lines, strip
from rag.types import Outline, Report, Section, Sentence, SentenceKind, Span


def make_outline(report: Report) -> Outline:
    """Take a report apart. Sections tile its text; every sentence lies in exactly one section."""
    plain = make_plain(report.text)
    headings = tuple(heading._replace(start=plain.plain(heading.start)) for heading in report.headings)
    outline = _outline(replace(report, text=plain.text, headings=headings))
    return outline if plain.text == report.text else _as_printed(outline, report, plain)


def _outline(report: Report) -> Outline:
    paragraphs = _paragraphs(report.text)
    paragraphs = paragraphs[: document_end(report.text, paragraphs)]
    body, cuts = make_cuts(report.text, paragraphs, heading_ranks(report, paragraphs))
    sections = section_years(report, _tiles(report.text, cuts))
    return Outline(sections, tuple(_sentences(report, paragraphs, body, sections)))


def _as_printed(outline: Outline, report: Report, plain: Plain) -> Outline:
    """The outline of a report whose text is not in plain characters, from that of the plain text."""
    sections = _sections_as_printed(outline.sections, report, plain)
    sentences = (
        replace(
            sentence,
            start=plain.printed(Span(sentence.start, sentence.end)).start,
            end=plain.printed(Span(sentence.start, sentence.end)).end,
            clauses=tuple(map(plain.printed, sentence.clauses)),
        )
        for sentence in outline.sentences
    )
    return Outline(sections, tuple(sentences))


def _sections_as_printed(sections: Sequence[Section], report: Report, plain: Plain) -> tuple[Section, ...]:
    words: dict[str, str] = {}
    printed: list[Section] = []
    for section in sections:
        heading = plain.printed(Span(section.start, section.heading_end))
        if section.path and section.heading_end > section.start:
            words[section.path[-1]] = without_zero_width(_one_line(heading.of(report.text)))
        path = tuple(words.get(part, part) for part in section.path)
        start = heading.start if printed else 0
        end = heading.end if section.heading_end > section.start else start
        if printed:
            printed[-1] = replace(printed[-1], end=start)
        printed.append(replace(section, path=path, start=start, end=len(report.text), heading_end=end))
    return tuple(printed)


def _paragraphs(text: str) -> list[Paragraph]:
    """The lines of the text; one paragraph where they were broken at a fixed width, or in the line with the date."""
    lines = split_lines(text)
    rows = spaced_rows(text)
    in_table = [strip(text, line).start in rows for line in lines]
    apart = [i > 0 and _is_blank_between(text, lines[i - 1], line) for i, line in enumerate(lines)]
    goes_on = continued([text[line.start : line.end] for line in lines], apart)
    given = delivered_span(text) or Span(0, 0)
    joined: list[Span] = []
    for i, line in enumerate(lines):
        broken = i > 0 and goes_on[i - 1] and not (in_table[i - 1] or in_table[i])
        if joined and (broken or (given.overlaps(joined[-1]) and given.overlaps(line))):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    stripped = (strip(text, span) for span in joined)
    return [read_paragraph(text, span, is_table_row=span.start in rows) for span in stripped if span.start < span.end]


def _is_blank_between(text: str, line: Span, after: Span) -> bool:
    return text[line.end : after.start].replace("\r\n", "\n") != "\n"


class _Open(NamedTuple):
    rank: Rank
    words: str


def _tiles(text: str, cuts: Sequence[Cut]) -> list[Section]:
    """Sections from the front matter to the end; a return that changes nothing opens none."""
    tiles = [Section((), 0, len(text), 0, None)]
    stack: list[_Open] = []
    for cut in cuts:
        kept = [heading for heading in stack if heading.rank < cut.rank]
        if len(kept) == len(stack) and not cut.opens:
            continue
        stack = [*kept, _Open(cut.rank, _one_line(text[cut.start : cut.heading_end]))] if cut.opens else kept
        tiles[-1] = replace(tiles[-1], end=cut.start)
        if cut.start == 0:
            tiles.clear()
        tiles.append(Section(tuple(h.words for h in stack), cut.start, len(text), cut.heading_end, None))
    return tiles


def _one_line(heading: str) -> str:
    return "".join(heading.splitlines())


def _sentences(
    report: Report, paragraphs: Sequence[Paragraph], body: int, sections: Sequence[Section]
) -> Iterator[Sentence]:
    seen: Counter[str] = Counter()
    heads = {start for start, row in spaced_rows(report.text).items() if row and not row.cells}
    section = 0
    for number, paragraph in enumerate(paragraphs):
        for span in paragraph.sentences:
            while sections[section].end <= span.start:
                section += 1
            tile = sections[section]
            words = "\0".join(map(folded, (report.name, *tile.path, "", span.of(report.text))))
            seen[words] += 1
            yield Sentence(
                id=_identify(words, seen[words]),
                start=span.start,
                end=span.end,
                section=section,
                clauses=split_clauses(report.text, span),
                kind=SentenceKind.HEADING if span.start in heads else _kind(span, tile, front=number < body),
            )


def _kind(span: Span, tile: Section, *, front: bool) -> SentenceKind:
    if front:
        return SentenceKind.FRONT
    return SentenceKind.HEADING if span.start == tile.start and span.end == tile.heading_end else SentenceKind.PROSE


def folded(words: str) -> str:
    """Width and blanks folded away: the same words set differently stay the same evidence."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def _identify(words: str, occurrence: int) -> str:
    digest = hashlib.sha256(f"{words}\0{occurrence}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:12].decode().lower()
