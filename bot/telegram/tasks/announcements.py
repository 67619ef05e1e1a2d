"""Changes of the corpus -> announcements in the admin chat, whoever made them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.admin.status_view import record_line
from bot.texts import ZH
from rag.corpus.audit_log import AuditLog
from rag.errors import StorageError
from rag.storage.database import Database
from rag.storage.models import AuditRecord

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks at the record."""


@asynccontextmanager
async def announcing(bot: Bot, chat_id: int | None, database: Database) -> AsyncIterator[None]:
    """Tell changes in the chat while the block runs, if there is one."""
    task = asyncio.create_task(_announce(bot, chat_id, AuditLog(database))) if chat_id is not None else None
    try:
        yield
    finally:
        if task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _announce(bot: Bot, chat_id: int, audit: AuditLog) -> None:
    while True:
        try:
            changes = await asyncio.to_thread(audit.claim_untold)
        except StorageError as exc:
            log.warning("A change was not announced in ADMIN_CHAT: %s", exc)
        else:
            for change in changes:
                await _tell(bot, chat_id, change)
        await asyncio.sleep(EVERY)


async def _tell(bot: Bot, chat_id: int, change: AuditRecord) -> None:
    try:
        await bot.send_message(chat_id, record_line(change, ZH.admin))  # a chat has no language of its own
    except TelegramError as exc:  # the next one may get through
        log.warning("A change was not announced in ADMIN_CHAT: %s", exc)
