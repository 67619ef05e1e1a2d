"""A message is worked on for as long as a message may be, and no longer."""

from __future__ import annotations

from itertools import count

import pytest

from rag import cpu_budget
from rag.cpu_budget import is_used_up, refuse_used_up
from rag.engine import Answerer
from rag.errors import MessageTooCostly
from rag.types import Answer, Question, Status

COSTLY = "雨山区和博望区和" * 500
"""Each place was once held against each other: 15 seconds."""
SEVERAL = "新增停车泊位多少个？城镇新增就业目标是多少人？2025年社会消费品零售总额增长目标是多少？报告是谁作的？"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the clock finds it two seconds later."""
    times = count(step=2.0)
    monkeypatch.setattr(cpu_budget, "thread_time", lambda: next(times))


async def ask(answerer: Answerer, text: str) -> Answer:
    return await answerer.answer(Question(text))


@pytest.mark.usefixtures("slow")
def test_what_was_given_no_time_may_take_any() -> None:
    refuse_used_up()


@pytest.mark.usefixtures("slow")
def test_time_is_used_up_only_while_it_is_counted() -> None:
    with cpu_budget.cpu_budget(3.0):
        assert not is_used_up()
        with pytest.raises(MessageTooCostly):
            refuse_used_up()
    refuse_used_up()


async def test_a_question_that_takes_too_long_is_refused(
    seed_answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = count(step=9.0)
    monkeypatch.setattr(cpu_budget, "thread_time", lambda: next(times))
    with pytest.raises(MessageTooCostly):
        await ask(seed_answerer, "新增停车泊位多少个")


@pytest.mark.usefixtures("slow")
async def test_of_several_questions_those_that_no_time_is_left_for_are_named(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, SEVERAL)
    assert answer.status is Status.ANSWERED
    assert answer.statements
    assert answer.postponed
    assert SEVERAL.endswith(answer.postponed[-1])


@pytest.mark.usefixtures("slow")
def test_claims_that_no_time_is_left_for_are_counted(seed_answerer: Answerer) -> None:
    verification = seed_answerer.verify("城镇新增就业3000人。新增停车泊位5447个。" * 4)
    assert 0 < len(verification.findings) < 8
    assert len(verification.findings) + verification.left_out == 8


async def test_the_same_places_named_over_and_over_cost_no_more_than_a_message_may(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, COSTLY)
    assert answer.status is Status.NOT_IN_REPORT
