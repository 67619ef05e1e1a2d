"""Names of two figures -> how far they name one thing, by pairs of characters weighted by their rarity. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rag.ledger.figures.row import Row
from rag.text.plain import grams

_WEAK = 4
"""A name of at most so many pairs (开行, 参保人数) says too little without the words it belongs to."""


WHOLE = 0.75
"""Share of weight from which a name counts as held."""


class NameLikeness(NamedTuple):
    """Shares of weight, 0-1."""

    held: float
    """The part of the target's name that the result's name or owner holds."""
    told: float
    """The part of the result's name that the target's name or owner holds."""

    @property
    def both(self) -> float:
        return min(self.held, self.told)


class Rarity:
    """How rare pairs of characters are among the clauses of some reports (inverse document frequency)."""

    def __init__(self, clauses: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        total = 0
        for clause in clauses:
            total += 1
            self._counts.update(grams(clause))
        self._total = total

    def weight(self, pair: str) -> float:
        """0-1; 1 for one that stands nowhere."""
        return math.log((self._total + 1) / (self._counts[pair] + 0.5)) / math.log((self._total + 1) / 0.5)

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """The weight of ``part`` that ``whole`` holds."""
        total = sum(map(self.weight, part))
        return sum(map(self.weight, part & whole)) / total if total else 0.0


def likeness(target: Row, result: Row, rarity: Rarity) -> NameLikeness:
    """The share of the other that a name holds; a weak one that is held itself may borrow from the words around it."""
    wanted, found = grams(target.name), grams(result.name)
    held, told = rarity.share(wanted, found), rarity.share(found, wanted)
    if told >= WHOLE and len(found) <= _WEAK:
        held = rarity.share(wanted, found | grams(result.owner))
    if held >= WHOLE and len(wanted) <= _WEAK:
        told = rarity.share(found, wanted | grams(target.owner))
    return NameLikeness(held, told)
