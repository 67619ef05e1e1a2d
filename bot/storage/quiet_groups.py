"""Groups in which questions are answered in private only -> rows, and back; and what moves when a group does."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select, update

from bot.storage.pseudonyms import Pseudonyms
from rag.storage.database import Database, insert_if_absent
from rag.storage.schema.chats import CHOICES, QUIET, WATCHES


class QuietGroups:
    """The groups of all replicas."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = Pseudonyms(database)

    def is_on(self, chat: str) -> bool:
        with self._database.reading() as connection:
            return connection.scalar(select(QUIET.c.chat).where(QUIET.c.chat == self._keys.of(chat))) is not None

    def turn(self, chat: str) -> bool:
        """Turn it on, or off if it was on; returns whether it is on now."""
        key = self._keys.of(chat)
        with self._database.writing() as connection:
            if connection.execute(delete(QUIET).where(QUIET.c.chat == key).returning(QUIET.c.chat)).first():
                return False
            insert_if_absent(connection, QUIET, {"chat": key, "at": datetime.now(UTC)})
            return True

    def move(self, old: str, new: str) -> None:
        """A group has become a supergroup, which has another id: it keeps what was set for it, here, in choices and in
        watches."""
        before, after = self._keys.of(old), self._keys.of(new)
        with self._database.writing() as connection:
            for table in (QUIET, CHOICES):
                if not connection.execute(select(table.c.chat).where(table.c.chat == after)).first():
                    connection.execute(update(table).where(table.c.chat == before).values(chat=after))
            if not connection.execute(select(WATCHES.c.chat).where(WATCHES.c.chat == after)).first():
                connection.execute(update(WATCHES).where(WATCHES.c.chat == before).values(chat=after, address=new))
