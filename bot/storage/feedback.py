"""Votes on answers, and questions that were not answered well -> rows, and back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, delete, exists, insert, or_, select

from bot.storage.answers import SentAnswer, read_sent
from bot.storage.pseudonyms import Pseudonyms
from bot.types import AnswerFault, Asking
from rag.answering.pins.repository import Pins, question_key
from rag.answering.pins.similarity import same_words
from rag.storage.column_types import utc_now
from rag.storage.database import Database
from rag.storage.schema.chats import ANSWERS, VOTES
from rag.types import Answer, Status

_MOST = 2000
"""Answers looked through for gaps, the latest first."""
_REFUSED = (Status.NOT_IN_REPORT, Status.RELATED)
_UNANSWERED = tuple(f'"status":"{status}"' for status in _REFUSED)
"""The start of a stored answer that says so; the rows are looked at closely afterwards."""

_VERIFY = "/verify "
"""The sign before a text to be verified, where it stands among questions."""

_Row = Row[tuple[object, ...]]


@dataclass
class Gap:
    """A question that was not answered, or not well; once for all who asked it in the same words."""

    question: str
    answer: Answer | None
    """The latest one."""
    asked: int = 0
    ups: int = 0
    downs: int = 0
    faults: Counter[AnswerFault] = field(default_factory=Counter)
    asking: Asking = Asking.QUESTION

    @property
    def key(self) -> str:
        return question_key(self.question)

    @property
    def can_be_pinned(self) -> bool:
        """A source is confirmed for a question; what was to be verified is none."""
        return self.asking is Asking.QUESTION


class Feedback:
    """Votes of all replicas; voters and chats are keys."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._keys = Pseudonyms(database)
        self._pins = Pins(database)
        self._clock = clock

    def vote(
        self, chat: str, message: int, person: str, *, good: bool, fault: AnswerFault = AnswerFault.UNSAID
    ) -> SentAnswer | None:
        """Count a vote on the answer whose last message this is, in place of the person's earlier one.

        None where no answer is on record.
        """
        voter = self._keys.of(person)
        with self._database.writing() as connection:
            row = connection.execute(select(ANSWERS).where(self._shown(chat, message))).first()
            if row is None:
                return None
            place = {"chat": row.chat, "question": row.question, "voter": voter}
            connection.execute(delete(VOTES).where(*(VOTES.c[name] == value for name, value in place.items())))
            connection.execute(insert(VOTES).values(**place, good=good, reason=fault, at=self._clock()))
            return read_sent(row)

    def withdraw(self, chat: str, message: int, person: str) -> None:
        """Take a person's vote back."""
        with self._database.writing() as connection:
            found = select(ANSWERS.c.question).where(self._shown(chat, message)).scalar_subquery()
            mine = (VOTES.c.chat == self._keys.of(chat), VOTES.c.voter == self._keys.of(person))
            connection.execute(delete(VOTES).where(*mine, VOTES.c.question == found))

    def gaps(self) -> list[Gap]:
        """Those that no pin is on: the ones with the most votes against them first, then the ones asked most."""
        against = exists().where(VOTES.c.chat == ANSWERS.c.chat, VOTES.c.question == ANSWERS.c.question, ~VOTES.c.good)
        refused = [ANSWERS.c.answer.contains(told, autoescape=True) for told in _UNANSWERED]
        query = (
            select(ANSWERS)
            .where(ANSWERS.c.asked != "", or_(against, *refused))
            .order_by(ANSWERS.c.at.desc())
            .limit(_MOST)
        )
        with self._database.reading() as connection:
            rows, votes = connection.execute(query).all(), connection.execute(select(VOTES)).all()
        pinned = {pin.key for pin in self._pins.all()}
        gaps = [gap for gap in _gather(rows, votes) if gap.key not in pinned]
        return sorted(gaps, key=lambda gap: (-gap.downs, -gap.asked))

    def _shown(self, chat: str, message: int) -> ColumnElement[bool]:
        return and_(ANSWERS.c.chat == self._keys.of(chat), ANSWERS.c.last == message)


def _gather(rows: Sequence[_Row], votes: Iterable[_Row]) -> list[Gap]:
    """Rows of answers, the latest first, and all votes -> what was asked in the same words, together."""
    cast = defaultdict(list)
    for vote in votes:
        cast[vote.chat, vote.question].append(vote)
    gaps: dict[str, Gap] = {}
    for row in rows:
        sent, own = read_sent(row), cast[row.chat, row.question]
        answer, question = sent.answer, _VERIFY * (sent.asking is Asking.VERIFICATION) + sent.asked
        if (answer and answer.status in _REFUSED) or any(not vote.good for vote in own):
            gap = gaps.setdefault(same_words(question), Gap(question, answer, asking=sent.asking))
            gap.asked += 1
            gap.ups += sum(vote.good for vote in own)
            gap.downs += sum(not vote.good for vote in own)
            gap.faults.update(AnswerFault(vote.reason) for vote in own if not vote.good and vote.reason)
    return list(gaps.values())
