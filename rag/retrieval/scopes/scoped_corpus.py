"""The corpus served, the scope of a question -> what belongs to both, however the question is worded. Pure.

A question is searched in several wordings: by itself and after the one before it, in the names of indicators, without
the figure that it states. What its words do not change is found once for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rag.documents.propositions import row_years
from rag.documents.snapshot import CorpusSnapshot, Excerpt
from rag.retrieval.calibration import VectorCalibration, profile_of
from rag.retrieval.scopes.scope import Scope
from rag.text.divisions import by_place
from rag.text.plain import fold, grams
from rag.text.time_expressions import find_years, speakers_calendar
from rag.types import Report, SentenceKind

if TYPE_CHECKING:
    from rag.index.keyword_index import KeywordIndex
    from rag.index.searchable_corpus import SearchableCorpus


@dataclass(frozen=True, slots=True)
class ScopedSentence:
    """A sentence of the corpus, and what it has to do with the scope."""

    excerpt: Excerpt
    year: float
    """1 if it speaks of the year asked for, -1 if of another, 0 if either is not said."""
    may_answer: bool
    """It is prose, stands in a section that is asked, and names the other places that the question does."""


@dataclass(frozen=True)
class ScopedCorpus:
    """The reports of a scope, as they are searched."""

    scope: Scope
    served: SearchableCorpus
    _sentences: dict[int, ScopedSentence] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def version(self) -> CorpusSnapshot:
        return self.served.version

    @cached_property
    def reports(self) -> Sequence[int] | None:
        """Indices of the reports asked; None for all."""
        return None if len(self.scope.reports) == len(self.version.reports) else self.scope.reports

    @cached_property
    def lexical(self) -> KeywordIndex:
        """The words of all reports of the regions asked: those that other regions use tell nothing of what these
        hold."""
        reports, asked = self.version.reports, set(self.scope.reports)
        about = [i for group in by_place(report.region for report in reports) if asked & set(group) for i in group]
        return self.served.lexical if len(about) == len(reports) else self.served.lexical.within(about)

    @cached_property
    def calibration(self) -> VectorCalibration:
        """That of the model of its vectors."""
        return profile_of(self.served.model).calibration

    @cached_property
    def parts(self) -> tuple[ScopedCorpus, ...]:
        """The corpus of each answer asked for."""
        return tuple(ScopedCorpus(part, self.served) for part in self.scope.parts) if self.scope.each else (self,)

    def known(self, words: str) -> float:
        """Share (0–1) of the bigrams that stand somewhere in the corpus."""
        if words not in self._known:
            pairs = [gram for gram in grams(words) if len(gram) > 1]
            self._known[words] = len(self.lexical.present(pairs)) / len(pairs) if pairs else 0.0
        return self._known[words]

    def sentences(self, ordinals: Collection[int]) -> list[ScopedSentence]:
        unknown = [ordinal for ordinal in ordinals if ordinal not in self._sentences]
        read = map(self._read, self.version.excerpts(unknown))
        self._sentences.update(zip(unknown, read, strict=True))
        return [self._sentences[ordinal] for ordinal in ordinals]

    def _read(self, excerpt: Excerpt) -> ScopedSentence:
        years, report = self.scope.years, self.version.reports[excerpt.at.report]
        agreement = _agreement(years, excerpt, report) if years else 0.0
        return ScopedSentence(excerpt, agreement, _may_answer(excerpt, self.scope))


def _agreement(asked: Sequence[int], excerpt: Excerpt, report: Report) -> float:
    """A row tells of a year of its own, and so does 今年 in a review."""
    told, year = excerpt.told, excerpt.section.year
    if told[0].row and (of_cells := row_years(told)) is not None:
        return 1.0 if of_cells & set(asked) else -1.0
    text = fold(excerpt.words)
    if any(f"{y}年" in text for y in asked):
        return 1.0
    if year is None or year in asked:
        return 0.0 if year is None else 1.0
    return 1.0 if _names_year(asked, excerpt, report) else -1.0


def _names_year(asked: Sequence[int], excerpt: Excerpt, report: Report) -> bool:
    """Whether the sentence speaks of one of the years by its place in time: 今年, 去年."""
    calendar = speakers_calendar(report)
    mentions = find_years(fold(excerpt.words))
    return any(calendar.year(one) in asked for one in mentions if one.word is not None and not one.compared)


def _may_answer(found: Excerpt, scope: Scope) -> bool:
    """False for headings, front matter, and sections on a year other than asked for."""
    return (
        found.sentence.kind is SentenceKind.PROSE
        and (not scope.telling or scope.admits(found.at.report, found.section.year))
        and (not scope.places or scope.named_in("".join((*found.section.path, found.words))))
    )
