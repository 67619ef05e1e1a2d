"""The typing action, shown for as long as work goes on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

log = logging.getLogger(__name__)

_LASTS = 5.0  # seconds that Telegram shows an action
_AGAIN = _LASTS - 0.5


@asynccontextmanager
async def typing(message: Message) -> AsyncIterator[None]:
    """Show that an answer to this message is on its way; that it cannot be shown disturbs nobody."""
    task = asyncio.create_task(_keep_typing(message))
    try:
        yield
    finally:
        task.cancel()


async def _keep_typing(message: Message) -> None:
    thread = message.message_thread_id if message.is_topic_message else None
    try:
        while True:
            await message.get_bot().send_chat_action(message.chat_id, ChatAction.TYPING, message_thread_id=thread)
            await asyncio.sleep(_AGAIN)
    except TelegramError as exc:
        log.debug("The typing action was not shown: %s", exc)
