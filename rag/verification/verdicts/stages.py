"""A claim, a sentence found -> whether both concern the same time and the same stage of progress. Pure.

The part of the report in which a sentence stands separates plans from results. A sentence has one verb for a whole
list, before it (新开工甲高铁、乙水库等项目) or after it (甲高铁、乙水库等建成通车), and another verb in the next
clause. Only the verb of its own list shows the progress of a member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rag.text.progress import Stage, governing_verbs, is_intended, is_not_as_far, stage_of
from rag.text.time_expressions import without_years
from rag.types import Span
from rag.verification.facts import ReadSentence
from rag.verification.matching.words import Found
from rag.verification.reading import Claimed
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_PARTS = re.compile("[，,；;。！!]+")
_APART = re.compile("[、，,；;。：:]|以及|等(?!级)")
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")
_BESIDE = re.compile("还在|还|刚刚?|已经?|正在?|正式|将要?|要|会|就|都|也|全面|加快|推进|推动|建设|项目|工程|[了的]")
_ENDS = re.compile("(?:建设|项目|工程|工作|条件|运行|使用|阶段|目标|[了的])*(?:$|[、，,；;。和及与并])")
"""The rest of a clause after a verb that follows its list: it holds nothing that the verb could govern."""
_FROM_TO = re.compile("(20[0-9]{2})年?[-—–~～至到]{1,2}(20[0-9]{2})(?=年)")
_SINCE = re.compile("(20[0-9]{2})年?(?:算?起|开始|以来)")
_LOCATED = 0.75
"""Share of the pairs of characters of a thing by which a member of a list is that thing."""
_ALIKE = 0.1
"""The share by which another member may be less like it and still be meant."""
_LEAST = 0.5


class _ListMember(NamedTuple):
    share: float
    """Share (0 to 1) of the claimed thing's pairs of characters that the member of the list holds."""
    stage: Stage
    sentence: int
    clause: Span
    aspect: Aspect | None
    """The aspect in which the clause says otherwise."""


def is_planned(told: ReadSentence) -> bool | None:
    """Whether the sentence stands in the part about the coming year; None where that is not known."""
    report, year = told.evidence.report, told.evidence.year
    return None if report is None or report.year is None or year is None else year >= report.year


def is_of_the_time(claimed: Claimed, told: ReadSentence) -> bool:
    """Whether claim and sentence are about the same time: what is stated as done is not planned, and what is stated as
    planned is not done."""
    report, planned = told.evidence.report, is_planned(told)
    if planned is None or report is None:
        return True
    coming = [year >= (report.year or 0) for year in claimed.years]
    return not claimed.achieved and all(coming) if planned else claimed.achieved or not any(coming)


def is_of_another_period(claim: str, clause: str) -> bool:
    """Whether both name the years from which and to which something lasts, and not the same: 2021—2025年 against
    2024—2029年; or the year from which on, 2016年起 against 2020年起."""
    said = ((set(years.findall(claim)), set(years.findall(clause))) for years in (_FROM_TO, _SINCE))
    return any(mine and its and not mine & its for mine, its in said)


def is_of_another_year(claimed: Claimed, told: ReadSentence) -> bool:
    """Whether the claim is about a year before the one reviewed or after the one planned, which the sentence does not
    name."""
    report, own = told.evidence.report, told.evidence.year
    if report is None or report.year is None or own is None or not claimed.years:
        return False
    apart = claimed.years.isdisjoint({report.year - 1, report.year, own})
    return apart and not any(str(year) in told.text for year in claimed.years)


def is_at_another_stage(claimed: Claimed, clause: str, told: ReadSentence) -> bool:
    """Whether the thing is planned and claimed as done, done and claimed as planned, or not as far along as claimed.

    What is begun is under way.
    """
    report, planned = told.evidence.report, is_planned(told)
    if planned is None or report is None:
        return False
    past = claimed.achieved or any(year < (report.year or 0) for year in claimed.years)
    coming = bool(claimed.years) and min(claimed.years) >= (report.year or 0)
    done = not claimed.intended and (past or (claimed.stage is Stage.DONE and not coming))
    if planned:
        return done
    if not claimed.intended and not claimed.denied and is_not_as_far(claimed.text, clause):
        return True
    if claimed.intended and not claimed.achieved:
        return stage_of(clause) >= max(claimed.stage, Stage.BEGUN)
    come = stage_of(clause)
    if coming and not claimed.achieved and Stage.NONE < claimed.stage < come is Stage.DONE:
        return True
    under_way = come is Stage.BEGUN and claimed.stage is Stage.UNDERWAY
    return Stage.NONE < come < claimed.stage and not under_way


