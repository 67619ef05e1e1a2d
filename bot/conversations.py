"""Who asked what before, so that a question may lean on the ones before it. Bounded, in memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from telegram import Message


class _Asked(NamedTuple):
    message_id: int
    text: str
    at: float


class Conversations:
    """The last questions of each person in each chat and topic; two people in one group do not mix."""

    def __init__(
        self,
        questions: int = 3,
        seconds: float = 900,
        people: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``questions`` are kept of each of the last ``people``, and forgotten after ``seconds``."""
        self._questions = questions
        self._seconds = seconds
        self._people = people
        self._clock = clock
        self._asked: OrderedDict[tuple[int, int, int], list[_Asked]] = OrderedDict()

    def before(self, message: Message) -> tuple[str, ...]:
        """The questions this one may lean on, oldest first; not itself, as it was before an edit."""
        now = self._clock()
        return tuple(
            asked.text
            for asked in self._asked.get(_place(message), [])
            if asked.message_id < message.message_id and now - asked.at < self._seconds
        )

    def remember(self, message: Message, text: str) -> None:
        place = _place(message)
        others = [asked for asked in self._asked.get(place, []) if asked.message_id != message.message_id]
        self._asked[place] = [*others, _Asked(message.message_id, text, self._clock())][-self._questions :]
        self._asked.move_to_end(place)
        if len(self._asked) > self._people:
            self._asked.popitem(last=False)


def _place(message: Message) -> tuple[int, int, int]:
    sender = message.sender_chat or message.from_user
    return message.chat_id, message.message_thread_id or 0, sender.id if sender else 0
