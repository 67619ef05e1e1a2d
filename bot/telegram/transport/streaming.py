"""Statements as they become certain -> a draft of the answer in a private chat, until the answer itself is sent.

Groups see an answer once it is whole: Telegram has no drafts there. That a draft cannot be shown disturbs nobody.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Message
from telegram.constants import ChatType, MessageLimit
from telegram.error import TelegramError

from bot.core.ports import Emit, tell_nobody
from bot.core.sanitize import is_visible, printable
from rag.types import Statement

log = logging.getLogger(__name__)

_MOST_FRAMES = 8
_PAUSE = 0.4  # seconds before a frame: an answer that is complete by then needs none
_PATIENCE = 2.0  # seconds that the answer waits for a frame on its way, so that it comes after it


@asynccontextmanager
async def drafting(question: Message, *, wanted: bool) -> AsyncIterator[Emit]:
    """Hears statements, and shows those so far as a draft, where one is wanted and can be."""
    if not wanted or question.chat.type != ChatType.PRIVATE:
        yield tell_nobody
        return
    draft = _DraftStream(question)
    showing = asyncio.create_task(draft.keep_showing())
    try:
        yield draft.hear
    finally:
        draft.end()
        await asyncio.wait((showing,), timeout=_PATIENCE)
        showing.cancel()


class _DraftStream:
    def __init__(self, question: Message) -> None:
        self._question = question
        self._lines: list[str] = []
        self._more = asyncio.Event()
        self._ended = asyncio.Event()

    async def hear(self, statement: Statement) -> None:
        if is_visible(statement.text):
            self._lines.append(printable(statement.marked))
            self._more.set()

    def end(self) -> None:
        self._ended.set()
        self._more.set()

    async def keep_showing(self) -> None:
        for _ in range(_MOST_FRAMES):
            await self._more.wait()
            self._more.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), _PAUSE)
            if self._ended.is_set() or not await self._show("\n".join(self._lines)):
                return

    async def _show(self, text: str) -> bool:
        """False where no more can be shown."""
        question = self._question
        if len(text.encode("utf-16-le")) > 2 * MessageLimit.MAX_TEXT_LENGTH:
            return False
        thread = question.message_thread_id if question.is_topic_message else None
        try:
            await question.get_bot().send_message_draft(
                question.chat_id, question.message_id, text, message_thread_id=thread
            )
        except TelegramError as exc:
            log.debug("the draft of an answer was not shown: %s", exc)
            return False
        return True
