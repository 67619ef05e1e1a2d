"""An admin's reload, file or button -> a preview, then a change of the corpus, or nothing."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

import telegram
from telegram import CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.telegram.admin.access import Admins, signed
from bot.telegram.admin.corrections import read_corrections
from bot.telegram.admin.draft_view import render_preview, render_rollback
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import texts_of, words
from bot.telegram.transport.delivery import acknowledge, alert, put, reply
from bot.telegram.transport.progress_message import follow
from bot.telegram.transport.uploads import NotAReport, download
from bot.telegram.views.actions import AskRollback, Decision, Discard, Publish, RemoveReport, Rollback
from bot.telegram.views.callbacks import read_action
from bot.texts import Texts, texts_for
from bot.texts.selection import failed_change
from rag.corpus.draft import Preview
from rag.corpus.folder_edits import Add, ChangeRequest, Reload, Remove
from rag.corpus.service import CorpusService
from rag.errors import DraftExpired, WenbaoError
from rag.index.embedding_cache import Progress

Make = Callable[[Progress], Preview]
"""Makes a draft, telling how far it is."""


class CorpusChanges:
    """Everything a button needs is in its data and in the database: buttons outlive a restart."""

    def __init__(self, corpus: CorpusService, admins: Admins) -> None:
        self._corpus = corpus
        self._admins = admins

    async def reload(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.effective_message, update.effective_user
        if message and user:
            texts = texts_of(message)
            shown = await reply(message, Message(texts.admin.reading))
            await self._preview(message, shown, Reload(), signed(user), texts)

    async def receive(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A document is a report to be looked at."""
        message, user = update.effective_message, update.effective_user
        if message is None or message.document is None or user is None:
            return
        texts = texts_of(message)
        shown = await reply(message, Message(texts.admin.downloading))
        with tempfile.TemporaryDirectory(prefix="wenbao-") as folder:
            try:
                path = await download(message.document, Path(folder), texts.admin)
            except NotAReport as exc:
                await put(message.get_bot(), message.chat_id, shown, Message(str(exc)))
            else:
                await self._preview(message, shown, Add(path), signed(user), texts)

    async def correct(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Correct a report by a reply to its preview, and show the preview anew."""
        message, user = update.effective_message, update.effective_user
        said = read_corrections(words(message)) if message else None
        if message is None or user is None or said is None:
            return
        texts, who = texts_of(message), signed(user)
        shown = await reply(message, Message(texts.admin.reading))

        def make(far: Progress) -> Preview:
            return self._corpus.changes.correct(said.values, said.file, far, who=who)

        await self._show_made(message.get_bot(), message.chat_id, shown, make, texts)

    async def cancel(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            told = texts_of(message).admin
            await reply(message, Message(told.cancelling if self._corpus.changes.cancel() else told.nothing_to_cancel))

    async def decide(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says. Only for admins, whoever the message is shown to."""
        query = update.callback_query
        if query is None:
            return
        texts, decision = texts_for(query.from_user.language_code), read_action(query.data)
        if not isinstance(decision, Decision) or not query.message or not self._admins.include(query.from_user):
            await alert(query, texts.old_button)
            return
        await acknowledge(query)  # Telegram waits some seconds for this, not as long as a change may take
        await self._decide(query, query.message, decision, texts)

    async def _decide(
        self, query: CallbackQuery, message: telegram.MaybeInaccessibleMessage, decision: Decision, texts: Texts
    ) -> None:
        bot, who = query.get_bot(), signed(query.from_user)
        try:
            if isinstance(decision, RemoveReport):
                await self._take_out(bot, message, decision, who, texts)
            else:
                shown = await asyncio.to_thread(self._decided, decision, who, texts)
                await put(bot, message.chat.id, message.message_id, shown)
        except WenbaoError as exc:
            await bot.send_message(message.chat.id, failed_change(exc, texts.admin))

    def _decided(self, decision: Decision, who: str, texts: Texts) -> Message:
        told = texts.admin
        match decision:
            case Publish(number, force):
                return self._publish(number, who, texts, force=force)
            case Discard(number):
                return self._discard(number, who, texts)
            case AskRollback(number):
                change = self._corpus.changes.difference(number)
                return render_rollback(number, self._corpus.current.number, change, texts)
            case Rollback(number, current):
                if self._corpus.current.number != number:  # else the button was pressed twice
                    self._refuse_others(current)
                    self._corpus.changes.rollback(number, who=who)
                return Message(told.rolled_back.format(number=number))
            case _:
                return Message(told.left)

    def _publish(self, number: int, who: str, texts: Texts, *, force: bool) -> Message:
        told = texts.admin
        try:
            change = self._corpus.changes.publish(number, force=force, who=who)
        except DraftExpired:
            if self._corpus.current.number != number:
                raise
            return Message(told.published.format(number=number))  # the button was pressed twice
        return Message(told.published.format(number=number) if change.new else told.folder_only)

    def _discard(self, number: int, who: str, texts: Texts) -> Message:
        try:
            self._corpus.changes.discard(number, who=who)
        except DraftExpired:
            if any(version.number == number for version in self._corpus.recorded.versions()):
                raise  # somebody has published it
        return Message(texts.admin.discarded.format(number=number))  # also where the button was pressed twice

    async def _take_out(
        self,
        bot: telegram.Bot,
        message: telegram.MaybeInaccessibleMessage,
        decision: RemoveReport,
        who: str,
        texts: Texts,
    ) -> None:
        self._refuse_others(decision.current)
        reports = self._corpus.current.version.reports
        wish = Remove(reports[decision.place].name if decision.place < len(reports) else "")
        await put(bot, message.chat.id, message.message_id, Message(texts.admin.reading))
        await self._show_preview(bot, message.chat.id, message.message_id, wish, who, texts)

    def _refuse_others(self, current: int) -> None:
        """A choice was made from what another version holds."""
        if self._corpus.current.number != current:
            raise DraftExpired(f"Version {current} is no longer served; ask again.")

    async def _preview(
        self, message: telegram.Message, shown: int, wish: ChangeRequest, who: str, texts: Texts
    ) -> None:
        await self._show_preview(message.get_bot(), message.chat_id, shown, wish, who, texts)

    async def _show_preview(
        self, bot: telegram.Bot, chat_id: int, shown: int, wish: ChangeRequest, who: str, texts: Texts
    ) -> None:
        """Make a draft, with its progress in the message that becomes its preview."""
        await self._show_made(bot, chat_id, shown, lambda far: self._corpus.changes.preview(wish, far, who=who), texts)

    async def _show_made(self, bot: telegram.Bot, chat_id: int, shown: int, make: Make, texts: Texts) -> None:
        try:
            preview = await follow(bot, chat_id, shown, texts.admin, make)
        except WenbaoError as exc:
            await put(bot, chat_id, shown, Message(failed_change(exc, texts.admin)))
        else:
            await put(bot, chat_id, shown, render_preview(preview, texts))
