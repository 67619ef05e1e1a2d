"""Figures side by side -> a chart of them: one bar each, with the figure as the report says it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.ledger_text import figure_words
from bot.core.sanitize import printable
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Measure, Progress, Row
from rag.ledger.series import Series

_LONGEST, _LONGEST_NAME, _LONGEST_LABEL = 80, 40, 20  # characters


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    """The year, or the region."""
    value: float
    words: str
    """The figure as it is told."""
    is_target: bool


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    bars: tuple[Bar, ...]
    is_in_time: bool
    """Whether the bars are years, which stand from left to right; regions lie below each other."""
    legend: tuple[str, str] | None
    """The words for results and for targets, where there are both."""
    source: str


def chart_of_years(snapshot: CorpusSnapshot, series: Series, texts: Texts) -> Chart:
    region = snapshot.report(series.rows[0].at).region or ""
    title = texts.ledger.chart_of_years.format(region=region, indicator=_indicator(series, texts))
    labels = [texts.ledger.year.format(year=row.year) for row in series.rows]
    return _chart(snapshot, title, labels, series, texts, is_in_time=True)


def chart_of_regions(snapshot: CorpusSnapshot, series: Series, count: int, texts: Texts) -> Chart:
    """The title says where all are targets. ``count``: the regions that have such a figure, shown or not."""
    first = series.rows[0]
    said = texts.ledger.chart_of_targets if first.progress is Progress.TARGET else texts.ledger.chart_of_regions
    title = said.format(year=first.year, indicator=_indicator(series, texts))
    if len(series.rows) < count:
        title += texts.ledger.first_of.format(count=count, shown=len(series.rows))
    return _chart(snapshot, title, [region_of(snapshot, row) for row in series.rows], series, texts, is_in_time=False)


def region_of(snapshot: CorpusSnapshot, row: Row) -> str:
    report = snapshot.report(row.at)
    return _in_one_line(report.region or report.name, _LONGEST_LABEL)


def _chart(
    snapshot: CorpusSnapshot, title: str, labels: list[str], series: Series, texts: Texts, *, is_in_time: bool
) -> Chart:
    bars = tuple(
        Bar(
            _in_one_line(label, _LONGEST_LABEL),
            float(value),
            figure_words(snapshot, row),
            row.progress is Progress.TARGET,
        )
        for label, value, row in zip(labels, series.values, series.rows, strict=True)
    )
    legend = (texts.ledger.results, texts.ledger.aims) if len({bar.is_target for bar in bars}) > 1 else None
    return Chart(_in_one_line(title, _LONGEST), bars, is_in_time, legend, _source(snapshot, series, texts))


def _indicator(series: Series, texts: Texts) -> str:
    name = _in_one_line(series.indicator, _LONGEST_NAME)
    return name + (texts.ledger.growth if series.rows[0].measure is Measure.GROWTH else "")


def _source(snapshot: CorpusSnapshot, series: Series, texts: Texts) -> str:
    names = list(dict.fromkeys(snapshot.report(row.at).name for row in series.rows))
    return texts.ledger.drawn_from(_in_one_line(names[0], _LONGEST_NAME), len(names) - 1)


def _in_one_line(words: str, most: int) -> str:
    """A picture has no room for more, whatever reports and regions are called."""
    return " ".join(printable(words).split())[:most]
