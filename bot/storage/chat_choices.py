"""The report that a chat has chosen to ask -> a row, and back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from bot.storage.pseudonyms import Pseudonyms
from rag.storage.database import Database
from rag.storage.schema import CHOICES


class ChatChoices:
    """The choices of all chats, for all replicas."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = Pseudonyms(database)

    def of(self, chat: str) -> str | None:
        """Name of the report; None where the chat asks all. It may be gone from the corpus since."""
        with self._database.reading() as connection:
            query = select(CHOICES.c.report).where(CHOICES.c.chat == self._keys.of(chat))
            return connection.scalar(query)

    def choose(self, chat: str, report: str | None) -> None:
        """Ask this report from now on; None: all."""
        key = self._keys.of(chat)
        with self._database.writing() as connection:
            connection.execute(delete(CHOICES).where(CHOICES.c.chat == key))
            if report is not None:
                connection.execute(insert(CHOICES).values(chat=key, report=report, at=datetime.now(UTC)))
