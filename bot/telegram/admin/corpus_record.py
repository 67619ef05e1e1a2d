"""Commands of admins about the corpus -> its record, and the choices they have."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.admin.draft_view import render_preview
from bot.telegram.admin.menus import publish_admin_menu
from bot.telegram.admin.status_view import (
    render_record,
    render_report_choice,
    render_status,
    render_version_choice,
    render_versions,
)
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import texts_of
from bot.telegram.transport.delivery import reply
from bot.texts import Texts
from rag.corpus.draft import Preview
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import CorpusStatus
from rag.storage.models import VersionRecord

Greet = Callable[[telegram.Message], Awaitable[Message]]
"""The greeting for everybody."""


class CorpusRecord:
    def __init__(self, corpus: CorpusService, greet: Greet) -> None:
        self._corpus = corpus
        self._greet = greet

    async def status(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The current version; and the draft that waits, to be decided on."""
        if message := update.effective_message:
            texts = texts_of(message)
            status, preview = await asyncio.to_thread(self._status)
            await reply(message, render_status(status, preview.draft if preview else None, texts))
            if preview:
                await reply(message, render_preview(preview, texts))

    async def versions(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            found = await asyncio.to_thread(self._versions)
            await reply(message, render_versions(*found, texts_of(message)))

    async def choose_version(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            found = await asyncio.to_thread(self._versions)
            await reply(message, render_version_choice(*found, texts_of(message)))

    async def choose_report(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            status = await asyncio.to_thread(self._corpus.recorded.status)
            number = status.current.number if status.current else None
            await reply(message, render_report_choice(status.reports, number, texts_of(message)))

    async def audit(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await reply(
                message, render_record(await asyncio.to_thread(self._corpus.recorded.changes), texts_of(message))
            )

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start, from when on there is a chat that can have a menu of its own."""
        message, user = update.effective_message, update.effective_user
        if message and user:
            await publish_admin_menu(message.get_bot(), user.id)
            await reply(message, await self._greet(message))

    async def explain(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help, with what only admins can do."""
        if message := update.effective_message:
            await reply(message, Message(_help(texts_of(message))))

    def _status(self) -> tuple[CorpusStatus, Preview | None]:
        return self._corpus.recorded.status(), self._corpus.changes.pending()

    def _versions(self) -> tuple[list[VersionRecord], int | None]:
        current = self._corpus.recorded.status().current
        return self._corpus.recorded.versions(), current.number if current else None


def _help(texts: Texts) -> str:
    return f"{texts.help}\n\n{texts.admin.help}"
