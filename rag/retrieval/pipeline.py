"""Question, the corpus served -> Reading: what it asks, what was found for it, and how surely that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rag.cpu_budget import refuse_used_up
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.answerability.decision import Decision, decide
from rag.retrieval.answerability.english_terms import naming
from rag.retrieval.answerability.signals import Findings
from rag.retrieval.answerability.usable import find_usable
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import Extract, extract
from rag.retrieval.query import Query, read
from rag.retrieval.ranking import NEAREST, Candidate, rank, weigh, worded
from rag.retrieval.relevance import Relevant, relevances
from rag.retrieval.scopes.finding import find_scope
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader, ScopedCorpus
from rag.text.plain import grams
from rag.types import Citation, Form, Question

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus
    from rag.index.vector_search import Hit

OWN = 0.2
"""Weight of the vector of an elliptical turn's own words; the rest is that of its words after the question it refers
to."""
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which the bigram shows what a question is about."""
_MOSTLY = 0.5
"""Share of a question's words from which an answer is taken to name what is asked."""
_ON_SECTIONS = (Form.TOPIC, Form.HOW)
"""The forms of questions that are answered by whole sections, also by sentences that name nothing of what is asked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read in one way, and what was found for it."""

    query: Query
    scope: Scope
    words: str
    """The question in the corpus's words."""
    weights: dict[str, float]
    ranked: tuple[Candidate, ...]
    """Every candidate, best first."""
    usable: tuple[Candidate, ...]
    """Those that may answer."""
    relevant: tuple[Relevant, ...]
    """The same, each with the probability that it belongs to an answer on the whole matter, likeliest first."""
    decision: Decision
    """Whether the best of them answers."""
    reader: CorpusReader = field(repr=False, compare=False)
    """The corpus as the message reads it."""
    silent: tuple[tuple[int, ...], ...] = ()
    """The reports, region by region, that do not answer what those of other regions do."""

    def extract(self, candidate: Candidate, version: CorpusSnapshot) -> Extract:
        """The clauses of a sentence that answer; those of the best one are known."""
        first = self.decision.first
        if first and first.ordinal == candidate.ordinal:
            return first
        return extract(self.query, self.weights, version, candidate)

    def quote(self, candidate: Candidate, version: CorpusSnapshot) -> Citation:
        """The sentence, with the clauses that answer highlighted."""
        return version.citation(candidate.excerpt.at, None, (self.extract(candidate, version).span,))

    @property
    def is_answered(self) -> bool:
        return self.decision.is_answered


def read_question(
    question: Question, served: SearchableCorpus, embeddings: Embeddings, corpus: ScopedCorpus | None = None
) -> Reading:
    """The surest reading; one in a narrower scope goes before, if it is sure enough.

    ``corpus``: what is asked of ``served``, where that has been found already.
    """
    readings = []
    for within in _scopes(question, served, corpus):
        readings.append(_read_within(within, question, embeddings))
        if readings[-1].decision.is_sure:
            return readings[-1]
    return max(readings, key=lambda reading: reading.decision.confidence)


def _read_within(corpus: ScopedCorpus, question: Question, embeddings: Embeddings) -> Reading:
    """The first reading that is answered, or else the one that is nearest to it."""
    readings: list[Reading] = []
    for query in read(question, corpus.scope.own):
        reading = _search_parts(query, corpus, embeddings)
        if readings and not _tells_of_own(reading):
            continue
        readings.append(reading)
        if reading.is_answered:
            return reading
    return max(readings, key=lambda reading: reading.decision.confidence)


def _tells_of_own(reading: Reading) -> bool:
    """Whether the best sentence holds a word of the question itself, where a complete question was read as continuing
    the one before: what only answers the earlier question does not answer this one."""
    own = {gram for gram in grams(reading.query.fresh) if CALIBRATION.content(gram) >= _TELLING}
    return bool(reading.usable) and (not own or bool(own & grams(reading.usable[0].excerpt.words)))


def _search_parts(query: Query, corpus: ScopedCorpus, embeddings: Embeddings) -> Reading:
    return _joined([search(query, part, embeddings) for part in corpus.parts], corpus.scope)


def _joined(readings: Sequence[Reading], scope: Scope) -> Reading:
    """The findings for each region of a question as one reading; a region that does not answer is left out."""
    best = max(readings, key=lambda reading: reading.decision.confidence)
    answered = _in_like_words([reading for reading in readings if reading.is_answered]) or [best]
    ranked = sorted((c for reading in readings for c in reading.ranked), key=lambda c: -c.logit)
    usable = sorted((c for reading in answered for c in reading.usable), key=lambda c: -c.logit)
    relevant = sorted((one for reading in answered for one in reading.relevant), key=lambda one: -one.logit)
    silent = tuple(reading.scope.reports for reading in readings if reading not in answered)
    found = replace(best, scope=scope, ranked=tuple(ranked), usable=tuple(usable), relevant=tuple(relevant))
    return replace(found, silent=silent if found.is_answered else ())


