"""Buttons, links and /cite -> the cited words in their place, and the way back to the answer."""

from __future__ import annotations

import asyncio

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.asked import account_of, texts_of, words
from bot.buttons import OpenSource, read_action
from bot.deliver import alert, reply, show
from bot.handlers.opening import Opening
from bot.handlers.questions import Questions
from bot.message import Message
from bot.permalinks import find_sentence_id
from bot.records.answers import Answers
from bot.sent import Turns
from bot.texts import Texts, texts_for


class Sources:
    """Everything a button or a link needs is in its data or in the database: both work for ever."""

    def __init__(self, questions: Questions, answers: Answers, turns: Turns, opening: Opening) -> None:
        self._questions = questions
        self._answers = answers
        self._turns = turns
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

    async def back(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            texts = texts_for(query.from_user.language_code)
            if answer := await self._answer_in(query.message, texts):
                await show(query, answer, texts)
            else:
                await alert(query, texts.answer_gone)

    async def _answer_in(self, message: MaybeInaccessibleMessage | None, texts: Texts) -> Message | None:
        """What the message showed before; asked again if it is not on record, None if the question is gone too."""
        if message is None:
            return None
        question = message.reply_to_message if isinstance(message, telegram.Message) else None
        if question:
            await self._turns.settled(question.chat_id, question.message_id)
        if sent := await asyncio.to_thread(self._answers.with_buttons, message.chat.id, message.message_id):
            return self._questions.render(sent.answer, texts_for(sent.language), message)[-1]
        return await self._questions.answer_again(question, texts) if question else None
