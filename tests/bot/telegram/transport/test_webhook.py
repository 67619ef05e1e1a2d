"""Updates that Telegram posts are answered like those that are polled; nobody else can post any."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.testing import bind_unused_port

from bot.ops import http_server as sites
from bot.telegram.app import serve
from bot.texts import ZH
from rag.errors import SettingsError
from rag.storage.database import Database
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running, settings_for

SECRET = "a-secret_word"
HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
def port() -> int:
    """A free one; the system does not give it away again at once."""
    socket, number = bind_unused_port()
    socket.close()
    return int(number)


@pytest.fixture
async def answerer(api: BotApi, port: int) -> AsyncIterator[FakeAnswerer]:
    """Behind a bot with a webhook."""
    answering = FakeAnswerer()
    settings = {
        "webhook_url": f"http://127.0.0.1:{port}/updates",
        "webhook_listen": f"127.0.0.1:{port}",
        "webhook_secret": SECRET,
    }
    async with running(api, answering, **settings):
        await api.webhook_set()
        yield answering


async def post(port: int, body: str, headers: dict[str, str], path: str = "/updates", method: str = "POST") -> int:
    """The status of the bot's answer."""
    request = AsyncHTTPClient().fetch(
        f"http://127.0.0.1:{port}{path}",
        method=method,
        body=body if method == "POST" else None,
        headers=headers,
        raise_error=False,
    )
    return (await request).code


async def test_posted_updates_are_answered(api: BotApi, answerer: FakeAnswerer) -> None:
    """Telegram is told where to post, with which secret, and which kinds of updates."""
    alice = api.person("Alice")
    alice.send("GDP")
    assert (await alice.chat.next_message()).text.startswith("GDP增长6%")
    assert len(answerer.asked) == 1
    assert api.calls("getUpdates") == []


async def test_an_update_that_was_not_taken_comes_again(api: BotApi, port: int) -> None:
    """What is sent before the bot listens is answered when it does."""
    alice = api.person("Alice")
    api.set_webhook(f"http://127.0.0.1:{port}/updates", SECRET)
    alice.send("GDP")
    settings = {"webhook_listen": f"127.0.0.1:{port}", "webhook_secret": SECRET}
    async with running(api, FakeAnswerer(), webhook_url=f"http://127.0.0.1:{port}/updates", **settings):
        await alice.chat.next_message()
    assert alice.chat.sent.empty()


async def test_forged_updates_are_refused(api: BotApi, answerer: FakeAnswerer, port: int) -> None:
    """Without the secret nothing is taken."""
    alice = api.person("Alice")
    message = api.state.add_message(alice.chat, alice.user, text="GDP").as_json()
    update = json.dumps({"update_id": 1, "message": message})
    name = "X-Telegram-Bot-Api-Secret-Token"
    for given in ({}, *({name: secret} for secret in ("", "wrong", SECRET + "x", SECRET.upper(), "ÿ"))):
        assert await post(port, update, {"Content-Type": "application/json"} | given) == 403, given
    assert answerer.asked == []


NO_UPDATES = [
    *("", "{", "[]", "null", '"text"', '{"message": 1}', "{}" * 99, "[" * 100_000),
    *(f'{{"update_id": {number}}}' for number in ("true", "1.5", '"7"', "null", 2**70, -(2**70), "1e9999")),
]


@pytest.mark.usefixtures("answerer")
async def test_what_is_no_update_is_refused(api: BotApi, port: int) -> None:
    """Even with the secret; and the bot goes on."""
    for body in NO_UPDATES:
        assert await post(port, body, HEADERS) == 400, body[:40]
    alice = api.person("Alice")
    alice.send("GDP")
    await alice.chat.next_message()


@pytest.mark.usefixtures("answerer")
@pytest.mark.parametrize("message", ["text", {"text": "GDP"}])
async def test_an_update_that_cannot_be_read_is_taken(port: int, message: object) -> None:
    """Refused, Telegram would post it again and again, and hold back those that come after it."""
    assert await post(port, json.dumps({"update_id": 7, "message": message}), HEADERS) == 200


