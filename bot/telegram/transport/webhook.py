"""HTTP requests of Telegram -> updates received."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

from telegram import Bot, Update
from tornado.web import HTTPError

from bot.ops.http_server import QuietHandler, Route, site
from bot.telegram.transport.update_parsing import is_numbered, legible
from rag.errors import StorageError

log = logging.getLogger(__name__)

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret
_LARGEST_UPDATE = 1 << 20  # bytes; updates are a few kilobytes

Receive = Callable[[Sequence[Update]], Awaitable[None]]
"""Raises ``StorageError`` where the updates have to be sent again."""


@asynccontextmanager
async def webhook(
    bot: Bot, url: str, listen: tuple[str, int], secret: str, receive: Receive, others: Sequence[Route] = ()
) -> AsyncIterator[None]:
    """Listen for the updates that Telegram posts to the path of ``url``, as long as the context lasts.

    ``others``: routes of what else is served there.

    Raises:
        SettingsError: the address to listen at cannot be used.
    """
    path = urlsplit(url).path or "/"
    route = (path, UpdateRequest, {"bot": bot, "secret": secret, "receive": receive})
    async with site("WEBHOOK_LISTEN", listen, [route, *others], _LARGEST_UPDATE):
        log.info("Updates are received at %s, port %d", *listen)
        yield


class UpdateRequest(QuietHandler):
    """One update, posted by Telegram: only Telegram knows the secret."""

    def initialize(self, bot: Bot, secret: str, receive: Receive) -> None:
        self._bot = bot
        self._secret = secret
        self._receive = receive

    async def post(self) -> None:
        given = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        try:
            raw = json.loads(self.request.body)
        except (ValueError, RecursionError) as exc:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from exc
        if not is_numbered(raw):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        update = Update.de_json(legible(raw), self._bot)
        try:
            await self._receive([update])
        except StorageError as exc:
            log.warning("An update cannot be kept, Telegram will send it again: %s", exc)
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from exc
