"""Scored questions -> how often the sentence that answers comes first, as found and as read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Figures
from benchmarks.fit import Floats, conditional_logit
from benchmarks.reader.judging.scored import Scored

_PENALTY = 0.05
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
    return "whole matters" if one.is_matter else str(one.row["style"]) if one.is_one_answer else ""


def _ranked(one: Scored) -> Ranked:
    found = one.found
    kept = [at for at, c in enumerate(found.reading.ranked) if c.ordinal in one.log_odds]
    x = [(found.reading.ranked[at].logit, one.of(found.reading.ranked[at])) for at in kept]
    right = (found.right | found.welcome if one.is_matter else found.right)[kept]
    return Ranked(one.fold, _group(one), np.array(x, float), right)


def firsts(questions: Sequence[Ranked]) -> list[tuple[Ranked, bool, bool]]:
    """Each with whether a right sentence comes first as found, and as found and read together: weighed by what was
    fitted on the other folds."""
    return [
        (one, bool(one.right[one.x[:, 0].argmax()]), bool(one.right[(one.x @ weights).argmax()]))
        for fold in sorted({one.fold for one in questions})
        for weights in [_weights([one for one in questions if one.fold != fold])]
        for one in questions
        if one.fold == fold
    ]


def _weights(questions: Sequence[Ranked]) -> Floats:
    return conditional_logit([(one.x, one.right) for one in questions if one.right.any()], _PENALTY)


def judge_ranks(questions: Sequence[Ranked]) -> Figures:
    told = firsts(questions)
    groups = [(style, [one for one in told if one[0].group == style]) for style in (*_STYLES, "whole matters")]
    groups.insert(0, ("one sentence", [one for one in told if one[0].group in _STYLES]))
    rows = [
        (name, len(of), f"{np.mean([one[1] for one in of]):.3f}", f"{np.mean([one[2] for one in of]):.3f}")
        for name, of in groups
        if of
    ]
    return Figures("A right sentence first", ("questions", "", "today", "with the reader"), tuple(rows))
