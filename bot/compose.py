"""Settings -> the objects that answer, put together. The one place that does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.watch import Watch
from rag.answer import Answerer
from rag.canary import Canary
from rag.corpus import Corpus
from rag.database import Database, make_database
from rag.writer import load_writer


@contextmanager
def open_answerer(settings: Settings, watch: Watch, database: Database | None = None) -> Iterator[Answerer]:
    """What answers from the corpus, indexed first where it has to be; ``watch`` is told of it.

    Raises:
        WenbaoError: there is no corpus to ask or no language model as set, for the reason given.
    """
    writer = load_writer(settings.language_model)
    with make_corpus(settings, database) as corpus:
        with watch:
            corpus.open(watch.progress, watch.announce)
        yield Answerer(corpus, writer)


@contextmanager
def make_corpus(settings: Settings, database: Database | None = None) -> Iterator[Corpus]:
    """The corpus, not yet open; closed at the end."""
    corpus = Corpus(settings.corpus, database=database, check=Canary(settings.corpus_dir))
    try:
        yield corpus
    finally:
        corpus.close()


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The one database of this process, for the corpus and for what the bot keeps; closed at the end."""
    database = make_database(settings.corpus)
    try:
        yield database
    finally:
        database.close()
