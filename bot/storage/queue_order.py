"""Updates that wait in a lane -> the one to handle next.

The turn comes in the order of arrival, but people with several questions waiting give way after each answer to the
others who wait there: ``ready`` is the place in the lane, taken when nothing earlier of the same person is left; NULL
until then.
"""

from __future__ import annotations

import logging
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from rag.storage.schema.chats import ANSWERS, INBOX

log = logging.getLogger(__name__)

MOST_TRIES = 100
"""An update that was in hand each time when so many processes ended, one after the other, is left alone. Few of those
that are in hand at such a time are to blame for it, and a process may be killed at any time."""


class UpdateState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"
    REFUSED = "refused"


class LaneOrder:
    """The order of lanes of one bot. The caller locks the lane."""

    def __init__(self, bot: int) -> None:
        self._bot = bot
        self.open = and_(INBOX.c.bot == bot, INBOX.c.state.in_([UpdateState.WAITING, UpdateState.TAKEN]))
        """Not yet handled."""

    def row(self, number: int) -> ColumnElement[bool]:
        return and_(INBOX.c.bot == self._bot, INBOX.c.id == number)

    def has(self, connection: Connection, lane: str, person: str) -> bool:
        """Something of this person's is open in the lane."""
        query = select(INBOX.c.id).where(self.open, INBOX.c.lane == lane, INBOX.c.person == person).limit(1)
        return connection.scalar(query) is not None

    def let_next_stand(self, connection: Connection, lane: str, person: str, done: int) -> None:
        """Give the next update of a person its place when the message ``done`` has been handled: that of its arrival,
        if the answer had come by then; else after everybody who waits in the lane now."""
        unplaced = and_(self.open, INBOX.c.lane == lane, INBOX.c.person == person, INBOX.c.ready.is_(None))
        query = select(INBOX.c.id, INBOX.c.message).where(unplaced).order_by(INBOX.c.id).limit(1)
        if following := connection.execute(query).first():
            in_turn = _is_after_answer(connection, lane, done, following.message)
            place = following.id if in_turn else self._last_place(connection, lane) + 1
            connection.execute(update(INBOX).where(self.row(following.id)).values(ready=place))

    def take_next(self, connection: Connection, lane: str, holder: str) -> Row[tuple[object, ...]] | None:
        """The update whose turn it is, taken for a process."""
        waiting = and_(INBOX.c.bot == self._bot, INBOX.c.lane == lane, INBOX.c.state == UpdateState.WAITING)
        in_order = select(INBOX).where(waiting).order_by(INBOX.c.ready.is_(None), INBOX.c.ready, INBOX.c.id)
        while row := connection.execute(in_order.limit(1)).first():
            if row.tries < MOST_TRIES:
                values = {"state": UpdateState.TAKEN, "holder": holder, "tries": row.tries + 1}
                connection.execute(update(INBOX).where(self.row(row.id)).values(values))
                return row
            log.error("update %s is left alone: %d processes ended with it in hand", row.id, row.tries)
            connection.execute(update(INBOX).where(self.row(row.id)).values(state=UpdateState.DONE, body=None))
        return None

    def _last_place(self, connection: Connection, lane: str) -> int:
        places = select(func.max(INBOX.c.id), func.max(INBOX.c.ready)).where(self.open, INBOX.c.lane == lane)
        return max(number or 0 for number in connection.execute(places).one())


def _is_after_answer(connection: Connection, chat: str, question: int, message: int) -> bool:
    """Whether a message was written below the answer to a question. Telegram numbers the messages of a chat in their
    order, so that this is certain, whenever the answer was written down and the message received."""
    query = select(ANSWERS.c.last).where(ANSWERS.c.chat == chat, ANSWERS.c.question == question)
    last = connection.scalar(query)
    return last is not None and message > last
