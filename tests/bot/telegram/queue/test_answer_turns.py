"""Two replicas that get the same question answer it once, one after the other."""

from __future__ import annotations

import asyncio

import pytest

import bot.storage.patience
import bot.telegram.queue.answer_turns
from bot.ops.metrics import Metrics
from bot.storage.answers import Answers, SentAnswer
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.types import MessagePlace
from rag.errors import StorageError
from rag.storage.database import Database

PLACE = MessagePlace(chat="-100", message=5, person="7")
SENT = SentAnswer("GDP", "zh", (9,), None)


@pytest.fixture
def replicas(database: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[AnswerTurns, AnswerTurns]:
    """Of two processes, as far as the database can tell."""
    monkeypatch.setattr(bot.telegram.queue.answer_turns, "_LOOK_AGAIN", 0.01)
    return AnswerTurns(Answers(database), Metrics()), AnswerTurns(Answers(database), Metrics())


async def test_the_other_waits_and_sees_what_was_sent(replicas: tuple[AnswerTurns, AnswerTurns]) -> None:
    one, other = replicas
    order: list[str] = []

    async def answer() -> None:
        async with other.at(PLACE, "GDP") as turn:
            assert turn.before
            order.append(f"other after {turn.before.message_ids}")

    async with one.at(PLACE, "GDP") as turn:
        assert turn.before is None
        waiting = asyncio.create_task(answer())
        order.append("one")
        await turn.keep(SENT)
    await asyncio.wait_for(waiting, 10)
    assert order == ["one", "other after (9,)"]


async def test_where_the_first_gives_up_the_other_answers(replicas: tuple[AnswerTurns, AnswerTurns]) -> None:
    one, other = replicas
    with pytest.raises(ValueError, match="no answer"):
        async with one.at(PLACE, "GDP"):
            raise ValueError("no answer")
    async with other.at(PLACE, "GDP") as turn:
        assert turn.before is None


async def test_what_was_sent_a_moment_ago_is_waited_for(replicas: tuple[AnswerTurns, AnswerTurns]) -> None:
    one, _ = replicas
    async with one.at(PLACE, "GDP"):
        settled = asyncio.create_task(one.settled(PLACE.chat, PLACE.message))
        await asyncio.wait((settled,), timeout=0.01)
        assert not settled.done()
    await asyncio.wait_for(settled, 10)
    await asyncio.wait_for(one.settled(PLACE.chat, 6), 10)


async def test_a_turn_that_cannot_be_given_back_is_told_to_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question was edited, or the process ends: neither is a reason to say that the database fails."""
    answers = Answers(database)
    monkeypatch.setattr(bot.storage.patience, "PATIENCE", 0.0)
    monkeypatch.setattr(answers, "release", _fail)
    async with AnswerTurns(answers, Metrics()).at(PLACE, "GDP") as turn:
        assert turn.before is None


def _fail(_: MessagePlace) -> None:
    raise StorageError("The database failed (disk I/O error); check the disk.")
