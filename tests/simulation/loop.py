"""An event loop whose clock stands still while there is work, and jumps to what comes next where there is none.

Nothing is waited for, threads are none: what would be done in one is done here, after a delay that is drawn. The same
draws give the same order of everything.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import Any
from unittest.mock import patch

_BEGINNING = datetime(2025, 3, 1, tzinfo=UTC)
_SLOWEST = 0.02  # seconds of what is done in a thread


class SimulatedLoop(asyncio.SelectorEventLoop):
    def __init__(self, chance: Random) -> None:
        self._now = 0.0
        self._chance = chance
        super().__init__(_Selector(self._jump))
        self.set_exception_handler(lambda _loop, _context: None)

    def time(self) -> float:
        return self._now

    def today(self) -> datetime:
        return _BEGINNING + timedelta(seconds=self._now)

    def run_in_executor(self, _executor: object, work: Callable[..., Any], *arguments: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        done = self.create_future()
        self.call_later(self._chance.uniform(0, _SLOWEST), _do, done, work, arguments)
        return done

    def _jump(self, seconds: float) -> None:
        self._now += seconds


class _Selector(selectors.SelectSelector):
    """Hears nothing from outside; to wait is to let the clock jump."""

    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise AssertionError("everything waits for something that does not come")
        self._jump(max(0.0, timeout))
        return []


def _do(done: asyncio.Future[Any], work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    if done.cancelled():  # a thread goes on all the same
        _ignore(work, arguments)
        return
    try:
        found = work(*arguments)
    except Exception as exc:  # noqa: BLE001  # as a thread hands over whatever is raised in it
        done.set_exception(exc)
    else:
        done.set_result(found)


def _ignore(work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        work(*arguments)
    except Exception:  # noqa: BLE001  # nobody waits for it
        return


@contextmanager
def clocks_of(loop: SimulatedLoop, modules: dict[str, Any]) -> Iterator[None]:
    """The clocks that modules look at show the time of the loop."""

    class Time:
        time = staticmethod(lambda: loop.today().timestamp())
        monotonic = perf_counter = staticmethod(loop.time)

    class Datetime(datetime):
        @classmethod
        def now(cls, _zone: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return loop.today()

    with ExitStack() as patched:
        for name, module in modules.items():
            if name.startswith(("bot.", "rag.storage.column_types")):
                for clock, instead in (("time", Time), ("datetime", Datetime)):
                    if getattr(module, clock, None) in (datetime, _TIME):
                        patched.enter_context(patch.object(module, clock, instead))
        yield


_TIME = __import__("time")
