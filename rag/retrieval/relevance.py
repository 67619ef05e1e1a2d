"""Reading -> for every sentence found the probability that an answer on the whole matter should hold it. Pure.

``rag.retrieval.ranking`` asks which sentence carries the one answer; here several may. What is known of a sentence by
itself is joined with its place among the others: how far it stands behind the best one, and how near the sentences and
the heading of its section come. A logistic regression joins the two, fitted on questions about other reports
(``benchmarks/fitting/calibrate.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rag.learned.logistic import sigmoid
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.ranking import Candidate
from rag.text.plain import WORD, fold, grams, share_of
from rag.types import SentenceKind

_NEIGHBOURS = 3
_REMEMBERED = 4096
"""Sentences whose bigrams are kept: some six kilobytes each."""
_NOBODY = -6.0
"""Log-odds below the best that stand for a section with no other sentence found."""


class RelevanceFeatures(NamedTuple):
    """The features of a sentence among those found; the order is that of the coefficients."""

    meaning: float
    words: float
    year: float
    tense: float
    items: float
    behind: float
    """Its log-odds less those of the best sentence."""
    rank: float
    """Logarithm of its rank."""
    section: float
    """Mean log-odds of the best other sentences of its section, less those of the best sentence."""
    company: float
    """How many others of its section that mean was made of."""
    heading: float
    """Nearness of the heading of its section."""
    titled: float
    """Share (0–1) of the question's bigrams that its headings hold."""
    distance: float
    """Inner product of its best clause less that of the best sentence, scaled so that it means the same for every
    model."""
    clauses: float
    """How many of its clauses were found."""
    length: float
    figured: float
    """1 if it gives a figure."""
    literal: float
    """Share (0–1) of the question's bigrams that it holds itself."""
    run: float
    """Share (0–1) of the question's weighted bigrams in the longest stretch of it that the sentence or its headings
    hold."""
    common: float
    """Mean share (0–1) of other reports that use its bigrams: near 1 for 必须重点做好以下工作."""
    worded_meaning: float
    relevance: float
    """Its log-odds."""


@dataclass(frozen=True, slots=True)
class Relevant:
    """A sentence found, and the log-odds that it belongs to the answer."""

    candidate: Candidate
    logit: float
    standing: RelevanceFeatures

    @property
    def probability(self) -> float:
        return sigmoid(self.logit)


def relevances(question: str, weights: Mapping[str, float], ranked: Sequence[Candidate]) -> list[Relevant]:
    """The relevance of each sentence of prose among ``ranked``, which is best first; in the same order."""
    pairs = standings(question, weights, ranked)
    logits = CALIBRATION.belonging.logits(standing for _, standing in pairs)
    return [Relevant(candidate, logit, standing) for (candidate, standing), logit in zip(pairs, logits, strict=True)]


def standings(
    question: str, weights: Mapping[str, float], ranked: Sequence[Candidate]
) -> list[tuple[Candidate, RelevanceFeatures]]:
    prose = [c for c in ranked if c.excerpt.sentence.kind is SentenceKind.PROSE]
    if not prose:
        return []
    sections = _by_section(ranked)
    asked = grams(question)
    nearest = max((c.clauses[0][1] for c in ranked if c.clauses), default=0.0)
    farthest = min((c.clauses[0][1] for c in ranked if c.clauses), default=0.0)
    found = _Common(prose[0].logit, nearest, farthest, asked, _stretches(question, weights), sections)
    return [(c, _standing(c, rank, found)) for rank, c in enumerate(prose)]


@dataclass(frozen=True, slots=True)
class _Common:
    """The properties that all sentences found have in common."""

    best: float
    nearest: float
    farthest: float
    asked: frozenset[str]
    stretches: tuple[tuple[tuple[str, float], ...], ...]
    """The bigrams of the question, word by word, each with its share of the weight."""
    sections: Mapping[tuple[int, int], Sequence[Candidate]]


def _by_section(ranked: Sequence[Candidate]) -> dict[tuple[int, int], list[Candidate]]:
    """(Report, section) -> the candidates of it."""
    sections: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in ranked:
        sections.setdefault(candidate.excerpt.tile, []).append(candidate)
    return sections


def _standing(candidate: Candidate, rank: int, found: _Common) -> RelevanceFeatures:
    features, excerpt = candidate.features, candidate.excerpt
    told, titles = _read(excerpt.words), grams(" ".join(excerpt.section.path))
    section = found.sections[excerpt.tile]
    others = [c.logit for c in section if c.ordinal != candidate.ordinal][:_NEIGHBOURS]
    headings = [c.features.meaning for c in section if c.features.heading]
    score = candidate.clauses[0][1] if candidate.clauses else found.farthest
    return RelevanceFeatures(
        meaning=features.meaning,
        words=features.words,
        year=features.year,
        tense=features.tense,
        items=features.items,
        behind=candidate.logit - found.best,
        rank=math.log1p(rank),
        section=sum(others) / len(others) - found.best if others else _NOBODY,
        company=float(len(others)),
        heading=max(headings, default=0.0),
        titled=share_of(found.asked, titles),
        distance=score - found.nearest,
        clauses=float(len(candidate.clauses)),
        length=told.length,
        figured=told.figured,
        literal=share_of(found.asked, told.held),
        run=_longest(found.stretches, told.held, titles),
        common=told.common,
        worded_meaning=features.words * features.meaning,
        relevance=candidate.logit,
    )


class _SentenceWords(NamedTuple):
    """The properties of a sentence whatever is asked."""

    held: frozenset[str]
    common: float
    length: float
    figured: float


@lru_cache(_REMEMBERED)
def _read(words: str) -> _SentenceWords:
    held = grams(words)
    common = sum(map(CALIBRATION.reported, held)) / (len(held) or 1)
    return _SentenceWords(held, common, math.log(len(words) or 1), float(re.search(r"\d", words) is not None))


def _stretches(question: str, weights: Mapping[str, float]) -> tuple[tuple[tuple[str, float], ...], ...]:
    total = sum(weights.values()) or 1.0
    words = (word for word in WORD.findall(fold(question)) if len(word) > 1)
    pairs = ([word[at : at + 2] for at in range(len(word) - 1)] for word in words)
    return tuple(tuple((pair, weights.get(pair, 0.0) / total) for pair in word) for word in pairs)


def _longest(stretches: Sequence[Sequence[tuple[str, float]]], held: frozenset[str], titles: frozenset[str]) -> float:
    longest = 0.0
    for word in stretches:
        run = 0.0
        for pair, weight in word:
            run = run + weight if pair in held or pair in titles else 0.0
            longest = max(longest, run)
    return longest
