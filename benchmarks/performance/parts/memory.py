"""Questions -> resident memory after each step in the life of a serving process. Linux only."""

from __future__ import annotations

import asyncio
import gc
import importlib
import re
from pathlib import Path

from benchmarks.performance.parts.given import reply, settings, task
from bot.ops.memory import keep_small


def resident() -> dict[str, int]:
    """Bytes: of its own, and of files mapped (the encoder's weights, libraries), which processes share."""
    gc.collect()
    told = dict(re.findall(r"^(\w+):\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE))
    return {"own": 1024 * int(told["RssAnon"]), "files": 1024 * int(told["RssFile"])}


def main() -> None:
    keep_small()
    found = {"interpreter": resident()}
    importlib.import_module("bot.telegram.app")
    # not at the top: what they load is one of the things measured
    from rag.corpus.service import CorpusService
    from rag.engine import Answerer
    from rag.types import Question

    found["code (telegram, Chroma, numpy, …)"] = resident()
    corpus = CorpusService(settings())
    corpus.embeddings.embed_query("问")
    found["encoder"] = resident()
    corpus.open()
    found["reports, outlines, keyword index, vectors"] = resident()
    questions = [Question(text) for text in task()]
    answerer = Answerer(corpus)
    asyncio.run(answerer.answer(questions[0]))
    found["first answer"] = resident()
    for question in questions:
        asyncio.run(answerer.answer(question))
    found[f"{len(questions)} questions answered"] = resident()
    version = corpus.current.version
    reply({"sentences": len(version.order), "steps": found})
    corpus.close()


if __name__ == "__main__":
    main()
