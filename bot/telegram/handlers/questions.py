"""Questions from private chats and groups -> answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import telegram
from telegram import MaybeInaccessibleMessage, Update
from telegram.ext import ContextTypes

from bot.core.followups import Quoted, Wish, find_quoted, read_wish
from bot.core.ports import Answering, Emit, ServedVersion
from bot.core.utterances import Utterance, read_utterance
from bot.storage.answers import Answers, SentAnswer
from bot.storage.choices import ChatChoices
from bot.storage.citations import Citations
from bot.storage.patience import patiently
from bot.telegram.groups.rules import GROUPS, GroupRules
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.handlers.utterances import Utterances
from bot.telegram.ledger.charts_view import chart_rows
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import (
    account_of,
    asked_by_command,
    asked_in_group,
    place_of,
    replies_to,
    texts_of,
    words,
)
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.in_flight import InFlight
from bot.telegram.transport.delivery import acknowledge
from bot.telegram.transport.interrupted import deliver_in_turn
from bot.telegram.transport.streaming import drafting
from bot.telegram.transport.typing import typing
from bot.telegram.views.actions import AskQuestion, OpenSource
from bot.telegram.views.answer import render_answer, render_rest
from bot.telegram.views.callbacks import read_action
from bot.telegram.views.suggestions import next_rows, with_rows
from bot.telegram.views.votes import with_votes
from bot.texts import EN, Texts, texts_for
from rag.answering.hints.examples import Example
from rag.errors import WenbaoError
from rag.types import Answer, Question

_LEANS_ON = 3  # earlier questions
_CONVERSATION = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks by a button; the message with the question is the bot's own."""

    person: str
    texts: Texts


