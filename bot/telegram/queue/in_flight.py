"""Questions being answered here, so that one that is edited is not answered in its old words."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from rag.types import Answer


class InFlight:
    """The answers in progress in one process."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[int, int], asyncio.Task[Answer]] = {}

    async def answer(self, chat: int, question: int, work: Coroutine[Any, Any, Answer]) -> Answer | None:
        """The answer; None where the question has been edited in the meantime."""
        task = self._tasks[chat, question] = asyncio.create_task(work)
        try:
            await asyncio.wait((task,))
        finally:  # also when this is cancelled itself
            task.cancel()
            del self._tasks[chat, question]
        return None if task.cancelled() else task.result()

    def stop(self, chat: int, question: int) -> None:
        """Stop an answer that is no longer waited for."""
        if task := self._tasks.get((chat, question)):
            task.cancel()
