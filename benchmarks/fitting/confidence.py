"""Examples -> the confidence, and how well it does on reports that it was not fitted on. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.learning.fit import logistic
from rag.learned.logistic import Logistic
from rag.retrieval.answerability.decision import ANSWER_FROM
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import Nearness

PENALTY = 3.0
FOLDS = 8
"""Parts of the reports, each judged by what was fitted on the others."""
VECTOR_PENALTY = 0.1
"""On the dimensions of the question's vector, which are not in units of their spread."""


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a question and the sentence that fits it best."""

    signals: Signals
    vector: Sequence[float]
    """The question's vector and ``Nearness``; of ``for_any_model``, ``Nearness.in_spreads``."""
    answered: float
    """1 if the sentence answers it, else 0."""
    weight: float

    def for_any_model(self) -> Example:
        """Without what depends on the directions of vectors."""
        near = Nearness(*self.vector[-len(Nearness._fields) :])
        return replace(self, signals=self.signals._replace(topic=0.0), vector=near.in_spreads)


@dataclass(frozen=True, slots=True)
class Judged:
    """A calibration question; None where it is refused whatever the confidence."""

    report: str
    answerable: bool
    asked: Example | None
    without: Example | None
    """The question where the sentences that answer it are taken away."""
    file: str = ""
    """The file of the question."""

    def examples(self) -> Iterator[Example]:
        yield from (example for example in (self.asked, self.without) if example)

    def for_any_model(self) -> Judged:
        asked, without = (example and example.for_any_model() for example in (self.asked, self.without))
        return replace(self, asked=asked, without=without)


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression over the signals and the question's vector, in two parts that are added."""

    signals: Logistic
    """Of ``told``, the last of them, the coefficient is 1: it is what ``told`` below gives."""
    told: Logistic

    def logit(self, asked: Example | None) -> float:
        """-inf where a question is refused without."""
        if asked is None:
            return -math.inf
        return self.signals.logit(asked.signals._replace(told=self.told.logit(asked.vector)))

    def answering_from(self, floor: float, usual: float) -> Confidence:
        """The same, moved so that log-odds of ``floor`` come to lie at ANSWER_FROM; ``told`` moved to give 0 where it
        gave ``usual``, which is what a question counts as where vectors do not tell."""
        moved = usual - floor + math.log(ANSWER_FROM / (1 - ANSWER_FROM))
        signals = replace(self.signals, intercept=self.signals.intercept + moved)
        return Confidence(signals, replace(self.told, intercept=self.told.intercept - usual))


def fit(judged: Sequence[Judged], aside: Sequence[Example], wrong_refusals: float) -> tuple[Confidence, list[str]]:
    """The confidence, and a line for each report: what is refused of the questions on it by what was fitted on others.
    ``wrong_refusals``: the share of all answerable ones that may be."""
    reports = list(dict.fromkeys(one.report for one in judged))
    held_out = _hold_out(judged, aside, lambda one: reports.index(one.report) % FOLDS)
    floor = _floor(held_out, wrong_refusals)
    lines = [f"{name}: {_refusals([p for p in held_out if p[0].report == name], floor)}" for name in reports]
    fitted = _fit([*(example for one in judged for example in one.examples()), *aside])
    answerable = [one.asked for one in judged if one.answerable and one.asked]
    usual = float(np.mean([fitted.told.logit(asked.vector) for asked in answerable]))
    return fitted.answering_from(floor, usual), [*lines, f"All: {_refusals(held_out, floor)}"]


def fit_across_files(judged: Sequence[Judged], aside: Sequence[Example], wrong_refusals: float) -> list[str]:
    """A line for each file: what is refused of its questions by what was fitted on those of the other files, which
    other people wrote; from a floor of its own.

    The questions of one file are alike from report to report. Report by report left out, what they are alike in is
    learned and told again; strangers ask otherwise.
    """
    if len(dict.fromkeys(one.file for one in judged)) == 1:
        return []
    held_out = _hold_out(judged, aside, lambda one: one.file)
    lines = []
    for name in dict.fromkeys(one.file for one in judged):
        pairs = [pair for pair in held_out if pair[0].file == name]
        lines.append(f"{name}, by the other files: {_refusals(pairs, _floor(pairs, wrong_refusals))}")
    return lines


def _hold_out(
    judged: Sequence[Judged], aside: Sequence[Example], group: Callable[[Judged], Hashable]
) -> list[tuple[Judged, float]]:
    """Each with its log-odds by what was fitted on the questions of the other groups."""
    pairs = []
    for name in dict.fromkeys(map(group, judged)):
        others = [example for one in judged if group(one) != name for example in one.examples()]
        fitted = _fit([*others, *aside])
        pairs += [(one, fitted.logit(one.asked)) for one in judged if group(one) == name]
    return pairs


def _floor(pairs: Sequence[tuple[Judged, float]], wrong_refusals: float) -> float:
    """The log-odds under which that share of the answerable questions is refused."""
    logits = sorted(logit for one, logit in pairs if one.answerable)
    return logits[int(wrong_refusals * len(logits))]


def _refusals(pairs: Sequence[tuple[Judged, float]], floor: float) -> str:
    def refused(answerable: bool) -> str:
        low = [logit < floor for one, logit in pairs if one.answerable is answerable]
        return f"{sum(low)} of {len(low)}"

    return f"refused {refused(False)} unanswerable, {refused(True)} answerable questions"


def _fit(examples: Sequence[Example]) -> Confidence:
    signals = np.array([example.signals[:-1] for example in examples], float)
    vectors = np.array([example.vector for example in examples], float)
    y = np.array([example.answered for example in examples])
    weights = np.array([example.weight for example in examples])
    split = signals.shape[1]
    x = np.hstack([signals, vectors])
    column = np.arange(x.shape[1])
    is_dimension = (column >= split) & (column < x.shape[1] - len(Nearness._fields))
    model = logistic(x, y, np.where(is_dimension, VECTOR_PENALTY, PENALTY), weights, ~is_dimension)
    return Confidence(Logistic(model.intercept, (*model.weights[:split], 1.0)), Logistic(0.0, model.weights[split:]))
