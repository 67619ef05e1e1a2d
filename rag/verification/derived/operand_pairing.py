"""The two sides of a comparison, the sentences found -> the figure of each, and how sure that is.

One sentence with both is preferred; otherwise each side is searched for separately. Where one thing is compared in two
years, its figures are found together, as two figures in one unit with similar words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rag.text.figures import Figure
from rag.text.figures.units import MONEY
from rag.verification.derived.assignment import assign
from rag.verification.derived.comparison_parsing import Comparison
from rag.verification.derived.operand_candidates import HELD, ComparisonSearch, SideFigure, candidates, fits
from rag.verification.derived.phrasing import Way
from rag.verification.facts import Count, Slot
from rag.verification.search import Haul
from rag.verification.values.conversion import alike

_LEAST = -3.5
"""Log-odds from which on a figure may be that of a side."""
_LIKELY = -2.0
"""The same where the claim states no difference, which would confirm that these are the figures."""
_SURE = 0.0
_APART, _SURELY_APART = 0.3, 1.0
"""The margins by which a figure has to be likelier than another value: where it is sure, and where it is not."""
_FEW = 6
"""The likeliest figures of each side that are taken together."""
_LEAST_ALIKE, _WEIGHT_ALIKE = 0.4, 3.0
_LEAST_TOGETHER = -3.0
"""Log-odds of two figures together, with their likeness, from which on they are what is compared."""
_CLEARLY = 0.3
"""The margin by which an assignment of a sentence's figures to the sides has to be better than any other."""
_NEARLY = 2.0
"""Log-odds by which two figures with exactly the claimed difference may be less likely than others."""
_OF_ALL = 1.5
"""The bonus for two figures that both give the total there is."""
_MOST = 10
"""The nearest sentences, in which both sides are looked for together."""
_LEADS = 1.0
"""The margin from which on two rates of change in one sentence are surely those of the sides."""
Pair = tuple[SideFigure, SideFigure]


def find_sides(asked: ComparisonSearch) -> Pair | None:
    """None where a side is not sure."""
    return _together(asked.comparison, asked.haul) or _apart(asked)


def _together(comparison: Comparison, haul: Haul) -> Pair | None:
    """The figures of both sides from one sentence, the nearest that gives both."""
    if comparison.left.year != comparison.right.year:
        return None
    pairs = (_in_one_sentence(comparison, at, haul) for at in range(min(len(haul.found), _MOST)))
    return next((pair for pair in pairs if pair), None)


def _in_one_sentence(comparison: Comparison, at: int, haul: Haul) -> Pair | None:
    sides = (comparison.left, comparison.right)
    slots = [slot for slot in haul.found[at][0].slots if slot.year == sides[0].year and fits(slot.figure, comparison)]
    ways = (assign([side.indicator for side in sides], of_unit, ordered=True) for of_unit in _by_unit(slots))
    best = max((way for way in ways if way), key=lambda way: way.margin, default=None)
    if best is None or best.least < HELD or best.margin < _CLEARLY:
        return None
    sure = best.sure or (comparison.growth and best.margin >= _LEADS)
    one, other = (SideFigure(slot, at, haul, 0.0, sure) for slot in best.slots)
    return one, other


