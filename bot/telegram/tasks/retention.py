"""Personal data -> deleted when its retention ends, also while nobody uses the bot."""

from __future__ import annotations

import asyncio
import logging

from bot.storage.people import PersonalData
from rag.errors import StorageError

log = logging.getLogger(__name__)

_EVERY = 3600.0  # seconds


async def keep_purged(people: PersonalData, every: float = _EVERY) -> None:
    """Purge at once, and again every hour, until cancelled."""
    while True:
        try:
            gone = await asyncio.to_thread(people.purge)
        except StorageError as exc:
            log.warning("what is too old could not be forgotten: %s", exc)
        else:
            if gone:
                log.info("answers forgotten because of their age", extra={"answers": gone})
        await asyncio.sleep(every)
