"""The bot mentioned in a chat that it is not in -> one message there: at once that it looks, then the answer."""

from __future__ import annotations

import asyncio

import telegram
from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.ext import ContextTypes

from bot.core.ports import Answering, ServedVersion
from bot.core.verification_answer import as_answer
from bot.storage.citations import Citations
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import account_of, asked_in_group, doubted, texts_of
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.queue.rate_limit import Admission, RateLimit
from bot.telegram.views.inline_cards import write_answer
from bot.texts import Texts
from bot.texts.selection import problem
from rag.types import Answer, Question

_A_MINUTE = 4  # calls of one person, in all chats together: each is a message where nobody can mute the bot
_ANYWHERE = ""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Guests:
    """Answers to whoever calls the bot into a chat: neither the chat nor its members are known here."""

    def __init__(self, answering: Answering, citations: Citations, jobs: HeavyJobs) -> None:
        self._answering = answering
        self._jobs = jobs
        self._citations = citations
        self._cooldown = RateLimit(_A_MINUTE)

    async def answer(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.guest_message
        if message is None or message.guest_query_id is None or message.from_user is None:
            return
        texts, me = texts_of(message), message.get_bot().bot
        claimed = doubted(message, me)
        text = claimed or asked_in_group(message, me)
        admission = self._cooldown.admit(_ANYWHERE, str(message.from_user.id))
        if admission is Admission.NO:
            return
        if admission is Admission.NOTICE or not text:
            await _put(message, texts.slow_down if text else texts.guest_usage.format(username=me.username))
            return
        inline_id = await _put(message, texts.looking)
        try:
            shown = await (self._verify(message, claimed, texts) if claimed else self._answer(message, text, texts))
        except Exception as exc:  # whatever it is, what was put there must not go on saying that an answer comes
            await _change(message, inline_id, Message(problem(exc, texts)))
            raise
        await _change(message, inline_id, shown)

    async def _answer(self, message: telegram.Message, text: str, texts: Texts) -> Message:
        served = self._answering.corpus.current
        person = message.from_user.id if message.from_user else 0
        answer = await self._answering.answer(Question(text), user=str(person))
        return await self._write(message, answer, served, texts)

    async def _verify(self, message: telegram.Message, text: str, texts: Texts) -> Message:
        served = self._answering.corpus.current
        person = str(message.from_user.id if message.from_user else 0)
        verification = await self._jobs.run(person, self._answering.verify, text)
        if not verification.findings:
            return Message(texts.no_claims)
        return await self._write(message, as_answer(verification, texts), served, texts)

    async def _write(self, message: telegram.Message, answer: Answer, served: ServedVersion, texts: Texts) -> Message:
        versions = ((one.number, one.version) for one in (served, self._answering.corpus.current))
        await asyncio.to_thread(self._citations.archive_answer, answer, *versions)
        return write_answer(answer, texts, account_of(message))


async def _put(message: telegram.Message, sentence: str) -> str:
    """Say something in the chat; the id by which it can be changed."""
    content = InputTextMessageContent(sentence, link_preview_options=_NO_PREVIEW)
    result = InlineQueryResultArticle("guest", sentence, content)
    sent = await message.get_bot().answer_guest_query(str(message.guest_query_id), result)
    return sent.inline_message_id


async def _change(message: telegram.Message, inline_id: str, shown: Message) -> None:
    await message.get_bot().edit_message_text(
        shown.text, inline_message_id=inline_id, entities=shown.entities, link_preview_options=_NO_PREVIEW
    )
