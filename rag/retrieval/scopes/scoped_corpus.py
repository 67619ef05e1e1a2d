"""The corpus served, the scope of a question -> what belongs to both, however the question is worded. Pure.

A question is searched in several wordings: by itself and after the one before it, in the names of indicators, without
the figure that it states. What its words do not change is found once for all of them, and what a sentence says of years
and places once for all questions of a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from rag.documents.numbered_lists import NumberedLists
from rag.documents.snapshot import CorpusSnapshot, Excerpt
from rag.retrieval.calibration import VectorCalibration, profile_of
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.told_years import year_agreement, year_told
from rag.text.divisions import by_place
from rag.text.full_stops import as_sentence
from rag.text.places import tells_of
from rag.text.plain import grams
from rag.types import SentenceKind

if TYPE_CHECKING:
    from rag.index.keyword_index import KeywordIndex
    from rag.index.searchable_corpus import SearchableCorpus


@dataclass(frozen=True, slots=True)
class ScopedSentence:
    """A sentence of the corpus, and what it has to do with the scope."""

    excerpt: Excerpt
    year: float
    """1 if it is about the year asked for, -1 if about another, 0 if either is not said."""
    may_answer: bool
    """It is prose, stands in a section that is asked, and names the other places that the question does."""


class CorpusReader:
    """The corpus as one message reads it. What sentences say of years and places is read once, whichever scopes ask,
    and so is what several of its questions find: numbered lists, words that answer."""

    def __init__(self, served: SearchableCorpus) -> None:
        self.served = served
        self.excerpt = cache(served.version.excerpt)
        self.lead = cache(self._lead)
        self.agreement = cache(self._agreement)
        self.year_told = cache(partial(year_told, version=served.version))
        self.as_sentence = cache(as_sentence)
        self.lists = NumberedLists(served.version)
        self._tells_of = cache(tells_of)
        self._naming: dict[tuple[int, tuple[str, ...], bool], bool] = {}

    @property
    def version(self) -> CorpusSnapshot:
        return self.served.version

    @cached_property
    def calibration(self) -> VectorCalibration:
        """The calibration of the model that made the vectors."""
        return profile_of(self.served.model).calibration

    def names_places(self, ordinal: int, scope: Scope) -> bool:
        """Whether a sentence, or a heading above it, names the other places that the question does."""
        key = ordinal, scope.places, scope.ranked
        if key not in self._naming:
            found = self.excerpt(ordinal)
            self._naming[key] = scope.named_in("".join((*found.section.path, found.words)), self._tells_of)
        return self._naming[key]

    def _lead(self, ordinal: int) -> str:
        """The text of its section up to the end of the sentence, after the headings: what it goes on with."""
        found = self.excerpt(ordinal)
        text = self.version.report(found.at).text
        return "\n".join((*found.section.path, text[found.section.start : found.sentence.end]))

    def _agreement(self, ordinal: int, years: tuple[int, ...]) -> float:
        found = self.excerpt(ordinal)
        return year_agreement(years, found, self.version.report(found.at)) if years else 0.0


@dataclass(frozen=True)
class ScopedCorpus:
    """The reports of a scope, as they are searched."""

    scope: Scope
    reader: CorpusReader
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def served(self) -> SearchableCorpus:
        return self.reader.served

    @property
    def version(self) -> CorpusSnapshot:
        return self.served.version

    @cached_property
    def reports(self) -> Sequence[int] | None:
        """Indices of the reports asked; None for all."""
        return None if len(self.scope.reports) == len(self.version.reports) else self.scope.reports

    @cached_property
    def lexical(self) -> KeywordIndex:
        """The word index of all reports of the regions asked. How often other regions use a word says nothing about
        these."""
        reports, asked = self.version.reports, set(self.scope.reports)
        about = [i for group in by_place(report.region for report in reports) if asked & set(group) for i in group]
        return self.served.lexical if len(about) == len(reports) else self.served.lexical.within(about)

    @cached_property
    def parts(self) -> tuple[ScopedCorpus, ...]:
        """The corpus of each answer asked for."""
        return tuple(self.within(part) for part in self.scope.parts) if self.scope.each else (self,)

    def within(self, scope: Scope) -> ScopedCorpus:
        """The same corpus in another scope."""
        return ScopedCorpus(scope, self.reader)

    def known(self, words: str) -> float:
        """Share (0–1) of the bigrams that stand somewhere in the corpus."""
        if words not in self._known:
            pairs = [gram for gram in grams(words) if len(gram) > 1]
            self._known[words] = len(self.lexical.present(pairs)) / len(pairs) if pairs else 0.0
        return self._known[words]

    def sentences(self, ordinals: Iterable[int]) -> list[ScopedSentence]:
        return list(map(self._read, ordinals))

    def _read(self, ordinal: int) -> ScopedSentence:
        agreement = self.reader.agreement(ordinal, self.scope.years)
        return ScopedSentence(self.reader.excerpt(ordinal), agreement, self._may_answer(ordinal))

    def _may_answer(self, ordinal: int) -> bool:
        """False for headings, front matter, and sections on a year other than asked for."""
        found, scope = self.reader.excerpt(ordinal), self.scope
        return (
            found.sentence.kind is SentenceKind.PROSE
            and (not scope.telling or scope.admits(found.at.report, found.section.year))
            and (not scope.places or self.reader.names_places(ordinal, scope))
        )
