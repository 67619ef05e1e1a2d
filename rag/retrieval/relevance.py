"""Reading -> for every sentence found the probability that an answer on the whole matter should hold it. Pure.

``rag.retrieval.ranking`` asks which sentence carries the one answer; here several may. What is known of a sentence by
itself is joined with its place among the others: how far it stands behind the best one, and how near the sentences and
the heading of its section come. A logistic regression joins the two, fitted on questions about other reports
(``benchmarks/calibrate.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.documents.snapshot import Version
from rag.retrieval.calibration import CALIBRATION, sigmoid
from rag.retrieval.ranking import Candidate
from rag.text.ngrams import grams
from rag.types import Kind

_NEIGHBOURS = 3
_NOBODY = -6.0
"""Log-odds behind the best that stand for a section with no other sentence found."""


class Standing(NamedTuple):
    """What is known of a sentence among those found; the order is that of the coefficients."""

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
    """Inner product of its best clause less that of the best sentence."""
    clauses: float
    """How many of its clauses were found."""
    length: float
    figured: float
    """1 if it gives a figure."""
    literal: float
    """Share (0–1) of the question's bigrams that it holds itself."""
    worded_meaning: float
    relevance: float
    """Its log-odds."""


@dataclass(frozen=True, slots=True)
class Relevant:
    """A sentence found, and the log-odds that it belongs to the answer."""

    candidate: Candidate
    logit: float

    @property
    def probability(self) -> float:
        return sigmoid(self.logit)


def relevances(question: str, ranked: Sequence[Candidate], snapshot: Version) -> list[Relevant]:
    """Of the sentences of prose among ``ranked``, which is best first; in the same order."""
    pairs = standings(question, ranked, snapshot)
    return [Relevant(candidate, CALIBRATION.belonging.logit(standing)) for candidate, standing in pairs]


def standings(question: str, ranked: Sequence[Candidate], snapshot: Version) -> list[tuple[Candidate, Standing]]:
    prose = [c for c in ranked if snapshot.sentence(snapshot.order[c.ordinal]).kind is Kind.PROSE]
    if not prose:
        return []
    sections = _by_section(ranked, snapshot)
    asked = grams(question)
    nearest = max((c.clauses[0][1] for c in ranked if c.clauses), default=0.0)
    farthest = min((c.clauses[0][1] for c in ranked if c.clauses), default=0.0)
    found = _Found(prose[0].logit, nearest, farthest, asked, sections)
    return [(c, _standing(c, rank, found, snapshot)) for rank, c in enumerate(prose)]


@dataclass(frozen=True, slots=True)
class _Found:
    """What all sentences found have in common."""

    best: float
    nearest: float
    farthest: float
    asked: set[str]
    sections: Mapping[tuple[int, int], Sequence[Candidate]]


def _by_section(ranked: Sequence[Candidate], snapshot: Version) -> dict[tuple[int, int], list[Candidate]]:
    sections: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in ranked:
        sections.setdefault(_section_of(candidate, snapshot), []).append(candidate)
    return sections


def _section_of(candidate: Candidate, snapshot: Version) -> tuple[int, int]:
    at = snapshot.order[candidate.ordinal]
    return at.report, snapshot.sentence(at).section


def _standing(candidate: Candidate, rank: int, found: _Found, snapshot: Version) -> Standing:
    at = snapshot.order[candidate.ordinal]
    sentence, features = snapshot.sentence(at), candidate.features
    words = snapshot.report(at).text[sentence.start : sentence.end]
    section = found.sections[_section_of(candidate, snapshot)]
    others = [c.logit for c in section if c.ordinal != candidate.ordinal][:_NEIGHBOURS]
    headings = [c.features.meaning for c in section if c.features.heading]
    score = candidate.clauses[0][1] if candidate.clauses else found.farthest
    return Standing(
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
        titled=_share(found.asked, " ".join(snapshot.section(at).path)),
        distance=score - found.nearest,
        clauses=float(len(candidate.clauses)),
        length=math.log(len(words) or 1),
        figured=float(re.search(r"\d", words) is not None),
        literal=_share(found.asked, words),
        worded_meaning=features.words * features.meaning,
        relevance=candidate.logit,
    )


def _share(asked: set[str], text: str) -> float:
    return len(asked & grams(text)) / len(asked) if asked else 0.0
