"""How many sentences an answer on a whole matter holds."""

from __future__ import annotations

import pytest

from rag.answering.matter.membership import Member, count_told
from rag.retrieval.relevance import RelevanceFeatures, Relevant
from tests.fakes import make_candidate, make_version

NOTHING = Relevant(make_candidate(make_version(), 0), 0.0, RelevanceFeatures(*[0.0] * len(RelevanceFeatures._fields)))


def of(*pairs: tuple[float, float]) -> list[Member]:
    """Sentences by the probabilities that they belong and that they are needed."""
    return [Member(NOTHING, belongs, needed) for belongs, needed in pairs]


def test_an_answer_holds_at_least_one_sentence() -> None:
    assert count_told(of((0.01, 0.0)), most=8) == 1


def test_what_surely_belongs_is_told_and_the_rest_is_not() -> None:
    assert count_told(of(*[(0.95, 0.6)] * 3, *[(0.05, 0.01)] * 9), most=8) == 3


def test_no_more_are_told_than_one_message_holds() -> None:
    assert count_told(of(*[(0.95, 0.6)] * 12), most=8) == 8


@pytest.mark.parametrize(("sure", "told"), [(1, 1), (5, 6)])
def test_a_doubtful_sentence_is_told_beside_many_sure_ones(sure: int, told: int) -> None:
    """One wrong sentence among six leaves the answer clean; one of two does not."""
    assert count_told(of(*[(0.98, 0.8)] * sure, (0.45, 0.3)), most=8) == told


def test_what_is_likely_to_be_needed_is_told_rather_than_left_out() -> None:
    known = [(0.9, 0.7)] * 2
    assert count_told(of(*known, (0.5, 0.01)), most=8) == 2
    assert count_told(of(*known, (0.5, 0.5)), most=8) == 3
