"""/sections and its buttons -> the outline of the reports."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.core.ports import Answering
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import texts_of
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import Action, OpenContents, OpenSection
from bot.telegram.views.callbacks import read_action
from bot.telegram.views.outline import render_contents, render_section
from bot.texts import Texts, texts_for


class Sections:
    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            texts = texts_of(message)
            opened = await asyncio.to_thread(self._open, OpenContents(), texts)
            await reply(message, opened or Message(texts.gone))

    async def open(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        texts = texts_for(query.from_user.language_code)
        if opened := await asyncio.to_thread(self._open, read_action(query.data), texts):
            await show(query, opened, texts)
        else:
            await alert(query, texts.gone)

    def _open(self, action: Action | None, texts: Texts) -> Message | None:
        version = self._answering.corpus.current.version
        match action:
            case OpenContents(page):
                return render_contents(version, texts, page)
            case OpenSection():
                return render_section(version, action, texts)
            case _:
                return None
