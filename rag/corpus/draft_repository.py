"""The draft -> its row, and back."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from rag.corpus.audit_log import note_change
from rag.corpus.diff.versions import LostAnswer
from rag.corpus.draft import Draft
from rag.documents.report_folder import Stamp
from rag.storage.database import Database
from rag.storage.rows import columns_of, values_of
from rag.storage.schema.corpus import DRAFTS, FILES, REPORTS, VERSION_REPORTS


class DraftRepository:
    """The one draft there may be."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self) -> Draft | None:
        with self._database.reading() as connection:
            row = connection.execute(select(*columns_of(DRAFTS, Draft))).first()
        if row is None:
            return None
        return Draft(
            **{
                **row._mapping,
                "taken": tuple(row.taken),
                "stamps": frozenset(Stamp(*stamp) for stamp in row.stamps),
                "lost": tuple(LostAnswer(*lost) for lost in row.lost),
            }
        )

    def write(self, draft: Draft) -> None:
        """Write the draft in place of the earlier one."""
        values = values_of(draft)
        values |= {"taken": list(draft.taken), "stamps": sorted(map(list, draft.stamps))}
        values["lost"] = list(map(list, draft.lost))
        with self._database.writing() as connection:
            connection.execute(delete(DRAFTS))
            connection.execute(insert(DRAFTS).values(values))

    def remove(self) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(DRAFTS))

    def discard(self, number: int, who: str) -> None:
        """Remove the draft with this number, and write down who gave it up."""
        with self._database.writing() as connection:
            connection.execute(delete(DRAFTS))
            note_change(connection, who, "discard", f"version {number}")

    def content(self, draft: Draft) -> bytes | None:
        """The bytes of the file that comes with it; None where the database has lost it."""
        query = (
            select(FILES.c.content)
            .join(REPORTS, REPORTS.c.sha256 == FILES.c.sha256)
            .join(VERSION_REPORTS, VERSION_REPORTS.c.report == REPORTS.c.key)
            .where(VERSION_REPORTS.c.version == draft.version, REPORTS.c.file == draft.added)
        )
        with self._database.reading() as connection:
            return connection.scalar(query)
