"""Which messages answered which question, so that edits and ways back find them. Bounded, in memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.message import Message

Place = tuple[int, int]
"""Chat and message id."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent."""

    message_ids: tuple[int, ...]
    last: Message
    """What the last of its messages, the one with the buttons, showed."""


class SentAnswers:
    """The last answers; a restart forgets them, and nothing but speed is lost by that."""

    def __init__(self, keep: int = 5_000) -> None:
        self._keep = keep
        self._by_question: OrderedDict[Place, Sent] = OrderedDict()
        self._by_last: dict[Place, Place] = {}
        self._turns: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()

    def turn(self, question: Place) -> asyncio.Lock:
        """Held while a question is answered: an edit of it waits until its first answer has been sent."""
        return self._turns.setdefault(question, asyncio.Lock())

    def remember(self, question: Place, sent: Sent) -> None:
        self._forget(question)
        self._by_question[question] = sent
        self._by_last[question[0], sent.message_ids[-1]] = question
        if len(self._by_question) > self._keep:
            self._forget(next(iter(self._by_question)))

    def to_question(self, question: Place) -> Sent | None:
        return self._by_question.get(question)

    def with_buttons(self, message: Place) -> Sent | None:
        """The answer whose last message this is."""
        question = self._by_last.get(message)
        return self._by_question[question] if question else None

    def _forget(self, question: Place) -> None:
        if sent := self._by_question.pop(question, None):
            self._by_last.pop((question[0], sent.message_ids[-1]), None)
