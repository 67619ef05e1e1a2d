"""A version and a place in it -> the message that browses its outline: reports, parts, items, their text. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.answer_text import section_line
from bot.telegram.message_builder import Message, MessageBuilder, split_text, utf16_length
from bot.telegram.views.actions import OpenContents, OpenSection
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot, Location

_SHORT = 300  # UTF-16 code units of text that stands above the list of children
_PAGE = 800  # UTF-16 code units of text: about one screen of a phone
_BUTTONS_A_PAGE = 40
_LONGEST_LABEL = 60
_LONGEST_TITLE = 400
_ROW = re.compile(r"\|.{0,2000}\|")
_CELLS = " · "


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A heading of the outline, or a whole report, with what stands under it."""

    title: str
    text: str
    """The text directly under it, outside of its children."""
    children: tuple[tuple[str, OpenSection], ...]
    """Heading of each section one level deeper and the way to it, in reading order."""
    is_report: bool

    @property
    def pages(self) -> list[str]:
        """Its text, page by page; more pages where there are more children than one keyboard holds.

        The list of its children comes first, and its own text after it where that is not short.
        """
        own = split_text(self.text, _PAGE) if self.text or not self.children else []
        texts = ([""] if self.children and (self.is_report or utf16_length(self.text) > _SHORT) else []) + own
        return texts + [""] * (-(-len(self.children) // _BUTTONS_A_PAGE) - len(texts))


def render_contents(version: CorpusSnapshot, texts: Texts, page: int = 0) -> Message:
    """The way in: a page of the list of reports, or the outline of the only one."""
    starts = {r: outline.sentences[0].id for r, outline in enumerate(version.outlines) if outline.sentences}
    if len(version.reports) == 1 and starts:
        return render_section(version, OpenSection(next(iter(starts.values())), 0), texts) or Message(texts.gone)
    pages = -(-len(starts) // _BUTTONS_A_PAGE)
    if not pages:
        return Message(texts.empty_corpus)
    page = min(page, pages - 1)
    shown = list(starts.items())[page * _BUTTONS_A_PAGE :][:_BUTTONS_A_PAGE]
    rows = [[_section_button(version.reports[r].name, OpenSection(first, 0))] for r, first in shown]
    turns = _turns(OpenContents(page), pages, texts)
    return Message(texts.contents, (), InlineKeyboardMarkup([*rows, turns] if turns else rows))


def render_section(version: CorpusSnapshot, action: OpenSection, texts: Texts) -> Message | None:
    """One page of a section, with ways to its sub-sections; None if this version has no such section or page."""
    at = version.locate(action.sentence)
    if at is None or action.depth > len(version.section(at).path):
        return None
    node = find_node(version, at, action.depth)
    pages = node.pages
    if action.page >= len(pages):
        return None
    writer = MessageBuilder()
    number = f" ({action.page + 1}/{len(pages)})" if len(pages) > 1 else ""
    writer.write(cut_off(node.title, _LONGEST_TITLE) + number, MessageEntityType.BOLD)
    if pages[action.page]:
        writer.write("\n\n" + pages[action.page])
    children = node.children[action.page * _BUTTONS_A_PAGE :][:_BUTTONS_A_PAGE]
    rows = [[_section_button(heading, way)] for heading, way in children]
    rows += [_turns(action, len(pages), texts), _way_up(version, action, texts)]
    return writer.message(InlineKeyboardMarkup([row for row in rows if row]))


def find_node(version: CorpusSnapshot, at: Location, depth: int) -> OutlineNode:
    """The section at this depth of the path above a sentence; of a report without headings, its whole text."""
    report, outline = version.report(at), version.outlines[at.report]
    path = version.section(at).path[:depth]
    own = [s for s in outline.sections if s.path == path]
    children: dict[str, OpenSection] = {}
    for sentence in outline.sentences:
        below = outline.sections[sentence.section].path
        if len(below) > depth and below[:depth] == path:
            children.setdefault(below[depth], OpenSection(sentence.id, depth + 1))
    text = "\n".join(_readable(report.text[s.heading_end : s.end], with_tables=bool(path)) for s in own)
    return OutlineNode(
        section_line(report.name, path, with_report=not path), text.strip(), tuple(children.items()), not path
    )


def _readable(text: str, *, with_tables: bool) -> str:
    """The text without the bars of table rows. The table above a report describes the web page, and is left out."""
    shown = []
    for line in text.strip().splitlines():
        if not _ROW.fullmatch(line.strip()):
            shown.append(line)
        elif with_tables:
            shown.append(_CELLS.join(cell.strip() for cell in line.split("|") if cell.strip()))
    return "\n".join(shown)


def _turns(action: OpenSection | OpenContents, pages: int, texts: Texts) -> list[InlineKeyboardButton]:
    turns: list[InlineKeyboardButton] = []
    if action.page > 0:
        turns.append(button(texts.previous_page, replace(action, page=action.page - 1)))
    if action.page < pages - 1:
        turns.append(button(texts.next_page, replace(action, page=action.page + 1)))
    return turns


def _way_up(version: CorpusSnapshot, action: OpenSection, texts: Texts) -> list[InlineKeyboardButton]:
    if action.depth > 0:
        return [button(texts.up, OpenSection(action.sentence, action.depth - 1))]
    return [button(texts.contents, OpenContents())] if len(version.reports) > 1 else []


def _section_button(heading: str, way: OpenSection) -> InlineKeyboardButton:
    return button(cut_off(heading, _LONGEST_LABEL), way)
