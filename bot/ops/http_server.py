"""Routes -> an HTTP server, as long as a context lasts."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from rag.errors import SettingsError

_SILENT = 60.0
"""Seconds for the head of a request, and for its body: silent clients cannot hold all connections."""

Route = tuple[str, type[RequestHandler], dict[str, Any]]


@asynccontextmanager
async def site(
    setting: str, listen: tuple[str, int], routes: Sequence[Route], largest_body: int
) -> AsyncIterator[None]:
    """Serve ``routes`` at the address that ``setting`` gives.

    Raises:
        SettingsError: the address cannot be used.
    """
    server = HTTPServer(
        _Site(list(routes)),
        max_body_size=largest_body,
        xheaders=False,
        idle_connection_timeout=_SILENT,
        body_timeout=_SILENT,
    )
    server.add_socket(bind(setting, listen))
    try:
        yield
    finally:
        server.stop()
        await server.close_all_connections()


def bind(setting: str, listen: tuple[str, int]) -> socket.socket:
    """A socket at the address that ``setting`` gives.

    Raises:
        SettingsError: the address cannot be used.
    """
    try:
        bound = socket.create_server(listen, family=socket.AF_INET6 if ":" in listen[0] else socket.AF_INET)
    except OSError as exc:
        host, port = listen
        raise SettingsError(f"{setting} {host}:{port} cannot be used ({exc.strerror}); choose another.") from exc
    bound.setblocking(False)
    return bound


class QuietHandler(RequestHandler):
    """Says no more of an error than its name."""

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.finish(HTTPStatus(status_code).phrase)


class _Site(Application):
    def log_request(self, handler: RequestHandler) -> None:
        """Requests are not logged: a forged one would write our log."""