def _by_unit(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Those that can be compared with each other."""
    seen = set[tuple[Slot, ...]]()
    for slot in slots:
        of_unit = tuple(other for other in slots if alike(other.figure, slot.figure))
        if len(of_unit) > 1 and of_unit not in seen:
            seen.add(of_unit)
            yield list(of_unit)


def _apart(asked: ComparisonSearch) -> Pair | None:
    """Findings for the claim as a whole serve where one thing is compared in two years: of two, they are of either."""
    comparison = asked.comparison
    left, right = candidates(comparison.left, asked), candidates(comparison.right, asked)
    if comparison.left.indicator == comparison.right.indicator:
        return _pair(left, right, asked.is_said) or _both(_likeliest(left), _likeliest(right))
    if comparison.way in (Way.SHARE, Way.TIMES):
        return _of_one_unit(left, right, comparison.way is Way.SHARE)
    own = ([value for value in side if value.haul is not asked.haul] for side in (left, right))
    pair = _both(*map(_likeliest, own))
    told = comparison.gap is not None or (pair is not None and min(value.logit for value in pair) > _LIKELY)
    return pair if told else None


def _both(one: SideFigure | None, other: SideFigure | None) -> Pair | None:
    return (one, other) if one and other and one.slot != other.slot else None


def _of_one_unit(left: Sequence[SideFigure], right: Sequence[SideFigure], part: bool) -> Pair | None:
    """A part and its whole, or one thing and another that it is so many times as much as: what can be divided by each
    other, where no other two are nearly as likely."""
    few = [value for value in left if value.logit > _LEAST][:_FEW], [value for value in right if value.logit > _LEAST]
    pairs = [(one, other) for one in few[0] for other in few[1][:_FEW] if _can_be_divided(one, other, part)]
    scored = sorted(pairs, key=lambda pair: -_likely_of_all(*pair))
    if not scored:
        return None
    best, values = scored[0], [value.figure.low for value in scored[0]]
    rival = next((pair for pair in scored if [value.figure.low for value in pair] != values), None)
    lead = _likely_of_all(*best) - (_likely_of_all(*rival) if rival else float("-inf"))
    return best if lead > _SURELY_APART else None


def _likely_of_all(one: SideFigure, other: SideFigure) -> float:
    """Log-odds of a part and its whole: two figures of all there are go together rather than two of new ones."""
    return one.logit + other.logit + (_OF_ALL if one.slot.count is other.slot.count is Count.ALL else 0.0)


def _can_be_divided(one: SideFigure, other: SideFigure, part: bool) -> bool:
    """``part``: the one is less than the other."""
    same = one.figure.unit == other.figure.unit or (one.figure.unit in MONEY and other.figure.unit in MONEY)
    counts = {one.slot.count, other.slot.count}
    return (
        same
        and counts != {Count.NEW, Count.ALL}
        and one.slot != other.slot
        and not (part and one.figure.low >= other.figure.low)
    )


def _pair(
    left: Sequence[SideFigure], right: Sequence[SideFigure], is_said: Callable[[Figure, Figure], bool]
) -> Pair | None:
    """Two figures of one unit in similar words, where no other pair is nearly as likely, or where they differ by
    exactly the claimed amount."""
    pairs = [(one, other) for one in left[:_FEW] for other in right[:_FEW] if _alike(one, other) > _LEAST_ALIKE]
    scored = sorted(((_likely(*pair), at) for at, pair in enumerate(pairs)), reverse=True)
    if not scored or scored[0][0] < _LEAST_TOGETHER:
        return None
    best = pairs[scored[0][1]]
    values = [one.figure.low for one in best]
    rivals = (likely for likely, at in scored if [one.figure.low for one in pairs[at]] != values)
    if scored[0][0] > next(rivals, float("-inf")) + _SURELY_APART:
        return best
    near = (pairs[at] for likely, at in scored if likely > max(scored[0][0] - _NEARLY, _LEAST_TOGETHER))
    return next((pair for pair in near if is_said(pair[0].figure, pair[1].figure)), None)


def _likely(one: SideFigure, other: SideFigure) -> float:
    return one.logit + other.logit + _WEIGHT_ALIKE * _alike(one, other)


def _alike(one: SideFigure, other: SideFigure) -> float:
    """The share (0–1) of their words that two figures of one unit have in common."""
    if one.figure.unit != other.figure.unit:
        return 0.0
    mine, its = one.slot.label, other.slot.label
    return 2 * len(mine & its) / max(len(mine) + len(its), 1)


def _likeliest(values: Sequence[SideFigure]) -> SideFigure | None:
    """The figure of a side, where one is likelier than every other value."""
    if not values or values[0].logit < _LEAST:
        return None
    best = values[0]
    rivals = (one.logit for one in values[1:] if one.figure.low != best.figure.low)
    apart = _APART if best.logit > _SURE else _SURELY_APART
    return best if best.logit > next(rivals, float("-inf")) + apart else None
