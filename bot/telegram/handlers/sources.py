"""Buttons, links and /cite -> the cited words in their place."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.core.permalinks import find_sentence_id
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, texts_of, words
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.callbacks import read_action
from bot.texts import texts_for


class Sources:
    """Everything a button or a link needs is in its data or in the database: both work for ever."""

    def __init__(self, opening: CitationPages) -> None:
        self._opening = opening

    async def open(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        texts, action = texts_for(query.from_user.language_code), read_action(query.data)
        opened = (
            await asyncio.to_thread(self._opening.source, action, texts, account_of(query))
            if isinstance(action, OpenSource)
            else None
        )
        if opened:
            await show(query, opened, texts)
        else:
            await alert(query, texts.gone)

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
