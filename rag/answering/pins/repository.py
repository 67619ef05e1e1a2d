"""Sources that admins have confirmed for questions -> rows, and back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from sqlalchemy import delete, insert, select

from rag.answering.pins.similarity import same_words
from rag.corpus.audit_log import note_change
from rag.storage.database import Database
from rag.storage.rows import columns_of, values_of
from rag.storage.schema.corpus import PINS


@dataclass(frozen=True, slots=True)
class Pin:
    """A question and the sentence that answers it."""

    question: str
    sentence: str
    """Its id when it was confirmed."""
    quote: str
    report: str
    who: str
    """The person who confirmed it, as in the audit."""
    at: datetime

    @property
    def key(self) -> str:
        return question_key(self.question)


@dataclass
class _Known:
    """The pins of one database, as this process read them last."""

    pins: list[Pin] | None = None
    written: int = 0
    """How often this process has changed them: what was read before a change is not kept after it."""

    def forget(self) -> None:
        self.written += 1
        self.pins = None


_KNOWN: WeakKeyDictionary[Database, _Known] = WeakKeyDictionary()


class Pins:
    """The pins of all replicas. They are asked for with every question, so they are remembered between
    ``refresh``es."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = _KNOWN.setdefault(database, _Known())

    def all(self) -> list[Pin]:
        """The latest first. What another process has written meanwhile is known after the next ``refresh``.

        Raises:
            StorageError: they have to be read and cannot be.
        """
        known = self._known.pins
        return list(self.refresh() if known is None else known)

    def refresh(self) -> list[Pin]:
        """Read them, whoever has written them. For a call every few seconds.

        Raises:
            StorageError: they cannot be read.
        """
        written = self._known.written
        pins = self._read()
        if written == self._known.written:
            self._known.pins = pins
        return pins

    def _read(self) -> list[Pin]:
        query = select(*columns_of(PINS, Pin)).order_by(PINS.c.at.desc(), PINS.c.key)
        with self._database.reading() as connection:
            return [Pin(*row) for row in connection.execute(query)]

    def put(self, question: str, sentence: str, quote: str, report: str, who: str) -> Pin:
        """Confirm a source, in place of an earlier one for the same question."""
        pin = Pin(question, sentence, quote, report, who, datetime.now(UTC))
        with self._database.writing() as connection:
            connection.execute(delete(PINS).where(PINS.c.key == pin.key))
            connection.execute(insert(PINS).values(key=pin.key, **values_of(pin)))
            note_change(connection, who, "pin", f"{question} → {sentence}")
        self._known.forget()
        return pin

    def remove(self, key: str, who: str) -> bool:
        """Take back the one whose key begins so; False if there is none."""
        with self._database.writing() as connection:
            where = PINS.c.key.startswith(key, autoescape=True)
            question = connection.scalar(select(PINS.c.question).where(where))
            if question is None:
                return False
            connection.execute(delete(PINS).where(where))
            note_change(connection, who, "unpin", question)
        self._known.forget()
        return True


def question_key(question: str) -> str:
    """64 hexadecimal digits that a question has in common with those of the same words."""
    return hashlib.sha256(same_words(question).encode("utf-8", "surrogatepass")).hexdigest()
