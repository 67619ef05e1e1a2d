"""Questions and what answers them -> the coefficients that all embedding models share: words, relevance, belonging."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import typer

from benchmarks.fitting.calibration_questions import Asked, Read, is_any
from benchmarks.fitting.fitted_coefficients import set_shared
from benchmarks.learning.fit import Floats, conditional_logit, logistic
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import SearchableCorpus
from rag.learned.logistic import Logistic
from rag.retrieval.query import MATTERS, is_english
from rag.retrieval.relevance import RelevanceFeatures, standings
from rag.text.places import find_places
from rag.text.plain import grams

MUST_WEIGHT = 3.0
"""Of a sentence that an answer has to hold, beside one that it may hold or should not."""
FREQUENT = 8
"""Bigrams with a character, from which it has a weight of its own."""


def fit_content(asked: Sequence[Asked], served: Mapping[str, SearchableCorpus]) -> None:
    """Which characters make a bigram of a question one that its answer holds; names of places and English left out."""
    pairs = [pair for one in asked if one.answerable for pair in _held(one, served[one.report].version)]
    first, second = (_letters([gram[at] for gram, _ in pairs]) for at in (0, 1))
    x = np.zeros((len(pairs), len(first) + len(second)))
    for row, (gram, _) in enumerate(pairs):
        if gram[0] in first:
            x[row, first[gram[0]]] = 1.0
        if gram[1] in second:
            x[row, len(first) + second[gram[1]]] = 1.0
    model = logistic(x, np.array([float(held) for _, held in pairs]), 2.0, scale=False)
    set_shared(
        held_base=model.intercept,
        held_first={letter: model.weights[place] for letter, place in first.items()},
        held_second={letter: model.weights[len(first) + place] for letter, place in second.items()},
    )


def _held(asked: Asked, snapshot: CorpusSnapshot) -> Iterator[tuple[str, bool]]:
    """The bigrams of a Chinese question, and whether a sentence that answers it (or its headings) holds each."""
    text = "" if is_english(asked.question.text) else asked.question.text
    for place in find_places(text):
        text = text.replace(place, " ")
    texts = []
    for at in snapshot.order:
        sentence = snapshot.sentence(at)
        words = snapshot.report(at).text[sentence.start : sentence.end]
        if is_any(asked.must, words):
            texts.append(" ".join((*snapshot.section(at).path, words)))
    held = grams(" ".join(texts))
    return ((gram, gram in held) for gram in grams(text) if len(gram) > 1 and not gram.isascii())


def _letters(letters: Sequence[str]) -> dict[str, int]:
    counts = Counter(letters)
    return {letter: place for place, letter in enumerate(sorted(one for one in counts if counts[one] >= FREQUENT))}


def count_report_grams(served: Sequence[SearchableCorpus]) -> None:
    """How many of the reports hold a bigram; what but one holds is its own."""
    counts: Counter[str] = Counter()
    for one in served:
        (report,) = one.version.reports
        counts.update(gram for gram in grams(report.text) if len(gram) > 1 and not gram.isascii())
    set_shared(reports=len(served), report_grams={gram: n for gram, n in counts.items() if n > 1})


def fit_relevance(found: Sequence[Read]) -> None:
    groups = [(read.features, read.right) for read in found if read.right.any()]
    weights = conditional_logit(groups, 0.05)
    tops = [(x @ weights, right) for x, right in groups]
    best = np.array([[scores.max()] for scores, _ in tops])
    hits = np.array([right[scores.argmax()] for scores, right in tops], float)
    scale = logistic(best, hits, 1.0)
    typer.echo(f"Right sentence first: {hits.mean():.3f} of {len(hits)}")
    set_shared(relevance=Logistic(scale.intercept, tuple(map(float, weights * scale.weights[0]))))


def fit_belonging(found: Sequence[Read]) -> None:
    matters = [read for read in found if read.asked.form in MATTERS]
    parts = [_standings(read) for read in matters]
    x = np.concatenate([x for x, _, _ in parts])
    y = np.concatenate([y for _, y, _ in parts])
    weights = np.concatenate([weight for _, _, weight in parts])
    set_shared(belonging=logistic(x, y, 1.0, weights))


def _standings(read: Read) -> tuple[Floats, Floats, Floats]:
    """Of the usable sentences of one question: what is known of each, whether it belongs, how much it counts."""
    usable = {candidate.ordinal for candidate in read.reading.usable}
    pairs = standings(read.reading.words, read.reading.weights, read.reading.ranked)
    told = {c.ordinal: (must, may) for c, must, may in zip(read.reading.ranked, read.right, read.welcome, strict=True)}
    kept = [(standing, told[c.ordinal]) for c, standing in pairs if c.ordinal in usable]
    x = np.array([standing for standing, _ in kept], float).reshape(-1, len(RelevanceFeatures._fields))
    y = np.array([must or may for _, (must, may) in kept], float)
    weight = np.array([MUST_WEIGHT if must else 1.0 for _, (must, _) in kept])
    return x, y, weight
