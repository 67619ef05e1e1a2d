"""Questions to begin with -> made as soon as a version is served, before anybody needs them."""

from __future__ import annotations

import asyncio
import logging

from bot.core.ports import Answering
from rag.errors import WenbaoError

log = logging.getLogger(__name__)

_EVERY = 5.0  # seconds


async def keep_examples(answering: Answering, every: float = _EVERY) -> None:
    """Run until cancelled."""
    made = 0
    while True:
        try:
            number = answering.corpus.current.number
            if number != made:
                found = await asyncio.to_thread(answering.examples)
                log.info("questions to begin with were made", extra={"version": number, "count": len(found)})
                made = number
        except WenbaoError as exc:
            log.debug("no questions to begin with were made: %s", exc)
        await asyncio.sleep(every)
