"""/verify, or 属实吗 said to the bot -> each claim of a text or a picture checked against the reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.core.ports import Answering
from bot.core.verification_answer import as_answer
from bot.storage.answers import SentAnswer
from bot.storage.choices import ChatChoices
from bot.storage.patience import patiently
from bot.telegram.groups.rules import GroupRules
from bot.telegram.handlers.questions import Questions
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import asked_by_command, doubted, picture_of, place_of, texts_of
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.transport.delivery import reply
from bot.telegram.transport.interrupted import deliver_in_turn
from bot.telegram.transport.pictures import Picture, PictureWords, read_picture
from bot.telegram.transport.typing import typing
from bot.telegram.views.excerpts import cut_off
from bot.texts import Texts
from bot.types import Asking
from rag.types import Answer, Statement

_MOST_TOLD = 600
"""Characters of what was recognised; the claims in it are told again with their verdicts."""


@dataclass(eq=False)
class Verifications:
    """Verifies a text once; when the message that asks for it is edited, so is what was said of it."""

    _answering: Answering
    _questions: Questions
    _turns: AnswerTurns
    _manners: GroupRules
    _choices: ChatChoices
    _jobs: HeavyJobs

    async def by_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            text = asked_by_command(message)
            await self._take(message, text, picture_of(message, text))

    async def by_doubt(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            text = doubted(message, message.get_bot().bot)
            await self._take(message, text, picture_of(message, text))

    async def explain(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how it is asked, where the link out of a quiet group leads that cannot bring a picture along."""
        if message := update.effective_message:
            await reply(message, Message(texts_of(message).verify_usage))

    async def show(self, message: telegram.Message, text: str, picture: Picture | None = None) -> None:
        texts, place = texts_of(message), place_of(message)
        async with self._turns.at(place, text, Asking.VERIFICATION) as turn:
            if turn.is_repeated:
                return
            served, seen = self._answering.corpus.current, PictureWords()
            async with typing(message):
                if picture:
                    seen = await read_picture(picture, self._jobs, place.person, texts)
                said = f"{text}\n{seen.words}".strip()
                answer = await self._verify(said, texts, message, place.person) if said else None
            if answer:
                answer = _with_reading(answer, seen, texts)
                await self._questions.archive(answer, served)
            shown = (
                await self.render(answer, texts, message) if answer else (Message(_nothing_claimed(said, seen, texts)),)
            )
            ids = await deliver_in_turn(turn, shown, message, texts.language)
            await turn.keep(SentAnswer(said, texts.language, ids, answer, asking=Asking.VERIFICATION))

    async def again(self, text: str, texts: Texts, where: MaybeInaccessibleMessage) -> Message:
        """The last message of a verification that is no longer on record."""
        verified = await self._verify(text, texts, where, str(where.chat.id))
        return (await self.render(verified, texts, where))[-1]

    async def render(self, answer: Answer | None, texts: Texts, where: MaybeInaccessibleMessage) -> tuple[Message, ...]:
        """The messages of a verification; where nothing is claimed, that. ``where``: a message of the same chat."""
        return await self._questions.render(answer, texts, where) if answer else (Message(texts.no_claims),)

    async def _take(self, message: telegram.Message, text: str, picture: Picture | None) -> None:
        opened = "verify" if picture else ""
        if await self._manners.admits(message, text, Asking.VERIFICATION, opened=opened):
            await self.show(message, text, picture)

    async def _verify(self, text: str, texts: Texts, where: MaybeInaccessibleMessage, person: str) -> Answer | None:
        """The verification against the report that the chat has chosen, if any; None where nothing is claimed."""
        report = await patiently(self._choices.of, str(where.chat.id))
        verification = await self._jobs.run(person, self._answering.verify, text, report)
        return as_answer(verification, texts) if verification.findings else None


def _with_reading(answer: Answer, seen: PictureWords, texts: Texts) -> Answer:
    """The verdicts with what was recognised above them, so that a character that was misread shows; or with the reason
    why nothing was below those on the words beside the picture."""
    above = [Statement(_told(seen.words, texts), ())] if seen.words else []
    below = [Statement(seen.fault, ())] if seen.fault else []
    return replace(answer, statements=(*above, *answer.statements, *below))


def _nothing_claimed(said: str, seen: PictureWords, texts: Texts) -> str:
    """Why there are no verdicts."""
    told = [_told(seen.words, texts)] if seen.words else []
    return "\n".join([*told, seen.fault or (texts.no_claims if said else texts.verify_usage)])


def _told(words: str, texts: Texts) -> str:
    return texts.read_in_picture.format(words=cut_off(" ".join(words.split()), _MOST_TOLD))
