"""Buttons, links and /cite -> the cited words in their place."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import telegram
from telegram import CallbackQuery, MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.core.continuations import cited_in
from bot.core.permalinks import Account, find_sentence_id
from bot.storage.answers import Answers
from bot.telegram.groups.rules import GROUPS
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, texts_of, words
from bot.telegram.transport.delivery import acknowledge, alert, reply, show
from bot.telegram.transport.ephemeral import ephemeral_id, show_alone
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.callbacks import read_action
from bot.texts import Texts, texts_for


class Sources:
    """Everything a button or a link needs is in its data or in the database, so both always work."""

    def __init__(self, opening: CitationPages, answers: Answers) -> None:
        self._opening = opening
        self._answers = answers

    async def open(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        texts, action = texts_for(query.from_user.language_code), read_action(query.data)
        if not isinstance(action, OpenSource) or not await self._show(query, action, texts):
            await alert(query, texts.gone)

    async def _show(self, query: CallbackQuery, action: OpenSource, texts: Texts) -> bool:
        """Show it to the asker in the message of the answer, in a group to every other reader alone where that can be
        done. False for words that were never there."""
        account = account_of(query)
        if await asyncio.to_thread(self._is_other_reader, query):
            alone = await asyncio.to_thread(self._opening.source, replace(action, alone=True), texts, account)
            if alone and await show_alone(query, alone):
                await acknowledge(query)
                return True
        opened = await asyncio.to_thread(self._open, action, texts, account, query.message)
        if opened:
            await show(query, opened, texts)
        return opened is not None

    def _is_other_reader(self, query: CallbackQuery) -> bool:
        """Whether somebody else than the asker reads it in a group, in a message that all can see. Blocks."""
        shown, person = query.message, str(query.from_user.id)
        if shown is None or shown.chat.type not in GROUPS or ephemeral_id(shown) is not None:
            return False
        if sent := self._answers.with_buttons(str(shown.chat.id), shown.message_id):
            return not self._answers.is_asker(person, sent)
        asked = shown.reply_to_message if isinstance(shown, telegram.Message) else None
        return bool(asked and asked.from_user and str(asked.from_user.id) != person)

    def _open(
        self, action: OpenSource, texts: Texts, account: Account, shown: MaybeInaccessibleMessage | None
    ) -> Message | None:
        """The source with the ways to the other sources, where the message shows an answer that is on record.
        Blocks."""
        sent = None
        if shown and not action.alone:
            sent = self._answers.with_buttons(str(shown.chat.id), shown.message_id)
        cited = cited_in(sent.answer) if sent and sent.answer else ()
        ids = [citation.id for citation in cited]
        return self._opening.source(action, texts, account, ids if action.sentence in ids else ())

    async def cite(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """/cite, or the link of a citation, which is /start with its id."""
        message = update.effective_message
        if message is None:
            return
        texts, sentence = texts_of(message), find_sentence_id(words(message).partition(" ")[2])
        if sentence is None:
            await reply(message, Message(texts.cite_usage))
            return
        opened = await asyncio.to_thread(
            self._opening.source, OpenSource(sentence, alone=True), texts, account_of(message)
        )
        await reply(message, opened or Message(texts.unknown_citation))
