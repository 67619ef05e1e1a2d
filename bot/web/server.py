"""An ASGI application -> served at an address, until told to stop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from bot.ops.http_server import bind

_SILENT = 60.0
"""Seconds for the head of a request: silent clients cannot hold all connections."""
_LOOK = 5.0  # seconds
_PATIENCE = 10  # seconds for what is being answered when told to stop
_MOST_CONNECTIONS = 512


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves signals to the program, which has more to close than a server."""
        yield


async def serve_app(app: ASGIApp, setting: str, listen: tuple[str, int], stop: asyncio.Event) -> None:
    """Serve at the address that ``setting`` gives; what is being answered when told to stop is finished.

    Raises:
        SettingsError: the address cannot be used.
    """
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, server_header=False, proxy_headers=False,
        ws="none", limit_concurrency=_MOST_CONNECTIONS, timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    server = _Server(config)
    with bind(setting, listen) as bound:
        watching = [asyncio.create_task(_end(server, stop)), asyncio.create_task(_hang_up(server))]
        try:
            await server.serve([bound])
        finally:
            for task in watching:
                task.cancel()


async def _end(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True


async def _hang_up(server: uvicorn.Server) -> None:
    """Close connections that wait for the rest of a request for too long, which uvicorn does not."""
    since: dict[tuple[Any, int], float] = {}
    while True:
        await asyncio.sleep(_LOOK)
        now = time.monotonic()
        waiting = [one for one in map(_waiting, list(server.server_state.connections)) if one]
        since = {one: since.get(one, now) for one in waiting}
        for (connection, _), began in since.items():
            if now - began > _SILENT:
                connection.transport.close()


def _waiting(connection: Any) -> tuple[Any, int] | None:
    """A connection that has no request in progress, and which request was its last."""
    cycle = getattr(connection, "cycle", None)
    return None if cycle is not None and not cycle.response_complete else (connection, id(cycle))
