"""``@bot words`` in any chat -> cards with the report's own words, to be sent there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import lru_cache

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, Update
from telegram.ext import ContextTypes

from bot.core.citation_status import find_standing
from bot.core.permalinks import Account, find_shared
from bot.core.ports import Answering
from bot.storage.citations import Citations
from bot.telegram.message_builder import head
from bot.telegram.message_parsing import account_of
from bot.telegram.queue.newest_only import NewestOnly
from bot.telegram.transport.delivery import put_cards
from bot.telegram.views.inline_cards import answer_card, citation_card, example_card, standing_card
from bot.texts import Texts, texts_for
from bot.texts.selection import problem
from rag.answering.hints.asked_figures import gives_figure
from rag.errors import WenbaoError
from rag.types import Answer, Lookup, Question, Status

_CARDS_A_PAGE = 30
_MOST = 150  # sentences that a query leads to, page by page
_EXAMPLES = 5  # cards of an empty query
_REORDERED = 30  # sentences looked through for the figure of bare keywords
_REMEMBERED = 64  # findings, of up to 150 sentences: for the next letter and the next page
_AT_ONCE = 4  # searches
_BURST, _INTERVAL = 20, 1.0  # answers to one person who types without a pause; seconds for each further one
_CACHED = 60  # seconds that Telegram may show the same person the same cards
_BUTTON_ROOM = 64
_START = "inline"
"""The parameter that the button above the cards gives the private chat."""


@dataclass(frozen=True, slots=True)
class InlinePage:
    """The answer to one query."""

    cards: tuple[InlineQueryResultArticle, ...]
    next_offset: str = ""
    note: str = ""
    """Said above the cards."""
    sentences: tuple[str, ...] = ()
    """Ids of those that can be sent from it."""
    version: int = 0


class Inline:
    def __init__(self, answering: Answering, citations: Citations) -> None:
        self._answering = answering
        self._citations = citations
        self._overtaking = NewestOnly(_AT_ONCE, _BURST, _INTERVAL)
        self._found = lru_cache(_REMEMBERED)(self._find)

    async def search(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer only the newest of a person's queries: the cards of the others are no longer on the screen."""
        if query := update.inline_query:
            async with self._overtaking.turn(query.from_user.id) as is_newest:
                if is_newest:
                    await self._answer(query)

    async def _answer(self, query: InlineQuery) -> None:
        texts, account = texts_for(query.from_user.language_code), account_of(query)
        try:
            page = await asyncio.to_thread(self._page, query.query.strip(), query.offset, texts, account)
        except WenbaoError as exc:
            await put_cards(query, [], cache_time=0, button=_button(problem(exc, texts)))
            raise
        button = _button(page.note) if page.note else None
        await put_cards(query, page.cards, _CACHED, button, page.next_offset)
        await asyncio.to_thread(self._archive, page)

    def _page(self, words: str, offset: str, texts: Texts, account: Account) -> InlinePage:
        if not words:
            return self._examples(texts, account)
        if page := self._cited(words, texts, account):
            return page
        number, start = self._read_offset(offset)
        finding = self._found(number, words)
        if start is None or finding.answer.status is Status.OFF_TOPIC:
            return InlinePage((), note="" if start is None else texts.nothing_found)
        several = len(self._answering.corpus.current.version.reports) > 1
        shown = finding.ranked[start : start + _CARDS_A_PAGE]
        cards = [citation_card(citation, account, several) for citation in shown]
        ids = [citation.id for citation in shown]
        if start == 0 and finding.answer.status is Status.ANSWERED:
            behind = bool(shown) and gives_figure(words, shown[0].quote) and not _gives(finding.answer, words)
            cards.insert(int(behind), answer_card(finding.answer, texts, account))
            ids += [citation.id for citation in finding.answer.citations]
        end = start + len(shown)
        next_offset = f"{number}:{end}" if end < len(finding.ranked) else ""
        note = "" if cards else texts.nothing_found
        return InlinePage(tuple(cards), next_offset, note, tuple(ids), number)

    def _examples(self, texts: Texts, account: Account) -> InlinePage:
        """Answers to questions that are surely answered, under a line that says how to search."""
        number = self._answering.corpus.current.number
        asked = [one.question for one in self._answering.examples(wait=False) if one.language == texts.language]
        answers = [self._found(number, question).answer for question in asked[:_EXAMPLES]]
        told = [answer for answer in answers if answer.status is Status.ANSWERED]
        cards = tuple(example_card(place, answer, texts, account) for place, answer in enumerate(told))
        ids = tuple(citation.id for answer in told for citation in answer.citations)
        return InlinePage(cards, "", texts.inline_usage, ids, number)

    def _cited(self, words: str, texts: Texts, account: Account) -> InlinePage | None:
        """Cards of the citations whose ids the query names."""
        served = self._answering.corpus.current
        shared = find_shared(words)
        found = ((id_, find_standing(id_, self._citations.find(id_), served.version)) for id_ in shared)
        cards = [
            standing_card(id_, standing, served.number, texts, account, shared[id_])
            for id_, standing in found
            if standing
        ]
        return InlinePage(tuple(cards), "", "", tuple(card.id for card in cards), served.number) if cards else None

    def _read_offset(self, offset: str) -> tuple[int, int | None]:
        """The number of the version served, and the first sentence to show; none if the page before was of another
        version, whose order is not this one's."""
        number = self._answering.corpus.current.number
        if not offset:
            return number, 0
        before, _, start = offset.partition(":")
        return number, int(start) if before == str(number) and start.isdecimal() else None

    def _find(self, _number: int, words: str) -> Lookup:
        """The findings are remembered for each version: letters typed and pages turned cost one search."""
        finding = self._answering.look_up(Question(words), _MOST)
        head, rest = finding.ranked[:_REORDERED], finding.ranked[_REORDERED:]
        ranked = sorted(head, key=lambda citation: not gives_figure(words, citation.quote))
        return replace(finding, ranked=(*ranked, *rest))

    def _archive(self, page: InlinePage) -> None:
        """Archive the citations offered: they may be sent, and their links are then permanent."""
        served = self._answering.corpus.current
        if page.sentences and served.number == page.version:
            self._citations.archive(served.number, served.version, page.sentences)


def _gives(answer: Answer, words: str) -> bool:
    """The sentence that it cites first gives the figure of bare keywords."""
    return bool(answer.citations) and gives_figure(words, answer.citations[0].quote)


def _button(note: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(head(note, _BUTTON_ROOM), start_parameter=_START)
