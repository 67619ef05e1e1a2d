"""Scored questions -> how many unanswerable ones are refused, at the same share of wrong refusals. Pure.

The confidence is fitted on the signals and vectors that ``benchmarks.fitting.confidence`` is fitted on, report by
report left out; once on these alone, and once with what the reader says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.fitting.confidence import PENALTY, VECTOR_PENALTY, Example
from benchmarks.harness.figures import Cell, Figures
from benchmarks.learning.fit import Floats, logistic
from benchmarks.reader.folds import APART
from benchmarks.reader.judging.scored import Scored
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import Nearness

WRONG_REFUSALS = 0.035
"""Of the answerable questions, as in ``benchmarks.fitting.calibrate``."""
_STYLES = ("plain", "colloquial", "keyword", "english")


@dataclass(frozen=True, slots=True)
class Refusable:
    """A question, and what is known of the sentence that fits it best."""

    fold: int
    report: str
    style: str
    answerable: bool
    known: Example | None
    """None where it is refused whatever the confidence."""
    read: tuple[float, ...]
    """What the reader says of that sentence, the most it says of one that may answer, and of all of these together."""


def refusable(one: Scored, known: Example | None) -> Refusable:
    said = [one.of(candidate) for candidate in one.found.reading.usable] or [0.0]
    read = (said[0], max(said), float(np.logaddexp(0.0, said).sum()))
    asked = one.found.asked
    return Refusable(one.fold, asked.report, str(one.row["style"]), asked.answerable, known, read)


def left_out(questions: Sequence[Refusable], *, with_reader: bool) -> Floats:
    """The log-odds that each is answered, by what was fitted on the questions on other reports."""
    logits = np.full(len(questions), -np.inf)
    for report in dict.fromkeys(one.report for one in questions):
        logit = _fitted([one for one in questions if one.report != report and one.fold != APART], with_reader)
        for at, one in enumerate(questions):
            if one.report == report and one.known:
                logits[at] = logit(_features(one.known, one, with_reader))
    return logits


def _fitted(questions: Sequence[Refusable], with_reader: bool) -> Callable[[Sequence[float]], float]:
    known = [(one.known, one) for one in questions if one.known]
    x = np.array([_features(example, one, with_reader) for example, one in known])
    start = len(Signals._fields) - 1
    column = np.arange(x.shape[1])
    dimensions = (column >= start) & (column < start + len(known[0][0].vector) - len(Nearness._fields))
    penalty = np.where(dimensions, VECTOR_PENALTY, PENALTY)
    return logistic(x, np.array([float(one.answerable) for _, one in known]), penalty, None, ~dimensions).logit


def _features(known: Example, one: Refusable, with_reader: bool) -> list[float]:
    return [*known.signals[:-1], *known.vector, *(one.read if with_reader else ())]


def refused(questions: Sequence[Refusable], logits: Floats) -> list[bool]:
    """Below what refuses ``WRONG_REFUSALS`` of the answerable ones."""
    answerable = np.sort(logits[[one.answerable for one in questions]])
    return [bool(logit < answerable[int(WRONG_REFUSALS * len(answerable))]) for logit in logits]


def judge_refusals(questions: Sequence[Refusable]) -> Figures:
    arms = [left_out(questions, with_reader=read) for read in (False, True)]
    rows: list[tuple[Cell, ...]] = []
    for name, apart in (("", False), ("only judged: ", True)):
        rows += _rows(name, questions, arms, [(one.fold == APART) is apart for one in questions])
    columns = ("unanswerable questions refused", "questions", "today", "with the reader")
    return Figures(f"Refusals, {WRONG_REFUSALS:.1%} of the answerable ones refused", columns, tuple(rows))


def _rows(
    name: str, questions: Sequence[Refusable], arms: Sequence[Floats], chosen: Sequence[bool]
) -> Iterator[tuple[Cell, ...]]:
    of = [one for one, is_chosen in zip(questions, chosen, strict=True) if is_chosen]
    told = [refused(of, logits[list(chosen)]) for logits in arms if of]
    for style in ("all", *_STYLES):
        absent = [at for at, one in enumerate(of) if not one.answerable and style in ("all", one.style)]
        if absent:
            yield (name + style, len(absent), *(f"{sum(arm[at] for at in absent) / len(absent):.3f}" for arm in told))
