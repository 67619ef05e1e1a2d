"""Parts of a page -> the whole page, and where its links lead. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.permalinks import report_id
from bot.texts import Texts
from bot.web.pages.html import Content, Html, joined, tag

STYLE = "reader.css"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages as one page sees them: relative, so that they hold behind any proxy and in a folder."""

    root: str = ""
    """The way to the first page: empty, or ``../``."""
    suffix: str = ""
    """The ending of the addresses of reports: ``.html`` for files."""
    asks: bool = True
    """Somebody answers: search and questions are offered."""

    @property
    def home(self) -> str:
        return f"{self.root}index.html" if self.suffix else self.root or "./"

    @property
    def style(self) -> str:
        return self.root + STYLE

    def to(self, page: str) -> str:
        return self.root + page

    def report(self, name: str, sentence: str = "") -> str:
        return f"{self.root}r/{report_id(name)}{self.suffix}" + (f"#{sentence}" if sentence else "")


@dataclass(frozen=True, slots=True)
class SearchField:
    """The words in the field of a page."""

    words: str = ""
    report: str = ""
    """The id of the only report that is asked; empty: all."""


def whole_page(
    title: str, main: Content, texts: Texts, links: Links, asked: SearchField | None = None, aside: Content = None
) -> str:
    """``aside``: the outline beside the main part."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="stylesheet", href=links.style),
    )
    body = tag(
        "body",
        tag("a", texts.web.skip, href="#main", class_="skip"),
        _header(texts, links, asked or SearchField()),
        aside,
        tag("main", main, id="main", tabindex="-1"),
        class_="with-outline" if aside else None,
    )
    return "<!DOCTYPE html>\n" + tag("html", head, body, lang=texts.web.tag) + "\n"


def _header(texts: Texts, links: Links, asked: SearchField) -> Html:
    home = tag("a", texts.web.name, href=links.home, class_="home")
    return tag("header", home, _form(texts, links, asked) if links.asks else None)


def _form(texts: Texts, links: Links, asked: SearchField) -> Html:
    field = tag(
        "input", type="search", name="q", value=asked.words, required=True, maxlength="4096", autocomplete="off",
        placeholder=texts.web.field, aria_label=texts.web.field,
    )  # fmt: skip
    return tag(
        "form",
        field,
        tag("input", type="hidden", name="report", value=asked.report) if asked.report else None,
        tag("button", texts.web.search, type="submit"),
        tag("button", texts.web.ask, type="submit", formaction=links.to("ask")),
        role="search",
        action=links.to("search"),
    )


def message_page(title: str, sentence: str, texts: Texts, links: Links, asked: SearchField | None = None) -> str:
    """A page that says one thing."""
    return whole_page(title, joined([tag("h1", title), tag("p", sentence)]), texts, links, asked)
