"""Two bots on one database, to whichever Telegram's updates come: in one chat they are one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from tornado.testing import bind_unused_port

from bot.texts import ZH
from rag.storage.database import Database
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running

pytestmark = pytest.mark.long

SECRET = "a-secret_word"
Route = Callable[[int], FakeAnswerer]


@pytest.fixture
async def route(api: BotApi, url: str) -> AsyncIterator[Route]:
    """Send what comes next to one of two replicas; what that one answers with."""
    bots = [FakeAnswerer(), FakeAnswerer()]
    addresses = []
    async with AsyncExitStack() as stack:
        for answerer in bots:
            socket, port = bind_unused_port()
            socket.close()
            addresses.append(f"http://127.0.0.1:{port}/updates")
            database = Database(url)
            stack.callback(database.close)
            await asyncio.to_thread(database.migrate)
            where = {"webhook_url": addresses[-1], "webhook_listen": f"127.0.0.1:{port}", "webhook_secret": SECRET}
            await stack.enter_async_context(running(api, answerer, database, database_url=url, **where))
        async with asyncio.timeout(10):
            while len(api.calls("setWebhook")) < len(bots):  # noqa: ASYNC110  # the server tells of the first only
                await asyncio.sleep(0)

        def to(number: int) -> FakeAnswerer:
            api.set_webhook(addresses[number], SECRET)
            return bots[number]

        yield to


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_conversation_goes_on_with_whichever_replica(api: BotApi, route: Route) -> None:
    """Follow-ups, edits, quotes, and buttons; without asking again what is on record."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    first = route(0)
    question = alice.send("/ask GDP目标", group)
    answer = await group.next_message()
    shown = (answer.text, answer.keyboard)

    second = route(1)
    alice.press(answer, "原文")
    await group.next_edit()
    alice.press(answer, ZH.back)
    await group.next_edit()
    assert (answer.text, answer.keyboard) == shown
    assert second.asked == []

    alice.send("那学校呢", group, reply_to=answer)
    await group.next_message()
    assert [asked.history for asked in second.asked] == [("GDP目标",)]
    alice.send("这句出自哪里", group, reply_to=answer, quote="GDP增长6%")
    assert ZH.source in (await group.next_message()).buttons
    alice.edit(question, "/ask 学校")
    assert (await group.next_edit()) is answer
    assert answer.text.startswith("新建小学2所")

    route(0)
    alice.press(answer, ZH.more_actions)
    await group.next_edit()
    alice.press(answer, ZH.remove)
    assert await group.next_deletion() is answer
    assert len(first.asked) == 1
