"""A claim of a sum, the sentences found -> the sum of the figures of the report, and the judgement on the claim.

The operands are looked for in one sentence first: each gets the figure with most of the words that only this operand
has. Then each is searched for separately. Only figures in one unit and for the operands' years are added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from rag.text.figures import Figure, FigureKind
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.numerals import common_scale, written
from rag.types import Report
from rag.verification.derived.assignment import assign, least_held
from rag.verification.derived.comparison_verification import Judged
from rag.verification.derived.operand_candidates import Find
from rag.verification.derived.sum_parsing import Operand, Sum
from rag.verification.facts import ReadSentence, Slot
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching.figures import Match, match_any
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul, Pointed, Source
from rag.verification.values.conversion import alike, convert
from rag.verification.values.relation import compare_value
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict
from rag.verification.wording import Grams, make_wording

_HELD = 0.25
"""Share of the words that only one operand has, from which a figure may belong to it."""
_WHOLE = 0.6
"""Share of the words of all operands that a sentence has to hold."""
_APART = 0.3
"""The margin by which one way to give figures to operands is better than any other."""
_MAY, _SURE = -1.0, 0.0
"""Log-odds from which a figure found by itself may be the operand's, and from which it surely is."""
_SURELY_APART = 1.0
_LEAST, _FEW = -3.0, 5
"""Least log-odds of a figure to be the operand's where the total is exactly the claimed one; and how many are tried."""
_NEARLY = 2.0
"""Log-odds by which figures that add up to the stated total may be less likely than others."""
_TOGETHER = 1.0
"""The bonus for figures from one sentence."""
_CLOSE = Fraction(5, 100)
"""The share by which a sum of figures with 超 or 近 may be off."""
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
    likely: float = 0.0
    """Log-odds that these are the operands, and of the unlikeliest of them."""
    least: float = 0.0
    held: float = 1.0
    """Share (0–1) of the words that only an operand has, that its figure has; the least."""

    @property
    def further(self) -> tuple[Pointed, ...]:
        """All figures but the first."""
        pointed = zip(self.sources, self.figures, strict=True)
        return tuple(Pointed(source, figure.full) for source, figure in pointed)[1:]


def judge_sum(adds: Sum, claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """The judgement on the sum; unclear where the figure of an operand is not sure."""
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
    """The relation of the sum to the claim; None where the figures are too approximate."""
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
    if _share_told(adds, told.grams | told.headings) < _WHOLE:
        return None
    slots = [slot for slot in told.slots if _admits(slot, adds.total.figure, adds.operands[0].year)]
    of_unit = [slot for slot in slots if slot.figure.unit == adds.total.figure.unit]
    slots = of_unit if len(of_unit) >= len(adds.operands) else slots
    given = assign([operand.words for operand in adds.operands], slots)
    if given is None or given.least < _HELD or given.margin < _APART:
        return None
    if any(_is_of_which(told, slot) for slot in given.slots):
        return None
    return _Added(
        tuple(slot.figure for slot in given.slots),
        tuple(slot.figure.span.of(told.text) for slot in given.slots),
        at,
        haul,
        given.sure,
        sources=(haul.sources[at],) * len(given.slots),
    )


def _is_of_which(told: ReadSentence, slot: Slot) -> bool:
    return told.text[slot.clause.start :].startswith(_OF_WHICH)


def _share_told(adds: Sum, held: Grams) -> float:
    """The share (0–1) of the words of all operands that a text of these pairs of characters has, in any of their
    forms."""
    terms = make_wording("，".join(operand.words for operand in adds.operands)).terms
    shares = [max(len(form & held) / len(form) for form in term.forms) for term in terms]
    return sum(shares) / len(shares) if shares else 0.0


def _one_by_one(adds: Sum, claimed: Claimed, report: Report, find: Find) -> _Added | None:
    """The likeliest figures that add up to the stated total, unless others are much likelier; else the likeliest
    figures, where none with another total are nearly as likely."""
    ways = _ways(adds, [_candidates(operand, adds, claimed, report, find) for operand in adds.operands])
    if not ways:
        return None
    best = ways[0]
    nearly = (way for way in ways if way.likely > best.likely - _NEARLY and way.held >= _HELD)
    if told := next((way for way in nearly if _makes_up(adds, way)), None):
        return told
    rival = next((way.likely for way in ways if _total(adds, way) != _total(adds, best)), float("-inf"))
    return best if best.least > _MAY and best.likely > rival + _SURELY_APART else None


def _makes_up(adds: Sum, way: _Added) -> bool:
    return _relation(adds.total.figure, way, _total(adds, way)) in (Relation.SAME, Relation.ROUGH)


_Operands = Sequence[tuple[Match, Haul]]
"""The figures that an operand may be, the likeliest first."""


def _ways(adds: Sum, operands: Sequence[_Operands]) -> list[_Added]:
    """Every way to give each operand a figure of its own, the likeliest first; figures of one sentence go together."""
    ways = (_way(adds, given) for given in product(*operands) if _is_each_its_own(given))
    return sorted(ways, key=lambda way: -way.likely)


def _is_each_its_own(given: _Operands) -> bool:
    """Whether the figures are in one unit, and none is a part of another."""
    told = [haul.found[one.sentence][0] for one, haul in given]
    slots = [one.slot for one, _ in given]
    figures = {(sentence.text, slot.figure.span) for sentence, slot in zip(told, slots, strict=True)}
    if len(figures) < len(given) or not all(alike(slot.figure, slots[0].figure) for slot in slots):
        return False
    parts = [sentence.text for sentence, slot in zip(told, slots, strict=True) if _is_of_which(sentence, slot)]
    return all([sentence.text for sentence in told].count(text) == 1 for text in parts)


def _way(adds: Sum, given: _Operands) -> _Added:
    first, haul = given[0]
    texts = [its.found[one.sentence][0].text for one, its in given]
    logits = [one.logit for one, _ in given]
    return _Added(
        tuple(one.slot.figure for one, _ in given),
        tuple(one.slot.figure.span.of(text) for (one, _), text in zip(given, texts, strict=True)),
        first.sentence,
        haul,
        sure=min(logits) > _SURE,
        sources=tuple(its.sources[one.sentence] for one, its in given),
        likely=sum(logits) + (_TOGETHER if len(set(texts)) == 1 else 0.0),
        least=min(logits),
        held=least_held([operand.words for operand in adds.operands], [one.slot for one, _ in given]),
    )


def _candidates(operand: Operand, adds: Sum, claimed: Claimed, report: Report, find: Find) -> _Operands:
    words = f"{operand.year}年{operand.words}" if operand.year else operand.words
    read = read_claim(words, report, claimed.places)
    haul = find(read)
    found = match_any(haul.words, haul.found, lambda slot: _tells(slot, adds, operand.year, read))
    return [(one, haul) for one in found[:_FEW] if one.logit > _LEAST]


def _tells(slot: Slot, adds: Sum, year: int | None, read: Claimed) -> bool:
    return _admits(slot, adds.total.figure, year) and not is_narrowed(general(slot.words), read.all_forms)


def _admits(slot: Slot, total: Figure, year: int | None) -> bool:
    """Whether the figure can be part of the total, and is for the operand's year."""
    figure = slot.figure
    if figure.kind is not FigureKind.AMOUNT or figure.low != figure.high or (year and slot.year not in (None, year)):
        return False
    return alike(figure, total)


def _calculation(added: _Added, total: Fraction) -> str:
    """246+330=576, in the largest unit that the figures are written in."""
    _, scale = common_scale(added.told)
    return f"{'+'.join(written(figure.low / scale) for figure in added.figures)}={written(total / scale)}"
