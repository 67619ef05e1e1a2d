"""Query, search hits -> candidate sentences, best first, each with the odds that it carries the answer. Pure.

Two kinds of evidence meet here: nearness of meaning (inner products with clause vectors that hold their context, see
``rag.index.entries``) and shared words (the share of the question's informative bigrams that a sentence holds). They
are joined with a few properties of the sentence (its year, its figures) by a logistic regression whose coefficients
were fitted on questions about other reports (``benchmarks/fitting/calibrate.py``) and live in
``rag/retrieval/calibration.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.documents.snapshot import Excerpt
from rag.index.keyword_index import KeywordIndex
from rag.learned.logistic import sigmoid
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.query import YUAN, Expects, Query
from rag.retrieval.scopes.scoped_corpus import ScopedCorpus, ScopedSentence
from rag.text.content_words import ASKING, GENERAL
from rag.text.figures.units import MONEY, PEOPLE, SHARES
from rag.text.glossary import read_terms
from rag.text.plain import fold, grams
from rag.text.time_expressions import Tense, without_years
from rag.types import SentenceKind

if TYPE_CHECKING:
    from rag.index.vector_search import Hit

_NAMES = (Expects.NAME, Expects.DATE)
_ENUMERATION = re.compile(r"、|[”》]\s*[“《]")
_LETTERS = 2
"""The weight of an English word that the glossary does not know: two bigrams, as many as of a Chinese word."""
_ABBREVIATION = re.compile(r"[a-z]{2,5}[0-9.]*|[0-9.]+")
"""The words that an English question shares with Chinese sentences: gdp, pm2.5; folded."""
NEAREST = 100  # clause hits asked of the vector store
FRESH = 0.7  # share to which the words of an elliptical turn are raised beside those of the turn it leans on,
MOST = 16  # but none to more than so many times its weight
SHARED = 20  # sentences taken for their words alone


class RankingFeatures(NamedTuple):
    """The features of a sentence as an answer to a query; the order is that of the coefficients."""

    meaning: float
    """Inner product of the best clause over that of the last hit, in units of the spread of the hits."""
    words: float
    """Share (0–1) of the weighted bigrams of the question that stand in the sentence or its section path."""
    year: float
    """1 if it is about the year asked for, -1 if about another, 0 if either is not said."""
    tense: float
    """1 if no year is asked for and the question is put like its section (target and plan, result and review), -1 if
    unlike. Otherwise 0."""
    figure: float
    """1 if a number is asked for and the sentence holds one, else -1. Otherwise 0."""
    unit: float
    """1 if a number of something is asked for and a number of that stands in the sentence, else -1. Otherwise 0."""
    literal: float
    """The share of the question's own numbers and quoted terms that the sentence holds, -1 if none. Otherwise 0."""
    items: float
    """1 if the members of a list are asked for and the sentence enumerates something, else -1. Otherwise 0."""
    heading: float
    front: float
    """1 for front matter, unless a name or a date is asked for, which it may hold. Otherwise 0."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its place in ``CorpusSnapshot.order``, its features, and how its clauses scored."""

    ordinal: int
    features: RankingFeatures
    logit: float
    """Log-odds that it carries the answer."""
    clauses: tuple[tuple[int, float], ...]
    """(clause index, inner product) of the clauses found, best first, scaled as ``VectorCalibration.scale`` says."""
    excerpt: Excerpt
    may_answer: bool = True
    """The scope of the question admits it."""

    @property
    def probability(self) -> float:
        return sigmoid(self.logit)

    @property
    def year(self) -> int | None:
        """The year that its section is on."""
        return self.excerpt.section.year


def worded(query: Query, corpus: ScopedCorpus) -> str:
    """The question in the corpus's words: each term in the form that the corpus knows best, GDP or 地区生产总值; of an
    English question its terms, and what the glossary does not know, which no sentence holds."""
    words = []
    for written, official in read_terms(query.text):
        surface = written if query.english else written.replace(" ", "")
        own = (surface,) if not query.english or _ABBREVIATION.fullmatch(written) else ()
        forms = (*own, *official) or _unknown(written)
        if forms and not (query.english and written in GENERAL):
            words.append(max(forms, key=corpus.known))
    return (" " if query.english else "").join(words)


def _unknown(written: str) -> tuple[str, ...]:
    """An English word without an official form, cut to the weight of a Chinese one; none for common words."""
    telling = written.isascii() and written.isalpha() and written not in ASKING
    return (written[:_LETTERS],) if telling else ()


def weigh(words: str, fresh: str, lexical: KeywordIndex) -> dict[str, float]:
    """The bigrams of a question in the corpus's words, years aside, with how informative each is: rare in the corpus,
    and likely to stand in an answer."""
    contents = CALIBRATION.contents(grams(without_years(words)))
    weights = {gram: idf * contents[gram] for gram, idf in lexical.idfs(contents).items()}
    return _outweighing(grams(fresh), weights, lexical)


def _outweighing(fresh: frozenset[str], weights: dict[str, float], lexical: KeywordIndex) -> dict[str, float]:
    """``weights``, those of a turn's own words raised until they are FRESH of the whole where a sentence holds them."""
    present = lexical.present(fresh)
    own = sum(weight for gram, weight in weights.items() if gram in present)
    leant_on = sum(weight for gram, weight in weights.items() if gram not in fresh)
    if not own:
        return weights
    more = min(MOST, max(1.0, FRESH / (1 - FRESH) * leant_on / own))
    return {gram: weight * more if gram in fresh else weight for gram, weight in weights.items()}


