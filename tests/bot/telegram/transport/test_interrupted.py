"""What was being sent when a process ended is found in the chat, and not sent again."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram import app
from bot.telegram.transport import interrupted as transport
from bot.texts import ZH
from rag.storage.database import Database
from tests.botapi.errors import ApiError
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import Message
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running
from tests.topology import fetch, free_port


async def interrupted(api: BotApi, database: Database, fault: Fault) -> Message:
    """Somebody's question whose answer is being sent when the bot ends."""
    alice = api.person("Alice", user_id=77)
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer(), database):
        alice.send("/help@wenbao_test_bot", group)
        await group.next_message()
        api.inject(fault)
        question = alice.send("/ask GDP", group)
        while not any("GDP" in str(call.fields) for call in api.calls("sendMessage")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return question


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_PATIENCE", 0.05)


async def test_an_answer_that_was_sent_is_found(api: BotApi, bot_database: Database) -> None:
    never = asyncio.Event()
    question = await interrupted(api, bot_database, Fault("sendMessage", takes_effect=True, until=never))
    group = question.chat
    sent = group.sent.get_nowait()
    async with running(api, FakeAnswerer(), bot_database):
        while not bot_knows(api):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert group.sent.empty()
    assert sent.text.startswith("GDP增长6%。[1]")
    never.set()


async def test_the_chat_is_looked_through_when_telegram_is_back(api: BotApi, bot_database: Database) -> None:
    """What could not be asked is not what is not there."""
    never = asyncio.Event()
    question = await interrupted(api, bot_database, Fault("sendMessage", takes_effect=True, until=never))
    group = question.chat
    group.sent.get_nowait()
    api.fail("editMessageCaption", ApiError(502, "Bad Gateway"), times=2)
    async with running(api, FakeAnswerer(), bot_database):
        while not bot_knows(api):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert group.sent.empty()
    never.set()


async def test_an_answer_that_was_not_sent_is_sent(api: BotApi, bot_database: Database) -> None:
    """No other message of ours is taken for it: neither older ones, nor known answers."""
    never = asyncio.Event()
    question = await interrupted(api, bot_database, Fault("sendMessage", drops=True, until=never))
    group = question.chat
    assert group.sent.empty()
    async with running(api, FakeAnswerer(), bot_database):
        answer = await group.next_message()
    assert answer.reply_to is question
    assert group.messages[2].text == ZH.help
    never.set()


async def metric(port: int, outcome: str) -> bool:
    """Whether one answer has come to that."""
    line = f'wenbao_interrupted_answers_total{{outcome="{outcome}"}} 1.0'
    return line in (await fetch(f"http://127.0.0.1:{port}/metrics"))[1]


async def test_what_may_come_twice_says_so_and_is_counted(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is further down than anybody looks."""
    never, port = asyncio.Event(), free_port()
    question = await interrupted(api, bot_database, Fault("sendMessage", takes_effect=True, until=never))
    group = question.chat
    first = group.sent.get_nowait()
    monkeypatch.setattr(transport, "LOOKED_AT", 0)
    async with running(api, FakeAnswerer(), bot_database, metrics_listen=f"127.0.0.1:{port}"):
        again = await group.next_message()
        assert await metric(port, "twice")
    assert again.text == f"{first.text}\n{ZH.may_be_twice}"
    never.set()


async def test_what_is_not_in_the_chat_is_sent_without_a_word_more(api: BotApi, bot_database: Database) -> None:
    never, port = asyncio.Event(), free_port()
    question = await interrupted(api, bot_database, Fault("sendMessage", drops=True, until=never))
    async with running(api, FakeAnswerer(), bot_database, metrics_listen=f"127.0.0.1:{port}"):
        answer = await question.chat.next_message()
        assert await metric(port, "missing")
    assert ZH.may_be_twice not in answer.text
    never.set()


def bot_knows(api: BotApi) -> bool:
    return bool(api.calls("editMessageCaption") and api.calls("editMessageText"))
