"""Cited words -> cards for inline mode: what the list shows, and what is sent when one is chosen. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.core.answer_text import is_answered, said, section_line
from bot.core.citation_status import CitationStatus, describe_change
from bot.core.permalinks import Account
from bot.telegram.message_builder import MAX_TEXT, Message, MessageBuilder, StyledText, head, split_text
from bot.telegram.views.excerpts import ELLIPSIS, shorten
from bot.telegram.views.quotation import REFERENCE_ROOM, as_cited, marks_of, write_quotation, write_standing
from bot.texts import Texts
from rag.types import Answer, Citation, Span

ANSWER = "answer"
_TITLE_ROOM, _DESCRIPTION_ROOM = 100, 140  # more is not seen in a list
_WORDS_ROOM, _SHARED_ROOM = 1500, 240
_LEAST_WORDS = 60
_MOST_QUOTES = 12
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def citation_card(citation: Citation, account: Account, several_reports: bool) -> InlineQueryResultArticle:
    """Title: the section. Description: the words around those that match."""
    writer = MessageBuilder()
    write_quotation(writer, citation, account, _WORDS_ROOM)
    return _card(citation.id, _title(citation, several_reports), _excerpt(citation), writer.message())


def example_card(number: int, answer: Answer, texts: Texts, account: Account) -> InlineQueryResultArticle:
    """Title: the question. Sent is its answer."""
    told = head(" ".join(statement.text for statement in answer.statements), _DESCRIPTION_ROOM)
    return _card(f"{ANSWER}{number}", answer.question, told, write_answer(answer, texts, account))


def answer_card(answer: Answer, texts: Texts, account: Account) -> InlineQueryResultArticle:
    """Title: the statements. Sent are these with their quotes."""
    title = head(" ".join(statement.text for statement in answer.statements), _TITLE_ROOM)
    first = answer.citations[0] if answer.citations else None
    place = section_line(first.report, first.section, with_report=True) if first else ""
    return _card(ANSWER, title, head(place, _DESCRIPTION_ROOM), write_answer(answer, texts, account))


def write_answer(answer: Answer, texts: Texts, account: Account) -> Message:
    """One message without buttons: what is said, then the quotes, each with its reference."""
    writer = MessageBuilder()
    text, *left_out = split_text(said(answer, texts), MAX_TEXT // 2)
    writer.write(text + (ELLIPSIS if left_out else ""))
    shown = (answer.citations if is_answered(answer) else answer.nearest)[:_MOST_QUOTES]
    room = (MAX_TEXT - writer.length) // max(1, len(shown)) - REFERENCE_ROOM
    for citation in shown:
        if writer.length + 1 + _LEAST_WORDS + REFERENCE_ROOM > MAX_TEXT:
            break
        writer.write("\n")
        label = f"[{citation.number}] " if citation.number else ""
        write_quotation(writer, citation, account, max(_LEAST_WORDS, room), label)
    return writer.message()


def standing_card(
    sentence_id: str, standing: CitationStatus, number: int, texts: Texts, account: Account, words: Span | None = None
) -> InlineQueryResultArticle:
    """The words as they were cited, and their fate; cut around the answering ``words`` where these are known."""
    citation, writer = as_cited(sentence_id, standing, words), MessageBuilder()
    room = _SHARED_ROOM if citation.highlights else _WORDS_ROOM
    write_standing(writer, citation, describe_change(standing, number, texts), account, room)
    return _card(sentence_id, _title(citation, several_reports=True), _excerpt(citation), writer.message())


def _card(number: str, title: str, description: str, message: Message) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message.text, entities=message.entities, link_preview_options=_NO_PREVIEW)
    return InlineQueryResultArticle(number, title or ELLIPSIS, content, description=description)


def _title(citation: Citation, several_reports: bool) -> str:
    title = section_line(citation.report, citation.section, several_reports)
    return _plain(shorten(title, (), _TITLE_ROOM))


def _excerpt(citation: Citation) -> str:
    return _plain(shorten(citation.quote, marks_of(citation), _DESCRIPTION_ROOM))


def _plain(pieces: Sequence[StyledText]) -> str:
    return "".join(piece.text for piece in pieces)
