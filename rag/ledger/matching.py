"""Targets of one report, results of the next -> for each target the result that belongs to it. Pure.

A result belongs to a target if each name holds most of the weight of the other and no other target claims it with a
better right. It can be compared if it measures in the same way; what cannot be is told with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rag.ledger.comparability import Obstacle, obstacle
from rag.ledger.figures.row import Row
from rag.ledger.kinship import head_of, is_kin, is_related
from rag.ledger.likeness import WHOLE, NameLikeness, Rarity, likeness

_TOLD = 0.5
"""Share of the result's name that the target must hold for both to be one."""
_TIE = 1e-9


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
