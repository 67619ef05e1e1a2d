"""Settings -> the objects that answer, put together. The one place that does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.watch import Watch
from rag.answer import Answerer
from rag.corpus import Corpus


@contextmanager
def open_answerer(settings: Settings, watch: Watch) -> Iterator[Answerer]:
    """What answers from the corpus, indexed first where it has to be; ``watch`` is told of it.

    Raises:
        WenbaoError: there is no corpus to ask, for the reason given.
    """
    with make_corpus(settings) as corpus:
        with watch:
            corpus.open(watch.progress, watch.announce)
        yield Answerer(corpus)


@contextmanager
def make_corpus(settings: Settings) -> Iterator[Corpus]:
    """The corpus, not yet open; closed at the end."""
    corpus = Corpus(settings.corpus)
    try:
        yield corpus
    finally:
        corpus.close()
