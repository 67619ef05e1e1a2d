"""An answer -> the messages that show it, also where a dead process may have sent them already.

Before a message is sent this is marked; what is marked and not written down was interrupted. Then the chat is looked
through for messages of ours below the question that are not known answers: they are made to show the answer, and only
what is missing is sent. There is no request that reads a chat. To edit the caption of a message that has none fails in
one way for our own messages, and in others for those of other people and for those that do not exist.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

import telegram
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.telegram.message_builder import MAX_TEXT, Message, utf16_length
from bot.telegram.queue.answer_turns import AnswerTurn
from bot.telegram.transport.delivery import deliver
from bot.telegram.transport.rate_limiter import UNPACED
from bot.texts import Texts, texts_for

log = logging.getLogger(__name__)

LOOKED_AT = 20
"""Ids below the question that are looked at."""
_GAP = 5
"""This many ids in a row without a message are the end of the chat."""
_OURS = "there is no caption"
_MISSING = "not found"
_TWICE = "twice"


class Found(NamedTuple):
    """Messages of ours below a question that are not known answers."""

    ids: tuple[int, ...] = ()
    is_all: bool = True
    """All that there are, or enough; else one may stand where nobody looked."""


async def deliver_in_turn(
    turn: AnswerTurn, messages: Sequence[Message], question: telegram.Message, language: str
) -> tuple[int, ...]:
    """Show an answer, once: new messages, those of an earlier answer edited, or those of an interrupted sending. What
    may come twice says so."""
    olds = turn.old
    if turn.is_interrupted:
        known = await turn.known_messages()
        found = await _find_sent(question.get_bot(), question.chat_id, question.message_id, known, len(messages))
        outcome = _outcome(found, len(messages))
        turn.count_interrupted(outcome)
        told = {"found": len(found.ids), "messages": len(messages), "outcome": outcome}
        log.warning("an answer may have been sent by a process that has died; it was looked for", extra=told)
        olds = found.ids
        messages = _noted(messages, texts_for(language)) if outcome == _TWICE else messages
    await turn.mark_sending(language)
    return await deliver(messages, question, olds)


def _outcome(found: Found, messages: int) -> str:
    if len(found.ids) == messages:
        return "found"
    return "missing" if found.is_all else _TWICE


def _noted(messages: Sequence[Message], texts: Texts) -> tuple[Message, ...]:
    """The last message says that it may stand there twice, where it has room for that."""
    *firsts, last = messages
    text = f"{last.text}\n{texts.may_be_twice}"
    return (*firsts, replace(last, text=text) if utf16_length(text) <= MAX_TEXT else last)


async def _find_sent(bot: telegram.Bot, chat_id: int, after: int, known: Collection[int], most: int) -> Found:
    """The messages found, ``most`` of them at the most."""
    found: list[int] = []
    missing = unknown = 0
    for number in range(after + 1, after + 1 + LOOKED_AT):
        if len(found) == most or missing == _GAP:
            break
        fault = await _fault_of_caption(bot, chat_id, number)
        missing = missing + 1 if _MISSING in fault else 0
        unknown += not fault
        if _OURS in fault and number not in known:
            found.append(number)
    return Found(tuple(found), len(found) == most or (missing == _GAP and not unknown))


async def _fault_of_caption(bot: telegram.Bot, chat_id: int, number: int) -> str:
    """The objection of Telegram to editing the caption of a message; empty where it cannot be asked."""
    try:
        await cast("ExtBot[int]", bot).edit_message_caption(chat_id, number, rate_limit_args=UNPACED)
    except BadRequest as exc:
        return exc.message.lower()
    except TelegramError:
        return ""
    return ""
