"""Calls that block on the database -> run in a thread, and retried while the database fails briefly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from rag.errors import StorageError

_P = ParamSpec("_P")
_T = TypeVar("_T")

PATIENCE = 30.0
"""Seconds after which users are told that the database is unavailable."""
_AGAIN = 0.5


async def patiently(act: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Returns or raises what ``act`` does; whatever it does must be one transaction.

    Raises:
        StorageError: the database has failed for as long as people are kept waiting.
    """
    last_try = time.monotonic() + PATIENCE
    while True:
        try:
            return await asyncio.to_thread(act, *args, **kwargs)
        except StorageError:
            if time.monotonic() >= last_try:
                raise
        await asyncio.sleep(_AGAIN)
