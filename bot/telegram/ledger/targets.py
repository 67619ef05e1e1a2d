"""/targets and its buttons -> the targets of a report and their results in the next one."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.core.permalinks import Account
from bot.core.ports import Answering
from bot.storage.choices import ChatChoices
from bot.storage.citations import Citations
from bot.telegram.ledger.targets_view import TargetsPage, render_regions, render_targets
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, command_words, texts_of
from bot.telegram.transport.delivery import alert, reply, show
from bot.telegram.views.actions import OpenTargets
from bot.telegram.views.callbacks import read_action
from bot.texts import Texts, texts_for
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.selection import find_planning
from rag.ledger.targets import open_ledger


class TargetPages:
    def __init__(self, answering: Answering, choices: ChatChoices, citations: Citations) -> None:
        self._answering = answering
        self._choices = choices
        self._citations = citations

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            asked, texts = command_words(message), texts_of(message)
            found = await asyncio.to_thread(self._find, asked, str(message.chat_id), texts, account_of(message))
            await reply(message, found)

    async def turn(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query is None or not isinstance(action, OpenTargets):
            return
        texts = texts_for(query.from_user.language_code)
        if opened := await asyncio.to_thread(self._open, action, texts, account_of(query)):
            await show(query, opened, texts)
        else:
            await alert(query, texts.gone)

    def _find(self, asked: str, chat: str, texts: Texts, account: Account) -> Message:
        """The targets of the region and year named, else of the region of the report that the chat has chosen."""
        snapshot = self._answering.corpus.current.version
        found = find_planning(snapshot, asked, self._choices.of(chat))
        if len(found) > 1:
            return render_regions(snapshot, found, texts)
        page = self._render(found[0], 0, texts, account) if found else None
        return page or _refuse(snapshot, texts)

    def _open(self, action: OpenTargets, texts: Texts, account: Account) -> Message | None:
        """None where the report is no longer there."""
        snapshot = self._answering.corpus.current.version
        at = snapshot.locate(action.sentence)
        if at is None or snapshot.report(at).year is None:
            return None
        return self._render(at.report, action.page, texts, account)

    def _render(self, report: int, number: int, texts: Texts, account: Account) -> Message | None:
        """The page; its links always open."""
        served = self._answering.corpus.current
        page: TargetsPage | None = render_targets(
            served.version, open_ledger(served.version, report), number, texts, account
        )
        if page is None:
            return None
        self._citations.archive(served.number, served.version, page.sentences)
        return page.message


def _refuse(snapshot: CorpusSnapshot, texts: Texts) -> Message:
    names = "、".join(report.name for report in snapshot.reports)
    return Message(texts.ledger.no_report.format(reports=names))
