"""Questions -> how many a second: encoded one after the other, encoded in one call, and answered all at once."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from statistics import median

from benchmarks.performance.encoder import bare_encoder
from benchmarks.performance.parts.given import reply, settings, task
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.types import Question


def main() -> None:
    given = task()
    texts: list[str] = given["questions"]
    model = bare_encoder()
    found: dict[str, list[float]] = {"encoded": [], "encoded in one call": [], "answered": [], "slowest answer": []}
    with closing(CorpusService(settings())) as corpus:
        corpus.open()
        answerer = Answerer(corpus)
        asyncio.run(answerer.answer(Question(texts[0])))
        for number in range(given["rounds"]):
            asked = [text + " " * (number + 1) for text in texts]  # not remembered from the round before
            started = time.perf_counter()
            for text in asked:
                model.query(text)
            found["encoded"].append(len(texts) / (time.perf_counter() - started))
            started = time.perf_counter()
            model.query(asked)
            found["encoded in one call"].append(len(texts) / (time.perf_counter() - started))
            started = time.perf_counter()
            seconds = asyncio.run(_ask_all(answerer, asked))
            found["answered"].append(len(texts) / (time.perf_counter() - started))
            found["slowest answer"].append(max(seconds))
    reply({name: median(values) for name, values in found.items()})


async def _ask_all(answerer: Answerer, texts: list[str]) -> list[float]:
    return await asyncio.gather(*(_ask(answerer, text) for text in texts))


async def _ask(answerer: Answerer, text: str) -> float:
    """Seconds from the moment all are asked to this one's answer."""
    started = time.perf_counter()
    await answerer.answer(Question(text))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
