"""A report, and what was cited of its earlier wordings -> the page to read it on. Pure.

Everything works without a script: the address of a sentence ends in its id, and the style sheet marks the element that
an address names. A former id names the note on what has changed, which stands before the sentence of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from bot.core.answer_text import on_page
from bot.core.citation_status import CitationStatus, describe_fate
from bot.core.text_diff import find_differences
from bot.texts import Texts
from bot.web.pages.former import Former, Wordings
from bot.web.pages.html import Content, Html, joined, tag
from bot.web.pages.layout import Links, SearchField, whole_page
from bot.web.pages.report_text import (
    Block,
    OutlineEntry,
    ShownHeading,
    ShownParagraph,
    ShownSentence,
    Table,
    cells,
    find_blocks,
    find_headings,
)
from rag.corpus.diff.citation_tracking import Fate
from rag.types import Outline, Report, Span

_LANGUAGE = "zh-CN"  # of the reports
_DEEPEST = 6  # of HTML's headings


class ShownReport(NamedTuple):
    """A report as its page shows it."""

    report: Report
    outline: Outline
    wordings: Wordings
    number: int
    """The number of today's version."""


def report_page(shown: ShownReport, texts: Texts, links: Links, asked: SearchField, notice: str = "") -> str:
    """``notice``: stands above a report that is not of today."""
    report, outline = shown.report, shown.outline
    notes = [
        tag("p", notice, class_="notice") if notice else tag("p", texts.web.unchanged, class_="same", role="status"),
        *(_gone(former, shown.number, texts) for former in shown.wordings.gone),
    ]
    article = tag(
        "article",
        tag("h1", report.name),
        tag("p", _origin(report, texts), class_="origin"),
        *(_block(block, shown, texts) for block in find_blocks(report, outline)),
        lang=_LANGUAGE,
    )
    aside = _outline(find_headings(outline), texts)
    return whole_page(report.name, joined([*notes, article]), texts, links, asked, aside)


def _origin(report: Report, texts: Texts) -> str:
    """The body that published it, and the day it was delivered, as far as they are known."""
    known = (report.body or report.region, report.speaker, report.delivered.isoformat() if report.delivered else None)
    return texts.web.separator.join(one for one in known if one)


def _outline(entries: tuple[OutlineEntry, ...], texts: Texts) -> Html | None:
    if not entries:
        return None
    return tag("nav", tag("h2", texts.web.outline), tag("ul", *_items(entries)), aria_label=texts.web.outline)


def _items(entries: Iterable[OutlineEntry]) -> Iterator[Html]:
    """Items of the first depth, each with those below it."""
    parts: list[list[OutlineEntry]] = []
    for entry in entries:
        if entry.depth == 1 or not parts:
            parts.append([])
        parts[-1].append(entry)
    for first, *below in parts:
        inner = tag("ul", *(tag("li", _to(entry)) for entry in below)) if below else None
        yield tag("li", _to(first), inner)


def _to(entry: OutlineEntry) -> Html:
    return tag("a", entry.heading, href=f"#{entry.id}")


def _block(block: Block, report: ShownReport, texts: Texts) -> Html:
    match block:
        case ShownHeading(piece, depth):
            return tag(f"h{min(depth + 1, _DEEPEST)}", _sentence(piece, report, texts))
        case ShownParagraph(pieces, is_front):
            shown = (_sentence(piece, report, texts) for piece in pieces)
            return tag("p", *shown, class_="front" if is_front else None)
        case Table(rows):
            return tag("div", tag("table", *(_row(row, report, texts) for row in rows)), class_="table")


def _row(row: ShownSentence, report: ShownReport, texts: Texts) -> Html:
    first, *others = cells(row)
    before = _before(row, report, texts)
    return tag("tr", tag("td", before, first), *(tag("td", cell) for cell in others), class_="s", id=row.id)


def _sentence(piece: ShownSentence, report: ShownReport, texts: Texts) -> Html:
    own = tag("a", href=f"#{piece.id}", class_="at", tabindex="-1", aria_hidden="true")
    name = "strong" if piece.is_lead else "span"
    return joined([_before(piece, report, texts), tag(name, piece.text, own, class_="s", id=piece.id)])


def _before(piece: ShownSentence, report: ShownReport, texts: Texts) -> Html | None:
    """The notes on what the sentence was before, each seen by whoever comes with its former id."""
    formers = report.wordings.before.get(piece.id, ())
    if not formers:
        return None
    return tag("span", *(_note(former, report.number, texts) for former in formers), class_="was")


def _note(former: Former, number: int, texts: Texts) -> Html:
    standing = former.standing
    changed = _wordings(standing, texts) if standing.fate is Fate.CHANGED else ()
    return tag(
        "span",
        describe_fate(standing, number, texts),
        *changed,
        class_="note",
        id=former.id,
        role="note",
        lang=texts.web.tag,
    )


def _wordings(standing: CitationStatus, texts: Texts) -> tuple[Html, ...]:
    """The words as they were cited, and as they are."""
    old, new = standing.cited.quote if standing.cited else "", standing.words
    taken, put = find_differences(old, new)
    return (
        tag("span", tag("b", texts.as_cited), marked(old, taken, "del"), class_="wording"),
        tag("span", tag("b", texts.as_now), marked(new, put, "ins"), class_="wording"),
    )


def _gone(former: Former, number: int, texts: Texts) -> Html:
    standing = former.standing
    place = on_page(standing.report.page(standing.span.start), texts)
    quote = tag("q", standing.words)
    told = describe_fate(standing, number, texts)
    return tag("p", told, " ", quote, place, class_="note gone", id=former.id, role="note")


def marked(text: str, spans: Iterable[Span], name: str = "mark") -> Html:
    """A text with some of its stretches in an element."""
    inside = [any(span.start <= at < span.end for span in spans) for at in range(len(text))]
    pieces: list[Content] = []
    for is_in, group in groupby(range(len(text)), key=inside.__getitem__):
        places = list(group)
        stretch = text[places[0] : places[-1] + 1]
        pieces.append(tag(name, stretch) if is_in else stretch)
    return joined(pieces)
