"""A claim as read -> the judgement on it, by a sentence of the reports or by arithmetic on their figures.

What a sentence says goes first, then what two of its figures make, and a comparison or a sum where the claim is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.scopes.finding import find_scope
from rag.retrieval.scopes.scope import Scope
from rag.types import Question, Report
from rag.verification.derived.change_verification import judge_change
from rag.verification.derived.comparison_verification import (
    Judged,
    compares,
    is_comparison,
    is_growth,
    is_share,
    judge_comparison,
    judge_unsaid_comparison,
)
from rag.verification.derived.operand_candidates import Find
from rag.verification.derived.phrasing import put_as_change
from rag.verification.derived.quotients import judge_quotient, leave_open_if_worked_out
from rag.verification.derived.sum_parsing import Sum, read_sum
from rag.verification.derived.sum_verification import judge_sum
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Embed, Haul, PairReader, PairReading, Searchable, search
from rag.verification.spoken.figures import written
from rag.verification.spoken.outright import outright, without_denial
from rag.verification.verdicts.events import judge_event
from rag.verification.verdicts.figures import judge_figures
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_THAN = re.compile("(?:(?P<more>[高快]于|超过|跑赢)|[低慢]于|不及)(?:全国|全省|平均)")
_THAN_COUNTRY = re.compile("[，,][^，,0-9]{0,4}(?:(?P<more>[高快]于)|[低慢]于)全国(?:平均)?(?:水平)?[^，,0-9]{0,4}$")


class Read(NamedTuple):
    """A claim as read on the reports that it is about."""

    claimed: Claimed
    scope: Scope
    report: Report
    """The first of them, by which its years count."""
    find: Find


@dataclass(frozen=True, slots=True)
class VerificationContext:
    """The corpus that the claims of a text are checked against, and the searches left."""

    served: Searchable
    embeddings: Embed
    report: str | None
    """The name of the one chosen."""
    sides: Iterator[int]
    """One for each search that is still allowed for sides, operands and clauses read together."""
    reader: PairReader | None = None
    """Claims that sentences leave open stay so without one."""
    rereads: Iterator[int] = field(default_factory=lambda: iter(()))
    """One for each claim that may still be read again."""

    def read_again(self, claim: str, passage: str) -> PairReading | None:
        """None where there is no reader, or enough was read."""
        if self.reader is None or next(self.rereads, None) is None:
            return None
        return self.reader.read(claim, passage)

    @property
    def version(self) -> CorpusSnapshot:
        return self.served.version

    def read(self, claim: str) -> Read:
        scope = find_scope(Question(written(outright(claim)), report=self.report), self.version)
        report = self.version.reports[scope.reports[0]]

        def find(claimed: Claimed) -> Haul:
            return search(claimed, scope.reports, self.served, self.embeddings)

        return Read(read_claim(claim, report, scope.places), scope, report, find)


def judge_claim(text: str, held: VerificationContext) -> tuple[Judged, Read]:
    """The judgement on a claim, with the claim as read; one that denies a figure is so where the report has another."""
    denied = without_denial(text)
    read = held.read(denied or text)
    judged = judge(read, held.sides)
    return (judged._replace(judgement=_turned(judged.judgement)) if denied else judged), read


def _turned(judgement: Judgement) -> Judgement:
    """The judgement on the contrary of what was judged."""
    if judgement.verdict.is_said:
        return replace(judgement, verdict=Verdict.DIFFERS, aspect=Aspect.DENIAL)
    if judgement.verdict is Verdict.DIFFERS:
        is_other = judgement.aspect is Aspect.FIGURE
        return replace(judgement, verdict=Verdict.AGREES if is_other else Verdict.UNCLEAR, aspect=None)
    return judgement


def judge(read: Read, sides: Iterator[int]) -> Judged:
    if (tail := _THAN_COUNTRY.search(read.claimed.text)) and read.claimed.figures:
        return _judge_than_country(read, tail, sides)
    return _judge(read, sides)


def _judge(read: Read, sides: Iterator[int]) -> Judged:
    claimed, report = read.claimed, read.report
    haul = read.find(claimed)

    @cache
    def find_side(side: Claimed) -> Haul:
        return read.find(side) if next(sides, None) is not None else replace(haul, sources=(), found=())

    if adds := read_sum(claimed, report):
        return _summed(adds, claimed, report, haul, find_side)
    compared = judge_comparison(claimed, report, haul, find_side) if is_comparison(claimed) else None
    if compared and compared.judgement.verdict is not Verdict.UNCLEAR:
        return compared
    if not claimed.figures:
        return _judge_event(claimed, haul, compared)
    judged = leave_open_if_worked_out(claimed, Judged(judge_figures(claimed, haul.found, haul.words), haul))
    if not judged.judgement.verdict.is_said and (worked := _work_out(claimed, haul)):
        return worked
    if judged.judgement.verdict.is_said:
        return judged
    if unsaid := judge_unsaid_comparison(claimed, report, haul, find_side):
        return unsaid
    if compared:
        turned = judged.judgement.aspect is Aspect.DIRECTION and len(claimed.figures) > 1
        return judged if turned or _is_compared(judged.judgement, judged.haul) else compared
    if _may_be_compared(claimed, judged.judgement.verdict):
        shared = judge_comparison(claimed, report, haul, find_side)
        return judged if shared.judgement.verdict is Verdict.UNCLEAR else shared
    return judged


def _judge_than_country(read: Read, tail: re.Match[str], sides: Iterator[int]) -> Judged:
    """The judgement on a figure that is said to exceed the country's: the deciding clause has to say so."""
    alone = read_claim(read.claimed.text[: tail.start()], read.report, read.scope.places)
    judged = _judge(read._replace(claimed=replace(alone, places=())), sides)
    if not judged.judgement.verdict.is_said or judged.judgement.sentence is None:
        return judged
    clause = _clause_of(judged.judgement, judged.haul)
    its = _THAN.search(clause)
    if its and (its["more"] is None) is (tail["more"] is None):
        return judged
    verdict, aspect = (Verdict.DIFFERS, Aspect.DIRECTION) if its else (Verdict.UNCLEAR, None)
    return judged._replace(judgement=replace(judged.judgement, verdict=verdict, aspect=aspect))


