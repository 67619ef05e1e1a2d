"""Updates received -> rows, so that each is handled once, in order, by whichever process is alive.

An update belongs to a lane (a chat, mostly). In a lane one update is worked on at a time, in the order of
``bot.storage.queue_order``. No clock orders anything.

A process that dies is noticed by its beat, a number that no longer grows; what it held is taken over by another. Lanes
and people are kept as keys, and the words of an update until it has been handled.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, Update, and_, delete, func, insert, select, text, update

from bot.storage.pseudonyms import Pseudonyms
from bot.storage.queue_order import LaneOrder, UpdateState
from bot.storage.update_record import MESSAGE, QueueLimits, Receipt, ReceiptStatus, ReceivedUpdate
from rag.storage.database import Database
from rag.storage.schema.chats import ANSWERS, BEATS, INBOX

_KEPT = timedelta(hours=26)
"""Telegram sends an update again for 24 hours."""
_MINUTE = timedelta(minutes=1)


def blank_handled(now: datetime, whose: ColumnElement[bool]) -> Update:
    """Updates that were handled become nobody's, but for those of the last minute, which count for its limit."""
    settled = and_(whose, _handled(), INBOX.c.person != "", INBOX.c.received < now - _MINUTE)
    return update(INBOX).where(settled).values(person="")


def _handled() -> ColumnElement[bool]:
    return INBOX.c.state.in_([UpdateState.DONE, UpdateState.REFUSED])


def _is_idle(bot: int) -> ColumnElement[bool]:
    """The condition of a lane in which no process works."""
    other = INBOX.alias()
    busy = select(other.c.lane).where(other.c.bot == bot, other.c.state == UpdateState.TAKEN)
    return INBOX.c.lane.not_in(busy)


def make_holder() -> str:
    """A name for this process that no other has, here or on another machine."""
    return secrets.token_hex(8)


