"""Changes on record -> those that the admins have not been told of, each given out once, among all replicas."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select, update

from rag.storage.database import Database
from rag.storage.models import AuditRecord
from rag.storage.schema import AUDIT


class ChangeFeed:
    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self) -> list[AuditRecord]:
        """The changes since the last call, oldest first. Who claims them tells them: nobody else will.

        Raises:
            StorageError: the database cannot be reached or written.
        """
        columns = [AUDIT.c[field.name] for field in fields(AuditRecord)]
        untold = AUDIT.c.told.is_(False)
        with self._database.reading() as connection:  # most calls find nothing, and need no turn to write
            if connection.scalar(select(AUDIT.c.id).where(untold).limit(1)) is None:
                return []
        with self._database.writing() as connection:
            rows = connection.execute(
                select(AUDIT.c.id, *columns).where(untold).order_by(AUDIT.c.id).with_for_update()
            ).all()
            connection.execute(update(AUDIT).where(AUDIT.c.id.in_([row.id for row in rows])).values(told=True))
            return [AuditRecord(*row[1:]) for row in rows]
