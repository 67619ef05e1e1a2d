"""A remark about the bot or its last answer -> the reply to it, or the question that it stands for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.continuations import cited_in, item_of, rest_of
from bot.core.permalinks import Account
from bot.core.ports import Answering
from bot.core.utterances import Meaning, Utterance
from bot.storage.answers import SentAnswer
from bot.storage.choices import ChatChoices
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.message_builder import Message
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.answer import render_answer, render_next
from bot.telegram.views.report_picker import render_reports
from bot.texts import EN, ZH, Texts
from rag.answering.reasons import tells_reason
from rag.types import Answer, Citation, Note


@dataclass(frozen=True, slots=True)
class UtteranceReply:
    """The reply to an utterance: a message, or a question to be answered by itself."""

    shown: tuple[Message, ...] = ()
    answer: Answer | None = None
    """The answer that the message shows, for the next utterance to refer to."""
    question: str = ""


class Utterances:
    """Nothing here searches: what is not on record is not looked for."""

    def __init__(self, answering: Answering, choices: ChatChoices, opening: CitationPages) -> None:
        self._answering = answering
        self._choices = choices
        self._opening = opening

    async def meet(
        self, said: Utterance, sent: SentAnswer | None, chat: str, texts: Texts, account: Account
    ) -> UtteranceReply:
        """``sent``: the answer that it may be about."""
        answer = sent.answer if sent else None
        if said.meaning.leans:
            return await self._go_on(said, answer, texts, account) if answer else _say(texts.nothing_before)
        match said.meaning:
            case Meaning.HELP:
                return _say(texts.help)
            case Meaning.IDENTITY:
                return _say(texts.about)
            case Meaning.THANKS:
                return _say(texts.welcome)
            case Meaning.REPORTS:
                chosen = await asyncio.to_thread(self._choices.of, chat)
                return UtteranceReply((render_reports(self._answering.corpus.current.version, chosen, texts),))
            case _:
                return UtteranceReply(question=texts.overview_question)

    async def _go_on(self, said: Utterance, answer: Answer, texts: Texts, account: Account) -> UtteranceReply:
        cited = cited_in(answer)
        match said.meaning:
            case Meaning.REASON:
                return await self._reason(answer, texts, account)
            case Meaning.ENGLISH:
                return UtteranceReply(self._again(answer, EN, account), answer)
            case Meaning.CHINESE:
                return UtteranceReply(self._again(answer, ZH, account), answer)
            case Meaning.MORE:
                return self._more(answer, texts)
            case Meaning.ITEM:
                return await self._item(said.number, answer, texts, account)
            case Meaning.ORIGIN:
                return await self._origin(cited, texts, account)
            case _:
                return await self._paragraph(cited[:1], texts, account)

    async def _reason(self, answer: Answer, texts: Texts, account: Account) -> UtteranceReply:
        """The paragraph of the first sentence that gives one, else the answer again under a note that it does not."""
        version = self._answering.corpus.current.version
        if told := [citation for citation in cited_in(answer) if tells_reason(citation.id, version)]:
            return await self._paragraph(told, texts, account)
        if not answer.statements:
            return _say(texts.nothing_cited)
        noted = replace(answer, note=Note.NO_REASON, more=(), unanswered=())
        return UtteranceReply(self._again(noted, texts, account), noted)

    def _again(self, answer: Answer, texts: Texts, account: Account) -> tuple[Message, ...]:
        return render_answer(answer, texts, self._holds_several(), account)

    def _more(self, answer: Answer, texts: Texts) -> UtteranceReply:
        rest = rest_of(answer)
        if rest is None:
            return _say(texts.no_more)
        return UtteranceReply((render_next(rest, texts, self._holds_several()),), rest)

    async def _item(self, number: int, answer: Answer, texts: Texts, account: Account) -> UtteranceReply:
        item = item_of(answer, number)
        if item is None:
            return _say(texts.no_item(len(answer.statements) + len(answer.more)))
        return await self._paragraph([item], texts, account)

    async def _origin(self, cited: Sequence[Citation], texts: Texts, account: Account) -> UtteranceReply:
        ids = list(dict.fromkeys(citation.id for citation in cited))
        shown = await asyncio.to_thread(self._opening.origin, ids, texts, account)
        return UtteranceReply((shown,)) if shown else _say(texts.nothing_cited)

    async def _paragraph(self, cited: Sequence[Citation], texts: Texts, account: Account) -> UtteranceReply:
        for citation in cited:
            action = OpenSource(citation.id, alone=True)
            if shown := await asyncio.to_thread(self._opening.source, action, texts, account):
                return UtteranceReply((shown,))
        return _say(texts.nothing_cited)

    def _holds_several(self) -> bool:
        return len(self._answering.corpus.current.version.reports) > 1


def _say(sentence: str) -> UtteranceReply:
    return UtteranceReply((Message(sentence),))
