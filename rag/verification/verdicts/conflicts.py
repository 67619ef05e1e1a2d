"""A figure of the report that could be the claimed one -> in which respects it concerns something else. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rag.text.figure_labels import FUSED
from rag.text.figures import Mode
from rag.text.figures.kinds import are_of_two_bases, are_of_two_kinds, is_level_for_change, kind_of
from rag.text.figures.named_numbers import literal
from rag.text.figures.units import is_count
from rag.text.progress import is_not_as_far
from rag.verification.contrasts.denials import denies
from rag.verification.contrasts.lists import (
    counts_another,
    is_given_to_another,
    is_of_another_item,
    lists_others,
)
from rag.verification.contrasts.opposites import (
    is_opposed,
    is_other_level,
    is_ranked_among_others,
    is_removed,
)
from rag.verification.contrasts.records import tells_a_greater_record
from rag.verification.contrasts.replacements import is_replaced
from rag.verification.contrasts.scopes import is_of_a_part, is_of_another_part_of_year
from rag.verification.contrasts.totality import is_fewer_so_far
from rag.verification.facts import ReadSentence, Slot
from rag.verification.indicators import is_part
from rag.verification.matching.figures import Match
from rag.verification.reading import Claimed, Stated
from rag.verification.verdicts.judgement import Aspect
from rag.verification.verdicts.neighbours import is_a_neighbours, is_beside, tells_of_a_sister, words_on

_GOES_ON = re.compile("正在|(?<!已)进行(?!了)|推进|着手")
_AIMED = re.compile("目标|预期(?!寿命)|(?<!重点)(?<!主要)任务(?![和、])")
FRAMED = 2.5
"""Log-odds of being what the claim is about, from which one replaced word makes it a different thing."""
_SURELY = 1.0
"""Least log-odds of a figure to be of the indicator, whatever the part of the year."""
_FAIRLY = 0.0
"""Log-odds from which a figure of a sister indicator is taken to be the one claimed, moved."""
_PLANNED = re.compile("(?:计划|目标|任务)[数值]?[为是：:]?$")
"""Right before a figure: one that was planned, whatever came of it."""
_RESULTED = re.compile("实际[数值]?[为是：:]?$")
"""Right before a figure: one that came out, whatever was planned."""
_ACTUAL = re.compile("实际(?![使利到投吸])")
"""Said of a result; in 实际使用外资 it is part of a name."""
_EACH = re.compile("(?<![平年人户日月])[各均](?:为|达到?|突破|超过?)?$")
_TOGETHER = re.compile("总共|一共|合计|总计|加起来|统共")
_CALLED = {
    "城镇": "城镇|城里|城市|县城|(?<![乡])城(?=区|和|与|跟|、|里)",
    "农村": "农村|乡下|乡村|乡里|村里|村上|乡镇",
}
"""The parts of compounds as people call them."""
_PERIODS = tuple(map(re.compile, ("每年|一年(?=[0-9])", "每个?月|一个月(?=[0-9])", "每[天日]|一天(?=[0-9])")))
"""The periods that a sum is paid for."""


def find_conflict(
    claimed: Claimed, stated: Stated, one: Match, others: Sequence[Match], told: ReadSentence
) -> Aspect | None:
    """``others``: the figures of the sentences found; those beside it may have more of the claim's words."""
    clause = one.slot.clause.of(told.text)
    aspects = chain(
        _of_another_time(claimed, one, told),
        _of_another_thing(claimed, stated, one, others, told),
        _said_otherwise(claimed, stated, one, told, clause),
    )
    return next(aspects, None)


def _of_another_time(claimed: Claimed, one: Match, told: ReadSentence) -> Iterator[Aspect]:
    if not year_agrees(claimed, one):
        yield Aspect.YEAR
    if one.logit > _SURELY and is_of_another_part_of_year(claimed, told, one.slot.clause):
        yield Aspect.PERIOD
    if one.features.counted < 0:
        yield Aspect.COUNT


def _of_another_thing(
    claimed: Claimed, stated: Stated, one: Match, others: Sequence[Match], told: ReadSentence
) -> Iterator[Aspect]:
    if is_beside(claimed, stated, one, others, told) or _is_fused(claimed, one):
        yield Aspect.PART
    if is_part(one.slot.words, claimed.all_forms):
        yield Aspect.PART
    if is_a_neighbours(claimed, stated, one, told) or is_given_to_another(words_on(claimed, stated), one.slot, told):
        yield Aspect.PART
    if is_fewer_so_far(claimed.text, one.slot, told) or counts_another(stated, one.slot, told):
        yield Aspect.PART
    if one.logit > _FAIRLY and tells_of_a_sister(claimed, stated, one, told):
        yield Aspect.PART
    if one.logit > _SURELY and is_of_a_part(claimed, told, one.slot.clause, one.slot.words):
        yield Aspect.PART
    if not names_stand(claimed, told) or lists_others(claimed.text, told.text):
        yield Aspect.NAME
    if is_of_another_item(claimed.told, told.text):
        yield Aspect.NAME


