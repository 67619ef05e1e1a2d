"""Words for an indicator -> its figures side by side, and the chart of them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.charts.chart import Chart, chart_of_regions, chart_of_years, region_of
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Row
from rag.ledger.requests import indicator_words
from rag.ledger.selection import read_scope, regions_of
from rag.ledger.series import Series, over_regions, over_years, regions_with, series_with
from rag.text.divisions import own_names

_GLUED = re.compile(r"(?<=[A-Za-z])(?=20\d{2})")
"""The place between the letters of an indicator and a year: GDP2025年."""
ENOUGH = 2
"""Figures from which there is something to draw."""
_MOST = 80
"""Regions in one chart: a message has 100 links at most."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart with the figures in it."""

    chart: Chart
    rows: tuple[Row, ...]

    @property
    def is_enough(self) -> bool:
        return len(self.rows) >= ENOUGH


def read_asked(snapshot: CorpusSnapshot, words: str) -> tuple[str, str | None, int | None]:
    """The indicator, the region and the year that words name."""
    words = _GLUED.sub(" ", words)
    region, year = read_scope(snapshot, words)
    for name in sorted(own_names(region), key=len, reverse=True) if region else ():
        words = words.replace(name, " ")
    return indicator_words(words), region, year


def find_chart(
    snapshot: CorpusSnapshot, indicator: str, region: str | None, year: int | None, texts: Texts
) -> Charted | None:
    """The years of one region, or all regions in one year. None where no figure is meant."""
    regions = regions_of(snapshot)
    if region or len(regions) < ENOUGH:
        series = over_years(snapshot, region or next(iter(regions), None), indicator)
        return Charted(chart_of_years(snapshot, series, texts), series.rows) if series else None
    series = over_regions(snapshot, year, indicator)
    return _charted_regions(snapshot, series, texts) if series else None


def _charted_regions(snapshot: CorpusSnapshot, series: Series, texts: Texts) -> Charted:
    shown = Series(series.rows[:_MOST])
    return Charted(chart_of_regions(snapshot, shown, len(series.rows), texts), shown.rows)


def chart_with(snapshot: CorpusSnapshot, row: Row, texts: Texts, *, by_region: bool) -> Charted:
    """The regions or the years of a figure's kind."""
    if by_region:
        return _charted_regions(snapshot, regions_with(snapshot, row), texts)
    series = series_with(snapshot, row)
    return Charted(chart_of_years(snapshot, series, texts), series.rows)


def line_of(snapshot: CorpusSnapshot, row: Row, texts: Texts, *, is_in_time: bool) -> str:
    """A figure with its year or region before it, as it stands in the report."""
    label = label_of(snapshot, row, texts, is_in_time=is_in_time)
    return f"{label}{texts.ledger.colon}{row.words(snapshot)}"


def label_of(snapshot: CorpusSnapshot, row: Row, texts: Texts, *, is_in_time: bool) -> str:
    return texts.ledger.year.format(year=row.year) if is_in_time else region_of(snapshot, row)
