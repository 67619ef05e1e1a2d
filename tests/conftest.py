"""Fixtures that more than one module uses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from rag.answer import Answerer
from rag.corpus import Corpus
from rag.settings import CorpusSettings
from tests.botapi.server import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server with a bot that nobody runs yet."""
    async with BotApi() as server:
        yield server


@pytest.fixture(scope="session")
def seed_answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Answers from the report that comes with the program, indexed once with the real model (some seconds)."""
    seeds = Path(__file__).parent.parent / "seeds"
    corpus = Corpus(CorpusSettings(corpus_dir=seeds, data_dir=tmp_path_factory.mktemp("seed")))
    corpus.open()
    yield Answerer(corpus)
    corpus.close()
