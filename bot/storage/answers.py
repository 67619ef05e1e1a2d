"""Questions and answers -> rows, and back. People and chats are stored as keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Row, Select, and_, delete, select, update

from bot.storage.pseudonyms import Pseudonyms
from bot.types import Asking, MessagePlace
from rag.storage.column_types import utc_now
from rag.storage.database import Database, insert_if_absent
from rag.storage.schema.chats import ANSWERS
from rag.types import Answer

LEASE = timedelta(minutes=2)
"""Time for which a question counts as being answered by a process that lives but does not report on it. Others may
answer the questions of a dead process as soon as it is missed (``bot.storage.inbox``)."""

_ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """A question and the answer to it, as it was sent."""

    asked: str
    language: str
    """The language of the asker's client, in which fixed sentences are shown."""
    message_ids: tuple[int, ...]
    """The last one carries the buttons; none yet while the first answer is being made."""
    answer: Answer | None
    """None where a fixed sentence was the answer."""
    asker: str = ""
    """Key of the person; known of what is read back."""
    asking: Asking = Asking.QUESTION


@dataclass(frozen=True, slots=True)
class AnswerLease:
    """The right to answer a question; ``before`` is what was sent for an earlier wording of it."""

    before: SentAnswer | None
    is_interrupted: bool = False
    """A process that has ended had begun to send the answer, and may have sent it."""


