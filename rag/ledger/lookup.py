"""Words for an indicator -> the targets, or the figures year by year, that they mean. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.ledger.comparability import CountKind, stage_of
from rag.ledger.figures.indicator import counted_name, folded_name, opening_acts
from rag.ledger.figures.row import Measure, Progress, Row
from rag.ledger.likeness import WHOLE, Rarity
from rag.ledger.targets import Entry
from rag.text.glossary import official_terms
from rag.text.plain import grams

_TOLD = 0.5
"""Share of a figure's name that the words must hold for it to be meant and not something narrower."""


class _Kind(NamedTuple):
    """The figures that make one series."""

    measure: Measure
    is_added: bool
    """A number of things that were added, and not of all there are."""


def find_entries(entries: Sequence[Entry], words: str, region: str | None) -> list[Entry]:
    """Those that are meant, best first."""
    rarity = Rarity(entry.target.name for entry in entries)
    wanted = wordings_of(words, region)
    found = [(likest(wanted, entry.target, rarity), at, entry) for at, entry in enumerate(entries)]
    meant = sorted(((-alike, at, entry) for alike, at, entry in found if alike), key=lambda one: one[:2])
    return [entry for _, _, entry in meant]


def year_by_year(rows: Iterable[Row], words: str, region: str | None) -> list[Row]:
    """One figure a year, oldest first, all of one measure, and all added or all there are: of several the result, the
    likest, the first told."""
    held = [row for row in rows if row.progress and row.year is not None and not row.spans_years]
    rarity, wanted = Rarity(row.name for row in held), wordings_of(words, region)
    by_kind: dict[_Kind, dict[int, list[tuple[bool, float, int, Row]]]] = defaultdict(lambda: defaultdict(list))
    for at, row in enumerate(held):
        alike = likest(wanted, row, rarity)
        if alike and row.year is not None:
            done = row.progress is not Progress.TARGET
            by_kind[_kind(row)][row.year].append((done, alike, -at, row))
    if not by_kind:
        return []
    adds = bool(opening_acts(words))
    most = by_kind[max(by_kind, key=lambda kind: (len(by_kind[kind]), kind.is_added is adds))]
    return [max(most[year], key=lambda one: one[:3])[-1] for year in sorted(most)]


def _kind(row: Row) -> _Kind:
    counted = row.measure is Measure.COUNT
    return _Kind(row.measure, counted and stage_of(row) in (CountKind.ADDED, CountKind.DONE))


def wordings_of(words: str, region: str | None) -> list[frozenset[str]]:
    """The bigrams of the names that words may mean: their own, and those of the official terms for them."""
    return [grams(counted_name(folded_name(wording, region))) for wording in (words, *official_terms(words))]


def likest(wordings: Sequence[frozenset[str]], row: Row, rarity: Rarity) -> float:
    """How well one of the wordings and a name mean one thing, 0-1; 0 where they do not."""
    best, name = 0.0, grams(row.name)
    for wanted in wordings:
        held, told = rarity.share(wanted, name), rarity.share(name, wanted)
        if held >= WHOLE and told >= _TOLD:
            best = max(best, min(held, told))
    return best
