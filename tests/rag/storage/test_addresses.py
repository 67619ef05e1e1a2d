"""A database is opened, migrated and shared, or what is wrong with its address or its file is told."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import tenacity.nap
from sqlalchemy import text

from rag.errors import SettingsError, StorageError
from rag.storage.database import HEAD, Database, sqlite_url


def test_programs_that_start_at_once_migrate_once(url: str) -> None:
    databases = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Database.migrate, databases))
    with databases[0].reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
    for database in databases:
        database.close()


def test_a_new_file_that_another_program_is_just_setting_up_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself does not wait for the lock with which it changes the journal."""
    database = Database(sqlite_url(tmp_path / "new.db"))
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(tenacity.nap.time, "sleep", lambda _seconds: other.execute("COMMIT"))
        with database.reading() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    database.close()


def test_one_program_at_a_time_may_change_a_shared_database(server: str) -> None:
    """And when it is done, or its connection is gone, the next one may."""
    one, other = Database(server), Database(server)
    with one.changing(wait=False) as held:
        assert held
        with other.changing(wait=False) as also_held:
            assert not also_held
    with other.changing(wait=True) as held:
        assert held
    one.close()
    other.close()


@pytest.mark.parametrize("url", ["nonsense", "nodatabase://x", "postgresql+nodriver://x"])
def test_an_address_that_is_none_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        Database(url)


def test_a_database_that_cannot_be_reached_does_not_show_its_password() -> None:
    database = Database("postgresql+psycopg://user:hidden@127.0.0.1:1/none")
    with pytest.raises(StorageError) as failure:
        database.migrate()
    assert "hidden" not in str(failure.value)


@pytest.mark.parametrize("address", ["user:hidden@host:port/name", "user:hidden@::1/name", "user:hidden@[::1/name"])
def test_an_address_with_a_wrong_host_or_port_is_a_wrong_setting(address: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL is not") as failure:
        Database(f"postgresql+psycopg://{address}").migrate()
    assert "hidden" not in str(failure.value)
    assert failure.value.__suppress_context__


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="DATABASE_URL"):
        Database(sqlite_url(tmp_path / "data" / "wenbao.db"))


def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "wenbao.db").write_bytes(b"no database " * 1000)
    database = Database(sqlite_url(tmp_path / "wenbao.db"))
    with pytest.raises(StorageError, match="not a database"):
        database.migrate()


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "wenbao.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE theirs (id INTEGER)")
        database = Database(sqlite_url(path))
        with pytest.raises(StorageError, match="another program"):
            database.migrate()
        database.close()
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wenbao.db"
    path.write_bytes(b"no database at all" * 100)
    database = Database(sqlite_url(path))
    with pytest.raises(StorageError, match="not a database"):
        database.migrate()
    database.close()
