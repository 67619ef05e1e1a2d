"""/verify, or 属实吗 said to the bot -> each claim of a text held against the reports."""

from __future__ import annotations

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.core.ports import Answering
from bot.core.verification_answer import as_answer
from bot.storage.answers import SentAnswer
from bot.storage.chat_choices import ChatChoices
from bot.storage.patience import patiently
from bot.telegram.groups.rules import GroupRules
from bot.telegram.handlers.questions import Questions
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import asked_by_command, doubted, place_of, texts_of
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.transport.interrupted import deliver_in_turn
from bot.telegram.transport.typing import typing
from bot.texts import Texts
from bot.types import Asking
from rag.types import Answer


class Verifications:
    """Verifies a text once; when the message that asks for it is edited, so is what was said of it."""

    def __init__(
        self,
        answering: Answering,
        questions: Questions,
        turns: AnswerTurns,
        manners: GroupRules,
        choices: ChatChoices,
        jobs: HeavyJobs,
    ) -> None:
        self._answering = answering
        self._jobs = jobs
        self._questions = questions
        self._turns = turns
        self._manners = manners
        self._choices = choices

    async def by_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._take(message, asked_by_command(message))

    async def by_doubt(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._take(message, doubted(message, message.get_bot().bot))

    async def show(self, message: telegram.Message, text: str) -> None:
        texts = texts_of(message)
        async with self._turns.at(place_of(message), text, Asking.VERIFICATION) as turn:
            if turn.is_repeated:
                return
            served = self._answering.corpus.current
            async with typing(message):
                answer = await self._verify(text, texts, message, place_of(message).person)
            if answer:
                await self._questions.archive(answer, served)
            shown = self.render(answer, texts, message) if text else (Message(texts.verify_usage),)
            ids = await deliver_in_turn(turn, shown, message, texts.language)
            await turn.keep(SentAnswer(text, texts.language, ids, answer, asking=Asking.VERIFICATION))

    async def again(self, text: str, texts: Texts, where: MaybeInaccessibleMessage) -> Message:
        """The last message of a verification that is no longer on record."""
        return self.render(await self._verify(text, texts, where, str(where.chat.id)), texts, where)[-1]

    def render(self, answer: Answer | None, texts: Texts, where: MaybeInaccessibleMessage) -> tuple[Message, ...]:
        """The messages of a verification; where nothing is claimed, that. ``where``: a message of the same chat."""
        return self._questions.render(answer, texts, where) if answer else (Message(texts.no_claims),)

    async def _take(self, message: telegram.Message, text: str) -> None:
        if await self._manners.admits(message, text, Asking.VERIFICATION):
            await self.show(message, text)

    async def _verify(self, text: str, texts: Texts, where: MaybeInaccessibleMessage, person: str) -> Answer | None:
        """The verification against the report that the chat has chosen, if any; None where nothing is claimed."""
        report = await patiently(self._choices.of, str(where.chat.id))
        verification = await self._jobs.run(person, self._answering.verify, text, report)
        return as_answer(verification, texts) if verification.findings else None
