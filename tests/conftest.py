"""Fixtures that more than one module uses.

The process that hands the tests out reads this file too, and runs none: what a fixture needs is imported in it.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import certifi
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.browsers import MISSING, find_browser
from tests.paths import SEEDS

if TYPE_CHECKING:
    from rag.engine import Answerer
    from rag.storage.database import Database
    from tests.botapi.server import BotApi
    from tests.migrated import MigratedDatabase


def pytest_configure(config: pytest.Config) -> None:
    """No test reaches a server that needs certificates: clients read one of them, where all would take 50 ms each."""
    folder = tempfile.TemporaryDirectory(prefix="wenbao-")
    config.add_cleanup(folder.cleanup)
    certificate, end, _ = Path(certifi.where()).read_text(encoding="utf-8").partition("-----END CERTIFICATE-----")
    path = Path(folder.name) / "one.pem"
    path.write_text(certificate + end + "\n", encoding="utf-8")
    os.environ["SSL_CERT_FILE"] = str(path)
    gc.disable()  # until all tests are known: what is made of them stays


def pytest_collection_finish() -> None:
    """No test leaves anything of what all of them share: to look through it for garbage again and again took a quarter
    of their time."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if find_browser() is None:
        terminalreporter.write_line(MISSING, yellow=True)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return WholeFiles(config, log)


class WholeFiles(LoadScopeScheduling):
    """Each file is run by one process, so that its fixtures are made once; all files that ask the seed report by the
    same one, because encoding it takes longer than any other fixture."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return "seed" if _asks_seed_report(self.config.rootpath / file) else file


@cache
def _asks_seed_report(file: Path) -> bool:
    return "seed_answerer" in file.read_text(encoding="utf-8")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server with a bot that nobody runs yet."""
    from tests.botapi.server import BotApi

    async with BotApi() as server:
        yield server


@pytest.fixture(scope="session")
def seed_answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Answers from the report that comes with the program, indexed with the real model."""
    from rag.corpus.service import CorpusService
    from rag.engine import Answerer
    from rag.index.builder import build
    from rag.settings import CorpusSettings

    corpus = CorpusService(CorpusSettings(corpus_dir=SEEDS, data_dir=tmp_path_factory.mktemp("seed")), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    from tests.servers import postgres

    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_database(server: str) -> MigratedDatabase:
    """On the server, for one test after the other."""
    from tests.migrated import migrate_on

    return migrate_on(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; one with our tables where the server is to give a test a ``database``."""
    from sqlalchemy import create_engine, text

    from rag.storage.database import sqlite_url

    if request.param == "sqlite":
        return sqlite_url(tmp_path / "wenbao.db")
    if "database" in request.fixturenames:
        migrated: MigratedDatabase = request.getfixturevalue("migrated_database")
        migrated.reset()
        return migrated.url
    url: str = request.getfixturevalue("server")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    """One with our tables and nothing in them."""
    from rag.storage.database import Database, sqlite_url
    from tests.telegram_bot import migrated_file

    if url == sqlite_url(tmp_path / "wenbao.db"):
        shutil.copyfile(migrated_file(), tmp_path / "wenbao.db")
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def bot_database() -> Iterator[Database]:
    """What a bot that was never run before keeps its records in."""
    from tests.telegram_bot import empty_database

    with empty_database() as database:
        yield database
