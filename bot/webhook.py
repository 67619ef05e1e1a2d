"""HTTP requests of Telegram -> the application's queue of updates."""

from __future__ import annotations

import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import Application
from tornado.httpserver import HTTPServer
from tornado.web import Application as Site
from tornado.web import HTTPError, RequestHandler

from rag.errors import SettingsError

log = logging.getLogger(__name__)

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret
_LARGEST_UPDATE = 1 << 20  # bytes; updates are a few kilobytes

App = Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def webhook(app: App, url: str, listen: tuple[str, int], secret: str) -> AsyncIterator[None]:
    """Listen for the updates that Telegram posts to the path of ``url``, as long as the context lasts.

    Raises:
        SettingsError: the address to listen at cannot be used.
    """
    path = urlsplit(url).path or "/"
    server = HTTPServer(_Site([(path, UpdateRequest, {"app": app, "secret": secret})]), max_body_size=_LARGEST_UPDATE)
    server.add_socket(_bind(listen))
    log.info("Updates are received at %s, port %d", *listen)
    try:
        yield
    finally:
        server.stop()
        await server.close_all_connections()


def _bind(listen: tuple[str, int]) -> socket.socket:
    try:
        bound = socket.create_server(listen, family=socket.AF_INET6 if ":" in listen[0] else socket.AF_INET)
    except OSError as exc:
        host, port = listen
        raise SettingsError(f"WEBHOOK_LISTEN {host}:{port} cannot be used ({exc.strerror}); choose another.") from exc
    bound.setblocking(False)
    return bound


class UpdateRequest(RequestHandler):
    """One update, posted by Telegram: only Telegram knows the secret."""

    def initialize(self, app: App, secret: str) -> None:
        self._app = app
        self._secret = secret

    async def post(self) -> None:
        given = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        try:
            update = Update.de_json(json.loads(self.request.body), self._app.bot)
        except (ValueError, TypeError, KeyError, AttributeError) as exc:  # whatever a body can hold that is no update
            raise HTTPError(HTTPStatus.BAD_REQUEST) from exc
        await self._app.update_queue.put(update)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.finish(HTTPStatus(status_code).phrase)


class _Site(Site):
    def log_request(self, handler: RequestHandler) -> None:
        """Requests are not logged: a forged one would write our log."""
