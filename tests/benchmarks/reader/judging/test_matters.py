"""A good set of sentences holds what it must, and little else."""

from __future__ import annotations

import numpy as np

from benchmarks.reader.judging.matters import Matter, choose, good, is_good, judge_matters


def matter(report: str, belongs: list[float], read: list[float], groups: tuple[frozenset[int], ...]) -> Matter:
    said = np.array(read)
    return Matter(report, np.zeros((len(belongs), 1)), np.column_stack([said, said]), np.array(belongs), groups)


def test_a_good_set_holds_a_sentence_of_every_group_and_two_in_three_that_may_stand_there() -> None:
    one = matter("甲", [2, 2, 1, 0, 0], [0] * 5, (frozenset({0}), frozenset({1})))
    assert is_good(one, [0, 1, 3])
    assert not is_good(one, [0, 2])
    assert not is_good(one, [0, 1, 3, 4])


def test_at_least_the_likeliest_is_chosen_and_at_most_eight() -> None:
    assert choose(np.array([0.1, 0.2]), 0.5) == [1]
    assert len(choose(np.full(20, 0.9), 0.5)) == 8


def test_what_only_the_reader_can_tell_is_chosen_with_it() -> None:
    questions = [
        matter(report, [0, 0, 0, 2], [-2, -3, -2, 2], (frozenset({3}),)) for report in ("甲", "乙") for _ in range(20)
    ]
    assert not any(good(questions, with_reader=False))
    assert all(good(questions, with_reader=True))
    assert judge_matters(questions).rows == (("topics", 40, "0.000", "1.000"),)
