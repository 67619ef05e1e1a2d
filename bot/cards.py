"""Cited words -> cards for inline mode: what the list shows, and what is sent when one is chosen. Pure.

What is sent is a block of the report's words, bold where they answer, over the reference, which links to them for ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import MessageEntityType

from bot.message import MAX_TEXT, Message, Piece, Writer, head, split_text
from bot.permalinks import Account
from bot.said import said, section_line
from bot.shorten import ELLIPSIS, shorten
from bot.standing import Standing, describe_fate
from bot.texts import Texts
from rag.trace import Fate
from rag.types import Answer, Citation, Span

ANSWER = "answer"
_USAGE = "usage"
_TITLE_ROOM, _DESCRIPTION_ROOM = 100, 140  # more is not seen in a list
_WORDS_ROOM = 1500
_REFERENCE_ROOM = 250
_LEAST_WORDS = 60
_MOST_QUOTES = 10
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def citation_card(citation: Citation, account: Account, several_reports: bool) -> InlineQueryResultArticle:
    """Title: the section. Description: the words around those that match."""
    writer = Writer()
    _write_quotation(writer, citation, account, _WORDS_ROOM)
    return _card(citation.id, _title(citation, several_reports), _excerpt(citation), writer.message())


def answer_card(answer: Answer, texts: Texts, account: Account) -> InlineQueryResultArticle:
    """Title: the statements. Sent are these with their quotes."""
    writer = Writer()
    text, *_ = split_text(said(answer, texts), MAX_TEXT // 2)
    writer.write(text)
    shown = answer.citations[:_MOST_QUOTES]
    room = (MAX_TEXT - writer.length) // max(1, len(shown)) - _REFERENCE_ROOM
    for citation in shown:
        writer.write("\n")
        _write_quotation(writer, citation, account, max(_LEAST_WORDS, room), f"[{citation.number}] ")
    title = head(" ".join(statement.text for statement in answer.statements), _TITLE_ROOM)
    place = section_line(shown[0].report, shown[0].section, with_report=True) if shown else ""
    return _card(ANSWER, title, head(place, _DESCRIPTION_ROOM), writer.message())


def standing_card(
    sentence_id: str, standing: Standing, number: int, texts: Texts, account: Account
) -> InlineQueryResultArticle:
    """The words as they were cited; where they are not so any more, this is said below them."""
    cited = standing.cited if standing.fate is not Fate.UNCHANGED else None
    citation = Citation(
        sentence_id,
        cited.report.name if cited else standing.report.name,
        cited.section if cited else standing.section,
        cited.quote if cited else standing.words,
        0,
        len(cited.quote if cited else standing.words),
    )
    writer = Writer()
    _write_quotation(writer, citation, account, _WORDS_ROOM)
    if cited:
        writer.write("\n" + describe_fate(standing, number, texts))
    return _card(sentence_id, _title(citation, several_reports=True), _excerpt(citation), writer.message())


def usage_card(texts: Texts, account: Account) -> InlineQueryResultArticle:
    example = texts.inline_example.format(username=account.username)
    return _card(_USAGE, texts.inline_usage, example, Message(f"{texts.inline_usage}\n{example}"))


def _card(number: str, title: str, description: str, message: Message) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message.text, entities=message.entities, link_preview_options=_NO_PREVIEW)
    return InlineQueryResultArticle(number, title or ELLIPSIS, content, description=description)


def _title(citation: Citation, several_reports: bool) -> str:
    title = section_line(citation.report, citation.section, several_reports)
    return _plain(shorten(title, (), _TITLE_ROOM))


def _excerpt(citation: Citation) -> str:
    return _plain(shorten(citation.quote, _marks(citation), _DESCRIPTION_ROOM))


def _write_quotation(writer: Writer, citation: Citation, account: Account, room: int, label: str = "") -> None:
    with writer.block(MessageEntityType.BLOCKQUOTE):
        writer.write_pieces(shorten(citation.quote, _marks(citation), room))
    place = section_line(f"《{citation.report}》", citation.section, with_report=True)
    writer.write("\n" + label)
    writer.link(f"—— {_plain(shorten(place, (), _REFERENCE_ROOM - 20))}", account.link(citation.id))


def _marks(citation: Citation) -> Sequence[Span]:
    return [Span(mark.start - citation.start, mark.end - citation.start) for mark in citation.highlights]


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
