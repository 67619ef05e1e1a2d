"""Figures side by side -> the caption of their chart, or a message without one; the button that opens a chart. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

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
from rag.ledger.figures.row import Progress, Row
from rag.ledger.series import kind_of, series_with
from rag.types import Answer, Citation

_LONGEST = 60  # UTF-16 code units of what one figure says
_SHORTEST = 9  # the same where there is room for regions alone
_WORTH_A_BUTTON = 3
"""Figures of one kind from which a chart is offered."""


def render_caption(snapshot: CorpusSnapshot, found: Charted, texts: Texts, account: Account) -> Message:
    """Each figure as it is told, linked to its sentence; only its year or region where there is no room for more."""
    whole = _linked(snapshot, found, account, lambda row: cut_off(_line(snapshot, found, row, texts), _LONGEST), "\n")
    if whole.length <= MessageLimit.CAPTION_LENGTH:
        return whole.message()
    in_time = found.chart.is_in_time

    def label(row: Row) -> str:
        return cut_off(label_of(snapshot, row, texts, is_in_time=in_time), _SHORTEST)

    return _linked(snapshot, found, account, label, " ").message()


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
    """A button for the chart of the regions that an answer compares, else of the first figure that has enough years."""
    if not _may_be_enough(snapshot, answer):
        return []
    cited = [one for citation in answer.citations for one in _cited_figures(snapshot, citation)]
    action = _regions_compared(snapshot, cited) or next(
        (one.action for one in cited if len(series_with(snapshot, one.row).rows) >= _WORTH_A_BUTTON), None
    )
    return [[button(texts.ledger.chart, action)]] if action else []


def _may_be_enough(snapshot: CorpusSnapshot, answer: Answer) -> bool:
    """Whether the reports can tell enough: reading all their figures takes a while the first time."""
    places = [at for citation in answer.citations if (at := snapshot.locate(citation.id))]
    regions = {snapshot.report(at).region for at in places}
    counts = Counter(report.region for report in snapshot.reports)
    return len(regions) >= _WORTH_A_BUTTON or any(counts[region] > 1 for region in regions)


class _Cited(NamedTuple):
    """A figure that an answer cites, and the chart of its years."""

    row: Row
    action: OpenChart


def _cited_figures(snapshot: CorpusSnapshot, citation: Citation) -> Iterator[_Cited]:
    for place, row in enumerate(rows_of(snapshot, citation.id)):
        if row.year is not None and any(row.told.overlaps(mark) for mark in citation.highlights):
            yield _Cited(row, OpenChart(citation.id, place))


def _regions_compared(snapshot: CorpusSnapshot, cited: Sequence[_Cited]) -> OpenChart | None:
    """The chart of the regions of which an answer cites figures of one kind and year, if they are enough."""
    regions: dict[object, set[str | None]] = defaultdict(set)
    for row, action in cited:
        told = regions[kind_of(row), row.year, row.progress is Progress.TARGET]
        told.add(snapshot.report(row.at).region)
        if len(told) >= _WORTH_A_BUTTON:
            return replace(action, by_region=True)
    return None


def rows_of(snapshot: CorpusSnapshot, sentence: str) -> Sequence[Row]:
    """The figures of a sentence that can stand in a chart; none where the sentence is gone."""
    at = snapshot.locate(sentence)
    return [row for row in read_rows(snapshot, at.report) if row.at == at and row.progress] if at else ()


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