def is_told_as_done(claimed: Claimed, clause: str, told: ReadSentence) -> bool:
    """Whether the claim states as an intention what the review reports, without any word that it is only intended."""
    return claimed.intended and not claimed.achieved and is_planned(told) is False and not is_intended(clause)


def unless_governed_otherwise(claimed: Claimed, found: Found, judgement: Judgement) -> Judgement:
    """The verdict on a claim that seems to be confirmed: it differs where everything said about the progress of its
    thing says otherwise."""
    if not judgement.verdict.is_said or claimed.denied:
        return judgement
    for part in _PARTS.split(claimed.text):
        stages = {stage for _, stage in governing_verbs(part)}
        if len(stages) != 1:
            continue
        told = _nearest(claimed, _thing(part), next(iter(stages)), found)
        if told and all(one.aspect for one in told):
            return Judgement(Verdict.DIFFERS, told[0].sentence, told[0].aspect, told[0].clause)
    return judgement


def _thing(part: str) -> frozenset[str]:
    """The pairs of characters of the subject of a part of a claim, without the verb and the time."""
    for span, _ in reversed(governing_verbs(part)):
        part = f"{part[: span.start]}\n{part[span.end :]}"
    return _pairs(_BESIDE.sub("\n", without_years(part)))


def _pairs(text: str) -> frozenset[str]:
    return frozenset("".join(pair) for run in _RUN.findall(text) for pair in pairwise(run))


def _nearest(claimed: Claimed, thing: frozenset[str], stage: Stage, found: Found) -> list[_ListMember]:
    """Everything said about the progress of the thing, in the members of lists that are most like it."""
    if not thing:
        return []
    told = [one for at, (sentence, _) in enumerate(found) for one in _told_in(claimed, thing, stage, at, sentence)]
    best = max((one.share for one in told), default=0.0)
    if best < _LOCATED:
        return []
    nearest = [one for one in told if one.share > best - _ALIKE]
    return [] if any(one.stage is Stage.NONE for one in nearest) else nearest


def _told_in(
    claimed: Claimed, thing: frozenset[str], stage: Stage, at: int, sentence: ReadSentence
) -> Iterator[_ListMember]:
    for clause in sentence.clauses:
        text = clause.of(sentence.text)
        verbs = governing_verbs(text)
        for member in _members(text):
            share = len(thing & _pairs(member.of(text))) / len(thing)
            if share > _LEAST:
                told = _governing(verbs, member, text)
                yield _ListMember(share, told, at, clause, _conflict(claimed, stage, told, sentence))


def _members(text: str) -> Iterator[Span]:
    start = 0
    for mark in _APART.finditer(text):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, len(text))


def _governing(verbs: list[tuple[Span, Stage]], member: Span, text: str) -> Stage:
    """The stage shown by the next verb after a list, else by the last one before it."""
    for span, stage in verbs:
        if span.end > member.start and _ENDS.match(text, span.end):
            return stage
    before = [stage for span, stage in verbs if span.start < member.end and not _ENDS.match(text, span.end)]
    return before[-1] if before else Stage.NONE


def _conflict(claimed: Claimed, stage: Stage, told: Stage, sentence: ReadSentence) -> Aspect | None:
    report, planned = sentence.evidence.report, is_planned(sentence)
    if planned is None or report is None or report.year is None:
        return None
    if not planned and stage is told and claimed.years and min(claimed.years) >= report.year:
        return Aspect.YEAR if stage is not Stage.UNDERWAY else None
    if stage is Stage.UNDERWAY:
        return Aspect.PROGRESS if told in (Stage.PLANNED, Stage.DONE) else None
    if stage is Stage.BEGUN and told is Stage.UNDERWAY and not planned:
        return None
    return Aspect.PROGRESS if stage is not told else None
