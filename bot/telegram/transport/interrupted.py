"""An answer -> the messages that show it, also where a dead process may have sent them already.

Before a message is sent this is marked; what is marked and not written down was interrupted. Then the chat is looked
through for messages of ours below the question that are not known answers: they are made to show the answer, and only
what is missing is sent. There is no request that reads a chat. To edit the caption of a message that has none fails in
one way for our own messages, and in others for those of other people and for those that do not exist.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import cast

import telegram
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.telegram.message_builder import Message
from bot.telegram.queue.answer_turns import AnswerTurn
from bot.telegram.transport.delivery import deliver
from bot.telegram.transport.rate_limiter import UNPACED

log = logging.getLogger(__name__)

LOOKED_AT = 20
"""Ids below the question that are looked at."""
_GAP = 5
"""This many ids in a row without a message are the end of the chat."""
_OURS = "there is no caption"
_MISSING = "not found"


async def deliver_in_turn(
    turn: AnswerTurn, messages: Sequence[Message], question: telegram.Message, language: str
) -> tuple[int, ...]:
    """Show an answer, once: new messages, those of an earlier answer edited, or those of an interrupted sending."""
    olds = turn.old
    if turn.is_interrupted:
        known = await turn.known_messages()
        olds = await _find_sent(question.get_bot(), question.chat_id, question.message_id, known, len(messages))
        told = {"found": len(olds), "messages": len(messages)}
        log.warning("an answer may have been sent by a process that is no more; it was looked for", extra=told)
    await turn.mark_sending(language)
    return await deliver(messages, question, olds)


async def _find_sent(bot: telegram.Bot, chat_id: int, after: int, known: Collection[int], most: int) -> tuple[int, ...]:
    """Messages of ours below the question that are not known answers, at most so many."""
    found: list[int] = []
    missing = 0
    for number in range(after + 1, after + 1 + LOOKED_AT):
        if len(found) == most or missing == _GAP:
            break
        fault = await _fault_of_caption(bot, chat_id, number)
        missing = missing + 1 if _MISSING in fault else 0
        if _OURS in fault and number not in known:
            found.append(number)
    return tuple(found)


async def _fault_of_caption(bot: telegram.Bot, chat_id: int, number: int) -> str:
    """The objection of Telegram to editing the caption of a message; empty where it cannot be asked."""
    try:
        await cast("ExtBot[int]", bot).edit_message_caption(chat_id, number, rate_limit_args=UNPACED)
    except BadRequest as exc:
        return exc.message.lower()
    except TelegramError:
        return ""
    return ""
