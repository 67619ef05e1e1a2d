"""The row of 👍 and 👎 under an answer, and the faults asked for after a 👎. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.message_builder import Message
from bot.telegram.views.actions import Vote, VoteOn
from bot.telegram.views.callbacks import button, carries
from bot.texts import Texts
from rag.types import Answer

GOOD, BAD = "👍", "👎"
_is_vote = carries(Vote)

Row = tuple[InlineKeyboardButton, ...]


def with_votes(answer: Answer, message: Message) -> Message:
    """The last message of an answer with a row to vote in; none under a refusal, which shows nothing to judge."""
    if not answer.statements and not answer.nearest:
        return message
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    return replace(message, keyboard=InlineKeyboardMarkup([*rows, _votes()]))


def asking_for_fault(keyboard: InlineKeyboardMarkup, texts: Texts) -> InlineKeyboardMarkup:
    """The keyboard with the faults to choose from below the votes, which are for everybody else."""
    faults = [button(label, Vote(False, fault)) for fault, label in texts.faults.items()]
    return InlineKeyboardMarkup([*_without_votes(keyboard), _votes(), tuple(faults[:2]), tuple(faults[2:])])


def faults_alone(answer: int, texts: Texts) -> Message:
    """The faults to choose from, for the one who pressed 👎; ``answer``: the message that was voted on."""
    faults = [button(label, VoteOn(answer, fault)) for fault, label in texts.faults.items()]
    return Message(texts.ask_fault, (), InlineKeyboardMarkup([faults[:2], faults[2:]]))


def back_to_votes(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([*_without_votes(keyboard), _votes()])


def _votes() -> Row:
    return button(GOOD, Vote(True)), button(BAD, Vote(False))


def _without_votes(keyboard: InlineKeyboardMarkup) -> Sequence[Row]:
    return [row for row in keyboard.inline_keyboard if not any(_is_vote(one.callback_data) for one in row)]
