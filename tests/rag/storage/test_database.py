"""The file of a database belongs to its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.storage.database import Database, sqlite_url


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """As on most systems, files can be read by everybody unless their maker says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_nobody_else_can_read_a_database(tmp_path: Path) -> None:
    """Nor the files that SQLite keeps beside it."""
    database = Database(sqlite_url(tmp_path / "data" / "wenbao.db"))
    database.migrate()
    with database.writing():
        assert len(list((tmp_path / "data").iterdir())) > 1
        assert modes(tmp_path / "data") == {0o600}
    database.close()
    assert modes(tmp_path) == {0o700}


def test_a_database_that_all_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "wenbao.db").touch(0o644)
    Database(sqlite_url(tmp_path / "wenbao.db")).close()
    assert modes(tmp_path) == {0o600}
