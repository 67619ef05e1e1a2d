"""/verify, or 属实吗 said to the bot -> each claim of a text held against the reports."""

from __future__ import annotations

import asyncio

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.answering import Answering
from bot.asked import asked_by_command, doubted, place_of, texts_of
from bot.busy import typing
from bot.deliver import deliver
from bot.handlers.manners import Manners
from bot.handlers.questions import Questions
from bot.message import Message
from bot.records.answers import Sent
from bot.records.choices import Choices
from bot.sent import Turns
from bot.texts import Texts
from bot.verified import as_answer
from rag.types import Answer
from rag.verify import verify


class Verifications:
    """Verifies a text once; when the message that asks for it is edited, so is what was said of it."""

    def __init__(
        self, answering: Answering, questions: Questions, turns: Turns, manners: Manners, choices: Choices
    ) -> None:
        self._answering = answering
        self._questions = questions
        self._turns = turns
        self._manners = manners
        self._choices = choices

    async def by_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._show(message, asked_by_command(message))

    async def by_doubt(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._show(message, doubted(message, message.get_bot().bot))

    async def _show(self, message: telegram.Message, text: str) -> None:
        texts = texts_of(message)
        if not await self._manners.admits(message, text, ""):
            return
        async with self._turns.at(place_of(message), text) as turn:
            if turn.before and turn.before.asked == text:  # the same update, delivered twice
                return
            served = self._answering.corpus.current
            async with typing(message):
                report = await asyncio.to_thread(self._choices.of, message.chat_id)
                answer = await asyncio.to_thread(self._verify, text, report, texts)
            if answer:
                await self._questions.archive(answer, served)
            old = turn.before.message_ids if turn.before else ()
            ids = await deliver(self._render(answer, text, message), message, old)
            await turn.keep(Sent(text, texts.language, ids, answer))

    def _verify(self, text: str, report: str | None, texts: Texts) -> Answer | None:
        """None where nothing is claimed."""
        version = self._answering.corpus.current.version
        verification = verify(text, self._answering.search, version, report)
        return as_answer(verification, texts) if verification.findings else None

    def _render(self, answer: Answer | None, text: str, asked_by: telegram.Message) -> tuple[Message, ...]:
        texts = texts_of(asked_by)
        if answer:
            return self._questions.render(answer, texts, asked_by)
        return (Message(texts.no_claims if text else texts.verify_usage),)
