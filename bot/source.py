"""A version and a sentence id -> the message that shows the sentence in its place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.buttons import BackToAnswer, OpenSource, button
from bot.message import MAX_TEXT, Message, Writer
from bot.said import section_line
from bot.shorten import shorten
from bot.texts import Texts
from rag.types import Span
from rag.version import Location, Version

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_LONGEST_TITLE = 600


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report with its surroundings."""

    report: str
    section: tuple[str, ...]
    """Path of the cited sentence, or of the paragraph's beginning where it is not the cited one."""
    text: str
    cited: tuple[Span, ...]
    """The cited words, as offsets into ``text``; empty for a neighbour."""
    has_previous: bool
    has_next: bool


def find_paragraph(version: Version, sentence_id: str, shift: int) -> Paragraph | None:
    """The paragraph ``shift`` after the one the sentence stands in; None if this version has no such place."""
    at = version.locate(sentence_id)
    if at is None:
        return None
    text, sentence = version.report(at).text, version.sentence(at)
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    holding = [i for i, line in enumerate(lines) if line.overlaps(Span(sentence.start, sentence.end))]
    first, last = (holding[0], holding[-1]) if shift == 0 else _neighbour(holding, shift)
    if first < 0 or last >= len(lines):
        return None
    start, end = lines[first].start, lines[last].end
    return Paragraph(
        report=version.report(at).name,
        section=version.section(at).path if shift == 0 else _path_at(version, at, start),
        text=text[start:end],
        cited=(Span(sentence.start - start, sentence.end - start),) if shift == 0 else (),
        has_previous=first > 0,
        has_next=last < len(lines) - 1,
    )


def render_source(paragraph: Paragraph, action: OpenSource, texts: Texts) -> Message:
    """The paragraph as a quote, the cited words bold, under its place; buttons to its neighbours and to the answer."""
    title = section_line(paragraph.report, paragraph.section, with_report=True)
    writer = Writer()
    writer.write_pieces(shorten(title, (), _LONGEST_TITLE))
    writer.write("\n")
    with writer.block(MessageEntityType.BLOCKQUOTE):
        writer.write_pieces(shorten(paragraph.text, paragraph.cited, MAX_TEXT - writer.length))
    return writer.message(_keyboard(paragraph, action, texts))


def _neighbour(holding: list[int], shift: int) -> tuple[int, int]:
    line = holding[0] + shift if shift < 0 else holding[-1] + shift
    return line, line


def _path_at(version: Version, at: Location, offset: int) -> tuple[str, ...]:
    sections = version.outlines[at.report].sections
    return next((s.path for s in sections if s.start <= offset < s.end), ())


def _keyboard(paragraph: Paragraph, action: OpenSource, texts: Texts) -> InlineKeyboardMarkup:
    neighbours: list[InlineKeyboardButton] = []
    if paragraph.has_previous:
        neighbours.append(button(texts.previous, OpenSource(action.sentence, action.shift - 1)))
    if paragraph.has_next:
        neighbours.append(button(texts.next, OpenSource(action.sentence, action.shift + 1)))
    rows = [neighbours] if neighbours else []
    return InlineKeyboardMarkup([*rows, [button(texts.back, BackToAnswer())]])
