"""A TCP proxy on loopback that passes everything on, shares it among several targets, or does what networks do.

async with Proxy(api.url) as proxy:
    proxy.cut(b"/sendMessage", after=True)     # the next such request is carried out, its answer never arrives
    await proxy.refuse()                       # nobody listens
    await proxy.accept()
"""

from __future__ import annotations

import asyncio
import itertools
import socket
import struct
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_CHUNK = 1 << 16
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, no time; closing sends RST


@dataclass
class Cut:
    """A connection is reset when a request with these words comes by."""

    words: bytes
    times: int
    after: bool
    """The request is passed on, and the answer is not."""


class Proxy:
    """``targets``: URLs, of which each new connection gets the next one that listens."""

    def __init__(self, *targets: str) -> None:
        self.targets = [(parts.hostname or "", parts.port or 0) for parts in map(urlsplit, targets)]
        self._turn = itertools.count()
        self._server: asyncio.Server | None = None
        self._pumps: set[asyncio.Task[None]] = set()
        self._cuts: list[Cut] = []
        self._port = 0
        self._says: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        await self.refuse()

    async def accept(self) -> None:
        """Listen; at the same address as before."""
        self._says = None
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, reuse_address=True)
        self._port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Nobody listens any more, and open connections are reset."""
        if self._server:
            self._server.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)
        self._server = None

    def say(self, response: bytes | None) -> None:
        """Answer every request with these bytes instead of asking a target; None: ask again."""
        self._says = response

    def cut(self, words: bytes, *, after: bool, times: int = 1) -> None:
        """Reset the connection of the next requests that hold ``words``, before or after they are passed on."""
        self._cuts.append(Cut(words, times, after))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._pumps.add(task)
        upstream: asyncio.StreamWriter | None = None
        try:
            answers, upstream = await self._connect()
            to_target = asyncio.create_task(self._pass_requests(reader, upstream, writer))
            try:
                await self._pass_answers(answers, writer)
            finally:
                to_target.cancel()
                await asyncio.gather(to_target, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            _reset(writer)
        finally:
            self._pumps.discard(task)
            for side in (writer, upstream):
                if side:
                    side.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        first = next(self._turn)
        for number in range(len(self.targets)):
            try:
                return await asyncio.open_connection(*self.targets[(first + number) % len(self.targets)])
            except OSError:
                continue
        raise ConnectionRefusedError

    async def _pass_requests(
        self, reader: asyncio.StreamReader, upstream: asyncio.StreamWriter, client: asyncio.StreamWriter
    ) -> None:
        while chunk := await reader.read(_CHUNK):
            if self._says is not None:
                if chunk.startswith((b"GET ", b"POST ")):  # not to a body that comes after its head
                    client.write(self._says)
                continue
            cut = next((cut for cut in self._cuts if cut.times and cut.words in chunk), None)
            if cut:
                cut.times -= 1
                if not cut.after:
                    _reset(client)
                    return
                _deafen(client)
            upstream.write(chunk)
        upstream.write_eof()

    async def _pass_answers(self, answers: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        while chunk := await answers.read(_CHUNK):
            if getattr(client, "is_deaf", False):
                _reset(client)
                return
            client.write(chunk)


def _deafen(client: asyncio.StreamWriter) -> None:
    client.is_deaf = True  # type: ignore[attr-defined]


def _reset(client: asyncio.StreamWriter) -> None:
    connection = client.get_extra_info("socket")
    if connection is not None and not client.is_closing():
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        client.transport.abort()
