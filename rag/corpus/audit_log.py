"""Changes of the corpus and of pins -> the record of who did what, and when."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from rag.storage.database import Database
from rag.storage.models import AuditRecord
from rag.storage.rows import columns_of, values_of
from rag.storage.schema.corpus import AUDIT


class AuditLog:
    """The changes made by all replicas."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, limit: int = 50) -> list[AuditRecord]:
        """The latest changes, newest first."""
        query = select(*columns_of(AUDIT, AuditRecord)).order_by(AUDIT.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [AuditRecord(*row) for row in connection.execute(query)]

    def claim_untold(self) -> list[AuditRecord]:
        """The changes that the admins have not been told about, oldest first. Each is given out once, among all
        replicas: whoever claims it reports it.

        Raises:
            StorageError: the database cannot be reached or written.
        """
        untold = AUDIT.c.told.is_(False)
        with self._database.reading() as connection:  # most calls find nothing, and need no turn to write
            if connection.scalar(select(AUDIT.c.id).where(untold).limit(1)) is None:
                return []
        query = select(AUDIT.c.id, *columns_of(AUDIT, AuditRecord)).where(untold).order_by(AUDIT.c.id)
        with self._database.writing() as connection:
            rows = connection.execute(query.with_for_update()).all()
            connection.execute(update(AUDIT).where(AUDIT.c.id.in_([row.id for row in rows])).values(told=True))
            return [AuditRecord(*row[1:]) for row in rows]


def note_change(
    connection: Connection, who: str, action: str, detail: str, old: int | None = None, new: int | None = None
) -> None:
    """Write a change down in the transaction that makes it; ``old`` and ``new`` are numbers of versions."""
    record = AuditRecord(datetime.now(UTC), who, action, detail, old, new)
    connection.execute(insert(AUDIT).values(**values_of(record), told=False))
