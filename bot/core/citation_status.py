"""A sentence's id, its record, the current version -> where its words stand now, and how they have changed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.storage.citations import CitedSentence
from bot.texts import Texts
from rag.corpus.diff.citation_tracking import Fate, trace
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.types import Report, Section, Span

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True, slots=True)
class CitationStatus:
    """Words in their place: in today's report, or in the one they were cited from if they are gone."""

    report: Report
    sections: tuple[Section, ...]
    span: Span
    fate: Fate
    cited: CitedSentence | None
    """None where they were never shown before."""

    @property
    def words(self) -> str:
        return self.span.of(self.report.text)

    @property
    def section(self) -> tuple[str, ...]:
        return self.section_at(self.span.start)

    def section_at(self, offset: int) -> tuple[str, ...]:
        return next((s.path for s in self.sections if s.start <= offset < s.end), ())


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of a report with its surroundings."""

    report: str
    section: tuple[str, ...]
    """Path of the words, or of the paragraph's beginning where it is not theirs."""
    page: int | None
    """The page of the words, or of the paragraph's beginning."""
    text: str
    cited: tuple[Span, ...]
    """The words, as offsets into ``text``; empty for a neighbour."""
    has_previous: bool
    has_next: bool


def find_standing(sentence_id: str, cited: CitedSentence | None, version: CorpusSnapshot) -> CitationStatus | None:
    """None for an id that neither this version nor any before has shown."""
    if at := version.locate(sentence_id):
        sentence, sections = version.sentence(at), version.outlines[at.report].sections
        return CitationStatus(version.report(at), sections, Span(sentence.start, sentence.end), Fate.UNCHANGED, cited)
    if cited is None:
        return None
    if found := trace(cited.report, cited.span, version):
        sections = version.outlines[found.report].sections
        return CitationStatus(version.reports[found.report], sections, found.span, found.fate, cited)
    return CitationStatus(cited.report, make_outline(cited.report).sections, cited.span, Fate.GONE, cited)


def find_paragraph(standing: CitationStatus, shift: int = 0) -> SourceParagraph | None:
    """The paragraph ``shift`` after the one the words stand in; None if the report has no such place."""
    text = standing.report.text
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    holding = [i for i, line in enumerate(lines) if line.overlaps(standing.span)]
    first, last = (holding[0], holding[-1]) if shift == 0 else _neighbour(holding, shift)
    if first < 0 or last >= len(lines):
        return None
    start, end = lines[first].start, lines[last].end
    return SourceParagraph(
        report=standing.report.name,
        section=standing.section if shift == 0 else standing.section_at(start),
        page=standing.report.page(standing.span.start if shift == 0 else start),
        text=text[start:end],
        cited=(Span(standing.span.start - start, standing.span.end - start),) if shift == 0 else (),
        has_previous=first > 0,
        has_next=last < len(lines) - 1,
    )


def describe_change(standing: CitationStatus, number: int, texts: Texts) -> str:
    """The fate of words that have changed since they were cited; empty for others."""
    return "" if standing.fate is Fate.UNCHANGED else describe_fate(standing, number, texts)


def describe_fate(standing: CitationStatus, number: int, texts: Texts) -> str:
    """The fate of the words since they were cited; empty while the version is the one they were cited from."""
    cited = standing.cited
    if cited is None or (standing.fate is Fate.UNCHANGED and cited.version >= number):
        return ""
    if standing.fate is Fate.UNCHANGED:
        return texts.unchanged.format(since=_moment(cited.version, cited.at, texts))
    sentence = texts.changed if standing.fate is Fate.CHANGED else texts.left
    if cited.left_version is None or cited.left_at is None:  # the program reads the report otherwise than before
        return sentence.format(since="")
    return sentence.format(since=texts.since.format(moment=_moment(cited.left_version, cited.left_at, texts)))


def _moment(version: int, at: datetime, texts: Texts) -> str:
    return texts.moment.format(version=version, date=at.astimezone().date().isoformat())


def _neighbour(holding: list[int], shift: int) -> tuple[int, int]:
    line = holding[0] + shift if shift < 0 else holding[-1] + shift
    return line, line
