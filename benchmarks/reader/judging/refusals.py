"""Scored questions -> how many unanswerable ones are refused, at the same share of wrong refusals. Pure.

The confidence is fitted on the signals and vectors that ``benchmarks.confidence`` is fitted on, report by report left
out; once on these alone, and once with what the reader says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.confidence import PENALTY, VECTOR_PENALTY, Example
from benchmarks.figures import Figures
from benchmarks.fit import Floats, logistic
from benchmarks.reader.judging.scored import Scored
from rag.retrieval.calibration import Nearness

WRONG_REFUSALS = 0.035
"""Of the answerable questions, as in ``benchmarks.calibrate``."""
_STYLES = ("plain", "colloquial", "keyword", "english")


@dataclass(frozen=True, slots=True)
class Refusable:
    """A question, and what is known of the sentence that fits it best."""

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
    return Refusable(one.found.asked.report, str(one.row["style"]), one.found.asked.answerable, known, read)


def left_out(questions: Sequence[Refusable], *, with_reader: bool) -> Floats:
    """The log-odds that each is answered, by what was fitted on the questions on other reports."""
    x = np.array([_features(one, with_reader) for one in questions if one.known])
    known = np.array([one.known is not None for one in questions])
    y = np.array([float(one.answerable) for one in questions])
    reports = np.array([one.report for one in questions])
    logits = np.full(len(questions), -np.inf)
    dimensions = _dimensions(next(one.known for one in questions if one.known), x.shape[1])
    for report in dict.fromkeys(reports):
        others, own = reports[known] != report, reports[known] == report
        penalty = np.where(dimensions, VECTOR_PENALTY, PENALTY)
        model = logistic(x[others], y[known][others], penalty, None, ~dimensions)
        logits[known & (reports == report)] = [model.logit(row) for row in x[own]]
    return logits


def _features(one: Refusable, with_reader: bool) -> list[float]:
    if one.known is None:
        return []
    return [*one.known.signals[:-1], *one.known.vector, *(one.read if with_reader else ())]


def _dimensions(example: Example, columns: int) -> NDArray[np.bool_]:
    """Which columns are those of the question's vector: they are not in units of their spread."""
    start = len(example.signals) - 1
    end = start + len(example.vector) - len(Nearness._fields)
    at = np.arange(columns)
    return (at >= start) & (at < end)


def refused(questions: Sequence[Refusable], logits: Floats) -> list[bool]:
    """Below what refuses ``WRONG_REFUSALS`` of the answerable ones."""
    answerable = np.sort(logits[[one.answerable for one in questions]])
    return [bool(logit < answerable[int(WRONG_REFUSALS * len(answerable))]) for logit in logits]


def judge_refusals(questions: Sequence[Refusable]) -> Figures:
    today, then = (refused(questions, left_out(questions, with_reader=read)) for read in (False, True))
    absent = [(one.style, *told) for one, *told in zip(questions, today, then, strict=True) if not one.answerable]
    rows = []
    for name in ("all", *_STYLES):
        of = [told for told in absent if name in ("all", told[0])]
        rows.append((name, len(of), f"{sum(one[1] for one in of)}", f"{sum(one[2] for one in of)}"))
    count = len(questions) - len(absent)
    note = f"Of {count} answerable questions {WRONG_REFUSALS:.1%} are refused, each way."
    return Figures("Refused rightly", ("questions", "unanswerable", "today", "with the reader"), tuple(rows), (note,))
