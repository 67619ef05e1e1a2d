"""Reports and their outlines -> one version of the corpus, looked up by sentence id. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

from rag.documents.propositions import Proposition, read_rows
from rag.text.divisions import by_place
from rag.types import Citation, Outline, Passage, Report, Section, Sentence, Span


class Location(NamedTuple):
    """The place of a sentence: indices into the version's reports and into that report's outline."""

    report: int
    sentence: int


class Excerpt(NamedTuple):
    """A sentence with what it stands under."""

    at: Location
    sentence: Sentence
    section: Section
    words: str
    told: tuple[Proposition, ...]
    """Its statements: one, or one for each cell of a table row."""
    tile: tuple[int, int]
    """The place of its section: indices into the version's reports and into the sections of that one."""


@dataclass(frozen=True, eq=False)
class CorpusSnapshot:
    """A built corpus as it is served. Immutable: a reload makes another one."""

    id: str
    reports: tuple[Report, ...]
    outlines: tuple[Outline, ...]

    @cached_property
    def order(self) -> tuple[Location, ...]:
        """Every sentence of every report, in reading order; a sentence's place here is its ordinal."""
        return tuple(Location(r, s) for r, outline in enumerate(self.outlines) for s in range(len(outline.sentences)))

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Sentence id -> ordinal."""
        return {self.sentence(at).id: ordinal for ordinal, at in enumerate(self.order)}

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """How many clauses each report has."""
        return tuple(sum(len(sentence.clauses) for sentence in outline.sentences) for outline in self.outlines)

    @cached_property
    def with_editions(self) -> frozenset[int]:
        """The reports on whose region there are reports of other years too."""
        by_region = by_place(report.region for report in self.reports)
        return frozenset(report for editions in by_region if len(editions) > 1 for report in editions)

    def locate(self, sentence_id: str) -> Location | None:
        """The place of the sentence with this id, None if this version does not hold it."""
        ordinal = self.ordinals.get(sentence_id)
        return None if ordinal is None else self.order[ordinal]

    def report(self, at: Location) -> Report:
        return self.reports[at.report]

    def sentence(self, at: Location) -> Sentence:
        return self.outlines[at.report].sentences[at.sentence]

    def section(self, at: Location) -> Section:
        return self.outlines[at.report].sections[self.sentence(at).section]

    def tile(self, ordinal: int) -> tuple[int, int]:
        """(Report, section) that the sentence lies in."""
        at = self.order[ordinal]
        return at.report, self.sentence(at).section

    def length(self, ordinal: int) -> int:
        """Characters of the sentence."""
        found = self.sentence(self.order[ordinal])
        return found.end - found.start

    def is_planned(self, at: Location) -> bool:
        """Whether the sentence is from what its report plans for its own year, or for a later one."""
        year, own = self.section(at).year, self.report(at).year
        return year is not None and own is not None and year >= own

    def excerpt(self, ordinal: int) -> Excerpt:
        at = self.order[ordinal]
        outline, text = self.outlines[at.report], self.reports[at.report].text
        sentence = outline.sentences[at.sentence]
        section, words = outline.sections[sentence.section], text[sentence.start : sentence.end]
        prose = Proposition(words, section.year, Span(sentence.start, sentence.end))
        told = self._rows(at.report).get(at.sentence, (prose,))
        return Excerpt(at, sentence, section, words, told, (at.report, sentence.section))

    def words(self, at: Location) -> str:
        """The words of the sentence, as the report has them."""
        sentence = self.sentence(at)
        return self.report(at).text[sentence.start : sentence.end]

    def passage(self, at: Location, score: float) -> Passage:
        report, sentence, section = self.report(at), self.sentence(at), self.section(at)
        return Passage(
            id=sentence.id,
            report=report.name,
            section=section.path,
            text=report.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            clauses=sentence.clauses,
            year=section.year,
            kind=sentence.kind,
            score=score,
        )

    def citation(self, at: Location, number: int | None = None, highlights: tuple[Span, ...] = ()) -> Citation:
        report, sentence, section = self.report(at), self.sentence(at), self.section(at)
        return Citation(
            id=sentence.id,
            report=report.name,
            section=section.path,
            quote=report.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            number=number,
            highlights=highlights,
            year=section.year,
            page=(page := report.page(sentence.start)),
            recognised=report.is_recognised(page),
        )

    def told(self, at: Location) -> tuple[Proposition, ...]:
        """The statements of the sentence: one, or one for each cell of a table row."""
        return self.excerpt(self.ordinals[self.sentence(at).id]).told

    def _rows(self, report: int) -> dict[int, tuple[Proposition, ...]]:
        """The table rows of a report. They are read once, when the first sentence of it is looked at."""
        if report not in self._read:
            self._read[report] = read_rows(self.reports[report], self.outlines[report])
        return self._read[report]

    @cached_property
    def _read(self) -> dict[int, dict[int, tuple[Proposition, ...]]]:
        return {}


def report_key(report: Report) -> str:
    """64 hexadecimal digits from everything known of a report. Fields at their defaults are left out, so that a new
    field of a later program leaves earlier keys as they are."""
    known = {field.name: getattr(report, field.name) for field in fields(report)}
    told = repr(sorted((name, value) for name, value in known.items() if value not in (None, ())))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def version_id(reports: Iterable[Report]) -> str:
    """12 hexadecimal digits that equal reports in equal order have in common."""
    return hashlib.sha256("".join(map(report_key, reports)).encode()).hexdigest()[:12]