class Answers:
    """The answers of all replicas."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now, holder: str = "") -> None:
        """``holder``: the name of this process in the inbox."""
        self._database = database
        self._keys = Pseudonyms(database)
        self._clock = clock
        self._holder = holder

    def claim(self, place: MessagePlace, asked: str, asking: Asking = Asking.QUESTION) -> AnswerLease | None:
        """Take the right to answer what was asked; None while another holds it. ``keep`` or ``release`` ends it."""
        now = self._clock()
        where = _is(self._keys.of(place.chat), place.message)
        mine = {"claimed": now, "holder": self._holder}
        with self._database.writing() as connection:
            if insert_if_absent(connection, ANSWERS, {**self._first(place, asked), **mine, "kind": asking}):
                return AnswerLease(None)
            row = connection.execute(select(ANSWERS).where(where).with_for_update()).first()
            if row is None or (row.claimed and now - row.claimed < LEASE):
                return None
            connection.execute(update(ANSWERS).where(where).values(**mine))
            return AnswerLease(read_sent(row) if row.messages else None, bool(row.language) and not row.messages)

    def mark_sending(self, place: MessagePlace, language: str) -> None:
        """The answer is about to be sent: a row with a language and no messages tells that this was interrupted."""
        where = _is(self._keys.of(place.chat), place.message)
        with self._database.writing() as connection:
            connection.execute(update(ANSWERS).where(where, ANSWERS.c.last.is_(None)).values(language=language))

    def messages_after(self, place: MessagePlace) -> frozenset[int]:
        """Ids of the messages that are on record as answers in this chat, below this one."""
        chat = ANSWERS.c.chat == self._keys.of(place.chat)
        query = select(ANSWERS.c.messages).where(chat, ANSWERS.c.last > place.message)
        with self._database.reading() as connection:
            return frozenset(number for messages in connection.scalars(query) for number in messages)

    def keep(self, place: MessagePlace, sent: SentAnswer) -> None:
        """Write an answer down."""
        now = self._clock()
        values = {
            "asked": sent.asked,
            "language": sent.language,
            "messages": sent.message_ids,
            "last": sent.message_ids[-1],
            "answer": _ANSWER.dump_json(sent.answer).decode() if sent.answer else None,
            "at": now,
            "claimed": None,
            "holder": None,
            "kind": sent.asking,
        }
        with self._database.writing() as connection:
            connection.execute(update(ANSWERS).where(_is(self._keys.of(place.chat), place.message)).values(**values))

    def release(self, place: MessagePlace) -> None:
        """Give the right to answer back, without an answer; that sending it had begun stays on record."""
        where = _is(self._keys.of(place.chat), place.message)
        with self._database.writing() as connection:
            connection.execute(delete(ANSWERS).where(where, ANSWERS.c.last.is_(None), ANSWERS.c.language == ""))
            connection.execute(update(ANSWERS).where(where).values(claimed=None, holder=None))

    def key_of(self, place: MessagePlace) -> str:
        """The key of the chat, by which ``asked_at`` finds the question again."""
        return self._keys.of(place.chat)

    def is_asker(self, person: str, sent: SentAnswer) -> bool:
        return self._keys.of(person) == sent.asker

    def asked_at(self, chat_key: str, question: int) -> SentAnswer | None:
        """The question in a message, and the answer sent to it."""
        with self._database.reading() as connection:
            row = connection.execute(select(ANSWERS).where(_is(chat_key, question))).first()
        return read_sent(row) if row else None

    def may_come_on_record(self, chat: str, message: int) -> bool:
        """Whether some process is answering a question that this message can be the answer to."""
        earlier = and_(ANSWERS.c.chat == self._keys.of(chat), ANSWERS.c.question < message)
        query = select(ANSWERS.c.question).where(earlier, ANSWERS.c.claimed > self._clock() - LEASE).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query) is not None

    def with_buttons(self, chat: str, message: int) -> SentAnswer | None:
        """The answer whose last message this is."""
        query = select(ANSWERS).where(ANSWERS.c.chat == self._keys.of(chat), ANSWERS.c.last == message)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return read_sent(row) if row else None

    def asked_before(
        self, place: MessagePlace, count: int, within: timedelta, replied: int | None = None
    ) -> tuple[str, ...]:
        """The last questions of the same person in the same chat and topic, oldest first, not counting this one.

        ``replied``: the message that is replied to. If it is an answer, its conversation goes on: up to the question
        that it answers, and only with the person who asked that.
        """
        chat, person = self._keys.of(place.chat), self._keys.of(place.person)
        with self._database.reading() as connection:
            before = place.message
            if replied is not None:
                answered = select(ANSWERS.c.question, ANSWERS.c.asker).where(
                    ANSWERS.c.chat == chat, ANSWERS.c.last == replied
                )
                if row := connection.execute(answered).first():
                    if row.asker != person:
                        return ()
                    before = row.question + 1
            query = self._conversation(chat, person, place.thread, before, within)
            rows = connection.execute(query.limit(count)).all()
            return tuple(row.asked for row in reversed(rows))

    def last_answer(self, place: MessagePlace, within: timedelta, replied: int | None = None) -> SentAnswer | None:
        """The answer that a message which asks nothing itself is about: the one that it replies to, whoever asked
        that, or else the last one to the same person in the same chat and topic."""
        if replied is not None and (sent := self.with_buttons(place.chat, replied)):
            return sent if sent.answer else None
        chat, person = self._keys.of(place.chat), self._keys.of(place.person)
        query = (
            select(ANSWERS)
            .where(*self._same_conversation(chat, person, place.thread, place.message, within))
            .where(ANSWERS.c.answer.is_not(None))
            .order_by(ANSWERS.c.question.desc())
        )
        with self._database.reading() as connection:
            row = connection.execute(query.limit(1)).first()
        return read_sent(row) if row else None

    def _conversation(
        self, chat: str, person: str, thread: int, before: int, within: timedelta
    ) -> Select[tuple[object, ...]]:
        """Latest first."""
        return (
            select(ANSWERS.c.asked)
            .where(*self._same_conversation(chat, person, thread, before, within), ANSWERS.c.asked != "")
            .order_by(ANSWERS.c.question.desc())
        )

    def _same_conversation(
        self, chat: str, person: str, thread: int, before: int, within: timedelta
    ) -> tuple[ColumnElement[bool], ...]:
        return (
            ANSWERS.c.chat == chat,
            ANSWERS.c.thread == thread,
            ANSWERS.c.asker == person,
            ANSWERS.c.question < before,
            ANSWERS.c.at > self._clock() - within,
        )

    def _first(self, place: MessagePlace, asked: str) -> dict[str, object]:
        return {
            "chat": self._keys.of(place.chat),
            "question": place.message,
            "thread": place.thread,
            "asker": self._keys.of(place.person),
            "asked": asked,
            "language": "",
            "messages": (),
            "at": self._clock(),
        }


def _is(chat: str, question: int) -> ColumnElement[bool]:
    return and_(ANSWERS.c.chat == chat, ANSWERS.c.question == question)


def read_sent(row: Row[tuple[object, ...]]) -> SentAnswer:
    return SentAnswer(row.asked, row.language, row.messages, _answer(row.answer), row.asker, Asking(row.kind))


def _answer(stored: str | None) -> Answer | None:
    """None too for what another version of this program has written in a form unknown here."""
    try:
        return _ANSWER.validate_json(stored) if stored else None
    except ValidationError:
        return None
