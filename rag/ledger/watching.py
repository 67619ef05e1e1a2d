"""A region's figures of one name, in two versions of the corpus -> what has changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Row
from rag.ledger.series import kind_of, over_years, series_named
from rag.ledger.units import family


class WatchedFigure(NamedTuple):
    """A figure as a version gives it."""

    kind: str
    """The kind of figure and its unit: of each kind there is one figure a year."""
    year: int
    value: str
    """The number with its qualifiers, and whether it is a target or a result."""
    words: str
    """Indicator and figure as the report says them."""
    sentence: str
    """The id of the sentence."""


class WatchedChange(NamedTuple):
    """One of the two is None where the figure is new or gone."""

    before: WatchedFigure | None
    after: WatchedFigure | None


class Indicator(NamedTuple):
    name: str
    """Folded, as rows have it."""
    said: str


def find_indicator(snapshot: CorpusSnapshot, region: str | None, words: str) -> Indicator | None:
    """The indicator that words mean; None where the region has no figure of it."""
    series = over_years(snapshot, region, words)
    return Indicator(series.rows[0].name, series.indicator) if series else None


def figures_told(snapshot: CorpusSnapshot, region: str | None, name: str) -> tuple[WatchedFigure, ...]:
    """The figures of this name, kind by kind and year by year."""
    rows = (row for series in series_named(snapshot, region, name) for row in series.rows)
    return tuple(sorted({(told.kind, told.year): told for told in (_told(snapshot, row) for row in rows)}.values()))


def changes_between(before: Iterable[WatchedFigure], after: Iterable[WatchedFigure]) -> tuple[WatchedChange, ...]:
    """Figures with another value, new ones and those that are gone. Other words for the same value do not count."""
    old, new = ({(told.kind, told.year): told for told in some} for some in (before, after))
    pairs = [WatchedChange(old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    return tuple(pair for pair in pairs if not _is_same(pair))


def _is_same(change: WatchedChange) -> bool:
    before, after = change
    return before is not None and after is not None and before.value == after.value


def _told(snapshot: CorpusSnapshot, row: Row) -> WatchedFigure:
    kind, figure = kind_of(row), row.figure
    qualifiers = "+".join(sorted(figure.qualifiers))
    return WatchedFigure(
        kind=f"{kind.measure}/{family(figure.unit)}/{int(kind.is_added)}{int(kind.falls)}",
        year=row.year or 0,
        value=f"{figure.low}..{figure.high} {figure.unit} {figure.direction} {qualifiers} {row.progress}",
        words=" ".join(row.told.of(snapshot.report(row.at).text).split()),
        sentence=snapshot.sentence(row.at).id,
    )