@dataclass(eq=False)
class Questions:
    """Answers a question once; when it is edited, so is its answer."""

    _answering: Answering
    _answers: Answers
    _turns: AnswerTurns
    _running: InFlight
    _citations: Citations
    _choices: ChatChoices
    _opening: CitationPages
    _manners: GroupRules

    async def in_private(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._take(message, words(message), converses=True)

    async def by_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await self._take(message, asked_by_command(message), converses=False)

    async def in_group(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            me = message.get_bot().bot
            await self._take(message, asked_in_group(message, me), converses=replies_to(message, me))

    async def show(self, message: telegram.Message, text: str) -> None:
        """Answer a question of somebody here, whatever was said here before."""
        await self._show_answer(message, text, ())

    async def again(self, text: str, texts: Texts, where: MaybeInaccessibleMessage) -> Message:
        """The last message of the answer to a question that is no longer on record."""
        return (await self.render(await self.ask_again(text, where), texts, where))[-1]

    async def ask_again(self, text: str, where: MaybeInaccessibleMessage) -> Answer:
        """The answer to a question that is no longer on record. ``where``: a message of its chat."""
        return await self._answering.answer(await self._question(text, (), str(where.chat.id)))

    def render_rest(self, answer: Answer, texts: Texts) -> Message:
        """The passages that an answer had no room for."""
        return render_rest(answer, texts, len(self._answering.corpus.current.version.reports) > 1)

    async def render(self, answer: Answer | None, texts: Texts, where: MaybeInaccessibleMessage) -> tuple[Message, ...]:
        """The messages of an answer; where nothing was asked, how to ask. ``where``: a message of the same chat."""
        if answer is None:
            return (Message(texts.ask_usage),)
        several = len(self._answering.corpus.current.version.reports) > 1
        account, removable = account_of(where), where.chat.type in GROUPS
        *firsts, last = render_answer(answer, texts, several, account, removable=removable)
        charts = await asyncio.to_thread(chart_rows, self._answering.corpus.current.version, answer, texts)
        shown = with_rows(with_votes(answer, last), charts)
        return (*firsts, shown if removable else with_rows(shown, next_rows(answer, self._known_examples())))

    def _known_examples(self) -> Sequence[Example]:
        try:
            return self._answering.examples(wait=False)
        except WenbaoError:
            return ()

    async def archive(self, answer: Answer, served: ServedVersion) -> None:
        """Keep the words that it cites, so that their links always open. ``served``: the version when it was begun."""
        now = self._answering.corpus.current
        versions = ((one.number, one.version) for one in (served, now))
        await patiently(self._citations.archive_answer, answer, *versions)

    async def _take(self, message: telegram.Message, text: str, *, converses: bool) -> None:
        """``converses``: the message may lean on the questions before it; on what it quotes, it does in any case."""
        quoted = await self._quoted(message)
        wish = read_wish(text) if quoted and quoted.citations else None
        opened = quoted.citations[0].id if quoted and wish else ""
        if not await self._manners.admits(message, text, opened=opened):
            return
        if quoted and wish:
            await self._show_source(message, text, quoted, wish)
        elif utterance := read_utterance(text):
            await self._meet(message, text, utterance)
        elif quoted and message.quote and text != message.quote.text.strip():
            await self._show_answer(message, text, quoted.history)
        else:
            await self._show_answer(message, text, await self._before(message) if converses else ())

    async def _quoted(self, message: telegram.Message) -> Quoted | None:
        """The part of one of our answers that the message quotes."""
        replied = message.reply_to_message
        if message.quote is None or replied is None or not replies_to(message, message.get_bot().bot):
            return None
        sent = await patiently(self._answers.with_buttons, str(message.chat_id), replied.message_id)
        return find_quoted(message.quote.text, sent)

    async def _before(self, message: telegram.Message) -> tuple[str, ...]:
        """The last questions of the same conversation: two people in one group do not mix."""
        replied = message.reply_to_message.message_id if message.reply_to_message else None
        return await patiently(self._answers.asked_before, place_of(message), _LEANS_ON, _CONVERSATION, replied)

    async def _show_source(self, message: telegram.Message, text: str, quoted: Quoted, wish: Wish) -> None:
        """Show the source of a quoted part, or the paragraph it stands in."""
        texts, account = texts_of(message), account_of(message)
        ids = list(dict.fromkeys(citation.id for citation in quoted.citations))
        async with self._turns.at(place_of(message), text) as turn:
            if wish is Wish.ORIGIN:
                shown = await asyncio.to_thread(self._opening.origin, ids, texts, account)
            else:
                action = OpenSource(ids[0], alone=True)
                shown = await asyncio.to_thread(self._opening.source, action, texts, account)
            sent = await deliver_in_turn(turn, (shown or Message(texts.gone),), message, texts.language)
            await turn.keep(SentAnswer("", texts.language, sent, None))

    async def _meet(self, message: telegram.Message, text: str, utterance: Utterance) -> None:
        """Reply to words meant for the bot; a question that they stand for refers to nothing before it."""
        texts, place = texts_of(message), place_of(message)
        replied = message.reply_to_message.message_id if message.reply_to_message else None
        sent = await asyncio.to_thread(self._answers.last_answer, place, _CONVERSATION, replied)
        utterances = Utterances(self._answering, self._choices, self._opening)
        said = await utterances.meet(utterance, sent, place.chat, texts, account_of(message))
        if said.question:
            await self._show_answer(message, said.question, ())
            return
        async with self._turns.at(place, text) as turn:
            if said.answer:
                await self.archive(said.answer, self._answering.corpus.current)
            ids = await deliver_in_turn(turn, said.shown, message, texts.language)
            await turn.keep(SentAnswer("", texts.language, ids, said.answer))

    async def by_button(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A question that a button asks is written into the chat first, for its answer to stand below."""
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query is None or query.message is None or not isinstance(action, AskQuestion):
            return
        await acknowledge(query)
        if isinstance(query.message, telegram.Message):
            asker = Asker(str(query.from_user.id), texts_for(query.from_user.language_code))
            echo = await query.message.chat.send_message(asker.texts.asked(action.question))
            await self._show_answer(echo, action.question, (), asker)

    async def _show_answer(
        self, message: telegram.Message, text: str, before: tuple[str, ...], asker: Asker | None = None
    ) -> None:
        """``asker``: the asker, if somebody else wrote the message."""
        place, texts = place_of(message), texts_of(message)
        if asker:
            place, texts = replace(place, person=asker.person), asker.texts
        async with self._turns.at(place, text) as turn:
            if turn.is_repeated:
                return
            served = self._answering.corpus.current
            answer = None
            if text:
                async with typing(message), drafting(message, wanted=not turn.old) as emit:
                    question = await self._question(text, before, str(message.chat_id))
                    answer = await self._answer_unless_edited(message, question, emit, place.person)
                if answer is None:
                    return
            if answer:
                await self.archive(answer, served)
                texts = EN if answer.language == EN.language else texts
            ids = await deliver_in_turn(turn, await self.render(answer, texts, message), message, texts.language)
            await turn.keep(SentAnswer(text, texts.language, ids, answer))

    async def _answer_unless_edited(
        self, message: telegram.Message, question: Question, emit: Emit, person: str
    ) -> Answer | None:
        work = self._answering.answer(question, emit, person)
        return await self._running.answer(message.chat_id, message.message_id, work)

    async def _question(self, text: str, before: tuple[str, ...], chat: str) -> Question:
        """The question as it is asked in this chat, which may have chosen a report."""
        return Question(text, before, await patiently(self._choices.of, chat))
