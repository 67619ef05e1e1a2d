"""Updates -> kept, then handled: one after the other in each lane, every lane for itself.

An update is acknowledged to Telegram when it is in the database, and it stays there until it has been handled: what a
process leaves that stops or dies, another one or its next start goes on with.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
from telegram import Update
from telegram.ext import Application

from bot.ops.metrics import Metrics
from bot.storage.choices import Languages
from bot.storage.inbox import Inbox
from bot.storage.queue_order import UpdateState
from bot.storage.update_record import Receipt, ReceiptStatus, ReceivedUpdate
from bot.telegram.queue.chosen_language import as_chosen, in_chosen_language
from bot.telegram.queue.heartbeats import Heartbeats
from bot.telegram.queue.in_flight import InFlight
from bot.telegram.queue.lanes import lane_of
from rag.errors import StorageError

log = logging.getLogger(__name__)

_AT_ONCE = 256  # lanes
_ALONE_AT_ONCE = 64  # files and commands, each in a lane of its own: they leave room for conversations
_LOOK_EVERY = 1.0  # seconds
_PRUNE_EVERY = 3600.0
_AGAIN = 0.5  # seconds after which a database that failed is tried again

App = Application[Any, Any, Any, Any, Any, Any]

_T = TypeVar("_T")

TurnAway = Callable[[Update, Receipt], Awaitable[None]]
"""Tells a person that there is no room for an update."""


class Dispatcher:
    """The dispatcher of one process. ``alone``: no other process works on the same database, whatever it says."""

    def __init__(
        self,
        app: App,
        inbox: Inbox,
        metrics: Metrics,
        running: InFlight,
        turn_away: TurnAway,
        languages: Languages,
        *,
        alone: bool,
    ) -> None:
        self._app = app
        self._inbox = inbox
        self.metrics = metrics
        self._running = running
        self._turn_away = turn_away
        self._languages = languages
        self._alone = alone
        self._is_heir = False
        """Whether the updates that the process before left have been taken over."""
        self._pulses = Heartbeats()
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._room_alone = asyncio.Semaphore(_ALONE_AT_ONCE)
        self._writer = ThreadPoolExecutor(1, "inbox")
        """One thread: writers of one process need not wait for each other's locks."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._tending: asyncio.Task[None] | None = None
        self._pruned = time.monotonic()

    async def open(self) -> None:
        """Go on with what was left, and look after it from now on; as soon as the database works."""
        self._tending = asyncio.create_task(self._tend())

    async def receive(self, updates: Sequence[Update]) -> None:
        """Keep updates and begin to handle them; those that were received before are passed over.

        Raises:
            StorageError: they could not be kept, and have to be received again.
        """
        wanted = {update.update_id: update for update in updates if self._is_wanted(update)}
        kept = await self._in_database(self._address, wanted.values())
        receipts, taken = await self._in_database(self._inbox.receive, kept) if kept else ([], [])
        for receipt in receipts:
            self.metrics.updates.labels(receipt.outcome).inc()
            if receipt.first_refusal:
                self._start(self._turn_away(wanted[receipt.received.id], receipt))
            if receipt.outcome is ReceiptStatus.NEW:  # else nothing replaces the answer that is being made
                self._stop_edited(wanted[receipt.received.id])
        for received in taken:
            self._start(self._work(received))
        numbers = sorted(wanted.keys() - {received.id for received in kept})
        at_once = [await as_chosen(wanted[number], self._languages, self._app.bot) for number in numbers]
        for update in at_once:  # in the order they came in
            self._start(self._handle(update))

    async def close(self, patience: float) -> None:
        """Go on for ``patience`` seconds; what is not done then is left to others, or to the next start."""
        if self._tending:
            self._tending.cancel()
        deadline = time.monotonic() + patience
        while self._tasks and (left := deadline - time.monotonic()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            given = await self._in_database(self._inbox.give_back)
        except StorageError as exc:
            log.warning("what was not answered is taken over when this process is missed: %s", exc)
        else:
            if given:
                log.info("questions are left to others or to the next start", extra={"count": given})
        self._writer.shutdown()

    async def count(self) -> dict[UpdateState, int]:
        """Updates waiting and worked on, of all processes.

        Raises:
            StorageError: the database cannot be reached.
        """
        return await asyncio.to_thread(self._inbox.counts)

    def _address(self, updates: Iterable[Update]) -> list[ReceivedUpdate]:
        return [
            self._inbox.address(
                update.update_id, lane.name, lane.person, update.to_json(), lane.a_minute, lane.kind, lane.message
            )
            for update in updates
            if (lane := lane_of(update))
        ]

    def _is_wanted(self, update: Update) -> bool:
        """Somebody handles it. What is not meant for the bot is not kept, nor counted."""
        try:
            return any(
                handler.check_update(update) not in (None, False)
                for handlers in self._app.handlers.values()
                for handler in handlers
            )
        except Exception:  # whatever it is: else nothing that came with it, or comes after it, would ever be received
            log.exception("update %s cannot be looked at and is passed over", update.update_id)
            return False

    def _stop_edited(self, update: Update) -> None:
        """Cancel the answer in progress: the edited question, which waits after it, replaces it."""
        if message := update.edited_message:
            self._running.stop(message.chat_id, message.message_id)

    async def _work(self, received: ReceivedUpdate) -> None:
        """Handle an update, and those that follow in its lane."""
        following: ReceivedUpdate | None = received
        while following:
            await self._handle_kept(following)
            following = await self._finish(following)

    async def _handle_kept(self, received: ReceivedUpdate) -> None:
        try:
            body = await in_chosen_language(json.loads(received.body), self._languages)
            update = Update.de_json(body, self._app.bot)
        except (ValueError, TypeError, KeyError, AttributeError):  # kept by another release of python-telegram-bot
            log.exception("a stored update can no longer be read")
            return
        lane = lane_of(update)
        async with self._room_alone if lane and lane.stands_alone else self._room:
            began = datetime.now(UTC)
            self.metrics.steps.labels("wait").observe(max(0.0, (began - received.at).total_seconds()))
            await self._handle(update)
        self.metrics.steps.labels("total").observe(max(0.0, (datetime.now(UTC) - received.at).total_seconds()))

    async def _handle(self, update: Update) -> None:
        structlog.contextvars.bind_contextvars(update=update.update_id)
        began = time.perf_counter()
        await self._app.process_update(update)
        seconds = time.perf_counter() - began
        self.metrics.steps.labels("handle").observe(seconds)
        log.info("update handled", extra={"kind": _kind(update), "seconds": round(seconds, 3)})

    async def _finish(self, received: ReceivedUpdate) -> ReceivedUpdate | None:
        while True:
            try:
                return await self._in_database(self._inbox.finish, received)
            except StorageError as exc:
                log.warning("an update that was handled cannot be written down yet: %s", exc)
                await asyncio.sleep(_AGAIN)

    async def _tend(self) -> None:
        works = True
        while True:
            try:
                await self._look()
                works = True
            except StorageError as exc:
                if works:
                    log.warning("the inbox cannot be looked after: %s", exc)
                works = False
                self._pulses.forget()
            await asyncio.sleep(_LOOK_EVERY)

    async def _look(self) -> None:
        """Take over updates of dead processes, and those that no process has taken."""
        if self._alone and not self._is_heir:
            await self._in_database(self._inbox.take_over, await self._in_database(self._inbox.others))
            self._is_heir = True
        if not self._alone:
            beats = await self._in_database(self._inbox.beat)
            others = await self._in_database(self._inbox.others)
            if dead := self._pulses.dead(beats, others, time.monotonic()):
                log.warning("another process has died; its updates are taken over", extra={"count": len(dead)})
                await self._in_database(self._inbox.take_over, dead)
        for received in await self._in_database(self._inbox.take_left, _AT_ONCE):
            self._start(self._work(received))
        if time.monotonic() - self._pruned > _PRUNE_EVERY:
            self._pruned = time.monotonic()
            await self._in_database(self._inbox.prune)

    async def _in_database(self, act: Callable[..., _T], *arguments: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, act, *arguments)

    def _start(self, work: Coroutine[object, object, None] | Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("an update was not handled", exc_info=error)


def _kind(update: Update) -> str:
    return next((name for name in Update.ALL_TYPES if getattr(update, name, None) is not None), "unknown")
