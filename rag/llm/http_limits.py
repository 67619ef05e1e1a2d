"""An HTTP client that stops reading a reply which is too long. SSE parsers wait for the end of a line, however far."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx

from rag.errors import ModelError

MOST_BYTES = 8 * 2**20
LONGEST_LINE = 256 * 2**10
_SLICE = 4_096
"""Bytes handed on at once, so that others have their turn and time limits strike between thousands of small events."""


class _Bounded(httpx.AsyncByteStream):
    """A stream of bytes that raises ``ModelError`` where it passes the bounds."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        total = line = 0
        async for chunk in self._stream:
            total += len(chunk)
            line = len(chunk) - chunk.rfind(b"\n") - 1 if b"\n" in chunk else line + len(chunk)
            if total > MOST_BYTES or line > LONGEST_LINE:
                raise ModelError("The language model sends more than a reply can be; check LLM_BASE_URL.", "endless")
            for at in range(0, len(chunk), _SLICE):
                yield chunk[at : at + _SLICE]
                await asyncio.sleep(0)

    async def aclose(self) -> None:
        await self._stream.aclose()


def bounded_client(timeout: float) -> httpx.AsyncClient:
    """``timeout``: seconds between two bytes."""
    return httpx.AsyncClient(timeout=timeout, event_hooks={"response": [_bound]}, follow_redirects=True)


async def _bound(response: httpx.Response) -> None:
    if isinstance(response.stream, httpx.AsyncByteStream):
        response.stream = _Bounded(response.stream)
