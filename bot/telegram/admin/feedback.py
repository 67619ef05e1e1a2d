"""👍, 👎 and reactions -> votes; /gaps, /pins and /pin of admins -> confirmed sources."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, ReactionType, ReactionTypeEmoji, Update
from telegram.ext import ContextTypes, MessageReactionHandler

from bot.core.permalinks import find_sentence_id
from bot.core.ports import Answering
from bot.storage.answers import Answers
from bot.storage.feedback import Feedback, Gap
from bot.telegram.admin.access import Admins, signed
from bot.telegram.admin.gaps_view import render_candidates, render_gaps, render_pinned, render_pins
from bot.telegram.groups.rules import GROUPS
from bot.telegram.message_builder import Message as Shown
from bot.telegram.message_parsing import texts_of, words
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.transport.delivery import acknowledge, alert, change_keyboard, reply, show
from bot.telegram.transport.ephemeral import show_alone
from bot.telegram.views.actions import GapAction, OpenGap, OpenGaps, OpenPins, PutPin, RemovePin, Vote, VoteOn
from bot.telegram.views.callbacks import read_action
from bot.telegram.views.votes import BAD, GOOD, asking_for_fault, back_to_votes, faults_alone
from bot.texts import Texts, texts_for
from bot.types import Asking
from rag.answering.pins.answers import find_pinned
from rag.answering.pins.repository import Pin, Pins
from rag.types import Passage, Question, SentenceKind

_CANDIDATES = 5
_SEARCHED = 12


class ThumbHandler(MessageReactionHandler[ContextTypes.DEFAULT_TYPE, None]):
    """The reactions of people that give a thumb, or take one away."""

    def check_update(self, update: object) -> bool:
        if not (super().check_update(update) and isinstance(update, Update)) or update.message_reaction is None:
            return False
        reaction = update.message_reaction
        return reaction.user is not None and bool(_thumbs(reaction.new_reaction) | _thumbs(reaction.old_reaction))


class Votes:
    """One of each person on each answer, changeable."""

    def __init__(self, feedback: Feedback, turns: AnswerTurns) -> None:
        self._feedback = feedback
        self._turns = turns

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        vote = read_action(query.data) if query else None
        if query is None or query.message is None:
            return
        if isinstance(vote, VoteOn):
            await self._explain(query, query.message.chat.id, vote)
        elif isinstance(vote, Vote):
            await self._press(query, query.message, vote)

    async def _explain(self, query: CallbackQuery, chat: int, vote: VoteOn) -> None:
        """Keep the fault that the presser was asked for alone."""
        texts, place = texts_for(query.from_user.language_code), (str(chat), vote.number, str(query.from_user.id))
        counted = await self._count(place, Vote(False, vote.fault))
        await show(query, Shown(texts.voted if counted else texts.answer_gone), texts)

    async def _press(self, query: CallbackQuery, shown: MaybeInaccessibleMessage, vote: Vote) -> None:
        texts = texts_for(query.from_user.language_code)
        place = (str(shown.chat.id), shown.message_id, str(query.from_user.id))
        if not await self._count(place, vote):
            await alert(query, texts.answer_gone)
            return
        asks = not (vote.good or vote.fault)
        if asks and shown.chat.type in GROUPS and await show_alone(query, faults_alone(shown.message_id, texts)):
            await acknowledge(query)
            return
        await acknowledge(query, texts.ask_fault if asks else texts.voted)
        if isinstance(shown, Message) and (keyboard := shown.reply_markup):
            changed = asking_for_fault(keyboard, texts) if asks else back_to_votes(keyboard)
            if changed != keyboard:  # an edit is one of the few messages that a group may get in a minute
                await change_keyboard(query, changed)

    async def react(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A thumb as a reaction counts as one pressed; taken away, the vote is."""
        reaction = update.message_reaction
        if reaction is None or reaction.user is None:
            return
        place = (str(reaction.chat.id), reaction.message_id, str(reaction.user.id))
        signs = _thumbs(reaction.new_reaction)
        if len(signs) == 1:
            await self._count(place, Vote(GOOD in signs))
        else:
            await asyncio.to_thread(self._feedback.withdraw, *place)

    async def _count(self, place: tuple[str, int, str], vote: Vote) -> bool:
        """Count the vote; False where there is no answer to vote on. One that was sent a moment ago may not be on
        record yet."""
        count = partial(self._feedback.vote, *place, good=vote.good, fault=vote.fault)
        if await asyncio.to_thread(count) is None:
            chat, message, _ = place
            await self._turns.recorded(chat, message)
            return await asyncio.to_thread(count) is not None
        return True


