"""Buttons under an answer -> the source in its place, and the way back."""

from __future__ import annotations

import asyncio

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.answering import Answering
from bot.buttons import OpenSource, read_action
from bot.deliver import alert, show
from bot.handlers.questions import Questions
from bot.message import Message
from bot.records.answers import Answers
from bot.sent import Turns
from bot.source import find_paragraph, render_source
from bot.texts import Texts, texts_for


class Sources:
    """Everything a button needs is in its data or in the database: buttons outlive a restart."""

    def __init__(self, answering: Answering, questions: Questions, answers: Answers, turns: Turns) -> None:
        self._answering = answering
        self._questions = questions
        self._answers = answers
        self._turns = turns

    async def open(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        texts, action = texts_for(query.from_user.language_code), read_action(query.data)
        opened = self._open(action, texts) if isinstance(action, OpenSource) else None
        if opened:
            await show(query, opened, texts)
        else:
            await alert(query, texts.gone)

    async def back(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            texts = texts_for(query.from_user.language_code)
            if answer := await self._answer_in(query.message, texts):
                await show(query, answer, texts)
            else:
                await alert(query, texts.answer_gone)

    def _open(self, action: OpenSource, texts: Texts) -> Message | None:
        paragraph = find_paragraph(self._answering.corpus.current.version, action.sentence, action.shift)
        return render_source(paragraph, action, texts) if paragraph else None

    async def _answer_in(self, message: MaybeInaccessibleMessage | None, texts: Texts) -> Message | None:
        """What the message showed before; asked again if it is not on record, None if the question is gone too."""
        if message is None:
            return None
        question = message.reply_to_message if isinstance(message, telegram.Message) else None
        if question:
            await self._turns.settled(question.chat_id, question.message_id)
        if sent := await asyncio.to_thread(self._answers.with_buttons, message.chat.id, message.message_id):
            return self._questions.render(sent.answer, texts_for(sent.language))[-1]
        return await self._questions.answer_again(question, texts) if question else None