def _in_like_words(answered: Sequence[Reading]) -> list[Reading]:
    """The regions that answer, without those whose answer shares no word with the question where that of another holds
    most of its words."""
    held = [reading.usable[0].features.words for reading in answered]
    named = max(held, default=0.0) >= _MOSTLY
    return [reading for reading, share in zip(answered, held, strict=True) if share > 0 or not named]


def _scopes(question: Question, served: SearchableCorpus, found: ScopedCorpus | None) -> Iterator[ScopedCorpus]:
    """The scopes to search: what is asked; then, where the reports that should tell say nothing, the others of the same
    regions."""
    corpus = found or ScopedCorpus(find_scope(question, served.version), CorpusReader(served))
    yield corpus
    if corpus.scope.wider:
        yield corpus.within(corpus.scope.wider)


def read_again(words: str, reading: Reading, served: SearchableCorpus, embeddings: Embeddings) -> Reading:
    """Other words for a question, read within its scope; what it expects is what was expected."""
    asked = reading.query
    query = read(Question(words), reading.scope.own)[0]
    expected = replace(query, expects=asked.expects, unit=asked.unit, items=asked.items)
    return _search_parts(expected, ScopedCorpus(reading.scope, CorpusReader(served)), embeddings)


def search(query: Query, corpus: ScopedCorpus, embeddings: Embeddings) -> Reading:
    """Raises:
    MessageTooCostly: the message has used up its time.
    """
    refuse_used_up()
    lexical, calibration = corpus.lexical, corpus.reader.calibration
    vector = embed(query, embeddings)
    hits = _find(vector, corpus)
    words = worded(query, corpus)
    weights = weigh(words, query.fresh, lexical)
    ranked = tuple(rank(query, weights, corpus, hits))
    usable = find_usable(query, corpus.reader, ranked)
    relevant = _relevant(words, weights, ranked, usable)
    held = naming(query, usable, lexical) if query.english else frozenset(c.ordinal for c in usable)
    usable = tuple(sorted(usable, key=lambda c: c.ordinal not in held))
    named = tuple(one for one in relevant if one.candidate.ordinal in held) or relevant[:1]
    topic = calibration.topic(vector)
    found = Findings(query, words, weights, lexical, ranked, usable, named, topic, bool(held))
    decision = decide(found, corpus.version, vector, calibration)
    told = _with_beside(named, relevant) if query.form in _ON_SECTIONS else named
    return Reading(query, corpus.scope, words, weights, ranked, usable, told, decision, corpus.reader)


def _find(vector: Sequence[float], corpus: ScopedCorpus) -> list[Hit]:
    """The clauses nearest to the question's vector as it is turned, nearest first. Differences of their scores mean the
    same for every model."""
    calibration = corpus.reader.calibration
    sought = calibration.sought(vector)
    hits = corpus.served.nearest.find(sought.vector, NEAREST, corpus.reports)
    scale = calibration.scale([hit.score for hit in hits])
    return [hit._replace(score=(hit.score - sought.nothing) * scale) for hit in hits]


def _relevant(
    words: str, weights: Mapping[str, float], ranked: Sequence[Candidate], usable: Sequence[Candidate]
) -> tuple[Relevant, ...]:
    may = {candidate.ordinal for candidate in usable}
    found = [one for one in relevances(words, weights, ranked) if one.candidate.ordinal in may]
    return tuple(sorted(found, key=lambda one: -one.logit))


def _with_beside(named: Sequence[Relevant], relevant: Sequence[Relevant]) -> tuple[Relevant, ...]:
    """``named`` and the sentences of their sections that are likelier than not to belong: these go on with what was
    named there."""
    sections, held = {one.candidate.excerpt.tile for one in named}, {one.candidate.ordinal for one in named}
    return tuple(
        one
        for one in relevant
        if one.candidate.ordinal in held or (one.logit > 0 and one.candidate.excerpt.tile in sections)
    )


def embed(query: Query, embeddings: Embeddings) -> list[float]:
    """The question's vector, moved towards what the turn says of its own where it leans on the one before."""
    whole = embeddings.embed_query(query.searched)
    if not query.fresh:
        return whole
    own = embeddings.embed_query(query.fresh)
    return [(1 - OWN) * one + OWN * other for one, other in zip(whole, own, strict=True)]
