"""Cited words -> a block of them, bold where they answer, over the reference, a permanent link. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from telegram.constants import MessageEntityType

from bot.core.answer_text import section_line
from bot.core.citation_status import CitationStatus
from bot.core.permalinks import Account
from bot.telegram.message_builder import MessageBuilder
from bot.telegram.views.excerpts import shorten
from bot.texts import ZH
from rag.corpus.diff.citation_tracking import Fate
from rag.types import Citation, Span

REFERENCE_ROOM = 250
"""UTF-16 code units that a quotation takes beside its words, at most."""


def write_quotation(writer: MessageBuilder, citation: Citation, account: Account, room: int, label: str = "") -> None:
    """``room`` is for the words."""
    with writer.block(MessageEntityType.BLOCKQUOTE):
        writer.write_pieces(shorten(citation.quote, marks_of(citation), room))
    mark = ZH.recognised if citation.recognised else ""  # the reference is in the language of the report
    place = section_line(f"《{citation.report}》{mark}", citation.section, with_report=True)
    writer.write("\n" + label)
    shown = "".join(piece.text for piece in shorten(place, (), REFERENCE_ROOM - 20))
    writer.link(f"—— {shown}", account.link(citation.id))
    if page := account.page(citation.report, citation.id):
        writer.write(" ")
        writer.link(ZH.web.page, page)


def write_standing(writer: MessageBuilder, citation: Citation, change: str, account: Account, room: int) -> None:
    """The words of ``as_cited``, and below them their ``describe_change``."""
    write_quotation(writer, citation, account, room)
    if change:
        writer.write("\n" + change)


def as_cited(sentence_id: str, standing: CitationStatus, words: Span | None = None) -> Citation:
    """The words as they were when they were cited; where they are the same, their place of today.

    ``words``: the answering ones, as a place in the quote.
    """
    cited = standing.cited if standing.fate is not Fate.UNCHANGED else None
    report, section, span = (
        (cited.report, cited.section, cited.span) if cited else (standing.report, standing.section, standing.span)
    )
    recognised = report.is_recognised(report.page(span.start))
    quote = span.of(report.text)
    marks: tuple[Span, ...] = ()
    if words and words.start < words.end <= len(quote):  # anybody can write such a place
        marks = (Span(span.start + words.start, span.start + words.end),)
    return Citation(sentence_id, report.name, section, quote, span.start, span.end, None, marks, recognised=recognised)


def marks_of(citation: Citation) -> Sequence[Span]:
    """The answering words, as offsets into the quote."""
    return [Span(mark.start - citation.start, mark.end - citation.start) for mark in citation.highlights]
