"""Fixtures that more than one module uses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.settings import CorpusSettings
from rag.storage.database import Database, sqlite_url
from tests.botapi.server import BotApi
from tests.paths import SEEDS
from tests.servers import postgres
from tests.telegram_bot import empty_database


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes run the tests, each file is run by one of them, so that its fixtures are made once; all
    files that ask the seed report by the same one, because encoding it is the dearest fixture of all."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    seeded = {item.path for item in items if "seed_answerer" in getattr(item, "fixturenames", ())}
    for item in items:
        item.add_marker(pytest.mark.xdist_group("seed" if item.path in seeded else str(item.path)))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server with a bot that nobody runs yet."""
    async with BotApi() as server:
        yield server


@pytest.fixture(scope="session")
def seed_answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Answers from the report that comes with the program, indexed once with the real model (some seconds)."""
    corpus = CorpusService(CorpusSettings(corpus_dir=SEEDS, data_dir=tmp_path_factory.mktemp("seed")))
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "wenbao.db")
    url: str = request.getfixturevalue("server")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def bot_database() -> Iterator[Database]:
    """What a bot that was never run before keeps its records in."""
    with empty_database() as database:
        yield database
