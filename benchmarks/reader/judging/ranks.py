"""Scored questions -> how often the sentence that answers comes first, as found and as read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.harness.figures import Cell, Figures
from benchmarks.learning.fit import Floats, conditional_logit
from benchmarks.reader.folds import APART
from benchmarks.reader.judging.scored import Scored

_PENALTY = 0.05
MATTERS = "whole matters"
_STYLES = ("plain", "colloquial", "keyword", "english", "typo", "traditional")


@dataclass(frozen=True, slots=True)
class Ranked:
    """The sentences read for a question."""

    fold: int
    group: str
    x: Floats
    """What is known of each: its log-odds as found, and as read; shape (sentences, 2)."""
    right: NDArray[np.bool_]


def ranked(scored: Iterable[Scored]) -> list[Ranked]:
    """Of questions that the report answers with one sentence, or on a whole matter."""
    return [_ranked(one) for one in scored if one.found.asked.answerable and one.log_odds and _group(one)]


def _group(one: Scored) -> str:
    return MATTERS if one.is_matter else str(one.row["style"]) if one.is_one_answer else ""


def _ranked(one: Scored) -> Ranked:
    found = one.found
    kept = [at for at, c in enumerate(found.reading.ranked) if c.ordinal in one.log_odds]
    x = [(found.reading.ranked[at].logit, one.of(found.reading.ranked[at])) for at in kept]
    right = (found.right | found.welcome if one.is_matter else found.right)[kept]
    return Ranked(one.fold, _group(one), np.array(x, float), right)


def firsts(questions: Sequence[Ranked]) -> list[tuple[Ranked, bool, bool]]:
    """Each with whether a right sentence comes first as found, and as found and read together: weighed by what was
    fitted on the other folds."""
    weights = {fold: _weights(questions, {fold, APART}) for fold in {one.fold for one in questions}}
    return [(one, _is_right(one, one.x[:, 0]), _is_right(one, one.x @ weights[one.fold])) for one in questions]


def _weights(questions: Sequence[Ranked], left_out: set[int]) -> Floats:
    learned = [one for one in questions if one.fold not in left_out and one.right.any()]
    return conditional_logit([(one.x, one.right) for one in learned], _PENALTY)


def _is_right(one: Ranked, scores: Floats) -> bool:
    return bool(one.right[scores.argmax()])


def judge_ranks(questions: Sequence[Ranked]) -> Figures:
    told = firsts(questions)
    rows = []
    for name, apart in (("", False), ("only judged: ", True)):
        of = [one for one in told if (one[0].fold == APART) is apart]
        rows.append(_row(f"{name}one sentence", [one for one in of if one[0].group != MATTERS]))
        rows += [_row(f"{name}{group}", [one for one in of if one[0].group == group]) for group in (*_STYLES, MATTERS)]
    columns = ("a right sentence first", "questions", "today", "with the reader")
    return Figures("Rank 1", columns, tuple(row for row in rows if row[1]))


def _row(name: str, told: Sequence[tuple[Ranked, bool, bool]]) -> tuple[Cell, ...]:
    shares = [sum(one[arm] for one in told) / max(len(told), 1) for arm in (1, 2)]
    return (name, len(told), *(f"{share:.3f}" for share in shares))
