"""The database -> one file, and back, into a database of any kind. The tables are read as they are, at whatever schema.

A ZIP archive: ``backup.json`` with the schema's revision, and ``tables/NAME.jsonl`` with a JSON object a row. What can
be made again from it (vectors, keyword indexes) is not in it, nor is what only running processes need.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import InternalError, OperationalError, SQLAlchemyError

from rag.documents.report_folder import put, report_files
from rag.errors import EmptyCorpus, StorageError
from rag.storage.backup_archive import Place, reading_archive, writing_archive
from rag.storage.database import Database, bring_to, revision_of
from rag.storage.schema.corpus import FILES, PUBLICATIONS, REPORTS, VERSION_REPORTS

_ABOUT = "backup.json"
_NOT_KEPT = frozenset({"alembic_version", "inbox", "beats"})
_AT_ONCE = 500  # rows

_Row = dict[str, Any]


def write_backup(database: Database, place: Place) -> int:
    """Write the tables as they are at one moment, also while programs use them; how many rows.

    Raises:
        CorpusError: the file cannot be written.
        StorageError: the database cannot be read, or there is nothing in it.
    """
    count = 0
    with database.reading(snapshot=True) as connection:
        revision = revision_of(connection)
        if revision is None:
            raise StorageError("The database is empty: there is nothing to back up; check DATA_DIR and DATABASE_URL.")
        with writing_archive(place) as archive:
            archive.writestr(_ABOUT, json.dumps({"program": "wenbao", "revision": revision}))
            for table in _tables(connection):
                with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as lines:
                    for row in connection.execute(select(table)):
                        lines.write(json.dumps(_written(row._asdict()), ensure_ascii=False).encode() + b"\n")
                        count += 1
    return count


def read_backup(database: Database, place: Place) -> int:
    """Fill an empty database, and bring its schema up to date; how many rows. All of it, or nothing.

    Raises:
        CorpusError: the file is not a backup, or a damaged one.
        StorageError: the database holds a corpus, cannot be written, or the backup is of a newer program.
    """
    count = 0
    with database.writing() as connection, reading_archive(place) as archive:
        revision = str(json.loads(archive.read(_ABOUT))["revision"])
        _empty(connection)
        bring_to(connection, revision)
        for table in _tables(connection):
            connection.execute(table.delete())  # what a migration puts there by itself
        for table in _tables(connection):
            count += _fill(connection, table, archive)
        bring_to(connection)
    return count


def put_back(database: Database, folder: Path) -> int:
    """Write the reports that were published last into CORPUS_DIR, if there is none; how many.

    Raises:
        CorpusError: the folder cannot be written.
    """
    try:
        report_files(folder)
    except EmptyCorpus:
        with database.reading() as connection:
            published = select(PUBLICATIONS.c.version).order_by(PUBLICATIONS.c.id.desc()).limit(1).scalar_subquery()
            found = connection.execute(
                select(REPORTS.c.file, FILES.c.content)
                .join(FILES, FILES.c.sha256 == REPORTS.c.sha256)
                .join(VERSION_REPORTS, VERSION_REPORTS.c.report == REPORTS.c.key)
                .where(VERSION_REPORTS.c.version == published)
            ).all()
        for file, content in found:
            put(content, folder / Path(file).name)
        return len(found)
    return 0


def _tables(connection: Connection) -> list[Table]:
    """Those that are kept, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _NOT_KEPT]


def _empty(connection: Connection) -> None:
    """Remove the tables of a program that was started but never given a report."""
    if revision_of(connection) is None:
        return
    found = MetaData()
    found.reflect(connection)
    if connection.scalar(select(func.count()).select_from(found.tables["versions"])):
        raise StorageError("The database holds a corpus already; restore into an empty DATA_DIR or DATABASE_URL.")
    found.drop_all(connection)


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> int:
    count, rows = 0, []
    with archive.open(f"tables/{table.name}.jsonl") as lines:
        for line in lines:
            rows.append(_read(json.loads(line), table))
            if len(rows) == _AT_ONCE:
                count += _insert(connection, table, rows)
                rows = []
    count += _insert(connection, table, rows)
    _go_on_counting(connection, table)
    return count


def _insert(connection: Connection, table: Table, rows: list[_Row]) -> int:
    if table.name == FILES.name:
        _refuse_damaged(rows)
    if rows:
        with _as_damage():
            connection.execute(insert(table), rows)
    return len(rows)


@contextmanager
def _as_damage() -> Iterator[None]:
    """Rows that no table takes, of a database that works.

    Raises:
        ValueError: they are not those of a backup.
    """
    try:
        yield
    except (OperationalError, InternalError):
        raise
    except SQLAlchemyError as exc:
        raise ValueError from exc


def _refuse_damaged(files: list[_Row]) -> None:
    """Raises:
    ValueError: the bytes of a file are not those that it is known by.
    """
    for row in files:
        if hashlib.sha256(row["content"]).hexdigest() != row["sha256"]:
            raise ValueError(row["sha256"])


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts up by itself, and knows nothing of numbers that were inserted."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        names = {"table": table.name, "column": column.name}
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), names)
        highest = connection.scalar(select(func.max(column))) if sequence else None
        if highest is not None:
            connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _written(row: Mapping[str, Any]) -> _Row:
    return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _read(row: _Row, table: Table) -> _Row:
    return {name: None if value is None else _reader(table, name)(value) for name, value in row.items()}


def _reader(table: Table, name: str) -> Callable[[Any], Any]:
    match table.c[name].type:
        case LargeBinary():
            return base64.b64decode
        case DateTime():
            return datetime.fromisoformat
        case Date():
            return date.fromisoformat
        case _:
            return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