@pytest.mark.usefixtures("answerer")
@pytest.mark.parametrize("field", ["message_id", "message_thread_id", "chat", "from"])
async def test_an_update_with_numbers_that_are_none_is_taken(
    api: BotApi, port: int, field: str, caplog: pytest.LogCaptureFixture
) -> None:
    """And passed over: no database keeps it, however often it comes."""
    alice = api.person("Alice")
    is_id = field in ("chat", "from")  # of people, which may be larger than others
    numbers = [*([2**60] if is_id else [2**31, -(2**31)]), 2**70, 1.5, True, "7", [7]]
    for at, number in enumerate(numbers, start=8):
        message = api.state.add_message(alice.chat, alice.user, text="GDP").as_json()
        message[field] = message[field] | {"id": number} if is_id else number
        assert await post(port, json.dumps({"update_id": at, "message": message}), HEADERS) == 200
    assert [line.message for line in caplog.records if "cannot be read" in line.message] == [
        f"update {at} cannot be read (ValueError) and is passed over" for at in range(8, 8 + len(numbers))
    ]


@pytest.mark.parametrize("said", ["", "POST /upd", "POST /updates HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"])
async def test_who_says_nothing_more_holds_no_connection(
    api: BotApi, port: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "_SILENT", 0.05)
    where = {"webhook_url": f"http://127.0.0.1:{port}/updates", "webhook_listen": f"127.0.0.1:{port}"}
    async with running(api, FakeAnswerer(), webhook_secret=SECRET, **where), asyncio.timeout(20):
        await api.webhook_set()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said.encode())
        assert await reader.read() == b""
        writer.close()


@pytest.mark.usefixtures("answerer")
async def test_there_is_nothing_else_to_be_had(port: int) -> None:
    assert await post(port, "", {}, method="GET") == 405
    assert await post(port, "{}", HEADERS, path="/") == 404
    assert await post(port, "{}", HEADERS, path="/updates/more") == 404


@pytest.mark.parametrize("below", ["", "/reports"])
async def test_reports_are_read_where_updates_are_posted(api: BotApi, port: int, below: str) -> None:
    """Shared quotes lead to their pages."""
    where = {"webhook_url": f"http://127.0.0.1:{port}/updates", "webhook_listen": f"127.0.0.1:{port}"}
    base = f"http://127.0.0.1:{port}{below}"
    async with running(api, FakeAnswerer(), webhook_secret=SECRET, reader_url=base, **where):
        await api.webhook_set()
        alice = api.person("Alice")
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, ZH.more_actions)
        await alice.chat.next_edit()
        reference = answer.button(ZH.copy)["copy_text"]["text"]
        address = reference.rpartition(" ")[2]
        assert address.startswith(f"{base}/r/")
        page, _, sentence = address.partition("#")
        fetched = await AsyncHTTPClient().fetch(page)
        assert f'id="{sentence}">主要预期目标是:GDP增长6%' in fetched.body.decode()
        assert fetched.headers["Content-Security-Policy"].startswith("default-src 'none'")
        first = await AsyncHTTPClient().fetch(base)
        assert f'href="{page.removeprefix(base + "/")}"' in first.body.decode()
        assert first.effective_url.removesuffix("/") == base
        assert await post(port, "", {}, path=f"{below}/r/nothing", method="GET") == 404
        assert await post(port, "{}", {}) == 403


async def test_an_address_that_is_taken_is_named(api: BotApi, bot_database: Database) -> None:
    with bind_unused_port()[0] as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        settings = settings_for(api, webhook_url="http://127.0.0.1/", webhook_listen=listen, webhook_secret=SECRET)
        with pytest.raises(SettingsError, match=f"WEBHOOK_LISTEN {listen} cannot be used"):
            await serve(settings, FakeAnswerer(), bot_database, asyncio.Event())


async def test_an_address_that_telegram_refuses_is_named(api: BotApi, port: int, bot_database: Database) -> None:
    where = {"webhook_url": "http://example.com/", "webhook_listen": f"127.0.0.1:{port}", "webhook_secret": SECRET}
    with pytest.raises(SettingsError, match="Telegram refuses WEBHOOK_URL"):
        await serve(settings_for(api, **where), FakeAnswerer(), bot_database, asyncio.Event())
