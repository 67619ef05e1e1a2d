"""A side of a comparison, the sentences found -> the figures that it may mean, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rag.text.figures import Direction, Figure, FigureKind
from rag.text.figures.units import MONEY, PERCENT, POINTS, is_count
from rag.types import Report
from rag.verification.derived.assignment import least_held
from rag.verification.derived.comparison_parsing import Comparison, Side
from rag.verification.facts import Count, Slot, count_of
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching.figures import match_any
from rag.verification.matching.words import Words
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul, Pointed
from rag.verification.values.conversion import alike

Find = Callable[[Claimed], Haul]

_OF_MONEY = re.compile("(?:资金|投资|经费|收入|支出|[^名]额|产值|贷款|存款|余额)$")
HELD = 0.25
"""Share of the words that only one side has, which its figure in a sentence on both has at least."""


class SideFigure(NamedTuple):
    """The figure of a side."""

    slot: Slot
    sentence: int
    haul: Haul
    logit: float
    """Log-odds that it is."""
    sure: bool = True
    """The words alone show which figure belongs to which side, without the difference that the claim states."""

    @property
    def figure(self) -> Figure:
        return self.slot.figure

    @property
    def pointed(self) -> Pointed:
        return Pointed(self.haul.sources[self.sentence], self.figure.full)


class ComparisonSearch(NamedTuple):
    """A comparison and where its sides are looked for."""

    comparison: Comparison
    claimed: Claimed
    report: Report
    haul: Haul
    """The findings for the claim as a whole."""
    find: Find
    is_said: Callable[[Figure, Figure], bool]
    """Whether two figures differ by what the claim says."""


def candidates(side: Side, asked: ComparisonSearch) -> list[SideFigure]:
    """The figures that a side may mean, the likeliest first, including those found for the whole claim. A report's
    plans may stand in parts without a year."""
    comparison = asked.comparison
    words = f"{side.year}年{side.indicator}{'增长' if comparison.growth else ''}"
    read = read_claim(words, asked.report, asked.claimed.places)
    haul, count = asked.find(read), count_of(side.indicator)
    if count is Count.OPEN:
        count = count_of(comparison.said)

    def admits(slot: Slot) -> bool:
        told = not is_narrowed(general(slot.words), read.all_forms) and (
            slot.count is count or Count.OPEN in (count, slot.count)
        )
        dated = slot.year == side.year or (slot.year is None and side.year == asked.report.year)
        return dated and fits(slot.figure, comparison) and told

    own = list(_values(haul.words, haul, admits))
    seen = {told for told, _ in haul.found}
    more = (one for one in _values(haul.words, asked.haul, admits) if asked.haul.found[one.sentence][0] not in seen)
    return _of_the_side(side.indicator, sorted([*own, *more], key=lambda one: -one.logit))


def _of_the_side(indicator: str, values: list[SideFigure]) -> list[SideFigure]:
    """Those without any word of the side are left out where a likelier one beside them has some: 水利 by 交通投资."""
    kept: list[SideFigure] = []
    named = set[str]()
    for value in values:
        text = value.haul.found[value.sentence][0].text
        held = least_held([indicator], [value.slot])
        if held > 0 or text not in named:
            kept.append(value)
        if held >= HELD:
            named.add(text)
    return kept


def _values(words: Words, haul: Haul, admits: Callable[[Slot], bool]) -> Iterator[SideFigure]:
    for one in match_any(words, haul.found, admits):
        yield SideFigure(one.slot, one.sentence, haul, one.logit)


def fits(figure: Figure, comparison: Comparison) -> bool:
    if figure.kind is not FigureKind.AMOUNT or figure.low != figure.high:
        return False
    moves = figure.direction in (Direction.UP, Direction.DOWN) or figure.hint in (Direction.UP, Direction.DOWN)
    if comparison.growth:
        return figure.unit == PERCENT and (moves or figure.hint is not Direction.NONE)
    if comparison.share:
        return figure.unit == PERCENT and figure.direction not in (Direction.UP, Direction.DOWN)
    return figure.unit not in (PERCENT, POINTS) and _has_unit(figure, comparison)


def _has_unit(figure: Figure, comparison: Comparison) -> bool:
    """The unit of the difference, or of money where the indicator is a sum of it."""
    if comparison.gap and comparison.gap.unit not in (PERCENT, "倍", ""):
        counted = comparison.any_count and is_count(comparison.gap.unit) and is_count(figure.unit)
        return counted or alike(figure, comparison.gap)
    return figure.unit in MONEY or _OF_MONEY.search(comparison.left.indicator) is None
