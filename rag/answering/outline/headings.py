"""The headings of a report, those that stand on lines of their own and those that open paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.statements import CitedSentences, Composition, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.text.full_stops import as_sentence
from rag.types import Sentence, SentenceKind, Statement

_RUN_IN = 24
"""Characters up to which the first sentence of a paragraph may be its heading: 深化重点领域改革。"""


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    ordinal: int
    path: tuple[str, ...]
    year: int | None
    prose: tuple[int, ...] | None = None
    """The sentences of the paragraph that it opens; None where it stands on a line of its own."""

    @property
    def depth(self) -> int:
        return len(self.path)


def headings_of(report: int, snapshot: CorpusSnapshot) -> Iterator[HeadingPlace]:
    seen: set[tuple[str, ...]] = set()
    for found in snapshot.outlines[report].sentences:
        section = snapshot.outlines[report].sections[found.section]
        if section.path and section.path not in seen and found.start <= section.heading_end:
            seen.add(section.path)
            yield HeadingPlace(snapshot.ordinals[found.id], section.path, section.year)


def run_in_headings(report: int, snapshot: CorpusSnapshot) -> Iterator[HeadingPlace]:
    """The short sentences that open paragraphs, each with the sentences that follow it there."""
    outline, text = snapshot.outlines[report], snapshot.reports[report].text
    paragraph: list[Sentence] = []
    for found in outline.sentences:
        if paragraph and "\n" in text[paragraph[-1].end : found.start]:
            yield from _run_in(paragraph, report, snapshot)
            paragraph = []
        paragraph += [found] if found.kind is SentenceKind.PROSE else []
    yield from _run_in(paragraph, report, snapshot)


def _run_in(paragraph: Sequence[Sentence], report: int, snapshot: CorpusSnapshot) -> Iterator[HeadingPlace]:
    if len(paragraph) > 1 and paragraph[0].end - paragraph[0].start <= _RUN_IN:
        first, *others = paragraph
        section = snapshot.outlines[report].sections[first.section]
        path = (*section.path, snapshot.reports[report].text[first.start : first.end])
        told = tuple(snapshot.ordinals[found.id] for found in others)
        yield HeadingPlace(snapshot.ordinals[first.id], path, section.year, told)


def prose_under(path: tuple[str, ...], report: int, snapshot: CorpusSnapshot) -> list[int]:
    outline = snapshot.outlines[report]
    return [
        snapshot.ordinals[found.id]
        for found in outline.sentences
        if found.kind is SentenceKind.PROSE and outline.sections[found.section].path[: len(path)] == path
    ]


def tell(ordinals: Sequence[int], snapshot: CorpusSnapshot, lead: str = "") -> Composition:
    """The sentences and headings, each whole and cited, the first one after ``lead``."""
    cited = CitedSentences(snapshot)
    statements = []
    for ordinal in ordinals:
        found = whole(ordinal, snapshot)
        statements.append(Statement(as_sentence(found.text), (cited.cite(ordinal, found.span),)))
    if lead and statements:
        statements[0] = Statement(lead + statements[0].text, statements[0].citations)
    return Composition(tuple(statements), cited.citations)
