"""An OpenAI-compatible server on loopback that behaves as it is told, well or badly."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]

EVENTS = {"Content-Type": "text/event-stream"}
BUSY = 25.0
"""Seconds that a busy machine may take; what a test waits for without a limit of its own comes within them."""


class ModelServer:
    """Serves each request with the next behaviour, and every later one with the last."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, object]] = []
        """The bodies received."""
        self.open = 0
        """Requests not yet hung up."""
        self.asked = asyncio.Event()
        """Set with the first request."""
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None
    ) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def idle(self) -> bool:
        """True once every request is hung up; False if that takes longer than a busy machine does."""
        for _ in range(int(BUSY * 100)):
            if not self.open:
                return True
            await asyncio.sleep(0.01)
        return False

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._read_request(reader):
                behave = self.behaviours[min(len(self.requests), len(self.behaviours)) - 1]
                self.open += 1
                self.asked.set()
                try:
                    await _until_hung_up(behave(writer), reader)
                finally:
                    self.open -= 1
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _read_request(self, reader: asyncio.StreamReader) -> bool:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        except asyncio.IncompleteReadError:
            return False
        length = next(
            (int(line.partition(":")[2]) for line in head.split("\r\n") if line.startswith("content-length:")), 0
        )
        self.requests.append(json.loads(await reader.readexactly(length)))
        return True


async def _until_hung_up(work: Awaitable[None], reader: asyncio.StreamReader) -> None:
    """A client sends nothing while it is being answered: what comes is the end."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(reader.read(1))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        else:
            raise ConnectionResetError
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "Transfer-Encoding: chunked", "", ""]).encode()


async def _send(writer: asyncio.StreamWriter, body: bytes) -> None:
    writer.write(b"%x\r\n%s\r\n" % (len(body), body))
    await writer.drain()


async def _end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"0\r\n\r\n")
    await writer.drain()


def event(piece: str, **more: object) -> bytes:
    """One server-sent event as OpenAI writes them."""
    choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice], **more}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


def say(*pieces: str, usage: int = 0) -> Behaviour:
    """A reply as it should be; ``usage``: tokens reported with it."""
    used = {"prompt_tokens": usage - 1, "completion_tokens": 1, "total_tokens": usage}
    last = event("", choices=[], usage=used) if usage else b""
    return send(*(event(piece) for piece in pieces), last + DONE)


def send(*chunks: bytes, status: int = 200, headers: dict[str, str] = EVENTS) -> Behaviour:
    """These bytes, then the end."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(_head(status, headers))
        for chunk in chunks:
            if chunk:
                await _send(writer, chunk)
        await _end(writer)

    return behave


def refuse(status: int, **headers: str) -> Behaviour:
    """An error as the service words it, with the key in it."""
    body = json.dumps({"error": {"message": "Incorrect API key provided: sk-secret", "type": "t", "code": "c"}})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send(body.encode(), status=status, headers={"Content-Type": "application/json", **named})


def hang(*pieces: str) -> Behaviour:
    """These pieces, or no head at all where there are none, then silence."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        if pieces:
            writer.write(_head(200, EVENTS))
            for piece in pieces:
                await _send(writer, event(piece))
        await asyncio.Event().wait()

    return behave


def trickle(text: str, interval: float) -> Behaviour:
    """A byte at a time."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, EVENTS))
        for byte in event(text) + DONE:
            await _send(writer, bytes([byte]))
            await asyncio.sleep(interval)
        await _end(writer)

    return behave


def break_off(*pieces: str) -> Behaviour:
    """The connection closes in the middle."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, EVENTS))
        for piece in pieces:
            await _send(writer, event(piece))
        writer.transport.abort()

    return behave


def repeat(chunk: bytes) -> Behaviour:
    """The same each time."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, EVENTS))
        while True:
            await _send(writer, chunk)
            await asyncio.sleep(0)

    return behave