class Inbox:
    """The updates of one bot, on a database that several processes may share.

    Every method is one transaction and raises ``StorageError`` when the database cannot be reached or written.
    """

    def __init__(self, database: Database, bot: int, holder: str, limits: QueueLimits | None = None) -> None:
        self._database = database
        self._bot = bot
        self._holder = holder
        self._limits = limits or QueueLimits()
        self._waiting = LaneOrder(bot)
        self._keys = Pseudonyms(database)
        self._idle = select(INBOX.c.lane).where(self._waiting.open, _is_idle(bot)).distinct()
        """The lanes with updates in which no process works. Asked for every second, hence made once."""

    def address(
        self, number: int, lane: str, person: str, body: str, a_minute: int, kind: str = MESSAGE, message: int = 0
    ) -> ReceivedUpdate:
        """An update that has just arrived, as it is kept."""
        keys = self._keys.of(lane), self._keys.of(person)
        return ReceivedUpdate(number, *keys, body, datetime.now(UTC), a_minute, kind, message)

    def receive(self, updates: Sequence[ReceivedUpdate]) -> tuple[list[Receipt], list[ReceivedUpdate]]:
        """Keep updates; returns the outcome of each, and those whose turn is now, taken for this process."""
        with self._database.writing() as connection:
            lanes = sorted({received.lane for received in updates})
            _lock(connection, lanes)
            known = self._known(connection, updates)
            receipts = []
            for received in sorted(updates, key=lambda received: received.id):
                receipts.append(self._keep(connection, received, received.id in known))
                known.add(received.id)
            return receipts, self._take_free(connection, lanes)

    def finish(self, done: ReceivedUpdate) -> ReceivedUpdate | None:
        """Forget the words of an update that was handled; the next of its lane, taken for this process."""
        with self._database.writing() as connection:
            _lock(connection, [done.lane])
            mine = and_(self._waiting.row(done.id), INBOX.c.holder == self._holder, INBOX.c.state == UpdateState.TAKEN)
            values = {"state": UpdateState.DONE, "body": None, "holder": None}
            if not connection.execute(
                update(INBOX).where(mine).values(values)
            ).rowcount:  # taken over by another process, whose lane it is now
                return None
            self._waiting.let_next_stand(connection, done.lane, done.person, done.message)
            return self._take_next(connection, done.lane)

    def give_back(self) -> int:
        """Let other processes, or the next start, go on with what this one holds; how many those are."""
        mine = and_(INBOX.c.bot == self._bot, INBOX.c.holder == self._holder, INBOX.c.state == UpdateState.TAKEN)
        with self._database.writing() as connection:
            values = {"state": UpdateState.WAITING, "holder": None, "tries": INBOX.c.tries - 1}
            given = connection.execute(update(INBOX).where(mine).values(values)).rowcount
            _end_claims(connection, [self._holder])
            connection.execute(delete(BEATS).where(BEATS.c.holder == self._holder))
            return given

    def beat(self) -> dict[str, int]:
        """Show that this process is alive; the beats of all that are or were."""
        with self._database.writing() as connection:
            mine = BEATS.c.holder == self._holder
            if not connection.execute(update(BEATS).where(mine).values(beat=BEATS.c.beat + 1)).rowcount:
                connection.execute(insert(BEATS).values(holder=self._holder, beat=1))
            return {row.holder: row.beat for row in connection.execute(select(BEATS))}

    def others(self) -> set[str]:
        """The other processes that have updates taken."""
        query = select(INBOX.c.holder).where(self._waiting.open, INBOX.c.holder != self._holder).distinct()
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    def take_over(self, dead: Iterable[str]) -> None:
        """Let the updates wait again that dead processes held, and release the questions they were answering."""
        dead = list(dead)
        with self._database.writing() as connection:
            held = and_(INBOX.c.bot == self._bot, INBOX.c.holder.in_(dead), INBOX.c.state == UpdateState.TAKEN)
            connection.execute(update(INBOX).where(held).values(state=UpdateState.WAITING, holder=None))
            _end_claims(connection, dead)
            connection.execute(delete(BEATS).where(BEATS.c.holder.in_(dead)))

    def take_left(self, most: int) -> list[ReceivedUpdate]:
        """Updates whose turn it is but that no process has taken, such as those that a dead process left."""
        with self._database.reading() as connection:
            lanes = list(connection.scalars(self._idle.limit(most)))
        if not lanes:
            return []
        with self._database.writing() as connection:
            _lock(connection, sorted(lanes))
            return self._take_free(connection, lanes)

    def counts(self) -> dict[UpdateState, int]:
        """Updates waiting and worked on, of all processes."""
        query = select(INBOX.c.state, func.count()).where(self._waiting.open).group_by(INBOX.c.state)
        with self._database.reading() as connection:
            found = {UpdateState(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in (UpdateState.WAITING, UpdateState.TAKEN)}

    def prune(self) -> None:
        """Forget whose the handled updates were, and the numbers of those that Telegram does not send again."""
        now, mine = datetime.now(UTC), INBOX.c.bot == self._bot
        with self._database.writing() as connection:
            connection.execute(delete(INBOX).where(mine, _handled(), INBOX.c.received < now - _KEPT))
            connection.execute(blank_handled(now, mine))

    def _known(self, connection: Connection, updates: Sequence[ReceivedUpdate]) -> set[int]:
        ids = [received.id for received in updates]
        return set(connection.scalars(select(INBOX.c.id).where(INBOX.c.bot == self._bot, INBOX.c.id.in_(ids))))

    def _keep(self, connection: Connection, received: ReceivedUpdate, known: bool) -> Receipt:
        if known:
            return Receipt(received, ReceiptStatus.REPEATED)
        receipt = self._judge(connection, received)
        is_new = receipt.outcome is ReceiptStatus.NEW
        behind = is_new and self._waiting.has(connection, received.lane, received.person)
        connection.execute(
            insert(INBOX).values(
                bot=self._bot,
                id=received.id,
                lane=received.lane,
                person=received.person,
                received=received.at,
                ready=None if behind else received.id,
                body=received.body if is_new else None,
                state=UpdateState.WAITING if is_new else UpdateState.REFUSED,
                tries=0,
                kind=received.kind,
                message=received.message,
            )
        )
        return receipt

    def _judge(self, connection: Connection, received: ReceivedUpdate) -> Receipt:
        """Whether there is room for it."""
        limits = self._limits
        of_one = and_(INBOX.c.person == received.person, INBOX.c.kind == received.kind)
        in_all = self._count(connection, self._waiting.open)
        in_lane = self._count(connection, self._waiting.open, INBOX.c.lane == received.lane)
        mine = self._count(connection, self._waiting.open, of_one)
        lately = self._count(connection, of_one, self._lately(received))
        if not limits.has_room(in_all, limits.in_all, mine):
            outcome, waiting = ReceiptStatus.FULL, in_all
        elif not limits.has_room(in_lane, limits.in_lane, mine):
            outcome, waiting = ReceiptStatus.FULL, in_lane
        elif mine >= limits.of_one or lately >= received.a_minute:
            outcome, waiting = ReceiptStatus.TOO_MANY, mine
        else:
            return Receipt(received, ReceiptStatus.NEW)
        told = self._count(connection, of_one, self._lately(received), INBOX.c.state == UpdateState.REFUSED)
        return Receipt(received, outcome, waiting, first_refusal=not told)

    def _lately(self, received: ReceivedUpdate) -> ColumnElement[bool]:
        return and_(INBOX.c.bot == self._bot, INBOX.c.received.between(received.at - _MINUTE, received.at))

    def _take_free(self, connection: Connection, lanes: Sequence[str]) -> list[ReceivedUpdate]:
        """The next update of each lane in which nobody works."""
        worked_on = and_(INBOX.c.bot == self._bot, INBOX.c.lane.in_(lanes), INBOX.c.state == UpdateState.TAKEN)
        busy = set(connection.scalars(select(INBOX.c.lane).where(worked_on)))
        free = [lane for lane in lanes if lane not in busy]
        return [received for lane in free if (received := self._take_next(connection, lane))]

    def _take_next(self, connection: Connection, lane: str) -> ReceivedUpdate | None:
        row = self._waiting.take_next(connection, lane, self._holder)
        return _received(row) if row else None

    def _count(self, connection: Connection, *conditions: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(INBOX).where(*conditions)) or 0


def _received(row: Row[tuple[object, ...]]) -> ReceivedUpdate:
    return ReceivedUpdate(row.id, row.lane, row.person, row.body, row.received, message=row.message)


def _end_claims(connection: Connection, holders: Sequence[str]) -> None:
    """Release the questions that these processes were answering."""
    connection.execute(update(ANSWERS).where(ANSWERS.c.holder.in_(holders)).values(claimed=None, holder=None))


def _lock(connection: Connection, lanes: Iterable[str]) -> None:
    """Keep others off these lanes until the end of the transaction. SQLite has only one writer anyway."""
    if connection.dialect.name == "postgresql":
        for lane in lanes:
            key = int.from_bytes(hashlib.blake2b(lane.encode(), digest_size=8).digest(), signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
