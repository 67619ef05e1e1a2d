"""What is backed up comes back, into a database of either kind."""

from __future__ import annotations

import base64
import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO, UnsupportedOperation
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select

from rag.corpus.audit_log import AuditLog
from rag.corpus.versions.repository import VersionRepository
from rag.errors import CorpusError, StorageError
from rag.storage.backup import put_back, read_backup, write_backup
from rag.storage.database import HEAD, Database, sqlite_url
from rag.storage.models import Publication
from tests.rag.corpus.versions.test_repository import CONTENTS, A, B, add
from tests.telegram_bot import migrated_file


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """Two versions, of which the first one is current again."""
    shutil.copyfile(migrated_file(), tmp_path / "source.db")
    database = Database(sqlite_url(tmp_path / "source.db"))
    records = VersionRepository(database)
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
    records = VersionRepository(empty)
    assert records.reports(2) == (A, B)
    assert add(records, B) == 3
    records.publish(3, Publication.PUBLISH, "start")
    assert len(AuditLog(empty).latest()) == 4


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
    with pytest.raises(CorpusError, match="is not a backup of wenbao"):
        read_backup(empty, tmp_path / "backup.zip")
    assert rows(empty) == {}


def bomb(name: str) -> bytes:
    """A backup of which one table expands to a thousand times its size."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("backup.json", json.dumps({"program": "wenbao", "revision": HEAD}))
        with archive.open(name, "w", force_zip64=True) as lines:
            for _ in range(64):
                lines.write(bytes(1 << 20))
    return written.getvalue()


def test_a_bomb_is_refused_before_it_is_read(empty: Database, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_bytes(bomb("tables/files.jsonl"))
    with pytest.raises(CorpusError, match="is not a backup of wenbao"):
        read_backup(empty, tmp_path / "backup.zip")
    assert rows(empty) == {}


def test_a_backup_of_which_a_bit_is_flipped_comes_back_as_it_was_or_not_at_all(
    source: Database, tmp_path: Path
) -> None:
    write_backup(source, tmp_path / "whole.zip")
    whole, before = (tmp_path / "whole.zip").read_bytes(), rows(source)
    for place in range(3, len(whole), len(whole) // 30):
        (tmp_path / "backup.zip").write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        database = Database("sqlite://")
        with suppress(CorpusError):
            read_backup(database, tmp_path / "backup.zip")
        assert rows(database) in ({}, before)
        database.close()


def test_a_row_that_is_none_is_damage(source: Database, empty: Database, tmp_path: Path) -> None:
    write_backup(source, tmp_path / "backup.zip")
    for row in ("[]", "1", "{}", '{"sha256": 1}', '{"nonsense": 1}', '{"sha256": "a", "content": 5}', "[" * 99999):
        content = row.encode()
        rewritten(tmp_path / "backup.zip", tmp_path / "forged.zip", "tables/files.jsonl", lambda _, new=content: new)
        with pytest.raises(CorpusError, match="is not a backup of wenbao"):
            read_backup(empty, tmp_path / "forged.zip")
        assert rows(empty) == {}, row[:40]


def test_a_backup_may_be_a_stream(source: Database, empty: Database) -> None:
    """Which cannot be written or read twice at one place: it passes through what encrypts it."""

    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise UnsupportedOperation

        def tell(self) -> int:
            raise UnsupportedOperation

    stream = Stream()
    write_backup(source, stream)
    read_backup(empty, BytesIO(stream.getvalue()))
    assert rows(empty) == rows(source)


def test_half_a_backup_changes_nothing(source: Database, empty: Database, tmp_path: Path) -> None:
    write_backup(source, tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, zipfile.ZipFile(tmp_path / "half.zip", "w") as half:
        for name in whole.namelist()[:-1]:
            half.writestr(name, whole.read(name))
    with pytest.raises(CorpusError, match="is not a backup of wenbao"):
        read_backup(empty, tmp_path / "half.zip")
    assert rows(empty) == {}


def rewritten(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a backup with another content under one name."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for found in old.namelist():
            new.writestr(found, change(old.read(found)) if found == name else old.read(found))
    return target


def test_a_file_in_a_backup_that_is_not_the_one_that_was_read_is_refused(
    source: Database, empty: Database, tmp_path: Path
) -> None:
    """By the sum of its bytes, by which it is known."""
    write_backup(source, tmp_path / "backup.zip")
    forged, true = base64.b64encode(b"file x"), base64.b64encode(CONTENTS[A.sha256])
    rewritten(
        tmp_path / "backup.zip", tmp_path / "forged.zip", "tables/files.jsonl", lambda rows: rows.replace(true, forged)
    )
    with pytest.raises(CorpusError, match="is not a backup of wenbao"):
        read_backup(empty, tmp_path / "forged.zip")
    assert rows(empty) == {}


def test_a_backup_of_a_newer_program_is_named(empty: Database, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({"program": "wenbao", "revision": "9999"}))
    with pytest.raises(StorageError, match="schema 9999"):
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
    assert (folder / "a.pdf").read_bytes() == CONTENTS[A.sha256]
    (folder / "a.pdf").write_bytes(b"mine")
    assert put_back(source, folder) == 0
    assert (folder / "a.pdf").read_bytes() == b"mine"


def test_a_backup_is_read_by_nobody_but_its_owner(source: Database, tmp_path: Path) -> None:
    """Also where a file was there that everybody could read: the secret that people's ids are hashed with is in it."""
    path = tmp_path / "backup.zip"
    path.write_bytes(b"")
    path.chmod(0o644)
    write_backup(source, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
