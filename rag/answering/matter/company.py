"""Reading of a question on a whole matter -> features of each sentence found, taken from its neighbours. Pure.

``rag.retrieval.relevance`` looks at one sentence and its place among those found. Whole items belong in whole: a
sentence that shares no word with the question belongs where the sentences around it do. So each is looked at once more
with what the first look said of its neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.answering.matter.question_coverage import QuestionCoverage
from rag.documents.snapshot import CorpusSnapshot, Excerpt
from rag.learned.logistic import sigmoids
from rag.retrieval.answerability.english_terms import telling_terms
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.text.plain import grams
from rag.text.time_expressions import Tense, tense
from rag.types import Form, SentenceKind

_NOBODY = -6.0
"""Log-odds given to a missing neighbour."""
_UNFOUND = -3.0
"""The most that a sentence not found may have, in log-odds."""
_AROUND = 3
"""The number of sentences before and after one that count as around it."""
_HALF = 0.5
"""Share of what the best clause holds of the question from which another is on it, too; and of a term, from which it is
held."""
_TEN = 10


class Company(NamedTuple):
    """The features of a sentence among its neighbours; the order is that of the coefficients."""

    own: float
    """Its own log-odds."""
    gap: float
    """The same less those of the best sentence."""
    place: float
    """Logarithm of its rank by them."""
    strongest: float
    """The log-odds of the likeliest other sentence of its section."""
    share: float
    """Mean probability of the others of its section."""
    number: float
    """Logarithm of how many of them are expected to belong."""
    size: float
    """Logarithm of how many they are."""
    before: float
    """Log-odds of the sentence before it; this and the next within its section."""
    after: float
    beside: float
    """The greater of the two."""
    around: float
    """Mean probability of the sentences around it."""
    titled: float
    """Share (0–1) of the question's weighted bigrams that its own heading holds."""
    titled_share: float
    """``titled`` × ``share``."""
    holds: float
    """Share (0–1) of the question's weighted bigrams that it holds itself."""
    clause: float
    """The same of its best clause."""
    spread: float
    """Share (0–1) of its clauses that are on the question as much as that: low for one measure among six."""
    measures: float
    """Logarithm of how many clauses it has."""
    enumerated: float
    """Tens of things that it enumerates."""
    planned: float
    """1 if its section is on the year planned, -1 if on an earlier one. Otherwise 0."""
    planned_asked: float
    """The same × 1 where the question asks for plans, × -1 where it asks for results. Otherwise 0."""
    planned_open: float
    """``planned`` where the question is open to both."""
    how: float
    """1 if means are asked for, else 0."""
    english: float
    unnamed: float
    """1 if it holds, itself or in its headings, none of the terms of an English question, else 0."""
    found: float
    """Logarithm of how many sentences are likely to belong."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The properties that all sentences found have in common."""

    reading: Reading
    snapshot: CorpusSnapshot
    logits: Mapping[int, float]
    places: Mapping[int, int]
    """Ordinal -> rank by log-odds."""
    sections: Mapping[tuple[int, int], Sequence[int]]
    unfound: float
    chances: Mapping[int, float]
    """Ordinal -> probability, of the sentences of these sections."""
    best: float
    likely: int
    """How many sentences are likelier to belong than not."""
    tense: Tense
    terms: Sequence[frozenset[str]]
    """The bigrams of each term of an English question."""

    def logit(self, ordinal: int) -> float:
        return self.logits.get(ordinal, self.unfound)


def companies(reading: Reading, snapshot: CorpusSnapshot, held: Sequence[QuestionCoverage]) -> list[Company]:
    """That of every relevant sentence, in the order of the reading; ``held``: what each holds of the question."""
    asked = _read(reading, snapshot)
    return [_company(one.candidate, own, asked) for one, own in zip(reading.relevant, held, strict=True)]