def _clause_of(judgement: Judgement, haul: Haul) -> str:
    """The clause in which the words that decide stand."""
    if judgement.sentence is None or judgement.said is None:
        return ""
    told, said = haul.found[judgement.sentence][0], judgement.said
    clause = next((one for one in told.clauses if one.start <= said.start < one.end), said)
    return clause.of(told.text)


def _judge_event(claimed: Claimed, haul: Haul, compared: Judged | None) -> Judged:
    """The judgement on the claim as an event. A comparison with the year before that no figures decide is read as a
    change: 人数比前一年多."""
    text = put_as_change(claimed.told) if compared else claimed.told
    if text != claimed.told:
        return Judged(judge_event(replace(claimed, text=text), haul.found, haul.subject), haul)
    event = judge_event(claimed, haul.found, haul.subject)
    return Judged(event, haul) if compared is None or _is_compared(event, haul) else compared


def _work_out(claimed: Claimed, haul: Haul) -> Judged | None:
    """The judgement by what follows from the figures of one sentence."""
    return judge_quotient(claimed, haul) or judge_change(claimed, haul)


def _is_compared(event: Judgement, haul: Haul) -> bool:
    """Whether the deciding clause compares as well: 民间投资增速快于全国平均水平."""
    return not event.verdict.is_open and compares(_clause_of(event, haul))


def _may_be_compared(claimed: Claimed, verdict: Verdict) -> bool:
    """Whether a share or a growth rate that the report does not give may follow from two of its figures."""
    return (is_share(claimed) and not verdict.is_said) or (is_growth(claimed) and verdict.is_open)


def _summed(adds: Sum, claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """The judgement on a sum. A total that the report itself gives goes first; a different figure does not disprove a
    sum."""
    told = judge_figures(claimed, haul.found, haul.words)
    return Judged(told, haul) if told.verdict.is_said else judge_sum(adds, claimed, report, haul, find)
