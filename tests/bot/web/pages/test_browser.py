"""The pages as people read them: in a real browser, which runs no script."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from starlette.applications import Starlette
from tornado.testing import bind_unused_port

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.texts import ZH
from bot.web.askers import Allowance
from bot.web.pages.export import write_pages
from bot.web.pages.reader import Reader
from bot.web.server import serve_app
from bot.web.site import page_route
from rag.documents.snapshot import CorpusSnapshot
from tests.browsers import find_browser
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, make_version
from tests.telegram_bot import empty_database

pytestmark = pytest.mark.long

NAME = "某区2025年政府工作报告"
OLD = make_version()
NEW = make_version(TEXT.replace("增长5.8%", "增长6.1%").replace("😀城镇新增就业6200人。", ""))
WIDE, NARROW = (1280, 900), (320, 640)


def id_of(version: CorpusSnapshot, words: str) -> str:
    """The id of the sentence that holds these words."""
    text = version.reports[0].text
    return next(s.id for s in version.outlines[0].sentences if words in text[s.start : s.end])


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The pages of a report that was read before it changed."""
    with empty_database() as database:
        citations = Citations(database)
        citations.archive(1, OLD, [sentence.id for sentence in OLD.outlines[0].sentences])
        answering = FakeAnswerer(corpus=FakeCorpus(Served(NEW, 2)))
        reader = Reader(answering, citations, Allowance(1000), 20.0)
        app = Starlette(routes=[page_route(reader, "")])
        taken, port = bind_unused_port()
        taken.close()
        with serving(app, port):
            yield f"http://127.0.0.1:{port}"


@contextmanager
def serving(app: Starlette, port: int) -> Iterator[None]:
    """An application served by a thread."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    running = serve_app(app, "SERVE_LISTEN", ("127.0.0.1", port), stop)
    thread = threading.Thread(target=loop.run_until_complete, args=[running])
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader without scripts, before a wide window."""
    made = reader_with(browser)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def reader_with(browser: Browser, window: tuple[int, int] = WIDE, **more: Any) -> BrowserContext:
    width, height = window
    viewport = {"width": width, "height": height}
    given = {"java_script_enabled": False, "locale": "zh-CN"} | more
    made = browser.new_context(viewport=viewport, **given)  # type: ignore[arg-type]
    made.set_default_timeout(20_000)
    return made


def address(site: str, sentence: str = "") -> str:
    return f"{site}/r/{report_id(NAME)}" + (f"#{sentence}" if sentence else "")


def sentence(page: Page, id_: str) -> Locator:
    return page.locator(f'[id="{id_}"]')


def background(found: Locator) -> str:
    colour: str = found.evaluate("element => getComputedStyle(element).backgroundColor")
    return colour


def is_marked(found: Locator) -> bool:
    return background(found) != "rgba(0, 0, 0, 0)"


def test_the_address_of_a_sentence_marks_it_and_shows_it(page: Page, site: str) -> None:
    goal, other = id_of(NEW, "新建小学2所"), id_of(NEW, "社会消费品")
    page.goto(address(site, goal))
    assert is_marked(sentence(page, goal))
    assert not is_marked(sentence(page, other))
    expect(sentence(page, goal)).to_be_in_viewport()
    expect(page.locator(".same")).to_be_visible()


def test_without_a_sentence_nothing_is_marked(page: Page, site: str) -> None:
    page.goto(address(site))
    expect(page.locator(".same")).to_be_hidden()
    expect(page.locator("h1")).to_have_text(NAME)


def test_back_leads_to_the_sentence_before(page: Page, site: str) -> None:
    first = id_of(NEW, "新建小学2所")
    page.goto(address(site, first))
    page.get_by_role("link", name="二、2025年工作安排").click()
    assert not is_marked(sentence(page, first))
    page.go_back()
    assert is_marked(sentence(page, first))
    page.go_forward()
    assert is_marked(sentence(page, id_of(NEW, "二、2025年工作安排")))


