"""A question -> the seconds of each step from the first import to a second answer, as ``wenbao ask`` takes them."""

from __future__ import annotations

import asyncio
import importlib
import time
from itertools import pairwise

from benchmarks.performance.parts.given import reply, task

_LOADED = (
    "bot.cli.main",
    "bot.cli.context",
    "bot.core.documents.json_documents",
    "bot.settings_loading",
    "bot.bootstrap",
    "bot.cli.output.console",
)


def main() -> None:
    moments = [time.perf_counter()]
    for name in _LOADED:
        importlib.import_module(name)
    moments.append(time.perf_counter())
    # already loaded: not at the top, because loading them is the first thing measured
    from bot.bootstrap import open_answerer
    from bot.cli.output.progress_bar import ProgressBar
    from bot.settings_loading import load_settings
    from bot.texts import texts_for
    from rag.types import Question

    with open_answerer(load_settings(), ProgressBar(texts_for("en"))) as answerer:
        moments.append(time.perf_counter())
        for text in (task(), f"{task()} "):
            asyncio.run(answerer.answer(Question(text)))
            moments.append(time.perf_counter())
    steps = ("imports", "opening the corpus", "first answer", "second answer")
    reply({step: after - before for step, (before, after) in zip(steps, pairwise(moments), strict=True)})


if __name__ == "__main__":
    main()