def _said_otherwise(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence, clause: str) -> Iterator[Aspect]:
    if is_opposed(claimed.text, f"{one.slot.words} {clause}"):
        yield Aspect.DIRECTION
    if denies(claimed.text, claimed.denied, clause):
        yield Aspect.DENIAL
    if is_other_level(claimed.text, told.text) or is_ranked_among_others(claimed.text, clause):
        yield Aspect.LEVEL
    if _is_another_figure(claimed, stated, one, told, clause):
        yield Aspect.FIGURE
    if _is_other_stage(claimed, one, told) or is_not_as_far(claimed.text, clause):
        yield Aspect.PROGRESS
    if one.logit > FRAMED and is_replaced(claimed.text, clause):
        yield Aspect.NAME
    if is_removed(claimed.all_forms, one.slot.words):
        yield Aspect.DIRECTION


def _is_another_figure(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence, clause: str) -> bool:
    """Whether the figure has the claimed value, but is a growth, a level, a period or a record that the claim does not
    state."""
    slot = one.slot
    return (
        are_of_two_kinds(kind_of(stated.figure, stated.words), kind_of(slot.figure, slot.words))
        or _is_level_for_change(stated, slot, told)
        or are_of_two_bases(words_on(claimed, stated), slot.words)
        or _is_of_other_period(claimed.text, clause)
        or _is_of_each(claimed.text, one, told)
        or tells_a_greater_record(claimed.text, clause)
    )


def _is_level_for_change(stated: Stated, slot: Slot, told: ReadSentence) -> bool:
    if is_count(slot.figure.unit) or stated.words.isascii():
        return False
    before = told.text[: slot.figure.full.start]
    return is_level_for_change(stated.figure, slot.figure, slot.words, before)


def year_agrees(claimed: Claimed, one: Match) -> bool:
    return not claimed.years or one.slot.year is None or one.slot.year in claimed.years


def names_stand(claimed: Claimed, told: ReadSentence) -> bool:
    context = literal("\n".join((told.text, *told.evidence.section)))
    return all(literal(name) in context for name in claimed.names)


def _is_of_other_period(claim: str, clause: str) -> bool:
    """Whether the figure is for another period: 670元 a year is not 670元 a month."""
    mine, its = ([period for period in _PERIODS if period.search(text)] for text in (claim, clause))
    return bool(mine and its) and not set(mine) & set(its)


def _is_of_each(claim: str, one: Match, told: ReadSentence) -> bool:
    """Whether the figure is for each of several things: 大学、高职各2所 are not 2 together."""
    each = _EACH.search(told.text[: one.slot.figure.span.start])
    return each is not None and _TOGETHER.search(claim) is not None and not {"各", "均"} & {*claim}


def _is_other_stage(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the claim is about a plan and the figure a result, or the other way round."""
    report = told.evidence.report
    if one.slot.year is None or report is None or report.year is None:
        return False
    if _PLANNED.search(told.text, one.slot.clause.start, one.slot.figure.full.start):
        is_past = one.slot.year < report.year
        return not claimed.intended if is_past else _ACTUAL.search(claimed.text) is not None
    if _RESULTED.search(told.text, one.slot.clause.start, one.slot.figure.full.start):
        return claimed.intended and not claimed.achieved and not _ACTUAL.search(claimed.text)
    if claimed.years and one.slot.year >= report.year:
        return claimed.already and not claimed.intended
    if claimed.years:
        return _AIMED.search(claimed.text) is not None and not claimed.achieved
    if one.slot.year >= report.year:
        return (claimed.achieved or one.slot.figure.mode is Mode.AIM) and not claimed.intended
    return claimed.intended and not claimed.achieved and not _GOES_ON.search(one.slot.clause.of(told.text))


def _is_fused(claimed: Claimed, one: Match) -> bool:
    """Whether the figure is for a compound of which the claim only names a part: 进出口 is not 出口."""
    return any(
        part in claimed.all_forms
        and fused not in claimed.all_forms
        and not _names_all(claimed, parts)
        and fused in one.slot.words
        and part not in one.slot.words.replace(fused, "")
        for fused, *parts in FUSED
        for part in parts
    )


def _names_all(claimed: Claimed, parts: Sequence[str]) -> bool:
    """Whether the claim names each part of a compound, as people call them: 城里乡下 is 城乡."""
    return all(re.search(_CALLED.get(part, part), f"{claimed.text} {claimed.all_forms}") for part in parts)
