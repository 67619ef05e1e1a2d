"""A claim with several figures -> the one sentence that says all of them, if there is one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from rag.text.figures import FigureKind
from rag.verification.contrasts.scopes import (
    is_elsewhere,
    is_of_a_part,
    is_of_another_part_of_year,
    is_of_another_place,
)
from rag.verification.facts import ReadSentence, is_from_to
from rag.verification.matching.figures import Match
from rag.verification.matching.sayings import MAY_SAY_FROM, saying
from rag.verification.matching.words import Found
from rag.verification.reading import Claimed, Stated
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.conflicts import find_conflict
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict
from rag.verification.verdicts.neighbours import may_tell_of_a_sister, tells_of_a_sister

Ranked = Sequence[tuple[Stated, Sequence[Match]]]
_TOGETHER_FROM = -1.5
"""Log-odds of being the figure claimed, which one of them has."""
_NO_RIVAL = -6.0
_CLEARLY = 0.2
"""The share of a name by which one figure has more of it than another."""
_OF_ALL = re.compile("[均都]|分别")
"""Words for figures that share what follows."""


def judge_together(claimed: Claimed, ranked: Ranked, found: Found) -> Judgement | None:
    """One sentence that says all figures of the claim; None where there is none."""
    taken = take_together(claimed, ranked, found)
    return judge_taken(taken) if taken else None


def judge_taken(taken: Sequence[Match]) -> Judgement:
    rough = any(one.compared.relation is Relation.ROUGH for one in taken)
    verdict = Verdict.ROUGHLY if rough else Verdict.AGREES
    return Judgement(verdict, taken[0].sentence, None, taken[0].slot.figure.full)


def take_together(claimed: Claimed, ranked: Ranked, found: Found) -> list[Match]:
    """The figures of the one sentence that says all of the claim, in its order; none where there is none."""
    for at, (told, _) in enumerate(found):
        taken = _take(claimed, ranked, at, told, found)
        if taken and max(one.logit for one in taken) > _TOGETHER_FROM and not is_elsewhere(claimed, told):
            return taken
    return []


def _take(claimed: Claimed, ranked: Ranked, at: int, told: ReadSentence, found: Found) -> list[Match]:
    """A figure of the sentence for each of the claim, those of one unit in its order; none where one is missing.

    One without words of its own (总额2.16亿美元、增长3%) is the next after the one before.
    """
    order = {slot: place for place, slot in enumerate(told.slots)}
    taken: list[Match] = []
    for stated, matches in ranked:
        last = order[taken[-1].slot] if taken else -1
        units = {one.slot.figure.unit for one in taken}
        leans = bool(taken) and stated.idle
        one = next(
            (
                one
                for one in _saying(claimed, stated, matches, at, told, found)
                if (order[one.slot] > last or one.slot.figure.unit not in units)
                and (not leans or order[one.slot] == last + 1)
                and not (taken and stated.joined and is_torn(taken[-1], one, told))
            ),
            None,
        )
        if one is None:
            return []
        taken.append(one)
    return taken


def is_torn(one: Match, other: Match, told: ReadSentence) -> bool:
    """Whether a figure in the first one's unit stands between, and the second belongs to that:
    80个进入前1%、7个进入前1‰. A figure without words after it shares those after the next:
    连续十年、连续两年获得A级."""
    if _OF_ALL.search(other.slot.clause.of(told.text)) or told.text[one.slot.figure.full.end :].startswith("、"):
        return False
    return any(
        one.slot.figure.full.end <= slot.figure.full.start < other.slot.figure.full.start
        and (slot.figure.kind, slot.figure.unit) == (one.slot.figure.kind, one.slot.figure.unit)
        for slot in told.slots
    )


def find_crossed(ranked: Ranked) -> Judgement | None:
    """Two figures that the claim gives to two things, and the sentence gives the other way round:
    甲全国第二，乙全国第四 against 乙、甲分别居全国第2、第4位."""
    for (stated, matches), (second, others) in pairwise(ranked):
        if not (stated.name and second.name and stated.figure.unit == second.figure.unit):
            continue
        one, other = next(filter(_is_alike, matches), None), next(filter(_is_alike, others), None)
        if one is None or other is None or one.sentence != other.sentence or one.slot.clause != other.slot.clause:
            continue
        straight = _held(stated, one), _held(second, other)
        if min(_held(stated, other), _held(second, one)) > max(straight) + _CLEARLY:
            return Judgement(Verdict.DIFFERS, one.sentence, Aspect.PART, one.slot.figure.full)
    return None


def _held(stated: Stated, one: Match) -> float:
    """Share (0–1) of the name that the claim gives its figure which the words of another figure hold."""
    return len(stated.name & one.slot.label) / len(stated.name)


def find_torn(ranked: Ranked, found: Found) -> Judgement | None:
    """The first two figures that the claim gives to one thing, and the sentence that gives them to two."""
    for (_, matches), (stated, others) in pairwise(ranked):
        one, other = next(filter(_is_alike, matches), None), next(filter(_is_alike, others), None)
        if not (stated.joined and one and other and one.sentence == other.sentence):
            continue
        if is_torn(one, other, found[one.sentence][0]):
            return Judgement(Verdict.DIFFERS, one.sentence, Aspect.PART, other.slot.figure.full)
    return None


def find_turned(claimed: Claimed, ranked: Ranked, found: Found) -> Judgement | None:
    """Two figures that the claim has in one order, as from and to, and a sentence in the other: 从第7位掉到第10位
    against 从第10位升至第7位."""
    for (stated, matches), (second, others) in pairwise(ranked):
        if stated.figure.unit != second.figure.unit or not is_from_to(stated.figure, second.figure, claimed.text):
            continue
        for one, other in product(filter(_is_alike, matches), filter(_is_alike, others)):
            if one.sentence == other.sentence and max(one.logit, other.logit) > _TOGETHER_FROM:
                text = found[one.sentence][0].text
                if is_from_to(other.slot.figure, one.slot.figure, text):
                    return Judgement(Verdict.DIFFERS, one.sentence, Aspect.DIRECTION, one.slot.figure.full)
    return None


def _is_alike(one: Match) -> bool:
    return one.compared.relation is not Relation.OTHER


def _saying(
    claimed: Claimed, stated: Stated, matches: Sequence[Match], at: int, told: ReadSentence, found: Found
) -> Iterator[Match]:
    """The figures of a sentence that say what is claimed; what each of them counts is clear from the others."""
    counts = [other for other in claimed.figures if other.figure.kind is FigureKind.AMOUNT]
    may_be = (None, Aspect.COUNT) if len(counts) > 1 else (None,)
    for one in matches:
        alike = one.sentence == at and one.compared.relation in (Relation.SAME, Relation.ROUGH)
        if (
            alike
            and find_conflict(claimed, stated, one, matches, told) in may_be
            and not is_of_another_part_of_year(claimed, told, one.slot.clause)
            and not is_of_another_place(claimed, told, one.slot.clause, one.slot.words)
            and not tells_of_a_sister(claimed, stated, one, told)
            and not may_tell_of_a_sister(claimed, stated, one, told)
            and not is_of_a_part(claimed, told, one.slot.clause, one.slot.words)
            and saying(stated, one, _NO_RIVAL, found) > MAY_SAY_FROM
        ):
            yield one
