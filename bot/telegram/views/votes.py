"""The row of 👍 and 👎 under an answer, and the faults asked for after a 👎 <-> their callback data. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.message_builder import Message
from bot.texts import Texts
from bot.types import Fault
from rag.types import Answer, Reason

GOOD, BAD = "👍", "👎"
_DATA = re.compile(rf"v([+-]):?({'|'.join(fault for fault in Fault if fault)})?")
_ASIDE = (Reason.SMALL_TALK, Reason.OFF_TOPIC)

Row = tuple[InlineKeyboardButton, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thinks of an answer."""

    good: bool
    fault: Fault = Fault.UNSAID

    @property
    def data(self) -> str:
        return f"v{'+' if self.good else '-'}{':' if self.fault else ''}{self.fault}"


def read_vote(data: object) -> Vote | None:
    """The vote of callback data; None for data of other buttons."""
    found = _DATA.fullmatch(data) if isinstance(data, str) else None
    return Vote(found[1] == "+", Fault(found[2] or "")) if found else None


def is_vote(data: object) -> bool:
    return read_vote(data) is not None


def with_votes(answer: Answer, message: Message) -> Message:
    """The last message of an answer with a row to vote in; none under what answers no question."""
    if answer.reason in _ASIDE:
        return message
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    return replace(message, keyboard=InlineKeyboardMarkup([*rows, _votes()]))


def asking_for_fault(keyboard: InlineKeyboardMarkup, texts: Texts) -> InlineKeyboardMarkup:
    """The keyboard with the faults to choose from below the votes, which are for everybody else."""
    faults = [
        InlineKeyboardButton(label, callback_data=Vote(False, fault).data) for fault, label in texts.faults.items()
    ]
    return InlineKeyboardMarkup([*_without_votes(keyboard), _votes(), tuple(faults[:2]), tuple(faults[2:])])


def back_to_votes(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([*_without_votes(keyboard), _votes()])


def _votes() -> Row:
    return tuple(
        InlineKeyboardButton(sign, callback_data=vote.data) for sign, vote in ((GOOD, Vote(True)), (BAD, Vote(False)))
    )


def _without_votes(keyboard: InlineKeyboardMarkup) -> Sequence[Row]:
    return [row for row in keyboard.inline_keyboard if not any(is_vote(button.callback_data) for button in row)]
