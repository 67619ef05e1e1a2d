"""Requests of browsers -> the pages that are sent."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from bot.core.permalinks import report_id
from bot.core.ports import Answering
from bot.core.sanitize import is_visible
from bot.storage.citations import Citations
from bot.texts import Texts
from bot.texts.selection import problem
from bot.web.askers import Allowance
from bot.web.pages.drawing import draw_report, draw_withdrawn
from bot.web.pages.languages import texts_in
from bot.web.pages.layout import STYLE, Links, SearchField, message_page
from bot.web.pages.other_pages import answer_page, found_page, list_page
from bot.web.pages.page import Page, make_page, style_sheet, unless_known
from rag.errors import WenbaoError
from rag.types import Question

_LONGEST = 4096  # characters, as in Telegram
_FOUND = 20
_DEEPEST = 10  # folders of an address; deeper ones do not get their style sheet
_MOST_AT_ONCE = 32
"""Questions in progress; with more, the last ones would wait past their time."""
_KEPT = 64
"""Pages of reports that are kept for the next reader."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question as it was asked on a page."""

    question: Question
    asked: SearchField
    asker: str


Respond = Callable[[PageQuestion, Texts, Links], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a browser."""

    path: str
    """The path below the part that all pages have in common, without its first slash."""
    query: Mapping[str, str]
    languages: str = ""
    etag: str = ""
    asker: str = ""
    """The person or program for whom requests are counted."""


class Reader:
    """The pages of one corpus. Reading is free; searching and asking count."""

    def __init__(self, answering: Answering, citations: Citations, allowance: Allowance, seconds: float) -> None:
        """``seconds``: the time that an answer may take."""
        self._answering = answering
        self._citations = citations
        self._allowance = allowance
        self._seconds = seconds
        self._at_once = 0
        self._drawing = asyncio.Lock()
        self._pages: OrderedDict[tuple[int, str, str], str] = OrderedDict()

    async def respond(self, visit: Visit) -> Page:
        """Every request gets a page, in the language of the browser; an error one that says what to do."""
        texts, links = texts_in(visit.languages), Links("../" * min(visit.path.count("/"), _DEEPEST))
        try:
            return await self._respond(visit, texts, links)
        except WenbaoError as exc:
            told = problem(exc, texts)
            return make_page(message_page(texts.web.trouble, told, texts, links), HTTPStatus.SERVICE_UNAVAILABLE)
        except TimeoutError:
            told = texts.web.too_slow
            return make_page(message_page(texts.web.trouble, told, texts, links), HTTPStatus.GATEWAY_TIMEOUT)
        except Exception:
            log.exception("a page could not be made")
            told = problem(None, texts)
            return make_page(message_page(texts.web.trouble, told, texts, links), HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _respond(self, visit: Visit, texts: Texts, links: Links) -> Page:
        match visit.path.split("/"):
            case [""]:
                page = list_page(self._answering.corpus.current.version.reports, texts, links)
                return unless_known(make_page(page), visit.etag)
            case [name] if name == STYLE:
                return style_sheet()
            case ["r", report]:
                return await self._report(report, visit, texts, links)
            case ["search"]:
                return await self._asked(visit, texts, links, self._search)
            case ["ask"]:
                return await self._asked(visit, texts, links, self._ask)
            case _:
                return _missing(texts.web.no_page, texts, links)

    async def _report(self, report: str, visit: Visit, texts: Texts, links: Links) -> Page:
        served = self._answering.corpus.current
        index = next((i for i, one in enumerate(served.version.reports) if report_id(one.name) == report), None)
        if index is None:
            return await self._withdrawn(report, visit, texts, links)
        key = (served.number, report, texts.language)
        async with self._drawing:  # after a change a page takes up to some seconds, and many may want it
            if key not in self._pages:
                self._pages[key] = await asyncio.to_thread(
                    draw_report, served.number, served.version, index, self._citations, texts, links
                )
            page = self._pages[key]
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return unless_known(make_page(page), visit.etag)

    async def _withdrawn(self, report: str, visit: Visit, texts: Texts, links: Links) -> Page:
        """A report that was taken down. Looking for one among all that ever were counts as a question."""
        if wait := self._allowance.wait(visit.asker):
            return _too_many(wait, texts, links)
        number = self._answering.corpus.current.number
        page = await asyncio.to_thread(draw_withdrawn, number, report, self._citations, texts, links)
        return make_page(page) if page else _missing(texts.web.no_report, texts, links)

    async def _asked(self, visit: Visit, texts: Texts, links: Links, respond: Respond) -> Page:
        words, report = visit.query.get("q", "").strip(), visit.query.get("report", "")
        asked = SearchField(words, report)
        visible = is_visible(words)
        if not visible or len(words) > _LONGEST:
            told = texts.web.too_long.format(most=_LONGEST) if visible else texts.web.no_words
            page = message_page(texts.web.field, told, texts, links, SearchField(report=report))
            return make_page(page, HTTPStatus.BAD_REQUEST)
        if wait := self._allowance.wait(visit.asker):
            return _too_many(wait, texts, links, asked)
        if self._at_once >= _MOST_AT_ONCE:
            page = message_page(texts.web.trouble, texts.web.crowded, texts, links, asked)
            return make_page(page, HTTPStatus.SERVICE_UNAVAILABLE)
        name = self._name_of(report)
        if report and name is None:
            return _missing(texts.web.no_report, texts, links, SearchField(words))
        self._at_once += 1
        try:
            async with asyncio.timeout(self._seconds):
                return make_page(
                    await respond(PageQuestion(Question(words, report=name), asked, visit.asker), texts, links)
                )
        finally:
            self._at_once -= 1

    def _name_of(self, report: str) -> str | None:
        """The report that an address means; None for every other."""
        reports = self._answering.corpus.current.version.reports
        return next((one.name for one in reports if report_id(one.name) == report), None)

    async def _search(self, wish: PageQuestion, texts: Texts, links: Links) -> str:
        found = await asyncio.to_thread(self._answering.search, wish.question, _FOUND)
        return found_page(found, texts, links, wish.asked)

    async def _ask(self, wish: PageQuestion, texts: Texts, links: Links) -> str:
        served = self._answering.corpus.current
        answer = await self._answering.answer(wish.question, user=wish.asker)
        await asyncio.to_thread(self._citations.archive_answer, answer, (served.number, served.version))
        return answer_page(answer, texts, links, wish.asked)


def _missing(told: str, texts: Texts, links: Links, asked: SearchField | None = None) -> Page:
    return make_page(message_page(texts.web.not_here, told, texts, links, asked), HTTPStatus.NOT_FOUND)


def _too_many(wait: float, texts: Texts, links: Links, asked: SearchField | None = None) -> Page:
    seconds = math.ceil(wait)
    told = texts.web.too_many.format(seconds=seconds)
    page = make_page(message_page(texts.web.trouble, told, texts, links, asked), HTTPStatus.TOO_MANY_REQUESTS)
    return replace(page, headers={**page.headers, "Retry-After": str(seconds)})
