"""/watch and /unwatch -> the indicators whose changes a chat is notified of."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.core.charts.finding import read_asked
from bot.core.permalinks import Account
from bot.core.ports import Answering
from bot.storage.choices import ChatChoices
from bot.storage.citations import Citations
from bot.storage.watches import MOST, Watch, Watches
from bot.telegram.groups.permissions import administers, written_by_administrator
from bot.telegram.groups.rules import GROUPS
from bot.telegram.ledger.watching_view import render_list, render_watched, title_of
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, command_words, place_of, texts_of
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import Unwatch
from bot.telegram.views.callbacks import read_action
from bot.texts import Texts, texts_for
from bot.types import MessagePlace
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.selection import regions_of
from rag.ledger.watching import figures_told, find_indicator


@dataclass(eq=False)
class Watching:
    """The watches of private chats, and of groups, where administrators decide."""

    _answering: Answering
    _choices: ChatChoices
    _citations: Citations
    _watches: Watches
    _jobs: HeavyJobs

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Watch the indicator named; without one, list what is watched."""
        message = update.effective_message
        if message is None or not await _may(message):
            return
        at, asked, texts = place_of(message), command_words(message), texts_of(message)
        if asked:
            await reply(message, await self._jobs.run(at.person, self._watch, asked, at, texts, account_of(message)))
        else:
            await reply(message, render_list(await asyncio.to_thread(self._watches.of, at.chat), texts))

    async def end(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop watching the indicator named; without one, offer what is watched."""
        message = update.effective_message
        if message is None or not await _may(message):
            return
        at, asked, texts = place_of(message), command_words(message), texts_of(message)
        await reply(message, await self._jobs.run(at.person, self._unwatch, asked, at.chat, texts))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop watching by a button; what is left is shown in its message."""
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query is None or query.message is None or not isinstance(action, Unwatch):
            return
        texts, chat = texts_for(query.from_user.language_code), query.message.chat
        if chat.type in GROUPS and not await administers(chat, query.from_user.id):
            await alert(query, texts.only_administrators)
            return
        await show(query, await asyncio.to_thread(self._remove, action.key, str(chat.id), texts), texts)

    def _watch(self, asked: str, at: MessagePlace, texts: Texts, account: Account) -> Message:
        served = self._answering.corpus.current
        words, region = self._read(served.version, asked, at.chat)
        regions = regions_of(served.version)
        if region is None and len(regions) > 1:
            named = "、".join(regions)
            return Message(texts.ledger.region_to_watch.format(regions=named, region=regions[0], indicator=words))
        meant = find_indicator(served.version, region, words)
        if meant is None:
            return Message(texts.ledger.no_figures)
        figures = figures_told(served.version, region, meant.name)
        watch = Watch(region, meant.name, meant.said, figures, texts.language)
        if not self._watches.add(at, watch, served.number):
            return Message(texts.ledger.too_many_watches.format(most=MOST))
        self._citations.archive(served.number, served.version, [told.sentence for told in figures])
        return render_watched(watch, texts, account)

    def _unwatch(self, asked: str, chat: str, texts: Texts) -> Message:
        watches = self._watches.of(chat)
        if not asked:
            return render_list(watches, texts)
        meant = self._meant(watches, asked, chat)
        if meant is None:
            return render_list(watches, texts, texts.ledger.not_watched)
        return self._remove(meant.key, chat, texts)

    def _remove(self, key: str, chat: str, texts: Texts) -> Message:
        """Stop watching; shows what is left."""
        watches = self._watches.of(chat)
        gone = next((watch for watch in watches if watch.key == key), None)
        self._watches.remove(chat, key)
        lead = texts.ledger.unwatched.format(indicator=title_of(gone)) if gone else texts.ledger.not_watched
        left = [watch for watch in watches if watch.key != key]
        return render_list(left, texts, lead) if left else Message(lead)

    def _meant(self, watches: list[Watch], asked: str, chat: str) -> Watch | None:
        """The watch whose title or words are given, or which is of the indicator that the words mean."""
        if same := next((one for one in watches if asked in (title_of(one), one.indicator)), None):
            return same
        snapshot = self._answering.corpus.current.version
        words, region = self._read(snapshot, asked, chat)
        for watch in watches:
            meant = find_indicator(snapshot, watch.region, words)
            if meant and meant.name == watch.name and region in (None, watch.region):
                return watch
        return None

    def _read(self, snapshot: CorpusSnapshot, asked: str, chat: str) -> tuple[str, str | None]:
        """The indicator and the region: the one named, that of the report that the chat has chosen, or the only one."""
        words, region, _ = read_asked(snapshot, asked)
        chosen = self._choices.of(chat)
        region = region or next((report.region for report in snapshot.reports if report.name == chosen), None)
        regions = regions_of(snapshot)
        return words, region or (regions[0] if len(regions) == 1 else None)


async def _may(message: telegram.Message) -> bool:
    """Whether the sender may change what is watched here; told if not."""
    if message.chat.type not in GROUPS or await written_by_administrator(message):
        return True
    await reply(message, Message(texts_of(message).only_administrators))
    return False
