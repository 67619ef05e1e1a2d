"""A server ends in good order, and lets nobody hold a connection for nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from tornado.testing import bind_unused_port

from bot.web import server
from bot.web.server import serve_app

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


class Slow:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def answer(self, _request: Request) -> PlainTextResponse:
        self.asked.set()
        await self.let.wait()
        return PlainTextResponse("done")


@asynccontextmanager
async def serving(slow: Slow) -> AsyncIterator[tuple[int, asyncio.Event]]:
    taken, port = bind_unused_port()
    taken.close()
    stop = asyncio.Event()
    app = Starlette(routes=[Route("/", slow.answer)])
    running = asyncio.create_task(serve_app(app, "SERVE_LISTEN", ("127.0.0.1", port), stop))
    async with asyncio.timeout(20):
        yield port, stop
        stop.set()
        await running


async def connect(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to a server that may just be starting."""
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def refused(port: int) -> None:
    """Wait until no connection is taken any more."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            return
        await hang_up(writer)


async def test_what_is_being_answered_when_told_to_stop_is_finished() -> None:
    slow = Slow()
    async with serving(slow) as (port, stop):
        reader, writer = await connect(port)
        writer.write(REQUEST)
        await slow.asked.wait()
        stop.set()
        await refused(port)
        slow.let.set()
        assert (await reader.read()).endswith(b"done")
        await hang_up(writer)


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: here\r\n"])
async def test_who_says_nothing_more_is_hung_up_on(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_SILENT", 0.05)
    monkeypatch.setattr(server, "_LOOK", 0.01)
    async with serving(Slow()) as (port, _):
        reader, writer = await connect(port)
        writer.write(said)
        assert await reader.read() == b""
        await hang_up(writer)


def test_who_waits_for_an_answer_is_not_hung_up_on() -> None:
    asked = SimpleNamespace(cycle=SimpleNamespace(response_complete=False))
    answered = SimpleNamespace(cycle=SimpleNamespace(response_complete=True))
    new = SimpleNamespace(cycle=None)
    assert [server._waiting(one) is None for one in (asked, answered, new)] == [True, False, False]
