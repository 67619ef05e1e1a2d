"""Questions that one person asks faster than they are answered -> the newest of them, in its turn. In memory."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class _PersonQueue:
    """The queue of one person."""

    overtaken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something newer has come."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    """The time at which everything that was done lately would be done at the lasting pace."""


class NewestOnly:
    """One task for each person at a time, the newest of those that wait; a fixed number for all people.

    Nobody is turned away: people who are too fast wait, and only for the last thing asked.
    """

    def __init__(
        self,
        at_once: int,
        burst: int,
        interval: float,
        people: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``burst`` things of one person without a pause, one each ``interval`` seconds for long.

        ``people``: how many are remembered, those who asked last.
        """
        self._room = asyncio.Semaphore(at_once)
        self._burst = burst
        self._interval = interval
        self._people = people
        self._clock = clock
        self._lines: OrderedDict[int, _PersonQueue] = OrderedDict()

    @asynccontextmanager
    async def turn(self, person: int) -> AsyncIterator[bool]:
        """Wait for the turn; False where something newer of the same person has come first."""
        line = self._line(person)
        line.overtaken.set()
        overtaken = line.overtaken = asyncio.Event()
        async with line.turn:
            await self._pace(line, overtaken)
            if overtaken.is_set():
                yield False
                return
            async with self._room:
                is_newest = not overtaken.is_set()
                if is_newest:
                    line.free_at = max(line.free_at, self._clock()) + self._interval
                yield is_newest

    async def _pace(self, line: _PersonQueue, overtaken: asyncio.Event) -> None:
        wait = line.free_at - self._clock() - (self._burst - 1) * self._interval
        if wait > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(overtaken.wait(), wait)

    def _line(self, person: int) -> _PersonQueue:
        line = self._lines.setdefault(person, _PersonQueue())
        self._lines.move_to_end(person)
        if len(self._lines) > self._people:
            self._lines.popitem(last=False)
        return line
