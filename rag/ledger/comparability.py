"""Two figures of one name -> what keeps them from being compared. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from rag.ledger.figures.row import Measure, Row
from rag.ledger.units import factor
from rag.text.figures import Direction
from rag.text.figures.kinds import TOTALS
from rag.text.word_tables import any_of


class Obstacle(StrEnum):
    """Reasons why a figure on the same matter cannot be compared."""

    MEASURE = "measure"
    """An amount, a growth, a share or a rank where another of them was aimed at."""
    UNIT = "unit"
    ADDED = "added"
    """A level where an addition was the target, or the other way round."""
    YEARS = "years"
    """A sum, an average or a growth over several years."""
    SCOPE = "scope"
    """A part, a whole or a neighbour of what the target is about."""
    WORDS = "words"
    """The result is given without a figure."""


class CountKind(StrEnum):
    """Whether a number of things was added, dealt with, or is there."""

    ADDED = "added"
    DONE = "done"
    STOCK = "stock"
    UNSAID = "unsaid"


_COUNTABLE = {Measure.AMOUNT, Measure.COUNT}
_ADDS = re.compile(r"新[增建设培引认布开改创打登组签获入投招落挂备]|新上市|净增|增加(?!值)")
_DOES = re.compile(any_of(__name__, "does"))
_HOLDS = re.compile(rf"{TOTALS}|增至|升至|增加到|提高到|提升[到至]|稳定在|保持在")
_REACHES = re.compile(r"达到?|突破|超")
_SUMMED = re.compile(r"累计|合计")


def obstacle(target: Row, result: Row) -> Obstacle | None:
    if target.measure is not result.measure and not {target.measure, result.measure} <= _COUNTABLE:
        return Obstacle.MEASURE
    if factor(target.figure.unit, result.figure.unit) is None:
        return Obstacle.UNIT
    if target.measure in _COUNTABLE and _differ_in_stage(target, result):
        return Obstacle.ADDED
    if result.spans_years and not is_level(result) and not is_bound(target, result):
        return Obstacle.YEARS
    return None


def _differ_in_stage(target: Row, result: Row) -> bool:
    wanted, told = stage_of(target), stage_of(result)
    if wanted in (CountKind.ADDED, CountKind.DONE) and told in (CountKind.STOCK, CountKind.UNSAID):
        return True
    if wanted is CountKind.STOCK and told is CountKind.ADDED:
        return True
    return (target.figure.direction is Direction.DOWN) is not (result.figure.direction is Direction.DOWN)


def stage_of(row: Row) -> CountKind:
    if row.figure.direction in (Direction.UP_TO, Direction.DOWN_TO) or _HOLDS.search(row.before):
        return CountKind.STOCK
    if _ADDS.search(row.acts) or row.figure.direction is Direction.UP:
        return CountKind.ADDED
    if _DOES.search(row.acts):
        return CountKind.DONE
    return CountKind.STOCK if _REACHES.search(row.before) else CountKind.UNSAID


def is_bound(target: Row, result: Row) -> bool:
    """Whether the result is at least a lower bound: a target level is at least what was built over several years."""
    return result.spans_years and stage_of(target) is CountKind.STOCK and stage_of(result) is CountKind.DONE


def own_year(row: Row) -> int | None:
    """The year that a figure is of; None for a sum, an average or a growth over several years."""
    return None if row.spans_years and not is_level(row) else row.year


def is_level(row: Row) -> bool:
    """Whether a figure for several years is the level at their end, and not a sum or a change."""
    if row.measure in (Measure.SHARE, Measure.RANK):
        return True
    held = stage_of(row) in (CountKind.STOCK, CountKind.UNSAID)
    return row.measure in _COUNTABLE and held and not _SUMMED.search(row.acts)
