"""Commands that need no report -> fixed texts; /start -> the same, with example questions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import telegram
from telegram import ChatMemberUpdated, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden
from telegram.ext import ContextTypes

from bot.core.ports import Answering
from bot.storage.choices import Languages
from bot.telegram.groups.rules import GROUPS
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import texts_of
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import ChooseLanguage
from bot.telegram.views.callbacks import button, read_action
from bot.telegram.views.suggestions import greeting
from bot.texts import texts_for
from rag.answering.hints.examples import Example
from rag.errors import WenbaoError

_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class Greetings:
    """Greetings in private chats, with questions to begin with, and in groups."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await reply(message, await self.greet(message))

    async def greet(self, message: telegram.Message) -> Message:
        texts = texts_of(message)
        if message.chat.type in GROUPS:
            return Message(texts.start_in_group)
        return greeting(texts, await asyncio.to_thread(self._examples))

    async def joined(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say in a group that the bot was added to how it is asked, and what it does not read."""
        changed = update.my_chat_member
        if changed and changed.chat.type in GROUPS and _has_joined(changed):
            texts = texts_for(changed.from_user.language_code)
            with suppress(Forbidden, BadRequest):  # it may not write there
                await changed.chat.send_message(texts.start_in_group)

    def _examples(self) -> Sequence[Example]:
        try:
            return self._answering.examples()
        except WenbaoError:
            return ()


class LanguageChoice:
    """The language of the bot's own words, for one person."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            texts = texts_of(message)
            row = [button(label, ChooseLanguage(code)) for code, label in texts.languages.items()]
            await reply(message, Message(texts.choose_language, (), InlineKeyboardMarkup([row])))

    async def choose(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query and isinstance(action, ChooseLanguage):
            chosen = None if action.language == "auto" else action.language
            await asyncio.to_thread(self._languages.choose, str(query.from_user.id), chosen)
            texts = texts_for(chosen or query.from_user.language_code)
            await show(query, Message(texts.language_chosen if chosen else texts.language_followed), texts)


def _has_joined(changed: ChatMemberUpdated) -> bool:
    before, now = changed.old_chat_member.status, changed.new_chat_member.status
    return before in _AWAY and now not in _AWAY


async def explain(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).help))


async def unknown_command(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).unknown_command))


async def no_text(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).text_only))


async def old_button(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if query := update.callback_query:
        await alert(query, texts_for(query.from_user.language_code).old_button)
