"""What was being sent when a process ended is found in the chat, and not sent again."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram import app
from bot.texts import ZH
from rag.storage.database import Database
from tests.botapi.errors import ApiError
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import Message
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running


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


def bot_knows(api: BotApi) -> bool:
    return bool(api.calls("editMessageCaption") and api.calls("editMessageText"))