def _thumbs(reactions: Sequence[ReactionType]) -> set[str]:
    signs = {one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji)}
    return signs & {GOOD, BAD}


class GapReview:
    """The decisions of admins about questions that were not answered well."""

    def __init__(self, answering: Answering, feedback: Feedback, pins: Pins, answers: Answers, admins: Admins) -> None:
        self._answering = answering
        self._feedback = feedback
        self._pins = pins
        self._answers = answers
        self._admins = admins

    async def list(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await reply(message, await asyncio.to_thread(self._open, OpenGaps(), "", texts_of(message)))

    async def list_pins(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await reply(message, await asyncio.to_thread(self._open, OpenPins(), "", texts_of(message)))

    async def pin(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """/pin and the id of a citation, in reply to an answer."""
        if (message := update.effective_message) and message.from_user:
            texts, who = texts_of(message), signed(message.from_user)
            pinned = await asyncio.to_thread(self._pin_answered, message, who)
            await reply(message, render_pinned(pinned, texts) if pinned else Shown(texts.admin.pin_usage))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        action = read_action(query.data) if query else None
        if query is None or not isinstance(action, GapAction):
            return
        texts = texts_for(query.from_user.language_code)
        if not self._admins.include(query.from_user):
            await alert(query, texts.old_button)
            return
        await self._show(query, action, texts)

    async def _show(self, query: CallbackQuery, action: GapAction, texts: Texts) -> None:
        shown = await asyncio.to_thread(self._open, action, signed(query.from_user), texts)
        await show(query, shown, texts)

    def _open(self, action: GapAction, who: str, texts: Texts) -> Shown:
        match action:
            case OpenPins(page):
                return self._pins_page(page, texts)
            case OpenGaps(page):
                return render_gaps(self._feedback.gaps(), page, texts)
            case OpenGap(key):
                gap = self._gap(key)
                return render_candidates(gap, self._candidates(gap), texts) if gap else Shown(texts.admin.gap_closed)
            case PutPin(key, sentence):
                gap = self._gap(key)
                pinned = self._put(gap.question, sentence, who) if gap else None
                return render_pinned(pinned, texts) if pinned else Shown(texts.admin.gap_closed)
            case RemovePin(key):
                self._pins.remove(key, who)
                return Shown(texts.admin.unpinned)

    def _pins_page(self, page: int, texts: Texts) -> Shown:
        version = self._answering.corpus.current.version
        pins = self._pins.all()
        return render_pins(pins, {pin.key for pin in pins if find_pinned(pin, version) is None}, page, texts)

    def _gap(self, key: str) -> Gap | None:
        return next((gap for gap in self._feedback.gaps() if gap.can_be_pinned and gap.key.startswith(key)), None)

    def _candidates(self, gap: Gap) -> Sequence[Passage]:
        found = self._answering.search(Question(gap.question), _SEARCHED)
        return [passage for passage in found if passage.kind is not SentenceKind.HEADING][:_CANDIDATES]

    def _pin_answered(self, message: Message, who: str) -> Pin | None:
        sentence, replied = find_sentence_id(words(message).partition(" ")[2]), message.reply_to_message
        if sentence is None or replied is None:
            return None
        sent = self._answers.with_buttons(str(replied.chat_id), replied.message_id)
        is_question = sent is not None and sent.asked and sent.asking is Asking.QUESTION
        return self._put(sent.asked, sentence, who) if sent and is_question else None

    def _put(self, question: str, sentence: str, who: str) -> Pin | None:
        version = self._answering.corpus.current.version
        at = version.locate(sentence)
        if at is None:
            return None
        citation = version.citation(at)
        return self._pins.put(question, sentence, citation.quote, citation.report, who)
