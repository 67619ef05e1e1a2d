"""The choices of a chat or a person -> a row, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import Column, delete, insert, select

from bot.storage.pseudonyms import Pseudonyms
from rag.storage.database import Database
from rag.storage.schema.chats import CHOICES, LANGUAGES


class _Choices:
    """One choice for each id, for all replicas."""

    _id: ClassVar[Column[str]]
    _chosen: ClassVar[Column[str]]

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = Pseudonyms(database)

    def of(self, id_: str) -> str | None:
        """The choice; None where nothing has been chosen."""
        with self._database.reading() as connection:
            return connection.scalar(select(self._chosen).where(self._id == self._keys.of(id_)))

    def choose(self, id_: str, chosen: str | None) -> None:
        """Keep a choice; None removes the one there is."""
        key, table = self._keys.of(id_), self._id.table
        moment = {"at": datetime.now(UTC)} if "at" in table.c else {}
        with self._database.writing() as connection:
            connection.execute(delete(table).where(self._id == key))
            if chosen is not None:
                connection.execute(insert(table).values({self._id.name: key, self._chosen.name: chosen, **moment}))


class ChatChoices(_Choices):
    """The report that a chat asks, by name; it may be gone from the corpus since. Without one the chat asks all."""

    _id, _chosen = CHOICES.c.chat, CHOICES.c.report


class Languages(_Choices):
    """The language of the bot's words for a person, ``zh`` or ``en``; without one that of the client is followed."""

    _id, _chosen = LANGUAGES.c.person, LANGUAGES.c.language
