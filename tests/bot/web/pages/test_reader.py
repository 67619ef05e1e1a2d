"""A report is read as pages: by people, in a browser, without a script."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup, Tag

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.web.askers import Allowance
from bot.web.pages import reader as reading
from bot.web.pages.page import Page
from bot.web.pages.reader import Reader, Visit
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import SearchError
from rag.storage.database import Database
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, make_version

NAME = "某区2025年政府工作报告"
REPORT = f"r/{report_id(NAME)}"
CHANGED = "增长5.8%"
AT = datetime(2026, 3, 1, tzinfo=UTC)


def serving(version: CorpusSnapshot, number: int = 1, error: Exception | None = None) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version, number)), error=error)


def make_reader(database: Database, answering: FakeAnswerer, a_minute: int = 100) -> Reader:
    return Reader(answering, Citations(database, lambda: AT), Allowance(a_minute, clock=lambda: 0.0), 5.0)


@pytest.fixture
def answering() -> FakeAnswerer:
    return serving(make_version())


@pytest.fixture
def reader(bot_database: Database, answering: FakeAnswerer) -> Reader:
    return make_reader(bot_database, answering)


async def visit(reader: Reader, path: str, languages: str = "", etag: str = "", **query: str) -> Page:
    return await reader.respond(Visit(path, query, languages, etag, "somebody"))


def read(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.body.decode(), "lxml")


def one(found: BeautifulSoup | Tag, selector: str) -> Tag:
    (tag,) = found.select(selector)
    return tag


def targets(page: BeautifulSoup) -> Iterator[str]:
    for link in page.select("nav a"):
        yield str(link["href"]).removeprefix("#")


async def test_every_sentence_has_its_id_and_its_words(reader: Reader, answering: FakeAnswerer) -> None:
    page = read(await visit(reader, REPORT))
    version = answering.corpus.current.version
    for sentence in version.outlines[0].sentences:
        shown = one(page, f'[id="{sentence.id}"]')
        assert shown.text == TEXT[sentence.start : sentence.end]
    assert "".join(one(page, "article").text.split()).endswith("".join(TEXT.split()))


async def test_the_outline_leads_to_the_headings(reader: Reader) -> None:
    page = read(await visit(reader, REPORT))
    headings = [one(page, f'[id="{target}"]').text for target in targets(page)]
    assert headings == [link.text for link in page.select("nav a")]
    assert headings[0] == "一、2024年工作回顾"
    assert "(二)聚焦改善民生。" in headings
    assert [heading.name for heading in page.select("article h1, article h2, article h3")] == ["h1", "h2", "h2"]


async def test_a_changed_sentence_is_told_with_both_wordings(bot_database: Database, reader: Reader) -> None:
    old = make_version()
    await visit(reader, REPORT)
    was = next(s for s in old.outlines[0].sentences if CHANGED in TEXT[s.start : s.end])
    new = make_version(TEXT.replace(CHANGED, "增长6.1%").replace("各位代表:\n", ""))
    page = read(await visit(make_reader(bot_database, serving(new, 2)), REPORT))
    note = one(page, f'[id="{was.id}"]')
    assert "改动过" in note.text
    assert note.select("del")[0].text == "5.8%"
    assert note.select("ins")[0].text == "6.1%"
    after = note.parent
    assert after
    shown = after.find_next_sibling(class_="s")
    assert shown
    assert "增长6.1%" in shown.text
    gone = next(s for s in old.outlines[0].sentences if TEXT[s.start : s.end] == "各位代表:")
    assert "各位代表:" in one(page, f'[id="{gone.id}"].gone').text


async def test_a_report_that_was_taken_down_is_shown_as_it_was(bot_database: Database, reader: Reader) -> None:
    await visit(reader, REPORT)
    other = make_version(TEXT, "别区2025年政府工作报告")
    page = read(await visit(make_reader(bot_database, serving(other, 2)), REPORT))
    assert "已经撤下" in one(page, ".notice").text
    assert page.select(".same") == []
    sentence = make_version().outlines[0].sentences[-1]
    assert one(page, f'[id="{sentence.id}"]').text == TEXT[sentence.start : sentence.end]


async def test_a_page_that_many_want_is_made_once(
    bot_database: Database, answering: FakeAnswerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def draw(number: int, *_rest: object) -> str:
        drawn.append(number)
        return "page"

    monkeypatch.setattr(reading, "draw_report", draw)
    reader = make_reader(bot_database, answering)
    pages = await asyncio.gather(*(visit(reader, REPORT) for _ in range(5)))
    assert {page.body for page in pages} == {b"page"}
    assert drawn == [1]


async def test_more_than_can_be_answered_at_once_are_told_so(reader: Reader, answering: FakeAnswerer) -> None:
    answering.gates["GDP"] = gate = asyncio.Event()
    waiting = [asyncio.create_task(visit(reader, "ask", q="GDP")) for _ in range(32)]
    for _ in range(1000):
        if len(answering.asked) < len(waiting):
            await asyncio.sleep(0)
    assert (await visit(reader, "ask", q="GDP")).status is HTTPStatus.SERVICE_UNAVAILABLE
    gate.set()
    assert {page.status for page in await asyncio.gather(*waiting)} == {HTTPStatus.OK}


async def test_unchanged_sentences_bear_no_notes(
    bot_database: Database, reader: Reader, answering: FakeAnswerer
) -> None:
    await visit(reader, REPORT)
    again = read(await visit(make_reader(bot_database, answering), REPORT))
    assert again.select(".note") == []


async def test_words_of_a_report_are_never_elements(bot_database: Database) -> None:
    hostile = TEXT.replace("稳中求进", '<script>alert(1)</script><img src=x onerror="a">&amp;')
    name = '"><script>某区2025年政府工作报告'
    answering = serving(make_version(hostile, name))
    page = await visit(make_reader(bot_database, answering), f"r/{report_id(name)}")
    shown = read(page)
    assert shown.select("script, img, [onerror]") == []
    assert "<script>alert(1)</script>" in one(shown, "article").text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; ")


async def test_nothing_is_written_into_a_page_that_its_policy_forbids(reader: Reader) -> None:
    for path in ("", REPORT, "ask", "nothing", "nothing/at/all"):
        page = read(await visit(reader, path, q="GDP增长多少"))
        assert page.select("script, style, [style], [onclick], iframe, img") == []
        assert [link["href"] for link in page.select("link")] == ["../" * path.count("/") + "reader.css"]


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        ("", "zh-CN"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-US,en;q=0.9", "en"),
        ("de,en;q=0.5", "en"),
        ("fr", "zh-CN"),
        ("zh;q=0.2, en;q=0.8", "en"),
        ("en;q=0, zh", "zh-CN"),
        ("en;q=nonsense", "zh-CN"),
    ],
)
async def test_pages_speak_the_language_of_the_browser(reader: Reader, languages: str, shown: str) -> None:
    page = await visit(reader, "", languages)
    assert read(page).html["lang"] == shown  # type: ignore[index]
    assert page.headers["Vary"] == "Accept-Language"


async def test_an_answer_leads_to_its_sentences(reader: Reader) -> None:
    page = read(await visit(reader, "ask", q="GDP增长多少"))
    mark = one(page, ".answer a")
    cited = one(page, str(mark["href"]))
    link = one(cited, "cite a")
    path, _, sentence = str(link["href"]).partition("#")
    quoted = one(read(await visit(reader, path)), f'[id="{sentence}"]')
    assert quoted.text == one(cited, "blockquote").text


async def test_what_a_search_finds_leads_to_its_sentences(reader: Reader) -> None:
    page = read(await visit(reader, "search", q="学校"))
    links = [str(link["href"]) for link in page.select(".found cite a")]
    report = read(await visit(reader, REPORT))
    assert links
    assert all(report.select(f'[id="{link.partition("#")[2]}"]') for link in links)


async def test_search_and_questions_stay_with_the_report_they_came_from(
    reader: Reader, answering: FakeAnswerer
) -> None:
    form = one(read(await visit(reader, REPORT)), "form")
    chosen = one(form, "input[name=report]")["value"]
    await visit(reader, "ask", q="GDP增长多少", report=str(chosen))
    assert answering.asked[-1].report == NAME


@pytest.mark.parametrize("path", ["ask", "search"])
@pytest.mark.parametrize(("languages", "told"), [("zh", "没有这份报告"), ("en", "This report is not here")])
async def test_a_report_that_is_not_there_is_not_asked(
    reader: Reader, answering: FakeAnswerer, path: str, languages: str, told: str
) -> None:
    """Nor are all others in its place; the words stay in the field, for asking these."""
    page = await visit(reader, path, languages, q="GDP增长多少", report="unknown")
    assert page.status is HTTPStatus.NOT_FOUND
    assert told in read(page).text
    assert one(read(page), "input[name=q]")["value"] == "GDP增长多少"
    assert not read(page).select("input[name=report]")
    assert answering.asked == []


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("nothing", "", HTTPStatus.NOT_FOUND),
        ("r/nothing", "", HTTPStatus.NOT_FOUND),
        ("r/a/b", "", HTTPStatus.NOT_FOUND),
        ("ask", "", HTTPStatus.BAD_REQUEST),
        ("search", "  ", HTTPStatus.BAD_REQUEST),
        ("search", "\0\u200e", HTTPStatus.BAD_REQUEST),
        ("search", "x" * 5000, HTTPStatus.BAD_REQUEST),
    ],
)
async def test_a_wrong_address_gets_a_page_that_says_so(
    reader: Reader, path: str, query: str, status: HTTPStatus
) -> None:
    page = await visit(reader, path, q=query)
    assert page.status is status
    assert one(read(page), "h1")
    assert one(read(page), "header a")["href"] == ("../" * path.count("/") or "./")


async def test_who_asks_too_often_is_told_so_and_can_read_on(bot_database: Database, answering: FakeAnswerer) -> None:
    reader = make_reader(bot_database, answering, a_minute=1)
    assert (await visit(reader, "search", q="学校")).status is HTTPStatus.OK
    refused = await visit(reader, "search", q="学校")
    assert refused.status is HTTPStatus.TOO_MANY_REQUESTS
    assert "60 秒后再试" in refused.body.decode()
    assert refused.headers["Retry-After"] == "60"
    assert (await visit(reader, REPORT)).status is HTTPStatus.OK


@pytest.mark.parametrize("error", [SearchError("secret"), ValueError("secret")])
async def test_what_fails_is_told_without_its_inside(bot_database: Database, error: Exception) -> None:
    page = await visit(make_reader(bot_database, serving(make_version(), error=error)), "ask", q="GDP增长多少")
    assert page.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    assert "secret" not in page.body.decode()


async def test_a_page_that_a_reader_has_is_not_sent_again(reader: Reader) -> None:
    page = await visit(reader, REPORT)
    again = await visit(reader, REPORT, etag=page.headers["ETag"])
    assert (again.status, again.body) == (HTTPStatus.NOT_MODIFIED, b"")


async def test_the_style_sheet_is_served(reader: Reader) -> None:
    page = await visit(reader, "reader.css")
    assert page.headers["Content-Type"] == "text/css; charset=utf-8"
    assert b"url(" not in page.body
