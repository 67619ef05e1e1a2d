"""What was sent is found by question and by message, up to a number."""

from __future__ import annotations

from bot.message import Message
from bot.sent import Sent, SentAnswers


def test_an_answer_is_found_by_its_question_and_by_the_message_with_the_buttons() -> None:
    sent, answers = Sent((7, 8), Message("回答")), SentAnswers()
    answers.remember((1, 5), sent)
    assert answers.to_question((1, 5)) is sent
    assert answers.with_buttons((1, 8)) is sent
    assert answers.with_buttons((1, 7)) is None
    assert answers.to_question((2, 5)) is None


def test_a_new_answer_to_a_question_takes_the_place_of_the_old_one() -> None:
    answers = SentAnswers()
    answers.remember((1, 5), Sent((7, 8), Message("旧")))
    answers.remember((1, 5), Sent((7,), Message("新")))
    assert answers.with_buttons((1, 8)) is None
    assert answers.with_buttons((1, 7)) == Sent((7,), Message("新"))


def test_the_oldest_answers_are_forgotten() -> None:
    answers = SentAnswers(keep=2)
    for number in (1, 2, 3):
        answers.remember((1, number), Sent((number + 10,), Message("回答")))
    assert [answers.to_question((1, n)) is not None for n in (1, 2, 3)] == [False, True, True]
    assert answers.with_buttons((1, 11)) is None


def test_one_question_has_one_turn() -> None:
    """And another question another."""
    answers = SentAnswers()
    turn = answers.turn((1, 5))
    assert answers.turn((1, 5)) is turn
    assert answers.turn((1, 6)) is not turn