def test_a_former_address_shows_both_wordings(page: Page, site: str) -> None:
    page.goto(address(site, id_of(OLD, "增长5.8%")))
    note = sentence(page, id_of(OLD, "增长5.8%"))
    expect(note).to_be_visible()
    expect(note).to_contain_text("改动过")
    expect(note.locator("del")).to_have_text("5.8%")
    expect(note.locator("ins")).to_have_text("6.1%")
    assert is_marked(sentence(page, id_of(NEW, "增长6.1%")))
    expect(page.locator(".same")).to_be_hidden()


def test_the_address_of_a_sentence_that_is_gone_shows_its_words(page: Page, site: str) -> None:
    page.goto(address(site))
    gone = sentence(page, id_of(OLD, "城镇新增就业"))
    expect(gone).to_be_hidden()
    page.goto(address(site, id_of(OLD, "城镇新增就业")))
    expect(gone).to_be_visible()
    expect(gone).to_contain_text("城镇新增就业6200人")


def test_a_question_is_answered_with_a_way_to_the_sentence(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("searchbox").fill("GDP目标是多少")
    page.get_by_role("button", name=ZH.web.ask).click()
    expect(page.locator(".answer")).to_contain_text("GDP增长6%")
    page.locator("cite a").first.click()
    assert is_marked(sentence(page, id_of(NEW, "GDP增长6%")))


def test_everything_can_be_done_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(address(site))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=ZH.web.skip)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("学校")
    page.keyboard.press("Enter")
    expect(page.locator(".found li").first).to_be_visible()
    while page.locator(".found cite a:focus").count() == 0:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".s:target")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["", f"r/{report_id(NAME)}", "search?q=学校", "ask?q=GDP", "r/nothing"])
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, site: str, path: str) -> None:
    context = reader_with(browser, NARROW)
    page = context.new_page()
    page.goto(f"{site}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_a_dark_screen_gets_light_words_on_dark(browser: Browser, site: str) -> None:
    context = reader_with(browser, color_scheme="dark")
    page = context.new_page()
    page.goto(address(site))
    shades = [int(part) for part in background(page.locator("body")).strip("rgb()").split(",")]
    assert max(shades) < 64
    context.close()


@pytest.mark.parametrize(("scheme", "window"), [("light", WIDE), ("dark", NARROW)])
def test_pages_have_no_known_barriers(browser: Browser, site: str, scheme: str, window: tuple[int, int]) -> None:
    """As axe finds them, which is a script; also in what only an address shows."""
    changed, same = id_of(OLD, "增长5.8%"), id_of(NEW, "新建小学2所")
    context = reader_with(browser, window, color_scheme=scheme, java_script_enabled=True, bypass_csp=True)
    page = context.new_page()
    for path in (
        "",
        f"r/{report_id(NAME)}#{changed}",
        f"r/{report_id(NAME)}#{same}",
        "search?q=学校",
        "ask?q=GDP",
        "x",
    ):
        page.goto("about:blank")
        page.goto(f"{site}/{path}")
        found = Axe().run(page).response["violations"]
        assert [(path, fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    context.close()


def test_paper_gets_the_report_alone(page: Page, site: str) -> None:
    page.goto(address(site, id_of(NEW, "新建小学2所")))
    page.emulate_media(media="print")
    for selector in ("header", "nav", ".same", ".skip"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator("article")).to_be_visible()


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_kept(browser: Browser, site: str) -> None:
    """Scripts could run here, and none does; the browser finds nothing against the page's policy."""
    context = browser.new_context()
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(address(site))
    page.goto(f"{site}/ask?q=GDP")
    assert {url.removeprefix(site).partition("?")[0] for url in asked} - {"/favicon.ico"} == {
        f"/r/{report_id(NAME)}",
        "/ask",
        "/reader.css",
    }
    assert [line for line in told if "favicon" not in line and "404" not in line] == []
    assert context.cookies() == []
    assert page.locator("script").count() == 0
    context.close()


def test_a_browser_that_prefers_english_gets_it(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(site)
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    context.close()


def test_written_pages_work_from_the_file_system(page: Page, tmp_path: Path) -> None:
    with empty_database() as database:
        first = write_pages(tmp_path, 1, NEW, Citations(database), ZH)
    page.goto(first.as_uri())
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="二、2025年工作安排").click()
    assert is_marked(sentence(page, id_of(NEW, "二、2025年工作安排")))
