"""What is backed up comes back, into a database of either kind, and from every schema there ever was."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import MetaData, insert, select

from rag.corpus.version_repository import Records
from rag.errors import CorpusError, StorageError
from rag.storage.backup import put_back, read_backup, write_backup
from rag.storage.database import HEAD, Database, bring_to, revision_of, sqlite_url
from rag.storage.models import Publication
from rag.types import Report
from tests.rag.corpus.test_version_repository import CONTENTS, A, B, add

A_MOMENT = datetime(2025, 1, 9, 8, 0)  # noqa: DTZ001  # as it is stored: UTC, without a zone
REVISIONS = [f"{number:04d}" for number in range(1, int(HEAD) + 1)]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """Two versions, of which the first one is current again."""
    database = Database(sqlite_url(tmp_path / "source.db"))
    database.migrate()
    records = Records(database)
    first, second = add(records, A), add(records, A, B)
    records.publish(first, Publication.PUBLISH, "start")
    records.publish(second, Publication.PUBLISH, "12")
    records.publish(first, Publication.ROLLBACK, "12")
    yield database
    database.close()


@pytest.fixture
def empty(url: str) -> Iterator[Database]:
    """Of either kind, without any table."""
    database = Database(url)
    yield database
    database.close()


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept."""
    tables = MetaData()
    with database.reading() as connection:
        tables.reflect(connection)
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in tables.sorted_tables
        }


def test_everything_comes_back(source: Database, empty: Database, tmp_path: Path) -> None:
    """In either kind of database, bytes, dates and all; and the next version has the next number."""
    count = write_backup(source, tmp_path / "backup.zip")
    assert read_backup(empty, tmp_path / "backup.zip") == count > 10
    assert rows(empty) == rows(source)
    records = Records(empty)
    assert records.reports(2) == (A, B)
    assert add(records, B) == 3
    records.publish(3, Publication.PUBLISH, "start")
    assert len(records.audited()) == 4


def test_a_backup_of_either_kind_is_the_same(source: Database, empty: Database, tmp_path: Path) -> None:
    write_backup(source, tmp_path / "one.zip")
    read_backup(empty, tmp_path / "one.zip")
    write_backup(empty, tmp_path / "other.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as one, zipfile.ZipFile(tmp_path / "other.zip") as other:
        assert one.namelist() == other.namelist()
        for name in one.namelist():
            assert sorted(one.read(name).splitlines()) == sorted(other.read(name).splitlines())


def test_a_program_that_was_started_without_reports_can_be_filled(
    source: Database, empty: Database, tmp_path: Path
) -> None:
    empty.migrate()
    write_backup(source, tmp_path / "backup.zip")
    read_backup(empty, tmp_path / "backup.zip")
    assert rows(empty) == rows(source)


def test_a_corpus_is_not_overwritten(source: Database, tmp_path: Path) -> None:
    before = rows(source)
    write_backup(source, tmp_path / "backup.zip")
    with pytest.raises(StorageError, match="restore into an empty DATA_DIR"):
        read_backup(source, tmp_path / "backup.zip")
    assert rows(source) == before


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + 18 * b"\0"])
def test_what_is_no_backup_changes_nothing(empty: Database, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "backup.zip").write_bytes(content)
    with pytest.raises(CorpusError, match="is no backup of wenbao"):
        read_backup(empty, tmp_path / "backup.zip")
    assert rows(empty) == {}


def test_half_a_backup_changes_nothing(source: Database, empty: Database, tmp_path: Path) -> None:
    write_backup(source, tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, zipfile.ZipFile(tmp_path / "half.zip", "w") as half:
        for name in whole.namelist()[:-1]:
            half.writestr(name, whole.read(name))
    with pytest.raises(CorpusError, match="is no backup of wenbao"):
        read_backup(empty, tmp_path / "half.zip")
    assert rows(empty) == {}


def test_a_backup_of_a_newer_program_is_named(empty: Database, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({"program": "wenbao", "revision": "9999"}))
    with pytest.raises(StorageError, match="newer wenbao"):
        read_backup(empty, tmp_path / "backup.zip")


def test_a_file_that_cannot_be_written_is_named(source: Database, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="missing"):
        write_backup(source, tmp_path / "missing" / "backup.zip")


def test_nothing_is_no_backup(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "nothing.db"))
    with pytest.raises(StorageError, match="nothing to back up"):
        write_backup(database, tmp_path / "backup.zip")
    database.close()


def test_reports_are_put_into_an_empty_folder_and_into_no_other(source: Database, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    assert put_back(source, folder) == 1
    assert (folder / "a.pdf").read_bytes() == CONTENTS["a" * 64]
    (folder / "a.pdf").write_bytes(b"mine")
    assert put_back(source, folder) == 0
    assert (folder / "a.pdf").read_bytes() == b"mine"


def as_of(database: Database, revision: str) -> None:
    """A database as a program of that time left it, with a version published."""
    with database.writing() as connection:
        bring_to(connection, revision)
        tables = MetaData()
        tables.reflect(connection)
        values = {field.name: getattr(A, field.name) for field in fields(Report)} | {"pages": list(A.pages)}
        version = {
            "number": 1,
            "id": "v",
            "made": A_MOMENT,
            "state": "ready",
            "reader": "r",
            "folder": "f",
            "index": "i",
        }
        for name, row in (
            ("files", {"sha256": A.sha256, "content": b"file a"}),
            ("reports", {"key": "k", **{name: values[name] for name in values if name in tables.tables["reports"].c}}),
            ("versions", {**version, "sentences": 3, "note": ""}),
            ("version_reports", {"version": 1, "position": 0, "report": "k"}),
            ("publications", {"at": A_MOMENT, "who": "start", "kind": "publish", "version": 1}),
        ):
            connection.execute(insert(tables.tables[name]).values(**row))


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_schema_is_brought_forward_with_what_is_in_it(revision: str, empty: Database, tmp_path: Path) -> None:
    """In place, and from a backup made at that time."""
    old = Database(sqlite_url(tmp_path / "old.db"))
    as_of(old, revision)
    write_backup(old, tmp_path / "backup.zip")
    old.migrate()
    read_backup(empty, tmp_path / "backup.zip")
    for database in (old, empty):
        with database.reading() as connection:
            assert revision_of(connection) == HEAD
        current = Records(database).current()
        assert current
        assert Records(database).reports(current.number) == (A,)
    old.close()
