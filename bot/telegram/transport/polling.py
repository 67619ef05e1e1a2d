"""Telegram asked for updates again and again -> updates received. Acknowledged only when they are kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.telegram.transport.connectivity import Connectivity, reason_of
from bot.telegram.transport.rate_limiter import seconds_of
from bot.telegram.transport.webhook import Receive
from rag.errors import StorageError

log = logging.getLogger(__name__)

_HELD = 10  # seconds that Telegram holds a request without news
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


class Polling:
    """The polling of one bot, from the update after the last one that was received."""

    def __init__(self, bot: Bot, kinds: Sequence[str], receive: Receive, link: Connectivity) -> None:
        self._bot = bot
        self._kinds = kinds
        self._receive = receive
        self._link = link
        self._offset = 0
        self._pause = _SHORTEST_PAUSE

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop; whatever goes wrong is tried again."""
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                asking = asyncio.ensure_future(self._ask())
                await asyncio.wait((asking, stopped), return_when=asyncio.FIRST_COMPLETED)
                if not asking.done():
                    asking.cancel()
                with suppress(asyncio.CancelledError):
                    await asking
        finally:
            stopped.cancel()

    async def _ask(self) -> None:
        """Once, and a pause where that failed."""
        try:
            updates = await self._bot.get_updates(self._offset, timeout=_HELD, allowed_updates=self._kinds)
            self._link.heard()
            if updates:
                await asyncio.shield(self._receive(updates))
                self._offset = updates[-1].update_id + 1
            self._pause = _SHORTEST_PAUSE
        except Conflict:
            log.error(  # the sentence says it all
                "Another process receives the updates of this bot; stop it, or give this one another token."
                " Next attempt in %.0f s.",
                self._pause,
            )
            await self._rest()
        except RetryAfter as exc:
            await asyncio.sleep(seconds_of(exc))
        except (TelegramError, StorageError) as exc:
            log.warning("No updates could be received, next attempt in %.0f s: %s", self._pause, reason_of(exc))
            await self._rest()
        except Exception:
            log.exception("Telegram sent what cannot be read, next attempt in %.0f s", self._pause)
            await self._rest()

    async def _rest(self) -> None:
        pause, self._pause = self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        await asyncio.sleep(pause)
