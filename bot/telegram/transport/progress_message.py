"""A build under way -> one message, edited now and then: what is done, how far it is, how long it takes still."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.message_builder import Message
from bot.telegram.transport.delivery import edit
from bot.texts import AdminTexts

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two edits."""

Result = TypeVar("Result")


class BuildProgress:
    """How far a build is. Told by its thread, read by the chat's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = 0.0
        self._at: tuple[int, int] | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._at is None:
            self._began = self._clock()
        self._at = (done, total)

    def line(self, told: AdminTexts) -> str:
        if self._at is None:
            return told.reading
        done, total = self._at
        if done >= total:
            return told.writing
        line = told.encoding.format(done=done, total=total)
        return told.encoding_left.format(encoding=line, left=self._left(done, total, told)) if done else line

    def _left(self, done: int, total: int, told: AdminTexts) -> str:
        seconds = (self._clock() - self._began) / done * (total - done)
        if seconds < 90:
            return told.seconds_left(max(1, round(seconds)))
        return told.minutes_left(round(seconds / 60))


async def follow(
    bot: Bot, chat_id: int, message_id: int, told: AdminTexts, work: Callable[[BuildProgress], Result]
) -> Result:
    """Do the work in a thread and show in the message how far it is. Raises what the work raises."""
    far = BuildProgress()
    task = asyncio.create_task(asyncio.to_thread(work, far))
    shown = told.reading
    while not task.done():
        await asyncio.wait([task], timeout=EVERY)
        line = far.line(told)
        if line != shown and not task.done():
            shown = line
            await _show(bot, chat_id, message_id, line)
    return await task


async def _show(bot: Bot, chat_id: int, message_id: int, line: str) -> None:
    """That it cannot be shown disturbs nobody."""
    try:
        await edit(bot, chat_id, message_id, Message(line))
    except TelegramError as exc:
        log.debug("Progress was not shown: %s", exc)
