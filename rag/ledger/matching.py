"""Targets of one report, results of the next -> for each target the result that belongs to it. Pure.

A result belongs to a target if each name holds most of the weight of the other and no other target claims it with a
better right. It can be compared if it measures in the same way; what cannot be is told with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rag.ledger.comparability import Obstacle, obstacle
from rag.ledger.figures.indicator import PART_MARK, subject_of
from rag.ledger.figures.row import Row
from rag.ledger.likeness import WHOLE, NameLikeness, Rarity, likeness
from rag.text.figures.units import MONEY, PEOPLE, PERCENT, POINTS
from rag.text.plain import grams

_TOLD = 0.5
"""Share of the result's name that the target must hold for both to be one."""
_TIE = 1e-9
_PART_HELD, _PART_TOLD = 0.45, 0.85
"""Shares of weight from which a result is a part of what the target is about, or the whole that it is a part of."""
_NEAR_HELD, _NEAR_TOLD = 0.2, 0.3
"""The same for names counted in a unit that few things are measured in."""
_COMMON = MONEY | PEOPLE | {"", PERCENT, POINTS, "个", "项", "家", "件", "户", "次", "人次", "倍"}
_ACT = re.compile(r"(?:力争|全年|[新再])*(.{2})")


class MatchedResult(NamedTuple):
    """A result for a target."""

    result: Row
    obstacle: Obstacle | None
    """The obstacle to comparing the two."""
    likeness: NameLikeness


def match(targets: Sequence[Row], results: Sequence[Row], rarity: Rarity) -> list[MatchedResult | None]:
    """The result that belongs to each target, if any."""
    heads = Counter(head_of(row) for row in {row.name: row for row in results}.values())
    options = [sorted(_options(target, results, rarity, heads), key=_rank) for target in targets]
    claims: dict[int, float] = {}
    for found in (one for of_target in options for one in of_target if _is_one(one.likeness)):
        claims[id(found.result)] = max(claims.get(id(found.result), 0.0), found.likeness.both)
    return [_unclaimed(of_target, claims) for of_target in options]


def _options(target: Row, results: Sequence[Row], rarity: Rarity, heads: Mapping[str, int]) -> Iterator[MatchedResult]:
    """``heads``: how many results end in a word; of several that do none is the one meant."""
    for result in results:
        alike = likeness(target, result, rarity)
        if _is_one(alike):
            yield MatchedResult(result, obstacle(target, result), alike)
        elif is_related(target, result, alike) or (heads[head_of(target)] == 1 and is_kin(target, result)):
            yield MatchedResult(result, Obstacle.SCOPE, alike)


def _is_one(alike: NameLikeness) -> bool:
    return alike.held >= WHOLE and alike.told >= _TOLD


def _rank(found: MatchedResult) -> tuple[int, float]:
    """The rank of a result: first what can be compared, then what has its name, then its kin; the most alike of each
    first."""
    grade = 0 if found.obstacle is None else 2 if found.obstacle is Obstacle.SCOPE else 1
    return grade, -found.likeness.both


def _unclaimed(options: Sequence[MatchedResult], claims: Mapping[int, float]) -> MatchedResult | None:
    """The first that no other target has a better right to."""
    return next((one for one in options if one.likeness.both > claims.get(id(one.result), 0.0) - _TIE), None)


def is_related(target: Row, result: Row, alike: NameLikeness) -> bool:
    """A part of it, what it is a part of, or something else measured of the same."""
    if alike.held >= _PART_HELD and alike.told >= _PART_TOLD:
        return True
    if PART_MARK in target.name and PART_MARK in result.name:
        return _are_parts_of_one(target.name, result.name)
    return _has_one_subject(target.name, result.name) or _is_neighbour(target, result, alike)


def _are_parts_of_one(one: str, other: str) -> bool:
    """新增电力装机，其中绿色能源占比 and 新增电力装机，其中可再生能源装机."""
    whole, _, part = one.partition(PART_MARK)
    other_whole, _, other_part = other.partition(PART_MARK)
    return whole == other_whole and bool(grams(part) & grams(other_part))


def _has_one_subject(target: str, result: str) -> bool:
    """文化旅游产业增加值 and 旅游综合收入."""
    one, other = subject_of(target), subject_of(result)
    return len(other) > 1 and one != target and other != result and other in one


def _is_neighbour(target: Row, result: Row, alike: NameLikeness) -> bool:
    """Overlapping names, in a unit that few things are measured in: 老化管道6000公里, 管网9436公里."""
    special = result.figure.unit not in _COMMON
    return special and _is_counted_alike(target, result) and alike.held >= _NEAR_HELD and alike.told >= _NEAR_TOLD


def is_kin(target: Row, result: Row) -> bool:
    """Whether both count things with the same last word, in the same way: 开通国际航线15条, 开通欧洲航线5条."""
    acts = grams(_act(target)) & grams(_act(result))
    return bool(acts) and _is_counted_alike(target, result) and head_of(target) == head_of(result)


def head_of(row: Row) -> str:
    """The last word of a name."""
    return row.name[-2:]


def _is_counted_alike(target: Row, result: Row) -> bool:
    return target.figure.unit == result.figure.unit and target.measure is result.measure


def _act(row: Row) -> str:
    """The verb that its words open with."""
    verb = _ACT.match(row.acts)
    return verb[1] if verb else ""
