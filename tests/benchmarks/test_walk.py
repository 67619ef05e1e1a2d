"""What is told of the walk of a question."""

from __future__ import annotations

from benchmarks.walk import traced
from rag.text.time_expressions import find_years, readers_calendar
from rag.types import Question

ASKED = [Question("新建了几所小学")]


def test_modules_are_counted_once_and_calls_between_them_each_time() -> None:
    """Of the engine alone."""
    with traced() as follow:
        (walk,) = follow(lambda _: (readers_calendar(None), readers_calendar(None)), ASKED).values()
    assert walk.modules == {"rag.text.time_expressions"}
    assert walk.between == 2


def test_a_step_again_is_one_with_the_same_argument() -> None:
    """Nor is it one if another question has taken it before."""
    with traced() as follow:
        once = follow(lambda _: readers_calendar(None), ASKED)
        twice = follow(lambda _: (readers_calendar(None), find_years("去年"), readers_calendar(None)), ASKED)
    assert [walk.repeated for walk in once.values()] == [{}]
    assert [walk.repeated for walk in twice.values()] == [{"rag.text.time_expressions.readers_calendar": 1}]