def rank(query: Query, weights: Mapping[str, float], corpus: ScopedCorpus, hits: Sequence[Hit]) -> list[Candidate]:
    """Candidates for one query, best first; ``weights``: of ``weigh``; ``hits`` are on the reports asked."""
    shares = corpus.lexical.coverage(weights)
    if corpus.reports is not None:
        shares = np.where(np.isin(corpus.lexical.reports, corpus.reports), shares, 0.0)
    by_sentence = _by_sentence(hits)
    scores = np.array([hit.score for hit in hits] or [0.0])
    floor, spread = float(scores.min()), float(scores.std()) or 1.0
    ordinals = dict.fromkeys([*by_sentence, *_most(shares)])
    wanted = _Wanted.of(query, corpus.scope.years)
    sentences, reports = corpus.sentences(ordinals), corpus.version.reports
    found, features = [], []
    for ordinal, sentence in zip(ordinals, sentences, strict=True):
        found.append(by_sentence.get(ordinal, ()))
        meaning = ((found[-1][0][1] if found[-1] else floor) - floor) / spread
        title = reports[sentence.excerpt.at.report].year
        features.append(_features(sentence, title, meaning, float(shares[ordinal]), wanted))
    logits = CALIBRATION.relevance.logits(features)
    excerpts, admitted = [one.excerpt for one in sentences], [one.may_answer for one in sentences]
    candidates = map(Candidate, ordinals, features, logits, found, excerpts, admitted)
    return sorted(candidates, key=lambda c: -c.logit)


def _by_sentence(hits: Sequence[Hit]) -> dict[int, tuple[tuple[int, float], ...]]:
    """Ordinal -> its clauses found and their scores, best first."""
    clauses: dict[int, list[tuple[int, float]]] = {}
    for hit in hits:
        clauses.setdefault(hit.ordinal, []).append((hit.clause, hit.score))
    return {ordinal: tuple(sorted(found, key=lambda pair: -pair[1])) for ordinal, found in clauses.items()}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words that a sentence is looked through for."""

    years: bool
    number: bool
    unit: re.Pattern[str] | None
    literals: tuple[str, ...]
    items: bool
    tense: Tense
    name: bool

    @classmethod
    def of(cls, query: Query, years: Sequence[int]) -> _Wanted:
        return cls(
            bool(years),
            query.expects is Expects.NUMBER,
            amount_in(query.unit) if query.unit else None,
            _literals(query.text),
            query.items,
            query.tense,
            query.expects in _NAMES,
        )

    def literal(self, text: str) -> float:
        held = sum(term in text for term in self.literals)
        return held / len(self.literals) if held else -1.0 if self.literals else 0.0


@cache
def amount_in(unit: str) -> re.Pattern[str]:
    """A number in one of the units that answer a question for this one."""
    return re.compile(rf"[\d.]\s*[余多]?[万亿]?(?:{_written_as(unit)})")


def _written_as(unit: str) -> str:
    if unit in SHARES:
        return "%|个百分点"
    if unit == YUAN:
        return "|".join(sorted(MONEY))
    return "|".join(map(re.escape, PEOPLE if unit in PEOPLE else (unit,)))


def _most(shares: NDArray[np.float64]) -> list[int]:
    count = min(SHARED, len(shares))
    best = np.argpartition(-shares, count - 1)[:count] if count else np.zeros(0, int)
    return [int(i) for i in best if shares[i] > 0]


def _literals(text: str) -> tuple[str, ...]:
    quoted = re.findall(r"[“《「\"']([^”》」\"']{2,20})[”》」\"']", text)
    numbers = re.findall(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d+(?:\.\d+)?(?![\d.]|年)", fold(text))
    return tuple(dict.fromkeys(fold(term) for term in (*quoted, *numbers)))


def _features(
    sentence: ScopedSentence, title: int | None, meaning: float, words: float, wanted: _Wanted
) -> RankingFeatures:
    excerpt = sentence.excerpt
    kind, text = excerpt.sentence.kind, fold(excerpt.words)
    return RankingFeatures(
        meaning=meaning,
        words=words,
        year=sentence.year,
        tense=0.0 if wanted.years else _tense(wanted.tense, excerpt.section.year, title),
        figure=(1.0 if re.search(r"\d|[一二三四五六七八九十百两]+[个项家大类成条方]", text) else -1.0)
        if wanted.number
        else 0.0,
        unit=(1.0 if wanted.unit.search(text) else -1.0) if wanted.number and wanted.unit else 0.0,
        literal=wanted.literal(text),
        items=(1.0 if _ENUMERATION.search(text) else -1.0) if wanted.items else 0.0,
        heading=float(kind is SentenceKind.HEADING),
        front=float(kind is SentenceKind.FRONT and not wanted.name),
    )


def _tense(asked: Tense, year: int | None, title: int | None) -> float:
    if asked is Tense.OPEN or year is None or title is None:
        return 0.0
    return 1.0 if (asked is Tense.TARGET) == (year >= title) else -1.0
