"""Versions, their reports, what was published when and by whom -> rows, and back. The only module that speaks SQL."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, insert, select, update

from rag.corpus.audit_log import note_change
from rag.documents.report_folder import Stamp, Unread
from rag.documents.snapshot import CorpusSnapshot, report_key
from rag.errors import ReportError
from rag.storage.column_types import utc_now
from rag.storage.database import Database
from rag.storage.models import Publication, VersionRecord, VersionState
from rag.storage.rows import columns_of, values_of
from rag.storage.schema.corpus import (
    CITATIONS,
    DRAFTS,
    FILES,
    INSTALLATION,
    PUBLICATIONS,
    REPORTS,
    VERSION_REPORTS,
    VERSIONS,
)
from rag.types import Report


class VersionRepository:
    """Rows of the corpus, as values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def installation(self) -> str:
        """8 hexadecimal digits, drawn when the database was made."""
        with self._database.reading() as connection:
            return str(connection.scalar(select(INSTALLATION.c.id)))

    def current(self) -> VersionRecord | None:
        """The version published or rolled back to last."""
        with self._database.reading() as connection:
            return _version(connection.execute(_published()).first())

    def last_published(self) -> VersionRecord | None:
        """The version published last, whether or not it was rolled back since."""
        with self._database.reading() as connection:
            query = _published().where(PUBLICATIONS.c.kind == Publication.PUBLISH)
            return _version(connection.execute(query).first())

    def previous(self) -> VersionRecord | None:
        """The version that was current before the current one and can still be returned to."""
        with self._database.reading() as connection:
            now = _version(connection.execute(_published()).first())
            if now is None:
                return None
            query = _published().where(VERSIONS.c.number != now.number, VERSIONS.c.state == VersionState.READY)
            return _version(connection.execute(query).first())

    def versions(self) -> list[VersionRecord]:
        """Those that can be published, newest first."""
        query = select(VERSIONS).where(VERSIONS.c.state == VersionState.READY).order_by(VERSIONS.c.number.desc())
        with self._database.reading() as connection:
            return [_record(row) for row in connection.execute(query)]

    def version(self, number: int) -> VersionRecord | None:
        """The version with this number, whatever its state."""
        with self._database.reading() as connection:
            return _version(connection.execute(select(VERSIONS).where(VERSIONS.c.number == number)).first())

    def drafted(self) -> list[VersionRecord]:
        """The version that waits to be published, if there is one."""
        query = select(VERSIONS).join(DRAFTS, DRAFTS.c.version == VERSIONS.c.number)
        with self._database.reading() as connection:
            return [_record(row) for row in connection.execute(query)]

    def abandoned(self) -> set[int]:
        """Versions that were made to be published but are no longer waited for."""
        query = select(VERSIONS.c.number).where(VERSIONS.c.state == VersionState.DRAFT)
        with self._database.reading() as connection:
            return set(connection.scalars(query.where(VERSIONS.c.number.not_in(select(DRAFTS.c.version)))))

    def reports(self, number: int) -> tuple[Report, ...]:
        query = (
            select(*columns_of(REPORTS, Report))
            .join(VERSION_REPORTS, VERSION_REPORTS.c.report == REPORTS.c.key)
            .where(VERSION_REPORTS.c.version == number)
            .order_by(VERSION_REPORTS.c.position)
        )
        with self._database.reading() as connection:
            return tuple(Report(**row._mapping) for row in connection.execute(query))

    def stamps(self, number: int) -> set[Stamp]:
        """The files that the version was read from, those left out included."""
        query = select(REPORTS.c.file, REPORTS.c.sha256).join(
            VERSION_REPORTS, VERSION_REPORTS.c.report == REPORTS.c.key
        )
        unread = select(VERSIONS.c.unread).where(VERSIONS.c.number == number)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(VERSION_REPORTS.c.version == number))
            left_out = map(_unread, connection.scalar(unread) or ())
            return {Stamp(row.file, row.sha256) for row in rows} | {one.stamp for one in left_out}

    def add(
        self,
        version: CorpusSnapshot,
        contents: Mapping[str, bytes],
        *,
        reader: str,
        folder: str,
        index: str,
        note: str = "",
        unread: tuple[Unread, ...] = (),
    ) -> VersionRecord:
        """Keep a version with its reports and the bytes of their files (by SHA-256), to be published."""
        with self._database.writing() as connection:
            number = (connection.scalar(select(func.max(VERSIONS.c.number))) or 0) + 1
            sentences = len(version.order)
            row = VersionRecord(
                number, version.id, utc_now(), VersionState.DRAFT, reader, folder, index, sentences, note, unread
            )
            connection.execute(insert(VERSIONS).values(_columns(row)))
            for position, report in enumerate(version.reports):
                key = keep_report(connection, report, contents[report.sha256])
                connection.execute(insert(VERSION_REPORTS).values(version=number, position=position, report=key))
            return row

    def find(self, id_: str) -> VersionRecord | None:
        """The version with this id that was published before or waits for it."""
        query = select(VERSIONS).where(VERSIONS.c.id == id_, VERSIONS.c.state != VersionState.DROPPED)
        with self._database.reading() as connection:
            return _version(connection.execute(query.order_by(VERSIONS.c.number.desc())).first())

    def reread(self, number: int, reader: str) -> None:
        """Note that ``reader`` reads the version's files as they were read before."""
        self._update(number, reader=reader)

    def left_out(self, number: int, unread: tuple[Unread, ...]) -> None:
        """Note which files are left out of the version now."""
        with self._database.writing() as connection:
            values = {"unread": list(map(_unread_row, unread))}
            connection.execute(update(VERSIONS).where(VERSIONS.c.number == number).values(values))

    def reindexed(self, number: int, index: str) -> None:
        """Note that the version has a new index, because the model or the program changed."""
        self._update(number, index=index)

    def _update(self, number: int, **values: str) -> None:
        with self._database.writing() as connection:
            connection.execute(update(VERSIONS).where(VERSIONS.c.number == number).values(**values))

    def publish(
        self, number: int, kind: Publication, who: str, detail: str = "", present: Container[str] | None = None
    ) -> None:
        """Make a version the current one, and write down who did it, and which cited sentences are no longer among
        those ``present`` (by id) in it, or are so again: one transaction."""
        with self._database.writing() as connection:
            if present is not None:
                _follow_citations(connection, number, present)
            old = _version(connection.execute(_published()).first())
            connection.execute(update(VERSIONS).where(VERSIONS.c.number == number).values(state=VersionState.READY))
            connection.execute(delete(DRAFTS).where(DRAFTS.c.version == number))
            connection.execute(insert(PUBLICATIONS).values(at=utc_now(), who=who, kind=kind, version=number))
            note_change(connection, who, kind, detail, old.number if old else None, number)

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget the texts of versions, and the reports and files that no other version holds."""
        numbers = list(numbers)
        with self._database.writing() as connection:
            connection.execute(delete(VERSION_REPORTS).where(VERSION_REPORTS.c.version.in_(numbers)))
            connection.execute(
                update(VERSIONS).where(VERSIONS.c.number.in_(numbers)).values(state=VersionState.DROPPED)
            )
            connection.execute(delete(REPORTS).where(REPORTS.c.key.not_in(select(VERSION_REPORTS.c.report))))
            connection.execute(delete(FILES).where(FILES.c.sha256.not_in(select(REPORTS.c.sha256))))


def _published() -> Select[tuple[object, ...]]:
    return (
        select(VERSIONS)
        .join(PUBLICATIONS, PUBLICATIONS.c.version == VERSIONS.c.number)
        .order_by(PUBLICATIONS.c.id.desc())
        .limit(1)
    )


def _version(row: Row[tuple[object, ...]] | None) -> VersionRecord | None:
    return None if row is None else _record(row)


def _record(row: Row[tuple[object, ...]]) -> VersionRecord:
    unread = tuple(map(_unread, row.unread))
    return VersionRecord(**{**row._mapping, "state": VersionState(row.state), "unread": unread})


def _columns(record: VersionRecord) -> dict[str, object]:
    return values_of(record) | {"unread": list(map(_unread_row, record.unread))}


def _unread_row(unread: Unread) -> list[object]:
    return [*unread.stamp, str(unread.error), unread.error.code, unread.error.details]


def _unread(row: Sequence[Any]) -> Unread:
    file, sha256, message, code, details = row
    return Unread(Stamp(file, sha256), ReportError.recalled(message, code, details))


def keep_report(connection: Connection, report: Report, content: bytes) -> str:
    """Keep a report with the bytes of its file, once, and over what is there that is not the same; its key."""
    key = report_key(report)
    _keep(connection, FILES, {"sha256": report.sha256}, {"content": content})
    _keep(connection, REPORTS, {"key": key}, values_of(report))
    return key


def _keep(connection: Connection, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    where = [table.c[name] == value for name, value in key.items()]
    there = connection.execute(select(*(table.c[name] for name in values)).where(*where)).first()
    if there is None:
        connection.execute(insert(table).values(**key, **values))
    elif there._mapping != values:
        connection.execute(update(table).where(*where).values(**values))


def _follow_citations(connection: Connection, number: int, present: Container[str]) -> None:
    cited = connection.execute(select(CITATIONS.c.id, CITATIONS.c.left_version)).all()
    leaving = [row.id for row in cited if row.left_version is None and row.id not in present]
    returning = [row.id for row in cited if row.left_version is not None and row.id in present]
    for ids, version, at in ((leaving, number, utc_now()), (returning, None, None)):
        if ids:
            moving = update(CITATIONS).where(CITATIONS.c.id == bindparam("cited"))
            connection.execute(
                moving.values(left_version=version, left_at=at), [{"cited": sentence_id} for sentence_id in ids]
            )
