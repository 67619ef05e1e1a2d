"""A claim that adds up, the sentences found -> the sum of the figures of the report, and what it says to the claim.

The operands are looked for in one sentence first, each figure the one with most of the words that only its operand has;
then each by a search of its own. Nothing is added up but figures of one unit that are told of the operands' years.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from rag.text.figures import Figure, FigureKind
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.numerals import common_scale, written
from rag.text.plain import grams
from rag.types import Report
from rag.verification.derived.assignment import assign
from rag.verification.derived.compared import Find
from rag.verification.derived.comparisons import Judged
from rag.verification.derived.sums import Sum
from rag.verification.facts import Slot
from rag.verification.figure_relation import Relation, alike, compare_value, convert
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching import Match, match_any
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul, Pointed, Source
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_HELD = 0.25
"""Share of the words that only an operand has, from which on a figure may be its."""
_WHOLE = 0.6
"""Share of the words of all operands that a sentence tells."""
_APART = 0.3
"""The margin by which one way to give figures to operands is better than any other."""
_MAY, _SURE = -1.0, 0.0
"""Log-odds from which on a figure found by itself may be the operand's, and surely is."""
_SURELY_APART = 1.0
_CLOSE = Fraction(5, 100)
"""The share by which a sum of figures told with 超 or 近 may be off."""
_OF_WHICH = "其中"
"""The word before a figure that is a part of the one before it, and is not added to that."""
_VERDICTS = {Relation.SAME: Verdict.AGREES, Relation.ROUGH: Verdict.ROUGHLY, Relation.OTHER: Verdict.DIFFERS}


class _Added(NamedTuple):
    """Figures given to the operands, in order, and where the first stands."""

    figures: tuple[Figure, ...]
    told: tuple[str, ...]
    """The figures as they are written."""
    sentence: int
    haul: Haul
    sure: bool
    sources: tuple[Source, ...]
    """The source of each figure."""

    @property
    def further(self) -> tuple[Pointed, ...]:
        """All figures but the first."""
        pointed = zip(self.sources, self.figures, strict=True)
        return tuple(Pointed(source, figure.full) for source, figure in pointed)[1:]


def judge_sum(adds: Sum, claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """Unclear where an operand is not told for sure."""
    unclear = Judged(Judgement(Verdict.UNCLEAR, 0 if haul.found else None), haul)
    if find_parts_of_year(claimed.text):
        return unclear
    added = _in_one_sentence(adds, haul) or _one_by_one(adds, claimed, report, find)
    if added is None:
        return unclear
    total = _total(adds, added)
    relation = _relation(adds.total.figure, added, total)
    if relation is Relation.NONE or (relation is Relation.OTHER and not added.sure):
        return unclear
    verdict = _VERDICTS[relation]
    aspect = Aspect.SUM if verdict is Verdict.DIFFERS else None
    said = added.figures[0].full
    judgement = Judgement(verdict, added.sentence, aspect, said, _calculation(added, total))
    return Judged(judgement, added.haul, added.further)


def _relation(claimed: Figure, added: _Added, total: Fraction) -> Relation:
    """None where the figures are told too loosely to say."""
    loose = any(figure.qualifiers for figure in added.figures)
    relation = compare_value(claimed, total)
    if relation is Relation.SAME and loose:
        return Relation.ROUGH
    near = abs(total - claimed.low) <= total * _CLOSE
    return Relation.NONE if relation is Relation.OTHER and loose and near else relation


def _total(adds: Sum, added: _Added) -> Fraction:
    return sum((convert(figure, adds.total.figure) or Fraction(0) for figure in added.figures), Fraction(0))


def _in_one_sentence(adds: Sum, haul: Haul) -> _Added | None:
    """The first sentence with a figure for each operand; its operands are of one year."""
    if len({operand.words for operand in adds.operands}) < len(adds.operands):
        return None
    found = (_given(adds, at, haul) for at in range(len(haul.found)))
    return next((added for added in found if added), None)


def _given(adds: Sum, at: int, haul: Haul) -> _Added | None:
    told = haul.found[at][0]
    words = frozenset(grams("".join(operand.words for operand in adds.operands)))
    if len(words & (told.grams | told.headings)) < _WHOLE * len(words):
        return None
    slots = [slot for slot in told.slots if _admits(slot, adds.total.figure, adds.operands[0].year)]
    of_unit = [slot for slot in slots if slot.figure.unit == adds.total.figure.unit]
    slots = of_unit if len(of_unit) >= len(adds.operands) else slots
    given = assign([operand.words for operand in adds.operands], slots)
    if given is None or given.least < _HELD or given.margin < _APART:
        return None
    if any(told.text[slot.clause.start :].startswith(_OF_WHICH) for slot in given.slots):
        return None
    return _Added(
        tuple(slot.figure for slot in given.slots),
        tuple(slot.figure.span.of(told.text) for slot in given.slots),
        at,
        haul,
        given.sure,
        sources=(haul.sources[at],) * len(given.slots),
    )


def _one_by_one(adds: Sum, claimed: Claimed, report: Report, find: Find) -> _Added | None:
    found = [_find(operand.words, operand.year, adds, claimed, report, find) for operand in adds.operands]
    values = [one for one in found if one]
    if len(values) < len(adds.operands) or len({(id(haul), one.slot) for one, haul in values}) < len(values):
        return None
    first, haul = values[0]
    return _Added(
        tuple(one.slot.figure for one, _ in values),
        tuple(one.slot.figure.span.of(its.found[one.sentence][0].text) for one, its in values),
        first.sentence,
        haul,
        sure=all(one.logit > _SURE for one, _ in values),
        sources=tuple(its.sources[one.sentence] for one, its in values),
    )


def _find(
    words: str, year: int | None, adds: Sum, claimed: Claimed, report: Report, find: Find
) -> tuple[Match, Haul] | None:
    """The figure of an operand, where none of another value is nearly as likely."""
    read = read_claim(f"{year}年{words}" if year else words, report, claimed.places)
    haul = find(read)
    found = match_any(haul.words, haul.found, lambda slot: _tells(slot, adds, year, read))
    if not found or found[0].logit < _MAY:
        return None
    rivals = (one.logit for one in found[1:] if one.slot.figure.low != found[0].slot.figure.low)
    return (found[0], haul) if found[0].logit > next(rivals, float("-inf")) + _SURELY_APART else None


def _tells(slot: Slot, adds: Sum, year: int | None, read: Claimed) -> bool:
    return _admits(slot, adds.total.figure, year) and not is_narrowed(general(slot.words), read.all_forms)


def _admits(slot: Slot, total: Figure, year: int | None) -> bool:
    """A figure that can be added up to the total, of the operand's year."""
    figure = slot.figure
    if figure.kind is not FigureKind.AMOUNT or figure.low != figure.high or (year and slot.year not in (None, year)):
        return False
    return alike(figure, total)


def _calculation(added: _Added, total: Fraction) -> str:
    """246+330=576, in the largest unit that the figures are written in."""
    _, scale = common_scale(added.told)
    return f"{'+'.join(written(figure.low / scale) for figure in added.figures)}={written(total / scale)}"
