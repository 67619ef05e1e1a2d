"""What is told of the walk of a question."""

from __future__ import annotations

from benchmarks.walk import traced
from rag.text.places import find_scopes
from rag.text.plain import display_width
from rag.types import Question

ASKED = [Question("新建了几所小学")]


def test_modules_are_counted_once_and_calls_between_them_each_time() -> None:
    """Of the engine alone."""
    with traced() as follow:
        (walk,) = follow(lambda _: (display_width("字"), display_width("字")), ASKED).values()
    assert walk.modules == {"rag.text.plain"}
    assert walk.between == 2


def test_a_step_again_is_one_with_the_same_text() -> None:
    """Nor is it one if another question has taken it before, or if all that it looks at is a word."""
    question, word = "去年新建了几所小学", "去年"
    with traced() as follow:
        once = follow(lambda _: [find_scopes(text) for text in (question, word, word)], ASKED)
        twice = follow(lambda _: [find_scopes(text) for text in (question, word, question)], ASKED)
    assert [walk.repeated for walk in once.values()] == [{}]
    assert [walk.repeated for walk in twice.values()] == [{"rag.text.places.chinese.find_scopes": 1}]
