"""/chart and the button under an answer -> the figures of an indicator, drawn, each with its sentence."""

from __future__ import annotations

from typing import NamedTuple

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.core.charts.drawing import INSTALL, can_draw, draw
from bot.core.charts.finding import Charted, chart_with, find_chart, read_asked
from bot.core.permalinks import Account
from bot.core.ports import Answering
from bot.storage.choices import ChatChoices
from bot.storage.citations import Citations
from bot.telegram.ledger.charts_view import render_caption, render_figures, rows_of, sentences_of
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, command_words, place_of, texts_of
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.transport.delivery import acknowledge, alert, reply, reply_with_picture
from bot.telegram.views.actions import OpenChart
from bot.telegram.views.callbacks import read_action
from bot.texts import Texts, texts_for


class Drawn(NamedTuple):
    """A message, with a picture if one could be drawn."""

    message: Message
    picture: bytes | None = None


class Charts:
    def __init__(self, answering: Answering, choices: ChatChoices, citations: Citations, jobs: HeavyJobs) -> None:
        self._answering = answering
        self._choices = choices
        self._citations = citations
        self._jobs = jobs

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            asked, texts = command_words(message), texts_of(message)
            if not asked:
                await reply(message, Message(texts.ledger.chart_usage))
                return
            at, account = place_of(message), account_of(message)
            await _send(message, await self._jobs.run(at.person, self._find, asked, at.chat, texts, account))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Draw the figures like one that an answer tells, in a message of their own."""
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query is None or not isinstance(action, OpenChart):
            return
        texts, person = texts_for(query.from_user.language_code), str(query.from_user.id)
        drawn = await self._jobs.run(person, self._open, action, texts, account_of(query))
        if drawn is None or not isinstance(query.message, telegram.Message):
            await alert(query, texts.gone)
            return
        await acknowledge(query)
        await _send(query.message, drawn)

    def _find(self, asked: str, chat: str, texts: Texts, account: Account) -> Drawn:
        """The figures of the region named, else of that of the report that the chat has chosen, else of all."""
        snapshot = self._answering.corpus.current.version
        indicator, region, year = read_asked(snapshot, asked)
        chosen = self._choices.of(chat)
        region = region or next((report.region for report in snapshot.reports if report.name == chosen), None)
        found = find_chart(snapshot, indicator, region, year, texts)
        return self._draw(found, texts, account) if found else Drawn(Message(texts.ledger.no_figures))

    def _open(self, action: OpenChart, texts: Texts, account: Account) -> Drawn | None:
        """None where the figure is no longer there."""
        snapshot = self._answering.corpus.current.version
        rows = rows_of(snapshot, action.sentence)
        if action.place >= len(rows):
            return None
        return self._draw(chart_with(snapshot, rows[action.place], texts, by_region=action.by_region), texts, account)

    def _draw(self, found: Charted, texts: Texts, account: Account) -> Drawn:
        """The picture and its caption; the figures alone where nothing can be drawn. Their links always open."""
        served = self._answering.corpus.current
        self._citations.archive(served.number, served.version, sentences_of(served.version, found))
        if found.is_enough and can_draw():
            return Drawn(render_caption(served.version, found, texts, account), draw(found.chart))
        lead = texts.ledger.cannot_draw.format(command=INSTALL) if found.is_enough else texts.ledger.one_figure
        return Drawn(render_figures(served.version, found, lead, texts, account))


async def _send(question: telegram.Message, drawn: Drawn) -> None:
    if drawn.picture is None:
        await reply(question, drawn.message)
    else:
        await reply_with_picture(question, drawn.picture, drawn.message)