def _read(reading: Reading, snapshot: CorpusSnapshot) -> _Surroundings:
    logits = {one.candidate.ordinal: one.logit for one in reading.relevant}
    ranked = sorted(logits, key=lambda ordinal: -logits[ordinal])
    sections = _sections([one.candidate.excerpt for one in reading.relevant], snapshot)
    unfound = min((*logits.values(), _UNFOUND))
    beside = [one for held in sections.values() for one in held]
    chances = sigmoids(logits.get(one, unfound) for one in beside)
    return _Surroundings(
        reading=reading,
        snapshot=snapshot,
        logits=logits,
        places={ordinal: place for place, ordinal in enumerate(ranked)},
        sections=sections,
        unfound=unfound,
        chances=dict(zip(beside, chances, strict=True)),
        best=max(logits.values(), default=unfound),
        likely=sum(logit > 0 for logit in logits.values()),
        tense=tense(reading.query.asked),
        terms=tuple(map(grams, telling_terms(reading.query))) if reading.query.english else (),
    )


def _sections(found: Iterable[Excerpt], snapshot: CorpusSnapshot) -> dict[tuple[int, int], list[int]]:
    """The ordinals of the prose of the sections that the sentences found stand in."""
    held: dict[tuple[int, int], list[int]] = {one.tile: [] for one in found}
    for report in {report for report, _ in held}:
        first = snapshot.ordinals[snapshot.outlines[report].sentences[0].id]
        for place, sentence in enumerate(snapshot.outlines[report].sentences):
            section = report, sentence.section
            if sentence.kind is SentenceKind.PROSE and section in held:
                held[section].append(first + place)
    return held


def _company(candidate: Candidate, held: QuestionCoverage, asked: _Surroundings) -> Company:
    excerpt, query, most = candidate.excerpt, asked.reading.query, max(held.clauses)
    own, planned = asked.logit(candidate.ordinal), _planned(excerpt, asked.snapshot)
    section = _section(candidate, asked)
    return Company(
        own=own,
        gap=own - asked.best,
        place=math.log1p(asked.places[candidate.ordinal]),
        titled=held.title,
        titled_share=held.title * section["share"],
        holds=held.whole,
        clause=most,
        spread=sum(one > 0 and one >= _HALF * most for one in held.clauses) / len(held.clauses),
        measures=math.log(len(held.clauses)),
        enumerated=excerpt.words.count("、") / _TEN,
        planned=planned,
        planned_asked=planned * {Tense.TARGET: 1.0, Tense.RESULT: -1.0, Tense.OPEN: 0.0}[asked.tense],
        planned_open=planned * (asked.tense is Tense.OPEN),
        how=float(query.form is Form.HOW),
        english=float(query.english),
        unnamed=float(query.english and not _names(excerpt, asked.terms)),
        found=math.log1p(asked.likely),
        **section,
    )


def _section(candidate: Candidate, asked: _Surroundings) -> dict[str, float]:
    """The features of the other sentences of its section."""
    ordinal = candidate.ordinal
    others = [one for one in asked.sections[candidate.excerpt.tile] if one != ordinal]
    chances = [asked.chances[one] for one in others]
    before, after = (asked.logit(one) if one in others else _NOBODY for one in (ordinal - 1, ordinal + 1))
    return {
        "strongest": max(map(asked.logit, others), default=_NOBODY),
        "share": _mean(chances),
        "number": math.log1p(sum(chances)),
        "size": math.log1p(len(others)),
        "before": before,
        "after": after,
        "beside": max(before, after),
        "around": _mean([asked.chances[one] for one in others if abs(one - ordinal) <= _AROUND]),
    }


def _names(found: Excerpt, terms: Iterable[frozenset[str]]) -> bool:
    held = grams(" ".join((*found.section.path, found.words)))
    return any(len(term & held) >= _HALF * len(term) for term in terms)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _planned(found: Excerpt, snapshot: CorpusSnapshot) -> float:
    year, title = found.section.year, snapshot.reports[found.at.report].year
    if year is None or title is None:
        return 0.0
    return 1.0 if year >= title else -1.0
