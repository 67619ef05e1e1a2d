"""/reports and its buttons -> the report that a chat asks."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.core.ports import Answering
from bot.storage.choices import ChatChoices
from bot.telegram.groups.permissions import administers
from bot.telegram.message_parsing import texts_of
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import ChooseReport, OpenReports
from bot.telegram.views.callbacks import read_action
from bot.telegram.views.report_picker import chosen_by, render_reports
from bot.texts import texts_for


class ReportChoice:
    """The choice of a report: by the user in a private chat, by an administrator for all in a group."""

    def __init__(self, answering: Answering, choices: ChatChoices) -> None:
        self._answering = answering
        self._choices = choices

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            chosen = await asyncio.to_thread(self._choices.of, str(message.chat_id))
            version = self._answering.corpus.current.version
            await reply(message, render_reports(version, chosen, texts_of(message)))

    async def turn(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query and query.message and isinstance(action, OpenReports):
            texts = texts_for(query.from_user.language_code)
            chosen = await asyncio.to_thread(self._choices.of, str(query.message.chat.id))
            await show(query, render_reports(self._answering.corpus.current.version, chosen, texts, action.page), texts)

    async def choose(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        action = read_action(query.data) if query else None
        if not query or not query.message or not isinstance(action, ChooseReport):
            return
        texts, version = texts_for(query.from_user.language_code), self._answering.corpus.current.version
        if not await _may_choose(query):
            await alert(query, texts.only_administrators_choose)
            return
        try:
            chosen = chosen_by(version, action)
        except LookupError:
            await alert(query, texts.report_gone)
            return
        await asyncio.to_thread(self._choices.choose, str(query.message.chat.id), chosen)
        await show(query, render_reports(version, chosen, texts), texts)


async def _may_choose(query: CallbackQuery) -> bool:
    if query.message is None or query.message.chat.type == ChatType.PRIVATE:
        return True
    return await administers(query.message.chat, query.from_user.id)
