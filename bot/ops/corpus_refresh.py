"""The changed corpus folder -> published, once, after the start. What others publish, roll back or pin -> served and
known here within seconds; an index that fails is made again."""

from __future__ import annotations

import asyncio
import logging
from itertools import count

from bot.core.ports import ServedCorpus
from bot.ops.metrics import Metrics
from rag.answering.pins.repository import Pins
from rag.errors import CorpusBusy, WenbaoError

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds
_LOOKS_AN_EXAMINATION = 1800  # one an hour


async def catch_up(corpus: ServedCorpus, every: float = _EVERY) -> None:
    """Publish what was changed in the corpus folder while the bot was down; the earlier version answers meanwhile."""
    while True:
        try:
            await asyncio.to_thread(corpus.catch_up)
        except CorpusBusy:  # an admin, or another replica with the same folder
            await asyncio.sleep(every)
        except WenbaoError as exc:
            log.warning("the corpus folder was not taken over: %s", exc)
            return
        else:
            return


async def keep_fresh(
    corpus: ServedCorpus,
    pins: Pins,
    metrics: Metrics,
    every: float = _EVERY,
    looks_an_examination: int = _LOOKS_AN_EXAMINATION,
) -> None:
    """Run until cancelled. While the new version cannot be served, the earlier one is."""
    failing = ""
    for look in count(1):
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(pins.refresh)
            if look % looks_an_examination == 0:
                await asyncio.to_thread(corpus.examine)
            switched = await asyncio.to_thread(corpus.refresh)
        except CorpusBusy:
            continue
        except WenbaoError as exc:
            metrics.corpus_refreshes.labels("failed").inc()
            if str(exc) != failing:
                log.warning("the corpus could not be looked up: %s", exc)
            failing = str(exc)
        else:
            failing = ""
            metrics.corpus_refreshes.labels("switched" if switched else "unchanged").inc()
            if switched:
                log.info("the corpus was opened anew", extra={"version": corpus.current.number})
