"""A database that was made before the first release is taken over with all that is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, text

from bot.storage.choices import ChatChoices
from bot.storage.citations import Citations
from bot.storage.feedback import Feedback
from bot.storage.quiet_groups import QuietGroups
from rag.answering.pins.repository import Pins
from rag.corpus.audit_log import AuditLog
from rag.corpus.draft_repository import DraftRepository
from rag.corpus.service import CorpusService
from rag.corpus.versions.repository import VersionRepository
from rag.errors import StorageError
from rag.index.builder import build
from rag.storage.backup import read_backup, write_backup
from rag.storage.database import HEAD, Database, sqlite_url
from rag.storage.models import VersionState
from rag.storage.schema import chats
from rag.storage.schema import corpus as corpus_tables
from rag.storage.schema.metadata import METADATA
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, embed_cheaply, hushan_with, write_reports

SCHOOLS = "vhxrvn5p2ayo"
"""The sentence on schools in HUSHAN."""


def load_dump(url: str) -> None:
    """Fill an empty database with what a program of the tenth schema left: two reports in four versions, of which the
    second one is current by a rollback and the fourth a draft; three questions asked in a chat, two votes, a pin."""
    dump = Path(__file__).with_name(f"tenth_schema.{'sqlite' if url.startswith('sqlite') else 'postgresql'}.sql")
    script = dump.read_text(encoding="utf-8")
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.executescript(script)
    else:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(script.encode())


@pytest.fixture
def old(url: str) -> Iterator[Database]:
    load_dump(url)
    database = Database(url)
    database.migrate()
    yield database
    database.close()


def shape(database: Database) -> dict[str, object]:
    """Columns, keys and indexes of all tables, whatever their order."""
    with database.reading() as connection:
        found = inspect(connection)
        return {
            table: (
                {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(table)},
                found.get_pk_constraint(table)["constrained_columns"],
                sorted((key["constrained_columns"], key["referred_table"]) for key in found.get_foreign_keys(table)),
                sorted((index["name"] or "", index["column_names"]) for index in found.get_indexes(table)),
            )
            for table in found.get_table_names()
        }


def wipe(database: Database) -> None:
    tables = MetaData()
    with database.writing() as connection:
        tables.reflect(connection)
        tables.drop_all(connection)


def test_versions_their_reports_and_their_history_are_kept(old: Database) -> None:
    records = VersionRepository(old)
    assert [version.number for version in records.versions()] == [3, 2, 1]
    assert [report.text for report in records.reports(1)] == [HUSHAN, JIANGWAN]
    assert records.reports(2)[0].text == hushan_with(3)
    assert (current := records.current())
    assert (current.number, current.state) == (2, VersionState.READY)
    assert (published := records.last_published())
    assert published.number == 3
    assert (draft := DraftRepository(old).find())
    assert (draft.version, draft.base, draft.who) == (4, 2, "telegram:3")


def test_the_audit_is_kept(old: Database) -> None:
    audited = [(told.who, told.action, told.new_version) for told in AuditLog(old).latest()]
    assert audited == [
        ("telegram:2", "rollback", 2),
        ("telegram:1", "publish", 3),
        ("telegram:1", "publish", 2),
        ("telegram:2", "unpin", None),
        ("telegram:1", "pin", None),
        ("telegram:1", "pin", None),
        ("start", "publish", 1),
    ]


def test_citations_still_open(old: Database) -> None:
    cited = Citations(old).find(SCHOOLS)
    assert cited
    assert (cited.quote, cited.report.text) == ("新建小学两所。", HUSHAN)
    assert (cited.section, cited.version, cited.left_version) == (("二、2025年工作安排",), 1, 2)
    assert (kept := Citations(old).find("gtbtt4zd7ehl"))
    assert (kept.report.text, kept.left_version) == (JIANGWAN, None)


def test_pins_votes_and_choices_are_kept(old: Database) -> None:
    """People are found again by the secret of the installation."""
    (pin,) = Pins(old).all()
    assert (pin.question, pin.sentence, pin.who) == ("要建多少所新学校", SCHOOLS, "telegram:1")
    feedback = Feedback(old)
    assert feedback.vote("7", 11, "7", good=True)
    (gap,) = [gap for gap in feedback.gaps() if gap.downs]
    assert gap.question == "机器人产业产值多少"
    assert ChatChoices(old).of("7") == "江湾市2025年政府工作报告"
    assert QuietGroups(old).is_on("-100")


def test_work_goes_on(old: Database) -> None:
    """Numbers that the database counts go on after those that are there."""
    DraftRepository(old).discard(4, "terminal")
    assert Pins(old).put("新建小学几所", SCHOOLS, "新建小学两所。", "湖山区2025年政府工作报告", "telegram:1")
    assert len(AuditLog(old).latest()) == 9


def test_it_is_served_as_it_was_left(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rolled back, with an index made anew; the files are read again by the next reload."""
    load_dump(url)
    embed_cheaply(monkeypatch)
    write_reports(tmp_path / "reports", a=hushan_with(4), b=JIANGWAN)
    corpus = CorpusService(corpus_settings(tmp_path, database_url=url), build)
    corpus.open()
    assert corpus.current.number == 2
    assert corpus.current.version.reports[0].text == hushan_with(3)
    assert corpus.changes.reload().new == 3
    corpus.close()
    corpus.database.close()


def test_a_backup_of_it_can_be_restored(old: Database, tmp_path: Path) -> None:
    write_backup(old, tmp_path / "backup.zip")
    restored = Database(sqlite_url(tmp_path / "restored.db"))
    read_backup(restored, tmp_path / "backup.zip")
    assert VersionRepository(restored).current() == VersionRepository(old).current()
    assert AuditLog(restored).latest() == AuditLog(old).latest()
    assert Pins(restored).all() == Pins(old).all()
    assert Citations(restored).find(SCHOOLS) == Citations(old).find(SCHOOLS)
    restored.close()


def test_an_old_database_has_the_shape_of_a_new_one(url: str, database: Database) -> None:
    new = shape(database)
    wipe(database)
    load_dump(url)
    database.migrate()
    assert shape(database) == new


def test_the_migrations_make_the_tables_of_the_schema(database: Database) -> None:
    with database.reading() as connection:
        assert {table.name for table in (chats.ANSWERS, corpus_tables.REPORTS)} < set(METADATA.tables)
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_latest_migration_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", "rag.storage:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.mark.parametrize("revision", ["0009", "9999"])
def test_a_database_of_an_unknown_schema_is_refused(database: Database, revision: str) -> None:
    """Of a newer program, or of one long before the first release."""
    with database.writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))  # noqa: S608  # ours
    with pytest.raises(StorageError, match=f"schema {revision}"):
        database.migrate()
