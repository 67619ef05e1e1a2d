"""Equal work requested several times at once -> done once, with progress for each caller; results are remembered.

An asker who joins late is told first what the others heard already. The work stops when nobody waits for it any more.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Part = TypeVar("Part")
Result = TypeVar("Result")

Tell = Callable[[Part], Awaitable[None]]
Work = Callable[[Tell[Part]], Coroutine[None, None, Result]]


class _Running(Generic[Part, Result]):
    """Work under way, and its progress so far."""

    def __init__(self, work: Work[Part, Result]) -> None:
        self.parts: list[Part] = []
        self.askers = 0
        self._more = asyncio.Event()
        self.task = asyncio.create_task(self._run(work))

    async def _run(self, work: Work[Part, Result]) -> Result:
        try:
            return await work(self._hear)
        finally:
            self._wake()

    async def _hear(self, part: Part) -> None:
        self.parts.append(part)
        self._wake()

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()

    async def follow(self, tell: Tell[Part]) -> Result:
        """Tell every part in order, at the listener's own pace, then give the result."""
        told = 0
        while True:
            more = self._more
            while told < len(self.parts):
                await tell(self.parts[told])
                told += 1
            if self.task.done():
                return await self.task
            if more is self._more:
                await more.wait()


class Shared(Generic[Key, Part, Result]):
    """``size``: results remembered, the latest used. ``keep``: which of them are worth it."""

    def __init__(self, size: int, keep: Callable[[Result], bool]) -> None:
        self._size, self._keep = size, keep
        self._results: OrderedDict[Key, tuple[tuple[Part, ...], Result]] = OrderedDict()
        self._running: dict[Key, _Running[Part, Result]] = {}

    async def run(self, key: Key, work: Work[Part, Result], tell: Tell[Part]) -> Result:
        running = self._running.get(key)
        if running and running.task.done():
            self._end(key, running)  # its callback is still to come
            running = None
        if key in self._results:
            self._results.move_to_end(key)
            parts, result = self._results[key]
            for part in parts:
                await tell(part)
            return result
        if running is None:
            running = self._running[key] = _Running(work)
            running.task.add_done_callback(lambda _: self._end(key, running))
        running.askers += 1
        try:
            return await running.follow(tell)
        finally:
            running.askers -= 1
            if not running.askers and not running.task.done():
                self._forget(key, running)  # who asks now must not wait for what is being stopped
                running.task.cancel()

    def _forget(self, key: Key, running: _Running[Part, Result]) -> None:
        if self._running.get(key) is running:
            del self._running[key]

    def _end(self, key: Key, running: _Running[Part, Result]) -> None:
        self._forget(key, running)
        task = running.task
        if not task.cancelled() and task.exception() is None and self._keep(task.result()):
            self._results[key] = tuple(running.parts), task.result()
            while len(self._results) > self._size:
                self._results.popitem(last=False)
