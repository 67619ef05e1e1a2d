"""Turns at answering a question: one at a time among all replicas, with what was sent for it before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.records.answers import Answers, Claim, Place, Sent

_LOOK_AGAIN = 0.5  # seconds, where another replica is answering


class Turn:
    """The right to answer a question, held by this task alone."""

    def __init__(self, answers: Answers, place: Place, before: Sent | None) -> None:
        self._answers = answers
        self._place = place
        self.before = before
        """What was sent for an earlier wording of the question."""
        self.is_kept = False

    async def keep(self, sent: Sent) -> None:
        """Write down what was sent; buttons, edits and quotes find it from now on, in every replica."""
        await asyncio.to_thread(self._answers.keep, self._place, sent)
        self.is_kept = True


class Turns:
    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._locks: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, place: Place, asked: str) -> AsyncIterator[Turn]:
        """Wait for those who answer the same question now: an earlier wording, or the same update delivered twice."""
        async with self._locks.setdefault((place.chat, place.message), asyncio.Lock()):
            turn = Turn(self._answers, place, (await self._claim(place, asked)).before)
            try:
                yield turn
            finally:
                if not turn.is_kept:
                    await asyncio.to_thread(self._answers.release, place)

    async def settled(self, chat: int, question: int) -> None:
        """Until nobody here is answering this question: what was sent a moment ago is on record then."""
        if lock := self._locks.get((chat, question)):
            async with lock:
                return

    async def _claim(self, place: Place, asked: str) -> Claim:
        # Another process can set no event of ours.
        while (claim := await asyncio.to_thread(self._answers.claim, place, asked)) is None:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN)
        return claim
