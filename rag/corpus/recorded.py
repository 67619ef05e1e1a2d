"""Database -> its record of the corpus: the versions, who changed what, and what the next start would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.corpus.audit_log import AuditLog
from rag.corpus.versions.originals import Originals
from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import CorpusStatus, corpus_status
from rag.corpus.versions.store import VersionStore
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import EmptyCorpus, WenbaoError
from rag.storage.database import Database
from rag.storage.models import AuditRecord, VersionRecord


@dataclass(eq=False)
class RecordedCorpus:
    """The corpus as it is written down. Everything here works while no version is open, also beside a running bot."""

    _folder: Path
    _database: Database
    _records: VersionRepository
    _originals: Originals
    _versions: VersionStore

    def look(self) -> tuple[int, CorpusSnapshot]:
        """The current version and its number, without what searching takes.

        Raises:
            EmptyCorpus: nothing was ever published.
        """
        self._database.migrate()
        record = self._records.current()
        if record is None:
            raise EmptyCorpus(
                "The corpus has never been indexed; put reports into CORPUS_DIR and ask something first.",
                code="never_indexed_or_asked",
            )
        return record.number, self._versions.load(record)

    def status(self) -> CorpusStatus:
        """The current version, and what the next start would do."""
        self._database.migrate()
        return corpus_status(self._records, self._folder)

    def faults(self) -> Sequence[WenbaoError]:
        """Differences between the database and what was published, in any version that can be rolled back to."""
        self._database.migrate()
        return self._originals.faults(self._records)

    def versions(self) -> list[VersionRecord]:
        """Those that can be rolled back to, newest first."""
        self._database.migrate()
        return self._records.versions()

    def changes(self, limit: int = 50) -> list[AuditRecord]:
        """The changes and who made them, latest first."""
        self._database.migrate()
        return AuditLog(self._database).latest(limit)
