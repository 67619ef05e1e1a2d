"""A claim, the corpus -> the sentences that may be about it, read, each with the nearness of its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from rag.documents import propositions
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.grounding.figures import Evidence
from rag.index.keyword_index import KeywordIndex
from rag.index.vector_search import Hit
from rag.retrieval.calibration import CALIBRATION, profile_of
from rag.text.places import find_places
from rag.text.plain import grams
from rag.types import SentenceKind, Span
from rag.verification.calibration import load_calibration
from rag.verification.facts import ReadSentence, read_sentence
from rag.verification.matching.words import Near, Words, weigh_words
from rag.verification.reading import Claimed
from rag.verification.wording import first_forms

_NEAREST = 200
"""Clauses whose spread is the measure of nearness."""
_BY_MEANING, _BY_WORDS = 12, 8
"""The number of sentences taken by meaning, and by words."""
_MOST_CELLS = 24
"""The most cells of a table row that are read."""
_REPORTED = 0.3
"""Share of other reports that use a pair of characters that is known to reports."""
MOST_EMBEDDED, _MOST_WITH_FORMS = 96, 120
"""Characters of a claim that are embedded, by itself and with the official forms of its words; no claim of one clause
is longer."""


class Embed(Protocol):
    def embed_query(self, text: str) -> list[float]: ...
    def embed_text(self, text: str) -> list[float]: ...


class PairReading(NamedTuple):
    """The log-odds of what a passage says of a claim, each against the other two."""

    agrees: float
    differs: float
    neither: float


class PairReader(Protocol):
    """Reads a claim together with words of a report; ``rag.verification.rereading.reader.ClaimReader`` does."""

    def read(self, claim: str, passage: str) -> PairReading | None: ...


class Clauses(Protocol):
    """Clauses with their vectors; ``rag.index.vector_search.VectorSearch`` is one such search."""

    def find(self, vector: Sequence[float], k: int, reports: Sequence[int] | None = None) -> list[Hit]: ...


class Searchable(Protocol):
    """The corpus that is searched; ``rag.index.searchable_corpus.SearchableCorpus`` is one."""

    @property
    def version(self) -> CorpusSnapshot: ...
    @property
    def lexical(self) -> KeywordIndex: ...
    @property
    def nearest(self) -> Clauses: ...
    @property
    def model(self) -> str:
        """Fingerprint of the embedding model."""


class Source(NamedTuple):
    """The source of a statement: a sentence, or a cell of a table row."""

    at: Location
    part: propositions.Proposition


class Pointed(NamedTuple):
    """Words of a source."""

    source: Source
    said: Span
    """Offsets into the words told there."""


@dataclass(frozen=True, slots=True)
class Haul:
    """The findings for a claim in the reports it is checked against."""

    words: Words
    subject: Words
    """The words without those that tell how far it has come."""
    sources: tuple[Source, ...]
    found: tuple[tuple[ReadSentence, Near], ...]
    """The findings in the order of ``sources``."""


def search(claimed: Claimed, reports: Sequence[int], served: Searchable, embeddings: Embed) -> Haul:
    """Prose and table rows: those that would answer the claim, were it a question, first, then those that hold most of
    its words.

    Nearness is measured twice: as questions lie near to what answers them, in whatever words, and by the claim's vector
    as it is, since to the encoder of questions profits are as near as revenue.
    """
    everything = len(reports) == len(served.version.reports)
    lexical = served.lexical if everything else served.lexical.within(reports)
    words, subject = _weighed(claimed, lexical)
    calibration, text = profile_of(served.model).calibration, text_searched(claimed.asked)
    vector, asked = embeddings.embed_text(text), embeddings.embed_query(text)
    sought, among = calibration.sought(asked), None if everything else reports
    answering = served.nearest.find(sought.vector, _NEAREST, among)
    two_ways = asked != vector
    hits = served.nearest.find(vector, _NEAREST, among) if two_ways or calibration.adapter else answering
    own, as_asked = _Distances.of(hits), _Distances.of(answering if two_ways else ())
    best = calibration.above_typical(hit.score for hit in hits)
    top = max((hit.score for hit in answering), default=sought.nothing)
    most = top - sought.nothing if two_ways and calibration.adapter else 0.0
    nearest = list(dict.fromkeys(hit.ordinal for hit in answering))[: 2 * _BY_MEANING]
    ordinals = [at for at in dict.fromkeys((*nearest, *_by_words(words, lexical))) if _is_prose(at, served.version)]
    sources, found = [], []
    for ordinal in ordinals[: _BY_MEANING + _BY_WORDS]:
        for source in _sources(ordinal, served.version):
            told = _read(source, served.version)
            count = None if source.part.cell else len(told.clauses)
            near, answers = own.near(ordinal, count), as_asked.near(ordinal, count)
            sources.append(source)
            found.append((told, Near(near, own.behind(near), best, answers, as_asked.behind(answers), most)))
    return Haul(words, subject, tuple(sources), tuple(found))


@dataclass(frozen=True, slots=True)
class _Distances:
    """How near to a vector the clauses lie that are nearest to it."""

    clauses: dict[int, dict[int, float]]
    """Ordinal -> clause -> how far it stands above the last of the hits, in units of their spread."""
    top: float

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> _Distances:
        scores = np.array([hit.score for hit in hits] or [0.0])
        floor, spread = float(scores.min()), float(scores.std()) or 1.0
        clauses: dict[int, dict[int, float]] = {}
        for hit in hits:
            clauses.setdefault(hit.ordinal, {})[hit.clause] = (hit.score - floor) / spread
        return cls(clauses, (float(scores.max()) - floor) / spread)

    def near(self, ordinal: int, count: int | None) -> tuple[float, ...]:
        """The nearness of each of its clauses; ``count`` None: of a cell of a table, which is one clause. Empty without
        hits."""
        if not self.clauses:
            return ()
        scores = self.clauses.get(ordinal, {})
        if count is None:
            return (max(scores.values(), default=0.0),)
        return tuple(scores.get(clause, 0.0) for clause in range(count))

    def behind(self, near: Sequence[float]) -> float:
        return max(near, default=0.0) - self.top


def _sources(ordinal: int, version: CorpusSnapshot) -> Iterator[Source]:
    at = version.order[ordinal]
    return (Source(at, part) for part in version.told(at)[:_MOST_CELLS])


def text_searched(text: str) -> str:
    """The claim with the official forms of its words, as reports have them."""
    text = text[:MOST_EMBEDDED]
    forms = dict.fromkeys(form for form in first_forms(text) if form not in text)
    return " ".join((text, *forms))[:_MOST_WITH_FORMS]


def _weighed(claimed: Claimed, lexical: KeywordIndex) -> tuple[Words, Words]:
    calibration, weights = load_calibration(), dict[str, float]()

    def weigh(gram: str) -> float:
        if gram not in weights:
            weights[gram] = lexical.idf(gram) * calibration.informativeness(gram)
        return weights[gram]

    places = grams(" ".join(find_places(claimed.text)))  # whether the claim is on those is decided apart

    def is_known(gram: str) -> bool:
        is_word = gram not in places and CALIBRATION.reported(gram) >= _REPORTED
        return is_word or len(lexical.postings(gram)) > 0

    said = frozenset(grams(claimed.all_forms)) | claimed.wording.grams
    return weigh_words(claimed.wording, weigh, is_known, said), weigh_words(claimed.subject, weigh, is_known, said)


def _by_words(words: Words, lexical: KeywordIndex) -> list[int]:
    shares = lexical.coverage({gram: words.weigh(gram) for gram in words.all.grams})
    count = min(2 * _BY_WORDS, len(shares))
    best = np.argsort(-shares, kind="stable")[:count]
    return [int(at) for at in best if shares[at] > 0][:_BY_WORDS]


def _is_prose(ordinal: int, version: CorpusSnapshot) -> bool:
    return version.sentence(version.order[ordinal]).kind is SentenceKind.PROSE


def _read(source: Source, version: CorpusSnapshot) -> ReadSentence:
    """A cell of a table is one clause."""
    part = source.part
    report, sentence, section = version.report(source.at), version.sentence(source.at), version.section(source.at)
    evidence = Evidence(part.text, part.year, section.path, report)
    if part.cell:
        return read_sentence(evidence, (Span(0, len(part.text)),))
    clauses = (Span(clause.start - sentence.start, clause.end - sentence.start) for clause in sentence.clauses)
    return read_sentence(evidence, tuple(clauses))
