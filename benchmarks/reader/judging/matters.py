"""Scored questions on whole matters -> how good the sets of sentences are that answer them. Pure.

Which sentences belong to an answer is fitted on ``rag.retrieval.relevance.RelevanceFeatures``, report by report left
out; once on these features alone, and once with what the reader says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.fitting.calibration_questions import is_any
from benchmarks.fitting.shared_coefficients import MUST_WEIGHT
from benchmarks.harness.figures import Figures
from benchmarks.learning.fit import Floats, logistic
from benchmarks.reader.judging.scored import Scored
from rag.retrieval.relevance import standings

_FLOORS = (0.2, 0.3, 0.4, 0.5, 0.6)
_MOST = 8
"""Sentences of an answer."""
_PRECISE = 2 / 3
_PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Matter:
    """A question on a whole matter, and the sentences that may answer it."""

    report: str
    known: Floats
    """What is known of each; shape (sentences, features)."""
    read: Floats
    """What the reader says of each, and how far that is behind the best; shape (sentences, 2)."""
    belongs: Floats
    """0: it should not stand in an answer; 1: it may; 2: it should."""
    groups: tuple[frozenset[int], ...]
    """An answer needs a sentence of each; indices into ``known``."""


def matters(scored: Iterable[Scored]) -> list[Matter]:
    found = (_matter(one) for one in scored if one.row["form"] in ("topic", "how") and one.found.asked.answerable)
    return [one for one in found if len(one.known)]


def _matter(one: Scored) -> Matter:
    reading = one.found.reading
    usable = {candidate.ordinal for candidate in reading.usable}
    belongs = np.maximum(2.0 * one.found.right, 1.0 * one.found.welcome)
    told = dict(zip((c.ordinal for c in reading.ranked), belongs, strict=True))
    pairs = standings(reading.words, reading.weights, reading.ranked)
    kept = [(c, standing) for c, standing in pairs if c.ordinal in usable]
    said = np.array([one.of(c) for c, _ in kept])
    words = [c.excerpt.words for c, _ in kept]
    groups = (
        frozenset(at for at, text in enumerate(words) if is_any(group, text)) for group in one.row.get("must", ())
    )
    return Matter(
        one.found.asked.report,
        np.array([standing for _, standing in kept], float),
        np.column_stack([said, said - said.max()]) if len(said) else np.zeros((0, 2)),
        np.array([told[c.ordinal] for c, _ in kept]),
        tuple(groups),
    )


def is_good(matter: Matter, chosen: Sequence[int]) -> bool:
    """It holds a sentence of every group, and at least two in three may stand there."""
    whole = all(group & set(chosen) for group in matter.groups)
    return whole and float(np.mean(matter.belongs[list(chosen)] > 0)) >= _PRECISE - 1e-9


def choose(probabilities: Floats, floor: float) -> list[int]:
    """The likeliest from ``floor`` on, or else the likeliest."""
    order = np.argsort(-probabilities, kind="stable")
    return [int(at) for at in order[:_MOST] if probabilities[at] >= floor] or [int(order[0])]


def good(questions: Sequence[Matter], *, with_reader: bool) -> list[bool]:
    """Of each, whether its answer is good by what was fitted on the other reports, the floor included."""
    x = [np.hstack([one.known, one.read]) if with_reader else one.known for one in questions]
    told = [False] * len(questions)
    for report in dict.fromkeys(one.report for one in questions):
        others = [at for at, one in enumerate(questions) if one.report != report]
        probabilities = _probabilities(x, questions, others)
        floor = max(_FLOORS, key=lambda floor: _share(questions, probabilities, others, floor))
        for at in (at for at, one in enumerate(questions) if one.report == report):
            told[at] = is_good(questions[at], choose(probabilities[at], floor))
    return told


def _probabilities(x: Sequence[Floats], questions: Sequence[Matter], learned: Sequence[int]) -> list[Floats]:
    y = np.concatenate([questions[at].belongs for at in learned])
    weights = np.where(y == 2, MUST_WEIGHT, 1.0)
    model = logistic(np.concatenate([x[at] for at in learned]), (y > 0).astype(float), _PENALTY, weights)
    slopes = np.array(model.weights)
    return [1 / (1 + np.exp(-(model.intercept + each @ slopes))) for each in x]


def _share(questions: Sequence[Matter], probabilities: Sequence[Floats], among: Sequence[int], floor: float) -> float:
    return float(np.mean([is_good(questions[at], choose(probabilities[at], floor)) for at in among]))


def judge_matters(questions: Sequence[Matter]) -> Figures:
    today, then = (np.mean(good(questions, with_reader=read)) for read in (False, True))
    row = ("topics", len(questions), f"{today:.3f}", f"{then:.3f}")
    return Figures("Good sets of sentences", ("questions", "", "today", "with the reader"), (row,))
