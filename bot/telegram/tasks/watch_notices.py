"""A version was published -> chats that watch an indicator are told once what has changed."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.core.permalinks import Account
from bot.core.ports import ServedCorpus, ServedVersion
from bot.storage.citations import Citations
from bot.storage.quiet_groups import QuietGroups
from bot.storage.watches import Watch, Watches
from bot.telegram.ledger.watching_view import render_changes
from bot.telegram.message_builder import Message
from bot.telegram.transport.connectivity import Connectivity, reason_of
from bot.telegram.transport.delivery import post
from bot.texts import texts_for
from rag.errors import WenbaoError
from rag.ledger.watching import WatchedChange, changes_between, figures_told
from rag.storage.database import Database

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks at what is served."""
_AT_ONCE = 50
_NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid")


class WatchNotices:
    """Tells chats of changes. A change is written down as told before it is sent: it may get lost with this process,
    and it never comes twice."""

    def __init__(self, bot: Bot, corpus: ServedCorpus, database: Database, link: Connectivity) -> None:
        self._bot = bot
        self._corpus = corpus
        self._watches = Watches(database)
        self._citations = Citations(database)
        self._groups = QuietGroups(database)
        self._link = link
        self._done = 0

    async def keep_telling(self) -> None:
        """Run until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            if self._link.is_up:  # else changes would be written down as told and not arrive
                try:
                    await self._look()
                except WenbaoError as exc:
                    log.debug("what is watched could not be compared: %s", exc)
                except Exception as exc:  # noqa: BLE001  # one notice that fails silences no others
                    log.error("A change of a watched figure was not told (%s)", type(exc).__name__)

    async def _look(self) -> None:
        """Compare all that is watched with what is served, if that was published since the last look."""
        served = self._corpus.current
        publication = await asyncio.to_thread(self._watches.current_publication, served.number)
        if publication is None or publication == self._done:
            return
        while due := await asyncio.to_thread(self._watches.due, publication, _AT_ONCE):
            for watch in due:
                if not self._link.is_up:
                    return
                if changes := await asyncio.to_thread(self._claim, watch, publication, served):
                    await self._tell(watch, changes)
        self._done = publication

    def _claim(self, watch: Watch, publication: int, served: ServedVersion) -> tuple[WatchedChange, ...]:
        """The changes that are to be told by this process; none where another one tells them."""
        figures = figures_told(served.version, watch.region, watch.name)
        self._citations.archive(served.number, served.version, [told.sentence for told in figures])
        claimed = self._watches.settle(watch, publication, figures)
        return changes_between(watch.figures, figures) if claimed else ()

    async def _tell(self, watch: Watch, changes: tuple[WatchedChange, ...]) -> None:
        me = self._bot.bot
        account = Account(me.username or "", bool(me.supports_inline_queries))
        notice = render_changes(watch, changes, texts_for(watch.language), account)
        try:
            await self._send(watch, notice)
        except Forbidden:
            await asyncio.to_thread(self._watches.remove_all, watch.address)
        except TelegramError as exc:
            if isinstance(exc, BadRequest) and any(words in exc.message.lower() for words in _NOBODY):
                await asyncio.to_thread(self._watches.remove_all, watch.address)
            else:
                log.warning("A change of a watched figure was not told: %s", reason_of(exc))

    async def _send(self, watch: Watch, notice: Message) -> None:
        try:
            await self._post(int(watch.address), notice, watch.thread)
        except ChatMigrated as exc:
            await asyncio.to_thread(self._groups.move, watch.address, str(exc.new_chat_id))
            await post(self._bot, exc.new_chat_id, notice)

    async def _post(self, chat_id: int, notice: Message, thread: int) -> None:
        """The topic may be gone."""
        try:
            await post(self._bot, chat_id, notice, thread or None)
        except BadRequest as exc:
            if not thread or "thread not found" not in exc.message.lower():
                raise
            await post(self._bot, chat_id, notice)
