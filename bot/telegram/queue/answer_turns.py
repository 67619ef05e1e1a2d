"""Turns at answering a question: one at a time among all replicas, with what was sent for it before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.ops.metrics import Metrics
from bot.storage.answers import AnswerLease, Answers, SentAnswer
from bot.storage.patience import patiently
from bot.types import Asking, MessagePlace
from rag.errors import StorageError

log = logging.getLogger(__name__)

_LOOK_AGAIN = 0.5  # seconds, where another replica is answering, or the database fails
_LOOKS = 60


class AnswerTurn:
    """The right to answer a question, held by this task alone."""

    def __init__(
        self, answers: Answers, metrics: Metrics, place: MessagePlace, lease: AnswerLease, *, is_repeated: bool = False
    ) -> None:
        self._answers = answers
        self._metrics = metrics
        self._place = place
        self.before = lease.before
        """The answer that was sent for an earlier wording of the question."""
        self.is_repeated = is_repeated
        """That wording was the same, as where an update is delivered twice."""
        self.is_interrupted = lease.is_interrupted
        """Another process may have sent the answer without writing it down."""
        self.is_kept = False

    @property
    def old(self) -> tuple[int, ...]:
        """The messages sent for the earlier wording, to be edited."""
        return self.before.message_ids if self.before else ()

    async def known_messages(self) -> frozenset[int]:
        """Ids of the messages below the question that are on record as answers."""
        return await patiently(self._answers.messages_after, self._place)

    def count_interrupted(self, outcome: str) -> None:
        """``outcome``: a label of the metric."""
        self._metrics.interrupted.labels(outcome).inc()

    async def mark_sending(self, language: str) -> None:
        """Note that the answer may have been sent, if this process ends before it is kept."""
        await patiently(self._answers.mark_sending, self._place, language)

    async def keep(self, sent: SentAnswer) -> None:
        """Write down what was sent; buttons, edits and quotes find it from now on, in every replica.

        It stands in the chat, and nothing may be said in its place: a database that fails is tried until it works.
        """
        while not self.is_kept:
            try:
                await asyncio.to_thread(self._answers.keep, self._place, sent)
                self.is_kept = True
            except StorageError as exc:
                log.warning("an answer that was sent cannot be written down yet: %s", exc)
                await asyncio.sleep(_LOOK_AGAIN)


class AnswerTurns:
    def __init__(self, answers: Answers, metrics: Metrics) -> None:
        self._answers = answers
        self._metrics = metrics
        self._locks: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, place: MessagePlace, asked: str, asking: Asking = Asking.QUESTION) -> AsyncIterator[AnswerTurn]:
        """Wait for those who answer the same question now: an earlier wording, or the same update delivered twice."""
        async with self._locks.setdefault((place.chat, place.message), asyncio.Lock()):
            lease = await self._claim(place, asked, asking)
            before = lease.before
            is_repeated = before is not None and (before.asked, before.asking) == (asked, asking)
            turn = AnswerTurn(self._answers, self._metrics, place, lease, is_repeated=is_repeated)
            try:
                yield turn
            finally:
                if not turn.is_kept:
                    await self._release(place)

    async def _release(self, place: MessagePlace) -> None:
        """Give the turn back. Nobody is told where that fails: it ends by itself after a while. A process that is about
        to end does not wait for the database."""
        task = asyncio.current_task()
        is_ending = task is not None and task.cancelling() > 0
        try:
            if is_ending:
                await asyncio.to_thread(self._answers.release, place)
            else:
                await patiently(self._answers.release, place)
        except StorageError as exc:
            log.warning("a question that was not answered waits until its turn has run out: %s", exc)

    async def settled(self, chat: str, question: int) -> None:
        """Wait until no task here is answering this question: what was sent a moment ago is then on record."""
        if lock := self._locks.get((chat, question)):
            async with lock:
                return

    async def recorded(self, chat: str, message: int) -> None:
        """Wait until no task, here or elsewhere, is answering a question that this message can be the answer to; or for
        a while. If it is one, it is then on record."""
        for place in [place for place in self._locks if place[0] == chat and place[1] < message]:
            await self.settled(*place)
        for _ in range(_LOOKS):
            if not await asyncio.to_thread(self._answers.may_come_on_record, chat, message):
                return
            await asyncio.sleep(_LOOK_AGAIN)

    async def _claim(self, place: MessagePlace, asked: str, asking: Asking) -> AnswerLease:
        # Another process can set no event of ours.
        while (claim := await patiently(self._answers.claim, place, asked, asking)) is None:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN)
        return claim
