"""Who waits for an answer decides whether it is still worked on."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.queue.in_flight import InFlight
from rag.types import Answer
from tests.fakes import make_answer, make_version

CHAT, QUESTION = 1, 2


class Work:
    """An answer that takes until it is allowed to be there."""

    def __init__(self) -> None:
        self.began, self.may_end, self.stopped = asyncio.Event(), asyncio.Event(), False

    async def __call__(self) -> Answer:
        self.began.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.stopped = True
            raise
        return make_answer(make_version(), "GDP", "GDP增长6%")


async def test_an_answer_is_given_to_who_waits() -> None:
    work = Work()
    work.may_end.set()
    answer = await InFlight().answer(CHAT, QUESTION, work())
    assert answer is not None
    assert answer.text == "GDP增长6%。[1]"


async def test_what_is_stopped_gives_no_answer() -> None:
    running, work = InFlight(), Work()
    asked = asyncio.create_task(running.answer(CHAT, QUESTION, work()))
    await work.began.wait()
    running.stop(CHAT, QUESTION + 1)
    running.stop(CHAT, QUESTION)
    assert await asked is None
    assert work.stopped


async def test_work_ends_with_who_waited_for_it() -> None:
    """As when the bot is told to stop."""
    work = Work()
    asked = asyncio.create_task(InFlight().answer(CHAT, QUESTION, work()))
    await work.began.wait()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await asyncio.sleep(0)
    assert work.stopped
