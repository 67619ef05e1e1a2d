"""Personal data: how long it is kept, and how it is deleted from every table that has people's keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_

from bot.storage.inbox import blank_handled
from bot.storage.pseudonyms import Pseudonyms
from rag.storage.column_types import utc_now
from rag.storage.database import Database
from rag.storage.schema.chats import ANSWERS, CHOICES, INBOX, LANGUAGES, VOTES, WATCHES


class PersonalData:
    """The personal data that all replicas keep."""

    def __init__(self, database: Database, kept: timedelta, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._keys = Pseudonyms(database)
        self._kept = kept
        self._clock = clock

    def forget(self, person: str, private_chat: str | None) -> None:
        """Delete a person's questions, their answers and the votes on them, the person's own votes, the chosen
        report and what the person watches.

        Who writes as a group has its id, and is not everybody in it: there, only what was asked as the group is meant.
        """
        key = self._keys.of(person)
        private = self._keys.of(private_chat) if private_chat else None
        his = or_(ANSWERS.c.asker == key, ANSWERS.c.chat == private)
        with self._database.writing() as connection:
            connection.execute(delete(VOTES).where(or_(VOTES.c.voter == key, VOTES.c.chat == private, _on(his))))
            connection.execute(delete(ANSWERS).where(his))
            connection.execute(delete(CHOICES).where(CHOICES.c.chat == private))
            connection.execute(delete(WATCHES).where(or_(WATCHES.c.person == key, WATCHES.c.chat == private)))
            connection.execute(delete(LANGUAGES).where(LANGUAGES.c.person == key))
            connection.execute(blank_handled(self._clock(), INBOX.c.person == key))

    def purge(self) -> int:
        """Forget what is older than it may be; how many answers that were."""
        before = self._clock() - self._kept
        with self._database.writing() as connection:
            connection.execute(delete(VOTES).where(or_(VOTES.c.at < before, _on(ANSWERS.c.at < before))))
            return connection.execute(delete(ANSWERS).where(ANSWERS.c.at < before)).rowcount


def _on(answers: ColumnElement[bool]) -> ColumnElement[bool]:
    """Votes on such answers."""
    return exists().where(ANSWERS.c.chat == VOTES.c.chat, ANSWERS.c.question == VOTES.c.question, answers)
