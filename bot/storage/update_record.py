"""An update as it is received and kept, and the state of its handling. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MESSAGE, EDIT, PRESS = "message", "edit", "press"
"""Kinds of updates: what somebody writes, other words for it, and buttons and reactions. Only messages take room from
questions: an edit replaces one that is there already."""


class ReceiptStatus(StrEnum):
    """The outcome of receiving an update."""

    NEW = "new"
    REPEATED = "repeated"
    """Received before, here or elsewhere."""
    TOO_MANY = "too_many"
    """This person has sent as many within a minute, or has as many waiting, as one person may."""
    FULL = "full"
    """This chat, or all together, have as many waiting as can be answered in reasonable time."""


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """The most that may wait before people are told to come back later. People who have nothing waiting are let in
    beyond that: those who ask most cannot close the bot, or a group, to the others."""

    of_one: int = 5
    in_lane: int = 20
    in_all: int = 600
    for_newcomers: int = 4
    """How many times as much may wait when everybody has one message waiting: what the database is kept to."""

    def has_room(self, waiting: int, limit: int, mine: int) -> bool:
        """Whether one more may wait where ``waiting`` do, ``mine`` of them the sender's."""
        return waiting < limit or (mine == 0 and waiting < self.for_newcomers * limit)


@dataclass(frozen=True, slots=True)
class ReceivedUpdate:
    """An update as it is kept until it has been handled."""

    id: int
    lane: str
    person: str
    body: str
    """The update as Telegram sent it, JSON."""
    at: datetime
    a_minute: int = 0
    """How many updates of its kind one person may send in a minute, where it has just arrived."""
    kind: str = MESSAGE
    message: int = 0
    """Telegram's id of the message in its chat, where the update is a new message."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """``first_refusal``: the first within a minute, of which the person should be told."""

    received: ReceivedUpdate
    outcome: ReceiptStatus
    waiting: int = 0
    """Updates before it, where it is refused."""
    first_refusal: bool = False
