"""Work that keeps a processor busy -> done in a pool of its own, one piece at a time for each person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar
from weakref import WeakValueDictionary

_P = ParamSpec("_P")
_T = TypeVar("_T")


class HeavyJobs:
    """Questions are answered in other threads; people who send many heavy messages wait for their own."""

    def __init__(self, workers: int = 1) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="heavy")
        self._waiting: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def run(self, person: str, job: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Returns or raises what ``job`` does, after the earlier jobs of the same person."""
        lock = self._waiting.get(person)
        if lock is None:
            lock = self._waiting[person] = asyncio.Lock()
        async with lock:
            return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: job(*args, **kwargs))
