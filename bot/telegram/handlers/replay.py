"""Links out of quiet groups, and the way back from a source -> what was asked there, answered or shown once more."""

from __future__ import annotations

import asyncio

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.storage.answers import Answers
from bot.telegram.groups.rules import GROUPS, LINK_TO_QUESTION
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.verify import Verifications
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, read_asked, texts_of, words
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.transport.delivery import acknowledge, alert, change_keyboard, reply, show
from bot.telegram.views.answer_keyboard import more_keyboard
from bot.texts import Texts, texts_for
from bot.types import Asking
from rag.types import Answer


class Replay:
    def __init__(
        self, answers: Answers, turns: AnswerTurns, questions: Questions, verifications: Verifications
    ) -> None:
        self._answers = answers
        self._turns = turns
        self._questions = questions
        self._by_asking: dict[Asking, Questions | Verifications] = {
            Asking.QUESTION: questions,
            Asking.VERIFICATION: verifications,
        }

    async def from_group(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a question that was asked in a group where only links are given, where its link leads to."""
        message = update.effective_message
        found = LINK_TO_QUESTION.search(words(message)) if message else None
        if message is None or found is None:
            return
        sent = await asyncio.to_thread(self._answers.asked_at, found["chat"], int(found["question"]))
        if sent and sent.asked:
            await self._by_asking[sent.asking].show(message, sent.asked)
        else:
            await reply(message, Message(texts_of(message).answer_gone))

    async def back(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            texts = texts_for(query.from_user.language_code)
            if answer := await self._answer_in(query.message, texts):
                await show(query, answer, texts)
            else:
                await alert(query, texts.answer_gone)

    async def rest(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the rest of a long answer in the message of the answer."""
        if query := update.callback_query:
            texts = texts_for(query.from_user.language_code)
            if (answer := await self._whole_answer_in(query.message)) and answer.more:
                await show(query, self._questions.render_rest(answer, texts), texts)
            else:
                await alert(query, texts.answer_gone)

    async def more(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the other things to do with an answer in place of its buttons."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        texts, shown = texts_for(query.from_user.language_code), query.message
        sent = await asyncio.to_thread(self._answers.with_buttons, str(shown.chat.id), shown.message_id)
        if answer := sent.answer if sent and sent.answer else await self._whole_answer_in(shown):
            await acknowledge(query)
            texts, removable = texts_for(sent.language) if sent else texts, shown.chat.type in GROUPS
            await change_keyboard(query, more_keyboard(answer, texts, account_of(query), removable=removable))
        else:
            await alert(query, texts.answer_gone)

    async def _whole_answer_in(self, message: MaybeInaccessibleMessage | None) -> Answer | None:
        """The answer in the message; made again if it is not on record, None if the question is gone too."""
        if message is None:
            return None
        question = await self._settled_question(message)
        sent = await asyncio.to_thread(self._answers.with_buttons, str(message.chat.id), message.message_id)
        if sent and sent.answer:
            return sent.answer
        asked, _ = read_asked(question, message.get_bot().bot) if question else ("", Asking.QUESTION)
        return await self._questions.ask_again(asked, message) if asked else None

    async def _answer_in(self, message: MaybeInaccessibleMessage | None, texts: Texts) -> Message | None:
        """The earlier contents of the message; made again if they are not on record, None if the question is gone
        too."""
        if message is None:
            return None
        question = await self._settled_question(message)
        sent = await asyncio.to_thread(self._answers.with_buttons, str(message.chat.id), message.message_id)
        if sent and sent.asked:
            by, texts = self._by_asking[sent.asking], texts_for(sent.language)
            if sent.answer:
                return (await by.render(sent.answer, texts, message))[-1]
            return await by.again(sent.asked, texts, message)
        asked, asking = read_asked(question, message.get_bot().bot) if question else ("", Asking.QUESTION)
        return await self._by_asking[asking].again(asked, texts, message) if asked else None

    async def _settled_question(self, message: MaybeInaccessibleMessage) -> telegram.Message | None:
        """The question that a message answers, once that answer is on record: a button may be pressed before."""
        question = message.reply_to_message if isinstance(message, telegram.Message) else None
        if question:
            await self._turns.settled(str(question.chat_id), question.message_id)
        return question
