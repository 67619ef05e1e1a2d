"""A claim on how far something has changed, the sentences found -> what follows from the figures there. Pure.

The claim is confirmed only where the change is about exactly what is claimed, its place and its year. It is
contradicted where that is sure and another figure follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rag.text.figures import Direction, FigureKind
from rag.text.figures.units import PERCENT, POINTS, SPOKEN_POINTS
from rag.verification.contrasts.opposites import is_of_a_sister
from rag.verification.contrasts.scopes import is_of_another_place
from rag.verification.derived.change_calculation import DerivedFigure, Sort, find_changes
from rag.verification.derived.comparison_verification import Judged
from rag.verification.facts import ReadSentence, Slot
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching.figures import Match, match_any
from rag.verification.reading import Claimed, Stated
from rag.verification.search import Haul, Pointed
from rag.verification.values.conversion import alike
from rag.verification.values.relation import Compared, compare, compare_value
from rag.verification.values.rounding import Relation, is_rounded
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_LEAST, _SURE = -2.5, -1.0
"""Log-odds of being about the claim, from which a figure that follows may confirm it, or contradict it."""
_APART = 1.0
"""The margin by which one change is likelier than others."""
_RANKED = re.compile("排名|名次|位次|排位|座次|排行|全国|全省|全球")
_FORWARD = re.compile("往?前|上升|提升|升|进|蹿|爬|跃")
_BACK = re.compile("后|退|下降|降|掉|跌|滑")
_BEFORE = re.compile("原来|原先|之前|此前|以前|年初|上年末|上年底")
_OF_YEARS = re.compile("十[二三四]五|[三五]年|年均")
_SINCE_A_YEAR = re.compile("[0-9]{4}年")
"""A year, which before a change shows that it covers more than the last year."""


class _Candidate(NamedTuple):
    match: Match
    change: DerivedFigure
    compared: Compared


def judge_change(claimed: Claimed, haul: Haul) -> Judged | None:
    """The judgement; None where no figure that follows decides."""
    changes = {change.slot: tuple(find_changes(told)) for told, _ in haul.found for change in find_changes(told)}
    if not changes:
        return None
    matches = match_any(haul.words, haul.found, changes.__contains__)
    for stated in claimed.figures:
        found = list(_candidates(claimed, stated, matches, changes, haul))
        if judged := _judge(found, haul):
            return judged
    return None


def _candidates(
    claimed: Claimed, stated: Stated, matches: list[Match], changes: dict[Slot, tuple[DerivedFigure, ...]], haul: Haul
) -> Iterator[_Candidate]:
    if stated.figure.kind is not FigureKind.AMOUNT:
        return
    for one in matches:
        told = haul.found[one.sentence][0]
        if one.logit < _LEAST or _is_of_another(claimed, one, told):
            continue
        for change in changes[one.slot]:
            if change.slot == one.slot and _is_claimed(claimed, stated, change, told):
                yield _Candidate(one, change, _compared(claimed, stated, change))


def _is_of_another(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    words = one.slot.words
    return (
        is_of_another_place(claimed, told, one.slot.clause, words)
        or is_of_a_sister(claimed.text, words)
        or is_narrowed(general(words), claimed.all_forms)
    )


def _is_claimed(claimed: Claimed, stated: Stated, change: DerivedFigure, told: ReadSentence) -> bool:
    """Whether the figure of the claim is of the sort that follows, and of its year."""
    figure, year = stated.figure, change.slot.year
    if change.sort is Sort.BEFORE:
        earlier = year is not None and claimed.years == {year - 1}
        return (earlier or bool(not claimed.years and _BEFORE.search(claimed.text))) and alike(figure, change.figure)
    if claimed.years and (year not in claimed.years or _is_of_years(change, told)):
        return False
    moves = figure.direction is not Direction.NONE or figure.hint is not Direction.NONE
    if change.sort is Sort.RANKS:
        return figure.unit in ("位", "名", "个") and _RANKED.search(claimed.text) is not None
    if change.sort is Sort.TIMES:
        return figure.unit == "倍" and not moves
    if change.sort is Sort.GROWTH:
        return figure.unit in (PERCENT, "倍") and moves
    if change.figure.unit == POINTS:
        return figure.unit in (POINTS, SPOKEN_POINTS)
    return moves and alike(figure, change.figure)


def _is_of_years(change: DerivedFigure, told: ReadSentence) -> bool:
    before = told.text[: change.operands[0].full.start]
    headings = "\n".join(told.evidence.section)
    return bool(_OF_YEARS.search(f"{headings}\n{before}") or _SINCE_A_YEAR.search(before))


def _compared(claimed: Claimed, stated: Stated, change: DerivedFigure) -> Compared:
    if change.sort is not Sort.RANKS:
        compared = compare(stated.figure, change.figure)
        rounded = (
            compared.relation is Relation.OTHER
            and not compared.direction
            and is_rounded(stated.figure, change.figure.low)
        )
        return Compared(Relation.ROUGH) if rounded and stated.figure.unit == change.figure.unit else compared
    after = claimed.text[: stated.figure.full.start]
    way = Direction.DOWN if _BACK.search(after) else Direction.UP if _FORWARD.search(after) else Direction.NONE
    if way is not Direction.NONE and way is not change.figure.direction:
        return Compared(Relation.OTHER, direction=True)
    return Compared(compare_value(stated.figure, change.figure.low))


def _judge(found: list[_Candidate], haul: Haul) -> Judged | None:
    if not found:
        return None
    likeliest = found[0].match.logit
    near = [one for one in found if one.match.logit > likeliest - _APART]
    said = next((one for one in near if one.compared.relation in (Relation.SAME, Relation.ROUGH)), None)
    if said:
        rough = said.compared.relation is Relation.ROUGH or _is_loose(said)
        return _judged(said, Verdict.ROUGHLY if rough else Verdict.AGREES, None, haul)
    slots = {one.match.slot for one in near}
    if likeliest < _SURE or len(slots) > 1 or any(map(_is_loose, near)):
        return None
    aspect = Aspect.DIRECTION if found[0].compared.direction else Aspect.FIGURE
    return _judged(found[0], Verdict.DIFFERS, aspect, haul)


def _is_loose(one: _Candidate) -> bool:
    return not one.change.exact or any(figure.qualifiers for figure in one.change.operands)


def _judged(one: _Candidate, verdict: Verdict, aspect: Aspect | None, haul: Haul) -> Judged:
    first, second = one.change.operands
    at = one.match.sentence
    judgement = Judgement(verdict, at, aspect, first.full, one.change.calculation)
    return Judged(judgement, haul, (Pointed(haul.sources[at], second.full),))
