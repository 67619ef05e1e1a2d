"""The language that a person has chosen for the bot's own words -> a row, and back."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from bot.storage.pseudonyms import Pseudonyms
from rag.storage.database import Database
from rag.storage.schema import LANGUAGES


class Languages:
    """The choices of all people, for all replicas."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = Pseudonyms(database)

    def of(self, person: str) -> str | None:
        """``zh`` or ``en``; None where that of the client is followed."""
        with self._database.reading() as connection:
            query = select(LANGUAGES.c.language).where(LANGUAGES.c.person == self._keys.of(person))
            return connection.scalar(query)

    def choose(self, person: str, language: str | None) -> None:
        """None: follow the client."""
        key = self._keys.of(person)
        with self._database.writing() as connection:
            connection.execute(delete(LANGUAGES).where(LANGUAGES.c.person == key))
            if language is not None:
                connection.execute(insert(LANGUAGES).values(person=key, language=language))
