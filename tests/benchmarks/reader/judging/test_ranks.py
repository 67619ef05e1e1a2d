"""The reader helps where it knows better, by weights of the other folds."""

from __future__ import annotations

import numpy as np

from benchmarks.reader.folds import APART
from benchmarks.reader.judging.ranks import Ranked, firsts, judge_ranks


def question(fold: int, found: tuple[float, float], read: tuple[float, float]) -> Ranked:
    """Two sentences; the first is right."""
    return Ranked(fold, "plain", np.array([found, read]).T, np.array([True, False]))


def test_a_reader_that_knows_puts_the_right_sentence_first() -> None:
    questions = [question(fold, (0.1 * way, -0.1 * way), (1, -1)) for fold in range(2) for way in (1, -1)]
    assert [(before, after) for _, before, after in firsts(questions)] == [(True, True), (False, True)] * 2


def test_weights_come_from_the_other_folds() -> None:
    """In the other fold the reader is always wrong: here its word is turned round."""
    misled = [question(0, (0, 0), (1, -1)), *[question(1, (0, 0), (-1, 1))] * 3]
    assert firsts(misled)[0][2] is False


def test_the_table_has_a_row_for_each_kind() -> None:
    figures = judge_ranks([question(fold, (1, 0), (1, 0)) for fold in range(2)])
    assert figures.rows == (("one sentence", 2, "1.000", "1.000"), ("plain", 2, "1.000", "1.000"))


def test_nothing_is_fitted_by_what_is_only_judged() -> None:
    misleading = [question(APART, (0, 0), (-1, 1))] * 9
    told = firsts([question(0, (0, 0), (1, -1)), question(1, (0, 0), (1, -1)), *misleading])
    assert [after for _, _, after in told] == [True, True, *[False] * 9]
