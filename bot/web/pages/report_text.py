"""A report -> the blocks that a page shows: headings, paragraphs and tables of sentences with their ids. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.types import Outline, Report, Sentence, SentenceKind

_BAR = "|"


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as it is shown."""

    id: str
    text: str
    is_lead: bool
    """It is a heading that stands in a paragraph and opens it."""


@dataclass(frozen=True, slots=True)
class ShownHeading:
    piece: ShownSentence
    depth: int
    """1 for the parts of the report."""


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    pieces: tuple[ShownSentence, ...]
    is_front: bool
    """It stands before the text proper: date, speaker, numbers of the file."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows whose columns have no names."""

    rows: tuple[ShownSentence, ...]


Block = ShownHeading | ShownParagraph | Table


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    id: str
    heading: str
    depth: int


def find_blocks(report: Report, outline: Outline) -> list[Block]:
    lines = list(_lines(report, outline.sentences))
    blocks: list[Block] = []
    for is_row, group in groupby(lines, key=lambda line: _is_row(report, line)):
        if is_row:
            blocks.append(Table(tuple(_piece(report, sentence, outline) for line in group for sentence in line)))
        else:
            blocks.extend(_block(report, outline, line) for line in group)
    return blocks


def find_headings(outline: Outline, deepest: int = 2) -> tuple[OutlineEntry, ...]:
    """The headings down to a depth, for the outline beside the text."""
    starts = {sentence.start: sentence.id for sentence in outline.sentences}
    return tuple(
        OutlineEntry(starts[section.start], section.path[-1], len(section.path))
        for section in outline.sections
        if section.heading_end > section.start and section.start in starts and len(section.path) <= deepest
    )


def _lines(report: Report, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences, line by line as the report has them."""
    line: list[Sentence] = []
    for sentence in sentences:
        if line and "\n" in report.text[line[-1].end : sentence.start]:
            yield line
            line = []
        line.append(sentence)
    if line:
        yield line


def _is_row(report: Report, line: Sequence[Sentence]) -> bool:
    words = report.text[line[0].start : line[0].end].strip()
    return len(line) == 1 and len(words) > 1 and words.startswith(_BAR) and words.endswith(_BAR)


def _block(report: Report, outline: Outline, line: Sequence[Sentence]) -> ShownHeading | ShownParagraph:
    pieces = tuple(_piece(report, sentence, outline) for sentence in line)
    if len(line) == 1 and line[0].kind is SentenceKind.HEADING:
        return ShownHeading(pieces[0], max(1, len(outline.sections[line[0].section].path)))
    return ShownParagraph(pieces, line[0].kind is SentenceKind.FRONT)


def _piece(report: Report, sentence: Sentence, outline: Outline) -> ShownSentence:
    heads = sentence.kind is SentenceKind.HEADING and sentence.start == outline.sections[sentence.section].start
    return ShownSentence(sentence.id, report.text[sentence.start : sentence.end], heads)


def cells(row: ShownSentence) -> list[str]:
    return [cell.strip() for cell in row.text.strip().strip(_BAR).split(_BAR)]
