"""A version in the database -> whether it is as it was published; if not, the files to make it from again.

A version is known by an id that is computed from every word of its reports, and each file by the SHA-256 of its bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, insert, select

from rag.corpus.versions.repository import VersionRepository, keep_report
from rag.documents.snapshot import version_id
from rag.errors import DamagedVersion, StorageError
from rag.storage.database import Database
from rag.storage.models import VersionRecord
from rag.storage.schema.corpus import FILES, REPORTS, VERSION_REPORTS
from rag.types import Report

Read = Callable[[Sequence[Path]], "tuple[Report, ...]"]
"""Reads report files; raises ``ReportError``."""


def is_whole(record: VersionRecord, reports: Sequence[Report]) -> bool:
    """These are the reports that were published as this version."""
    return version_id(reports) == record.id


def damaged(record: VersionRecord) -> DamagedVersion:
    return DamagedVersion(
        "Version {number} in the database is not what was published; reload the reports, or restore a backup.",
        code="version_damaged",
        number=record.number,
    )


class Originals:
    """The files that versions were read from, as the database keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self, number: int) -> dict[str, bytes] | None:
        """The files of a version by name, in its order; None where one of them is damaged."""
        query = (
            select(REPORTS.c.file, FILES.c.sha256, FILES.c.content)
            .join(REPORTS, REPORTS.c.sha256 == FILES.c.sha256)
            .join(VERSION_REPORTS, VERSION_REPORTS.c.report == REPORTS.c.key)
            .where(VERSION_REPORTS.c.version == number)
            .order_by(VERSION_REPORTS.c.position)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        is_sound = all(hashlib.sha256(row.content).hexdigest() == row.sha256 for row in rows)
        return {row.file: row.content for row in rows} if is_sound else None

    def are_kept(self, record: VersionRecord, reports: Sequence[Report]) -> bool:
        """A version's reports are as they were published, and so are the bytes of their files."""
        return is_whole(record, reports) and self.files(record.number) is not None

    def faults(self, records: VersionRepository) -> list[StorageError | DamagedVersion]:
        """Differences from what was published, in any version that can be returned to."""
        versions = [record for record in records.versions() if not is_whole(record, records.reports(record.number))]
        with self._database.reading() as connection:
            files = connection.execute(
                select(REPORTS.c.file, FILES.c.sha256, FILES.c.content).join(
                    REPORTS, REPORTS.c.sha256 == FILES.c.sha256
                )
            )
            names = [row.file for row in files if hashlib.sha256(row.content).hexdigest() != row.sha256]
        return [*map(damaged, versions), *map(_lost, names)]

    def remake(self, record: VersionRecord, read: Read) -> tuple[Report, ...] | None:
        """Read a version again from the files kept, and put its record right; None where that gives another version.

        Raises:
            ReportError: a file can no longer be read.
        """
        files = self.files(record.number)
        if not files:
            return None
        with TemporaryDirectory() as folder:
            paths = [Path(folder) / Path(name).name for name in files]
            for path, content in zip(paths, files.values(), strict=True):
                path.write_bytes(content)
            reports = read(paths)
        if not is_whole(record, reports):
            return None
        self.rewrite(record, reports, dict(zip((report.sha256 for report in reports), files.values(), strict=True)))
        return reports

    def rewrite(self, record: VersionRecord, reports: Sequence[Report], contents: Mapping[str, bytes]) -> None:
        """Write the reports of a version and the bytes of their files (by SHA-256) over what is on record."""
        with self._database.writing() as connection:
            connection.execute(delete(VERSION_REPORTS).where(VERSION_REPORTS.c.version == record.number))
            for position, report in enumerate(reports):
                key = keep_report(connection, report, contents[report.sha256])
                connection.execute(insert(VERSION_REPORTS).values(version=record.number, position=position, report=key))


def _lost(file: str) -> StorageError:
    return StorageError(
        "The bytes of {file} in the database are not those that were read; reload the reports, or restore a backup.",
        code="file_damaged",
        file=file,
    )
