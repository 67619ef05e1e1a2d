"""The list of reports, what a search found, and answers -> pages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.answer_text import on_page, said, section_line
from bot.texts import Texts
from bot.web.pages.html import Content, Html, joined, tag
from bot.web.pages.layout import Links, SearchField, whole_page
from bot.web.pages.report_page import marked
from rag.types import Answer, Citation, Passage, Report, Span

_MARK = re.compile(r"\[(\d{1,4})\]")


def list_page(reports: Sequence[Report], texts: Texts, links: Links) -> str:
    items = [
        tag("li", tag("a", report.name, href=links.report(report.name)), _told(report, texts)) for report in reports
    ]
    main = [
        tag("h1", texts.web.reports),
        tag("ul", *items, class_="reports") if items else tag("p", texts.empty_corpus),
    ]
    return whole_page(texts.web.name, joined(main), texts, links)


def _told(report: Report, texts: Texts) -> Html | None:
    known = [one for one in (report.region, str(report.year) if report.year else None) if one]
    return tag("span", texts.web.separator.join(known), class_="origin") if known else None


def found_page(passages: Sequence[Passage], texts: Texts, links: Links, asked: SearchField) -> str:
    items = [tag("li", _quote(p.report, p.section, p.id, p.text, (), links)) for p in passages]
    main = [
        tag("h1", texts.web.found.format(words=asked.words)),
        tag("ol", *items, class_="found") if items else tag("p", texts.nothing_found),
    ]
    return whole_page(asked.words, joined(main), texts, links, asked)


def answer_page(answer: Answer, texts: Texts, links: Links, asked: SearchField) -> str:
    main = [
        tag("h1", asked.words),
        *(tag("p", *_with_links(line), class_="answer") for line in said(answer, texts).splitlines()),
        tag("ol", *(_cited(one, texts, links) for one in answer.citations), class_="cited"),
        *_listed(answer.nearest, texts, links),
        *_listed(answer.more, texts, links),
    ]
    return whole_page(asked.words, joined(main), texts, links, asked)


def _with_links(line: str) -> Iterator[Content]:
    """The words of an answer, in which a mark leads to its citation."""
    end = 0
    for found in _MARK.finditer(line):
        yield line[end : found.start()]
        yield tag("a", found[0], href=f"#c{found[1]}")
        end = found.end()
    yield line[end:]


def _listed(citations: Sequence[Citation], texts: Texts, links: Links) -> Iterator[Html]:
    if citations:
        yield tag("ul", *(_cited(one, texts, links) for one in citations), class_="found")


def _cited(citation: Citation, texts: Texts, links: Links) -> Html:
    spans = [Span(mark.start - citation.start, mark.end - citation.start) for mark in citation.highlights]
    quote = _quote(citation.report, citation.section, citation.id, citation.quote, spans, links)
    place = on_page(citation.page, texts, recognised=citation.recognised)
    identity = {"id": f"c{citation.number}", "value": str(citation.number)} if citation.number else {}
    return tag("li", quote, place, **identity)


def _quote(report: str, section: Sequence[str], sentence: str, text: str, spans: Sequence[Span], links: Links) -> Html:
    where = tag("a", section_line(report, section, with_report=True), href=links.report(report, sentence))
    return joined([tag("blockquote", marked(text, spans), lang="zh-CN"), tag("cite", where)])
