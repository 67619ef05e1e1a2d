"""What networks, Telegram and databases do, through a proxy that does it: who asks gets one answer, sooner or later."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.storage import inbox
from bot.telegram import app
from bot.telegram.app import serve
from bot.telegram.queue import dispatcher as dispatch
from bot.telegram.transport import polling
from bot.telegram.transport import rate_limiter as limits
from rag.errors import StorageError
from rag.storage.database import Database
from tests.botapi.errors import ApiError, flood
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer
from tests.proxy import Proxy
from tests.telegram_bot import running, settings_for
from tests.topology import ROOT

pytestmark = pytest.mark.long

HTML = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<html>Bad Gateway</html>"
NONSENSE = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"ok":tru'


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses as they are, a hundred times shorter."""
    for module in (app, polling):
        monkeypatch.setattr(module, "_SHORTEST_PAUSE", 0.01)
        monkeypatch.setattr(module, "_LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(limits, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(limits, "_LONGEST_PAUSE", 0.05)


@asynccontextmanager
async def behind(api: BotApi, answering: FakeAnswerer) -> AsyncIterator[Proxy]:
    """A bot that reaches Telegram through a proxy."""
    async with Proxy(api.url) as proxy, running(api, answering, telegram_api_url=proxy.url):
        await api.state.updates.polled()
        yield proxy


async def one_answer(api: BotApi, person: Person) -> None:
    """Exactly one, and nothing else; whatever is sent after a later question would stand before its answer."""
    assert (await person.chat.next_message()).text.startswith("GDP增长6%")
    person.send("学校")
    assert (await person.chat.next_message()).text.startswith("新建小学2所")
    await api.state.updates.confirmed()
    assert person.chat.sent.empty()


async def test_telegram_is_gone_while_people_write(api: BotApi) -> None:
    alice = api.person("Alice")
    async with behind(api, FakeAnswerer()) as proxy:
        await proxy.refuse()
        alice.send("GDP")
        await proxy.accept()
        await one_answer(api, alice)


async def test_telegram_is_gone_when_the_answer_is_there(api: BotApi) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    async with behind(api, FakeAnswerer(gates={"GDP": gate})) as proxy:
        alice.send("GDP")
        await alice.chat.next_action()
        await proxy.refuse()
        gate.set()
        await proxy.accept()
        await one_answer(api, alice)


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_breaks_in_the_middle_of_a_send(api: BotApi, after: bool) -> None:
    """Before Telegram has the message, or after: then the bot finds it in the chat and does not send it again."""
    alice = api.person("Alice")
    async with behind(api, FakeAnswerer()) as proxy:
        proxy.cut(b"/sendMessage", after=after)
        alice.send("GDP")
        await one_answer(api, alice)


async def test_a_connection_breaks_in_the_middle_of_a_send_to_a_busy_group(api: BotApi) -> None:
    """Others' messages in between are not taken for the answer, nor are earlier answers."""
    alice, bob, gate = api.person("Alice"), api.person("Bob"), asyncio.Event()
    group = api.group("讨论组", alice, bob)
    async with behind(api, FakeAnswerer(gates={"GDP": gate})) as proxy:
        alice.send("/ask 学校", group)
        await group.next_message()
        alice.send("/ask GDP", group)
        await group.next_action()
        bob.send("Hm", group)
        bob.send("Well", group)
        proxy.cut(b"/sendMessage", after=True)
        gate.set()
        assert (await group.next_message()).text.startswith("GDP增长6%")
        bob.send("/ask 学校", group)
        assert (await group.next_message()).text.startswith("新建小学2所")
    assert group.sent.empty()


@pytest.mark.parametrize("answer", [HTML, NONSENSE])
async def test_a_proxy_between_talks_nonsense_for_a_while(api: BotApi, answer: bytes) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    async with behind(api, FakeAnswerer(gates={"GDP": gate})) as proxy:
        alice.send("GDP")
        await alice.chat.next_action()
        proxy.say(answer)
        gate.set()
        await asyncio.sleep(0)
        proxy.say(None)
        await one_answer(api, alice)


async def test_what_telegram_refuses_for_one_chat_holds_up_no_other(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob reads his answer while Alice's has to wait for a minute; the next start does not forget hers."""
    monkeypatch.setattr(app, "_PATIENCE", 0.05)
    alice, bob, stop = api.person("Alice"), api.person("Bob"), asyncio.Event()
    bot = asyncio.create_task(serve(settings_for(api), FakeAnswerer(), bot_database, stop))
    api.fail("sendMessage", flood(60))
    alice.send("GDP")
    while not api.calls("sendMessage"):  # noqa: ASYNC110  # the server sets no event
        await asyncio.sleep(0)
    bob.send("GDP")
    await bob.chat.next_message()
    assert alice.chat.sent.empty()
    stop.set()
    await bot
    async with running(api, FakeAnswerer(), bot_database):
        await one_answer(api, alice)


async def test_a_second_poller_is_named_and_waited_for(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    alice = api.person("Alice")
    api.fail("getUpdates", ApiError(409, "Conflict: terminated by other getUpdates request"), times=3)
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await one_answer(api, alice)
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(told) == 3
    assert "Another process receives the updates of this bot; stop it" in told[0].message


async def test_a_database_is_gone_while_people_write(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram keeps what cannot be written down."""
    alice, failures = api.person("Alice"), iter([True] * 3)
    writing = bot_database.writing

    def fails_at_first() -> object:
        if next(failures, False):
            raise StorageError("The database failed (the server closed the connection).")
        return writing()

    async with running(api, FakeAnswerer(), bot_database):
        await api.state.updates.polled()
        monkeypatch.setattr(bot_database, "writing", fails_at_first)
        alice.send("GDP")
        await one_answer(api, alice)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_who_is_killed_leaves_what_he_was_answering_to_the_next_start(
    api: BotApi, database: Database, url: str
) -> None:
    """At once: nobody waits for a right that a dead process holds."""
    alice = api.person("Alice")
    command = (sys.executable, "-m", "tests.doomed", api.url, api.token, url)
    killed = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    try:
        alice.send("GDP")
        async with asyncio.timeout(60):
            await alice.chat.actions.get()
    finally:
        killed.kill()
        await killed.wait()
    async with running(api, FakeAnswerer(), database):
        await one_answer(api, alice)


async def test_who_is_told_to_stop_leaves_what_takes_too_long_to_the_next(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_PATIENCE", 0.05)
    alice, stop = api.person("Alice"), asyncio.Event()
    slow = FakeAnswerer(gates={"GDP": asyncio.Event()})
    bot = asyncio.create_task(serve(settings_for(api), slow, bot_database, stop))
    alice.send("GDP")
    await alice.chat.next_action()
    alice.send("学校")
    await api.state.updates.confirmed()
    stop.set()
    await bot
    assert alice.chat.sent.empty()
    async with running(api, FakeAnswerer(), bot_database):
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%")
        assert (await alice.chat.next_message()).text.startswith("新建小学2所")
    assert alice.chat.sent.empty()


async def test_a_clock_that_jumps_changes_nothing(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day ahead, then two days back: everybody is answered once, in the order in which they wrote."""
    now = [timedelta()]

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + now[-1]

    for module in (dispatch, inbox):
        monkeypatch.setattr(module, "datetime", Jumping)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        for jump in (timedelta(), timedelta(days=1), timedelta(days=-1)):
            now.append(jump)
            await one_answer_each(api, alice)


async def one_answer_each(api: BotApi, person: Person) -> None:
    """To what is sent at once, in its order."""
    for words in ("GDP", "学校", "GDP"):
        person.send(words)
    texts = [(await person.chat.next_message()).text[:3] for _ in range(3)]
    assert texts == ["GDP", "新建小", "GDP"]
    await api.state.updates.confirmed()
    assert person.chat.sent.empty()
