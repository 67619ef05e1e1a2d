"""Names of several things, the figures of a sentence -> which figure belongs to which thing. Pure.

Each is given the figure with most of the words that only it has; how far the best way is from any other tells how sure
that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from rag.text.plain import grams
from rag.verification.facts import Slot
from rag.verification.wording import Grams, official_forms

_MOST_SLOTS = 8
"""The most figures of one sentence that are tried."""
_SURELY_HELD = 0.5
"""Share of the words that only one thing has, from which a figure surely belongs to it."""


class Assignment(NamedTuple):
    """Figures in the order of the names."""

    slots: tuple[Slot, ...]
    least: float
    """The least share (0–1) of a thing's own words that its figure has."""
    margin: float
    """How much better this way is than any other."""
    sure: bool


class _Own(NamedTuple):
    """The pairs of characters that only one of the things has, in each of the forms of its name."""

    forms: tuple[Grams, ...]

    def held(self, words: Grams) -> float:
        return max((len(form & words) / len(form) for form in self.forms if form), default=0.0)

    def without(self, words: Grams) -> _Own:
        return _Own(tuple(form - words for form in self.forms))


def assign(names: Sequence[str], slots: Sequence[Slot], ordered: bool = False) -> Assignment | None:
    """The best way to give each name a figure of its own; None where there are too few. ``ordered``: whether it matters
    which of the names has which figure."""
    own = _own_words(tuple(names))
    ranked = _ranked(own, slots[:_MOST_SLOTS])
    best = next(ranked, None)
    if best is None:
        return None
    score, given = best
    rival = next((other for other, way in ranked if set(way) != set(given)), 0.0)
    turned = next((other for other, way in _ranked(own, given) if way != given), 0.0)
    least = least_held(names, given)
    sure = all(_is_surely(mine, slot, given) for mine, slot in zip(own, given, strict=True))
    return Assignment(given, least, score - max(rival, turned if ordered else 0.0), sure)


def least_held(names: Sequence[str], slots: Sequence[Slot]) -> float:
    """The least share (0–1) of a thing's own words that its figure has, in the order of the names."""
    return min(mine.held(slot.label) for mine, slot in zip(_own_words(tuple(names)), slots, strict=True))


def _is_surely(own: _Own, slot: Slot, given: Sequence[Slot]) -> bool:
    """Whether a figure holds at least half of the words, not counting those of another figure: 高标准农田 in
    新建高标准农田252万亩、改造提升43万亩."""
    others = frozenset[str]().union(*(other.label for other in given if other is not slot))
    return own.without(others).held(slot.label) >= _SURELY_HELD


@lru_cache(64)
def _own_words(names: tuple[str, ...]) -> list[_Own]:
    """Each name without what the others say, and its official forms without what any form of the others says."""
    said = [frozenset(grams(name.replace("的", ""))) for name in names]
    forms = [tuple(frozenset(grams(form)) for form in official_forms(name)) for name in names]
    everything = [words.union(*its) for words, its in zip(said, forms, strict=True)]
    return [
        _Own((said[at] - _others(said, at), *(form - _others(everything, at) for form in forms[at])))
        for at in range(len(names))
    ]


def _others(words: Sequence[Grams], at: int) -> Grams:
    return frozenset[str]().union(*words[:at], *words[at + 1 :])


def _ranked(own: Sequence[_Own], slots: Sequence[Slot]) -> Iterator[tuple[float, tuple[Slot, ...]]]:
    """Every way to give each thing a figure, the best first."""
    ways = permutations(slots, len(own))
    scored = ((sum(mine.held(slot.label) for mine, slot in zip(own, given, strict=True)), given) for given in ways)
    return iter(sorted(scored, key=lambda one: -one[0]))
