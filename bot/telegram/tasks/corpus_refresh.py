"""A version published or taken back elsewhere, an index that fails -> served here, mended here, within seconds."""

from __future__ import annotations

import asyncio
import logging

from bot.core.ports import Corpus
from bot.ops.metrics import Metrics
from rag.errors import CorpusBusy, WenbaoError

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds


async def keep_fresh(corpus: Corpus, metrics: Metrics, every: float = _EVERY) -> None:
    """Until cancelled. While the new version cannot be served, the one of before is."""
    failing = ""
    while True:
        await asyncio.sleep(every)
        try:
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
