"""Words in their place -> the message that shows them there, and how they have changed since they were cited. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.answer_text import on_page, section_line
from bot.core.citation_status import CitationStatus, SourceParagraph, describe_fate
from bot.core.permalinks import Account
from bot.core.text_diff import find_differences
from bot.telegram.message_builder import MAX_TEXT, Message, MessageBuilder
from bot.telegram.views.actions import BackToAnswer, OpenSource
from bot.telegram.views.answer_keyboard import source_rows
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import shorten
from bot.telegram.views.sharing import make_reference, share_row
from bot.texts import Texts
from rag.corpus.diff.citation_tracking import Fate

_LONGEST_TITLE = 600
_LONGEST_WORDING = 1200  # UTF-16 code units of each of two wordings


def render_source(
    standing: CitationStatus,
    paragraph: SourceParagraph,
    action: OpenSource,
    number: int,
    texts: Texts,
    account: Account,
    sources: Sequence[str] = (),
) -> Message:
    """The paragraph as a quote, the cited words bold, under its place; where they have changed, both wordings above it.

    ``number``: of today's version. ``sources``: ids of all that the answer cites, for a way to each.
    """
    writer = MessageBuilder()
    title = section_line(paragraph.report, paragraph.section, with_report=True)
    writer.write_pieces(shorten(title, (), _LONGEST_TITLE))
    writer.write(on_page(paragraph.page, texts, recognised=standing.report.is_recognised(paragraph.page)))
    if fate := describe_fate(standing, number, texts):
        writer.write("\n" + fate)
    if standing.fate is Fate.CHANGED and action.shift == 0:
        _write_wordings(writer, standing, texts)
    if paragraph.text != standing.words or standing.fate is not Fate.CHANGED:
        writer.write("\n")
        with writer.block(MessageEntityType.BLOCKQUOTE):
            writer.write_pieces(shorten(paragraph.text, paragraph.cited, MAX_TEXT - writer.length))
    page = account.page(standing.report.name, action.sentence)
    reference = make_reference(standing.report.name, standing.section, standing.words, page=page)
    shares = share_row([action.sentence], reference, texts, account)
    rows = [*source_rows(sources, action.sentence), *_rows(paragraph, action, texts, shares)]
    return writer.message(InlineKeyboardMarkup(rows))


def _write_wordings(writer: MessageBuilder, standing: CitationStatus, texts: Texts) -> None:
    """The old wording, with what was taken out struck through, and the new one, with what was put in bold."""
    old, new = standing.cited.quote if standing.cited else "", standing.words
    taken, put = find_differences(old, new)
    for label, words, marks, style in (
        (texts.as_cited, old, taken, MessageEntityType.STRIKETHROUGH),
        (texts.as_now, new, put, MessageEntityType.BOLD),
    ):
        writer.write(f"\n{label}\n")
        with writer.block(MessageEntityType.BLOCKQUOTE):
            writer.write_pieces(shorten(words, marks, _LONGEST_WORDING), style)


def _rows(
    paragraph: SourceParagraph, action: OpenSource, texts: Texts, shares: list[InlineKeyboardButton]
) -> list[list[InlineKeyboardButton]]:
    neighbours: list[InlineKeyboardButton] = []
    if paragraph.has_previous:
        neighbours.append(button(texts.previous, action.shifted(-1)))
    if paragraph.has_next:
        neighbours.append(button(texts.next, action.shifted(1)))
    rows = [neighbours, shares] if neighbours else [shares]
    return rows if action.alone else [*rows, [button(texts.back, BackToAnswer())]]
