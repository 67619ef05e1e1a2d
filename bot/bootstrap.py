"""Settings -> the objects that answer, put together. The one place that does it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from bot.core.ports import BuildWatch
from bot.settings import Settings
from rag.answering.pins.answers import Confirmed
from rag.answering.pins.repository import Pins
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import EmptyCorpus
from rag.evaluation.question_file import pinned_cases
from rag.evaluation.regression_gate import Canary
from rag.storage.database import Database, make_database

if TYPE_CHECKING:
    from rag.corpus.diff.versions import LostAnswer
    from rag.generation.service import Writer
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

_PATIENCE = 30.0
"""Seconds for which a question waits for a vector store that does not answer."""

log = logging.getLogger(__name__)


@contextmanager
def open_answerer(
    settings: Settings,
    watch: BuildWatch,
    database: Database | None = None,
    *,
    may_be_empty: bool = False,
    is_bot: bool = False,
) -> Iterator[Answerer]:
    """The part that answers from the corpus, indexed first where needed; ``watch`` follows the indexing.

    ``may_be_empty``: somebody can add the first report while it runs. ``is_bot``: nobody waits for a changed
    corpus folder, the corpus is told to ``catch_up`` later; and people wait for a search that fails, for a while.

    Raises:
        WenbaoError: there is no corpus to ask or no language model as set, for the reason given.
    """
    writer = _load_writer(settings)
    with make_corpus(settings, database) as corpus:
        with closing(watch):
            try:
                corpus.open(watch.progress, watch.announce, serve_first=is_bot)
            except EmptyCorpus as exc:
                if not may_be_empty:
                    raise
                log.warning("there is nothing to ask yet: %s", exc)
        yield Answerer(corpus, writer, _PATIENCE if is_bot else 0.0)


def _load_writer(settings: Settings) -> Writer | None:
    if not settings.llm_model:
        return None
    from rag.generation.service import load_writer  # 0.3 s that a start without a model does not need

    return load_writer(settings.language_model, settings.data_dir)


@contextmanager
def make_corpus(settings: Settings, database: Database | None = None) -> Iterator[CorpusService]:
    """The corpus, not yet open; closed at the end."""
    with ExitStack() as opened:
        database = database or opened.enter_context(open_database(settings))
        pins = Pins(database)

        def check(old: SearchableCorpus, new: SearchableCorpus, embeddings: Embeddings) -> tuple[LostAnswer, ...]:
            confirmed = Confirmed(pins, corpus)
            return Canary(settings.corpus_dir, lambda: pinned_cases(pins.all()), confirmed.answer)(old, new, embeddings)

        corpus = CorpusService(settings.corpus, database=database, check=check)
        opened.callback(corpus.close)
        yield corpus


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The one database of this process, for the corpus and for what the bot keeps; closed at the end."""
    database = make_database(settings.corpus)
    try:
        yield database
    finally:
        database.close()
