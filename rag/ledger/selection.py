"""A request for figures of a corpus -> the reports and rows that are meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.comparability import own_year
from rag.ledger.figures.indicator import counted_name, folded_name
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Row
from rag.ledger.likeness import WHOLE, Rarity
from rag.ledger.targets import find_following
from rag.text.divisions import own_names
from rag.text.plain import grams
from rag.text.time_expressions import asked_years

_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """None asks all."""

    region: str | None = None
    year: int | None = None
    """The year that the figure is for."""
    indicator: str | None = None


def regions_of(snapshot: CorpusSnapshot) -> tuple[str, ...]:
    """The regions that gave the reports, in their order."""
    return tuple(dict.fromkeys(report.region for report in snapshot.reports if report.region))


def planning_reports(snapshot: CorpusSnapshot, region: str | None = None, year: int | None = None) -> tuple[int, ...]:
    """The report whose targets are asked for, for each region: that of the year, else the newest that another follows,
    else the newest."""
    chosen: dict[str | None, int] = {}
    for at, report in enumerate(snapshot.reports):
        if report.year is None or not _is_of(report.region, region) or (year or report.year) != report.year:
            continue
        held = chosen.get(report.region)
        if held is None or _recency(snapshot, at) > _recency(snapshot, held):
            chosen[report.region] = at
    return tuple(chosen.values())


def read_scope(snapshot: CorpusSnapshot, words: str) -> tuple[str | None, int | None]:
    """The region and the year that words name; relative years as a reader of the newest report means them."""
    region = next((region for region in regions_of(snapshot) if _names(words, region)), None)
    newest = max(snapshot.reports, key=lambda report: report.year or 0, default=None)
    years = asked_years(words, newest) or [int(found) for found in _YEAR.findall(words)]
    year = next((one if isinstance(one, int) else one.year for one in years), None)
    return region, year


def find_planning(snapshot: CorpusSnapshot, words: str, chosen: str | None = None) -> tuple[int, ...]:
    """The reports whose targets words ask for, by region or year; where they name no region, that of the report
    ``chosen``. None where they name neither."""
    region, year = read_scope(snapshot, words)
    if words.strip() and region is None and year is None:
        return ()
    region = region or next((report.region for report in snapshot.reports if report.name == chosen), None)
    return planning_reports(snapshot, region, year)


def _names(words: str, region: str) -> bool:
    return any(name in words for name in own_names(region))


def select_rows(snapshot: CorpusSnapshot, query: FigureQuery) -> tuple[Row, ...]:
    """The rows in the order of the reports; bases of a comparison are left out."""
    reports = [at for at, report in enumerate(snapshot.reports) if _is_of(report.region, query.region)]
    rows = (row for at in reports for row in read_rows(snapshot, at) if row.progress)
    of_year = (row for row in rows if query.year is None or own_year(row) == query.year)
    if query.indicator is None:
        return tuple(of_year)
    return tuple(_named(list(of_year), query.indicator, query.region))


def _named(rows: list[Row], indicator: str, region: str | None) -> Iterator[Row]:
    """Those whose name holds what is asked for."""
    wanted = grams(counted_name(folded_name(indicator, region)))
    rarity = Rarity(row.name for row in rows)
    return (row for row in rows if rarity.share(wanted, grams(row.name)) >= WHOLE)


def _is_of(region: str | None, asked: str | None) -> bool:
    return asked is None or asked in own_names(region) or asked == region


def _recency(snapshot: CorpusSnapshot, report: int) -> tuple[bool, int]:
    return find_following(snapshot, report) is not None, snapshot.reports[report].year or 0
