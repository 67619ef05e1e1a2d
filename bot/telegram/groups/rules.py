"""Manners in groups: not too much for one person, nothing where the administrators want quiet, nothing that stays
against their will, or the asker's."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.core.permalinks import find_sentence_id
from bot.storage.answers import Answers, SentAnswer
from bot.storage.patience import patiently
from bot.storage.quiet_groups import QuietGroups
from bot.telegram.groups.permissions import administers, written_by_administrator
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, place_of, texts_of, words
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.rate_limit import Admission, RateLimit
from bot.telegram.transport.delivery import acknowledge, alert, remove, reply
from bot.telegram.transport.interrupted import deliver_in_turn
from bot.texts import Texts, texts_for
from bot.types import Asking

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[object, object, None]]

_A_MINUTE = 6  # questions, commands and edits of one person in one group
LINK_TO_QUESTION = re.compile(r"^/start q_(?P<chat>[0-9a-f]{32})_(?P<question>\d{1,10})$", re.ASCII)
"""The parameter that tells the private chat of a question in a group: the key of the group, the id of the message."""
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class GroupRules:
    def __init__(self, answers: Answers, quiet: QuietGroups, turns: AnswerTurns) -> None:
        self._answers = answers
        self._quiet = quiet
        self._turns = turns
        self._cooldown = RateLimit(_A_MINUTE)

    async def admits(
        self, message: telegram.Message, text: str, asking: Asking = Asking.QUESTION, *, opened: str = ""
    ) -> bool:
        """Whether what is asked is answered where it was asked; if not, what there is to say is said.

        ``opened``: the sentence that is the answer; empty where it is asked in the private chat.
        """
        if message.chat.type not in GROUPS:
            return True
        if message.edit_date and await self._is_taken(message, text, asking):
            return False
        if not await self.has_room(message):
            return False
        if not await patiently(self._quiet.is_on, str(message.chat_id)):
            return True
        if text or opened:
            await self._point_to_private(message, text, asking, opened)
        return False

    async def has_room(self, message: telegram.Message) -> bool:
        """Whether there is room for a word of ours, in answer to this person in this group; told once if not."""
        if message.chat.type not in GROUPS:
            return True
        admission = self._cooldown.admit(str(message.chat_id), place_of(message).person)
        if admission is Admission.NOTICE:
            await reply(message, Message(texts_of(message).slow_down))
        return admission is Admission.YES

    def bound(self, handle: Handle, name: str) -> Handle:
        """A command that asks nothing, with the same manners: in a quiet group there is a link to it.

        ``name``: what the link tells the private chat, where the command names no citation.
        """

        async def handle_with_manners(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            message = update.effective_message
            if message is None or not await self.has_room(message):
                return
            if message.chat.type in GROUPS and await patiently(self._quiet.is_on, str(message.chat_id)):
                opened = find_sentence_id(words(message).partition(" ")[2])
                await reply(message, _pointer(message, opened or name))
            else:
                await handle(update, context)

        return handle_with_manners

    async def turn_quiet(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        texts = texts_of(message)
        if message.chat.type not in GROUPS:
            await reply(message, Message(texts.quiet_in_groups))
        elif not await written_by_administrator(message):
            if await self.has_room(message):
                await reply(message, Message(texts.only_administrators))
        else:
            is_on = await asyncio.to_thread(self._quiet.turn, str(message.chat_id))
            await reply(message, Message(texts.quiet_on if is_on else texts.quiet_off))

    async def remove(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take an answer away, all of its messages, for the asker and for administrators."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        texts, shown = texts_for(query.from_user.language_code), query.message
        sent = await asyncio.to_thread(self._answers.with_buttons, str(shown.chat.id), shown.message_id)
        asked = self._has_asked(query.from_user.id, sent, shown)
        if not asked and not await administers(shown.chat, query.from_user.id):
            await alert(query, texts.not_yours)
            return
        await acknowledge(query)
        for message_id in sent.message_ids if sent else (shown.message_id,):
            await remove(query.get_bot(), shown.chat.id, message_id, self._words_of(sent, texts).removed)

    async def move(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup; told in both."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            await asyncio.to_thread(self._quiet.move, str(message.chat_id), str(message.migrate_to_chat_id))
        elif message and message.migrate_from_chat_id:
            await asyncio.to_thread(self._quiet.move, str(message.migrate_from_chat_id), str(message.chat_id))

    async def _point_to_private(self, message: telegram.Message, text: str, asking: Asking, opened: str) -> None:
        texts, place = texts_of(message), place_of(message)
        shown = _pointer(message, opened or f"q_{self._answers.key_of(place)}_{place.message}")
        async with self._turns.at(place, text, asking) as turn:
            ids = await deliver_in_turn(turn, (shown,), message, texts.language)
            await turn.keep(SentAnswer(text, texts.language, ids, None, asking=asking))

    async def _is_taken(self, message: telegram.Message, text: str, asking: Asking) -> bool:
        """Whether this text has been answered already: Telegram also reports edits that leave the text unchanged. An
        answer without messages is still being made, and its turn waits for it, or its process ended before sending."""
        place = place_of(message)
        sent = await patiently(self._answers.asked_at, self._answers.key_of(place), place.message)
        return sent is not None and bool(sent.message_ids) and (sent.asked, sent.asking) == (text, asking)

    def _has_asked(self, person: int, sent: SentAnswer | None, shown: telegram.MaybeInaccessibleMessage) -> bool:
        if sent:
            return self._answers.is_asker(str(person), sent)
        question = shown.reply_to_message if isinstance(shown, telegram.Message) else None
        return bool(question and question.from_user and question.from_user.id == person)

    def _words_of(self, sent: SentAnswer | None, texts: Texts) -> Texts:
        return texts_for(sent.language) if sent else texts


def _pointer(message: telegram.Message, parameter: str) -> Message:
    """The link to the private chat, which is given the parameter."""
    texts = texts_of(message)
    link = InlineKeyboardButton(texts.open_private, url=account_of(message).link(parameter))
    return Message(texts.answered_in_private, (), InlineKeyboardMarkup([[link]]))
