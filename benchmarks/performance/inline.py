"""A corpus -> seconds from words typed into any chat to the cards, over HTTP with a Bot API server on loopback."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from statistics import median

from benchmarks.harness.figures import Figures
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import percentile
from bot.settings import Settings
from bot.telegram.app import serve
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from tests.botapi.server import BotApi


def measure_inline(setup: Setup) -> list[Figures]:
    typed = [question.text for question in setup.questions()]
    with closing(CorpusService(setup.small())) as corpus:
        corpus.open()
        seconds = asyncio.run(_measure(corpus, typed))
    row = (len(seconds), 1000 * median(seconds), 1000 * percentile(seconds, 0.95), 1000 * max(seconds))
    return [
        Figures(
            "Inline queries: milliseconds from typing to the cards",
            ("queries", "p50", "p95", "slowest"),
            (row,),
            ("Long polling over HTTP on loopback; each query once, by another person each, so none is remembered.",),
        )
    ]


async def _measure(corpus: CorpusService, typed: list[str]) -> list[float]:
    async with BotApi() as api:
        settings = Settings(_env_file=None, telegram_bot_token=api.token, telegram_api_url=api.url)
        stop = asyncio.Event()
        bot = asyncio.create_task(serve(settings, Answerer(corpus), corpus.database, stop))
        try:
            await api.person("First").search("预热").answered()
            return [await _type(api, words) for words in typed]
        finally:
            stop.set()
            await bot


async def _type(api: BotApi, words: str) -> float:
    person, started = api.person("Somebody"), time.perf_counter()
    await person.search(words).answered()
    return time.perf_counter() - started
