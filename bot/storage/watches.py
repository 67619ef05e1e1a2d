"""Indicators that chats watch -> rows, and back. Each change of a figure is given out once, among all replicas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, select, update

from bot.storage.pseudonyms import Pseudonyms
from bot.types import MessagePlace
from rag.ledger.watching import WatchedFigure
from rag.storage.database import Database
from rag.storage.schema.chats import WATCHES
from rag.storage.schema.corpus import PUBLICATIONS

MOST = 20
"""Indicators that one chat can watch."""
_KEY = 12  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Watch:
    """An indicator of a region, and the figures that the chat was last sent."""

    region: str | None
    name: str
    """Folded, as rows of the ledger have it."""
    indicator: str
    """The name as it is said."""
    figures: tuple[WatchedFigure, ...]
    language: str
    chat: str = ""
    """Key of the chat; known of what is read back, as are the next three."""
    address: str = ""
    thread: int = 0
    looked: int = 0
    """The last publication that was compared with the figures."""

    @property
    def key(self) -> str:
        """Tells the indicators that a chat watches apart."""
        return hashlib.sha256(f"{self.region or ''}\n{self.name}".encode()).hexdigest()[:_KEY]


class Watches:
    """The watches of all replicas."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = Pseudonyms(database)

    def add(self, place: MessagePlace, watch: Watch, version: int) -> bool:
        """Watch from now on, in place of an earlier watch of the same; False where the chat watches as many as it may.

        ``version``: number of the one that told the figures.
        """
        chat = self._keys.of(place.chat)
        published = select(func.max(PUBLICATIONS.c.id)).where(PUBLICATIONS.c.version == version)
        with self._database.writing() as connection:
            connection.execute(delete(WATCHES).where(_is(chat, watch.key)))
            count = select(func.count()).select_from(WATCHES).where(WATCHES.c.chat == chat)
            if (connection.scalar(count) or 0) >= MOST:
                return False
            connection.execute(
                insert(WATCHES).values(
                    chat=chat,
                    key=watch.key,
                    person=self._keys.of(place.person),
                    address=place.chat,
                    thread=place.thread,
                    language=watch.language,
                    region=watch.region,
                    name=watch.name,
                    indicator=watch.indicator,
                    figures=watch.figures,
                    looked=connection.scalar(published) or 0,
                    at=datetime.now(UTC),
                )
            )
            return True

    def of(self, chat: str) -> list[Watch]:
        """The watches of a chat, oldest first."""
        query = select(WATCHES).where(WATCHES.c.chat == self._keys.of(chat)).order_by(WATCHES.c.at, WATCHES.c.key)
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query)]

    def remove(self, chat: str, key: str) -> bool:
        """False where it was not watched."""
        with self._database.writing() as connection:
            return bool(connection.execute(delete(WATCHES).where(_is(self._keys.of(chat), key))).rowcount)

    def remove_all(self, address: str) -> None:
        """Forget what a chat watches that the bot cannot write to."""
        with self._database.writing() as connection:
            connection.execute(delete(WATCHES).where(WATCHES.c.address == address))

    def current_publication(self, version: int) -> int | None:
        """The latest publication, if it is of this version: None for a process that still serves an earlier one."""
        query = select(PUBLICATIONS.c.id, PUBLICATIONS.c.version).order_by(PUBLICATIONS.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return row.id if row and row.version == version else None

    def due(self, publication: int, most: int) -> list[Watch]:
        """Watches that were not compared with this publication yet."""
        query = select(WATCHES).where(WATCHES.c.looked < publication).order_by(WATCHES.c.looked, WATCHES.c.at)
        with self._database.reading() as connection:
            return [_read(row) for row in connection.execute(query.limit(most))]

    def settle(self, watch: Watch, publication: int, figures: Iterable[WatchedFigure]) -> bool:
        """Write down that the figures of this publication are told; False where another process has done so, or the
        watch was given up."""
        unsettled = and_(_is(watch.chat, watch.key), WATCHES.c.looked == watch.looked)
        values = {"looked": publication, "figures": tuple(figures)}
        with self._database.writing() as connection:
            return bool(connection.execute(update(WATCHES).where(unsettled).values(**values)).rowcount)


def _is(chat: str, key: str) -> ColumnElement[bool]:
    return and_(WATCHES.c.chat == chat, WATCHES.c.key == key)


def _read(row: Row[tuple[object, ...]]) -> Watch:
    figures = tuple(WatchedFigure(*told) for told in row.figures)
    return Watch(
        row.region, row.name, row.indicator, figures, row.language, row.chat, row.address, row.thread, row.looked
    )
