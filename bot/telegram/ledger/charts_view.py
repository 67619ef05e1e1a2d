"""Figures side by side -> the caption of their chart, or a message without one; the button that opens a chart. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton
from telegram.constants import MessageEntityType, MessageLimit

from bot.core.charts.finding import Charted, label_of, line_of
from bot.core.permalinks import Account
from bot.telegram.message_builder import Message, MessageBuilder
from bot.telegram.views.actions import OpenChart
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Row
from rag.ledger.series import series_with
from rag.types import Answer, Citation

_LONGEST = 60  # UTF-16 code units of what one figure says
_WORTH_A_BUTTON = 3
"""Figures of one kind from which a chart is offered."""


def render_caption(snapshot: CorpusSnapshot, found: Charted, texts: Texts, account: Account) -> Message:
    """Each figure as it is told, linked to its sentence; only its year or region where there is no room for more."""
    whole = _linked(snapshot, found, account, lambda row: cut_off(_line(snapshot, found, row, texts), _LONGEST), "\n")
    if whole.length <= MessageLimit.CAPTION_LENGTH:
        return whole.message()
    in_time = found.chart.is_in_time
    labels = _linked(snapshot, found, account, lambda row: label_of(snapshot, row, texts, is_in_time=in_time), " ")
    return labels.message()


def render_figures(snapshot: CorpusSnapshot, found: Charted, lead: str, texts: Texts, account: Account) -> Message:
    """The figures without a picture, after the reason why there is none."""
    writer = MessageBuilder()
    writer.write(lead)
    for row in found.rows:
        writer.write("\n")
        writer.link(cut_off(_line(snapshot, found, row, texts), _LONGEST), account.link(snapshot.sentence(row.at).id))
    return writer.message()


def sentences_of(snapshot: CorpusSnapshot, found: Charted) -> tuple[str, ...]:
    """The ids of the sentences that tell the figures."""
    return tuple(snapshot.sentence(row.at).id for row in found.rows)


def chart_rows(snapshot: CorpusSnapshot, answer: Answer, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """A button for the chart of the first figure cited of which there are enough years."""
    for citation in answer.citations:
        for place, row in enumerate(rows_of(snapshot, citation.id)):
            if _is_cited(row, citation) and len(series_with(snapshot, row).rows) >= _WORTH_A_BUTTON:
                return [[button(texts.ledger.chart, OpenChart(citation.id, place))]]
    return []


def rows_of(snapshot: CorpusSnapshot, sentence: str) -> Sequence[Row]:
    """The figures of a sentence that can stand in a chart; none where the sentence is gone."""
    at = snapshot.locate(sentence)
    return [row for row in read_rows(snapshot, at.report) if row.at == at and row.progress] if at else ()


def _is_cited(row: Row, citation: Citation) -> bool:
    told = row.told
    return row.year is not None and any(told.overlaps(mark) for mark in citation.highlights)


def _line(snapshot: CorpusSnapshot, found: Charted, row: Row, texts: Texts) -> str:
    return line_of(snapshot, row, texts, is_in_time=found.chart.is_in_time)


def _linked(
    snapshot: CorpusSnapshot, found: Charted, account: Account, words: Callable[[Row], str], between: str
) -> MessageBuilder:
    writer = MessageBuilder()
    writer.write(found.chart.title, MessageEntityType.BOLD)
    for number, row in enumerate(found.rows):
        writer.write(between if number else "\n")
        writer.link(words(row), account.link(snapshot.sentence(row.at).id))
    return writer
