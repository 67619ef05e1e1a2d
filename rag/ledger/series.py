"""A corpus, words for an indicator -> its figures of one kind, year by year or region by region. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.comparability import CountKind, stage_of
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Measure, Progress, Row
from rag.ledger.likeness import Rarity
from rag.ledger.lookup import likest, wordings_of
from rag.ledger.units import factor
from rag.text.figures import Direction
from rag.text.figures.kinds import RATES

_SEVERAL = 2
"""Figures from which there is something to set side by side."""
_GROWS = re.compile(rf"{RATES}|增长|\bgrowth\b", re.IGNORECASE)
_COUNTABLE = (Measure.AMOUNT, Measure.COUNT)


class SeriesKind(NamedTuple):
    """The properties that figures must share to be set side by side; units are converted."""

    name: str
    measure: Measure
    """COUNT for amounts too: their units tell them apart."""
    is_added: bool
    """A number of things that were added, not the total."""
    falls: bool
    """A number that was taken away. Negative growth is still growth."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind, none twice for a year or a region."""

    rows: tuple[Row, ...]

    @property
    def indicator(self) -> str:
        """The name that most of the figures have in the reports; the longest of several."""
        counts = Counter(row.indicator for row in self.rows)
        return max(counts, key=lambda name: (counts[name], len(name)))

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Values in the unit of the first row; falling rates are negative."""
        return tuple(_value(row, self.rows[0].figure.unit) for row in self.rows)


def kind_of(row: Row) -> SeriesKind:
    measure = Measure.COUNT if row.measure in _COUNTABLE else row.measure
    counted = measure is Measure.COUNT
    is_added = counted and stage_of(row) in (CountKind.ADDED, CountKind.DONE)
    return SeriesKind(row.name, measure, is_added, counted and row.figure.direction is Direction.DOWN)


def over_years(snapshot: CorpusSnapshot, region: str | None, words: str) -> Series | None:
    """One figure a year, oldest first; the result where the year has one. None where nothing is meant."""
    return _best(_rows(snapshot, [region]), words, lambda _: region, lambda _: (), _year)


def over_regions(snapshot: CorpusSnapshot, year: int | None, words: str) -> Series | None:
    """One figure a region, the largest first, for the year that most regions cover; all targets, or none."""
    regions = dict.fromkeys(report.region for report in snapshot.reports if report.region)

    def region_of(row: Row) -> str | None:
        return snapshot.report(row.at).region

    rows = (row for row in _rows(snapshot, list(regions)) if year is None or row.year == year)
    found = _best(rows, words, region_of, lambda row: (row.year, row.progress is Progress.TARGET), region_of)
    return _ranked(found) if found else None


def _ranked(series: Series) -> Series:
    """The largest first."""
    ranked = sorted(zip(series.values, series.rows, strict=True), key=lambda one: -one[0])
    return Series(tuple(row for _, row in ranked))


def series_with(snapshot: CorpusSnapshot, one: Row) -> Series:
    """The figures of the same kind in the same region, one a year, and this one for its own."""
    alike = [row for row in _rows(snapshot, [snapshot.report(one.at).region]) if _is_like(one, row)]
    return Series(_chosen([(1.0, row) for row in alike], _year))


def regions_with(snapshot: CorpusSnapshot, one: Row) -> Series:
    """The figures of the same kind, year and progress, one a region, the largest first."""

    def is_beside(row: Row) -> bool:
        return row.year == one.year and (row.progress is Progress.TARGET) is (one.progress is Progress.TARGET)

    regions = list(dict.fromkeys(report.region for report in snapshot.reports))
    alike = [(1.0, row) for row in _rows(snapshot, regions) if is_beside(row) and _is_like(one, row)]
    return _ranked(Series(_chosen(alike, lambda row: snapshot.report(row.at).region)))


def series_named(snapshot: CorpusSnapshot, region: str | None, name: str) -> tuple[Series, ...]:
    """The figures of this folded name, for each kind one a year."""
    groups = _grouped((1.0, row) for row in _rows(snapshot, [region]) if row.name == name)
    return tuple(Series(_chosen(group, _year)) for group in groups)


def _rows(snapshot: CorpusSnapshot, regions: Sequence[str | None]) -> Iterable[Row]:
    for at, report in enumerate(snapshot.reports):
        if report.region in regions:
            yield from (row for row in read_rows(snapshot, at) if _can_be_set_beside(row))


def _can_be_set_beside(row: Row) -> bool:
    return row.progress is not None and row.year is not None and not row.spans_years


def _best(
    rows: Iterable[Row],
    words: str,
    region_of: Callable[[Row], str | None],
    apart: Callable[[Row], Hashable],
    place: Callable[[Row], Hashable],
) -> Series | None:
    """The kind that the words mean: preferably with several figures, then with the name most alike, then with the most
    figures, then the newest.

    ``apart``: what keeps figures of one kind in different series. ``place``: of what there is one figure.
    """
    held = list(rows)
    rarity = Rarity(row.name for row in held)
    grows = bool(_GROWS.search(words))
    wanted = {region: wordings_of(words, region) for region in set(map(region_of, held))}
    scored = [(likest(wanted[region_of(row)], row, rarity), row) for row in held]
    meant = [(alike, row) for alike, row in scored if alike and (row.measure is Measure.GROWTH or not grows)]
    choices = [(max(alike for alike, _ in group), _chosen(group, place)) for group in _grouped(meant, apart)]
    if not choices:
        return None
    best = max(choices, key=lambda one: (len(one[1]) >= _SEVERAL, one[0], len(one[1]), _year(one[1][-1])))
    return Series(best[1])


def _grouped(
    scored: Iterable[tuple[float, Row]], apart: Callable[[Row], Hashable] = lambda _: ()
) -> list[list[tuple[float, Row]]]:
    """Groups of one kind whose units can be converted into each other."""
    groups: dict[Hashable, list[list[tuple[float, Row]]]] = {}
    for alike, row in scored:
        of_kind = groups.setdefault((kind_of(row), apart(row)), [])
        fitting = next((group for group in of_kind if _converts(group[0][1], row)), None)
        if fitting is None:
            of_kind.append([(alike, row)])
        else:
            fitting.append((alike, row))
    return [group for of_kind in groups.values() for group in of_kind]


def _chosen(group: Iterable[tuple[float, Row]], place: Callable[[Row], Hashable]) -> tuple[Row, ...]:
    """One row for each place: the result, the likest, the first told; in the order of the years."""
    best: dict[Hashable, tuple[bool, float, Row]] = {}
    for alike, row in group:
        held = best.get(place(row))
        if held is None or (row.progress is not Progress.TARGET, alike) > held[:2]:
            best[place(row)] = (row.progress is not Progress.TARGET, alike, row)
    return tuple(sorted((row for _, _, row in best.values()), key=_year))


def _is_like(one: Row, other: Row) -> bool:
    return one.name == other.name and kind_of(one) == kind_of(other) and _converts(one, other)


def _converts(one: Row, other: Row) -> bool:
    return factor(one.figure.unit, other.figure.unit) is not None


def _year(row: Row) -> int:
    return row.year or 0


def _value(row: Row, unit: str) -> Fraction:
    value = row.figure.low * (factor(unit, row.figure.unit) or 1)
    moves = row.measure in (Measure.GROWTH, Measure.POINTS)
    return -value if moves and row.figure.direction is Direction.DOWN else value
