"""Questions from private chats and groups -> answers."""

from __future__ import annotations

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.answering import Answering
from bot.asked import asked_by_command, asked_in_group, replies_to, texts_of, words
from bot.busy import typing
from bot.conversations import Conversations
from bot.deliver import deliver
from bot.message import Message
from bot.render import render_answer
from bot.sent import SentAnswers
from bot.texts import Texts
from rag.types import Question


class Questions:
    """Answers a question once; when it is edited, so is its answer."""

    def __init__(self, answering: Answering, sent: SentAnswers, conversations: Conversations) -> None:
        self._answering = answering
        self._sent = sent
        self._conversations = conversations

    async def in_private(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._show_answer(message, words(message), self._conversations.before(message))

    async def by_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._show_answer(message, asked_by_command(message), ())

    async def in_group(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            me = message.get_bot().bot
            before = self._conversations.before(message) if replies_to(message, me) else ()
            await self._show_answer(message, asked_in_group(message, me), before)

    async def answer_again(self, question: telegram.Message, texts: Texts) -> Message:
        """The last message of the answer to a question that may have been asked before a restart."""
        me = question.get_bot().bot
        is_command = bool(question.entities) and question.entities[0].type == "bot_command"
        text = asked_by_command(question) if is_command else asked_in_group(question, me)
        return (await self._answer(text, (), texts))[-1]

    async def _show_answer(self, message: telegram.Message, text: str, before: tuple[str, ...]) -> None:
        place = (message.chat_id, message.message_id)
        texts = texts_of(message)
        async with self._sent.turn(place):
            async with typing(message):
                answer = await self._answer(text, before, texts)
            self._sent.remember(place, await deliver(answer, message, self._sent.to_question(place)))
        if text:
            self._conversations.remember(message, text)

    async def _answer(self, text: str, before: tuple[str, ...], texts: Texts) -> tuple[Message, ...]:
        if not text:
            return (Message(texts.ask_usage),)
        answer = await self._answering.answer(Question(text, before))
        several = len(self._answering.corpus.current.version.reports) > 1
        return render_answer(answer, texts, several)
