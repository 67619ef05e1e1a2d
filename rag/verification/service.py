"""What somebody wrote, the corpus -> each claim in it with a verdict and the exact sentence it rests on.

For every claim the sentences nearest to it are searched once; the indicator or event is matched by words and vectors,
everything else (figures, years, places, names, progress) is compared exactly. No model judges.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, takewhile

from rag.cpu_budget import is_used_up
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.scope import Scope, find_scope
from rag.types import Citation, Question, Report, Span
from rag.verification.claim_splitting import Claim, find_claims
from rag.verification.derived.addition import judge_sum
from rag.verification.derived.beside import judge_beside, leaves_out_its_subject, subject_of
from rag.verification.derived.changed import judge_change
from rag.verification.derived.compared import Find
from rag.verification.derived.comparisons import (
    Judged,
    compares,
    is_comparison,
    is_growth,
    is_share,
    judge_comparison,
    judge_unsaid_comparison,
)
from rag.verification.derived.quotients import judge_quotient, leave_open_if_worked_out
from rag.verification.derived.sums import Sum, read_sum
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Embed, Haul, Searchable, Source, search
from rag.verification.spoken.figures import written
from rag.verification.verdicts.events import judge_event
from rag.verification.verdicts.figures import judge_figures
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_SAID = (Verdict.AGREES, Verdict.ROUGHLY)
_OPEN = (Verdict.UNCLEAR, Verdict.NOT_IN_REPORT)
_Read = tuple[Judged, Scope, CorpusSnapshot]
MOST = 12
"""Claims verified of one text; each costs a search."""
MOST_CHARACTERS = 600
"""Characters of all claims verified of one text; each costs reading and an embedding. Twelve claims have some 250."""
MOST_SIDES = 8
"""Searches of one text for the sides of comparisons and the operands of sums; what needs more is left unclear."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement of the reports on one claim."""

    claim: Claim
    verdict: Verdict
    citation: Citation | None = None
    """The sentence that says it, says otherwise, or is nearest; its highlights are the words that do."""
    aspect: Aspect | None = None
    """The aspect in which the report differs; None unless it does."""
    calculation: str = ""
    """The arithmetic by which the figures of the report make up the claim's, or another: ``246+330=576``."""
    unread: tuple[str, ...] = ()
    """Names of the reports with parts that were not read, in which a claim that was not found may stand."""
    further: tuple[Citation, ...] = ()
    """The other sentences from which the calculation takes figures."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A text with what the reports say to each of its claims."""

    text: str
    findings: tuple[Finding, ...]
    """The findings in the order of the text; none where it claims nothing."""
    left_out: int
    """Claims after the first ``MOST``, after ``MOST_CHARACTERS``, or after the time of the message was used up; they
    were not verified."""
    version: str
    seconds: float

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of the reports with parts that were not read, in which what was not found may stand."""
        return tuple(dict.fromkeys(name for finding in self.findings for name in finding.unread))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text and what it is held against."""

    text: str
    served: Searchable
    embeddings: Embed
    report: str | None
    sides: Iterator[int]
    """One for each search that is still allowed for sides, operands and clauses read together."""

    def scope(self, claim: str) -> Scope:
        return find_scope(Question(written(claim), report=self.report), self.served.version)

    def search(self, claimed: Claimed, scope: Scope) -> Haul:
        return search(claimed, scope.reports, self.served, self.embeddings)


def verify(text: str, served: Searchable, embeddings: Embed, report: str | None = None) -> Verification:
    """``report``: name of the one the chat has chosen; None asks all.

    Raises:
        WenbaoError: whatever the search raises.
    """
    started = time.perf_counter()
    claims = find_claims(text)
    in_time = takewhile(lambda _: not is_used_up(), _within_bounds(claims))
    sides = iter(range(MOST_SIDES))
    asked = _Asked(text, served, embeddings, report, sides)
    alone = [_find(claim, asked) for claim in in_time]
    findings = tuple(_with_beside(at, alone, asked) for at in range(len(alone)))
    return Verification(text, findings, len(claims) - len(findings), served.version.id, time.perf_counter() - started)


def _within_bounds(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The first claims, with no more characters than are verified of one text; always the first of them."""
    read = list(accumulate(len(claim.text) for claim in claims[:MOST]))
    return tuple(claims[: max(bisect_right(read, MOST_CHARACTERS), 1)])


def _find(claim: Claim, asked: _Asked) -> Finding:
    version, scope = asked.served.version, asked.scope(claim.text)
    report = version.reports[scope.reports[0]]
    claimed = read_claim(claim.text, report, scope.places)
    judged = _judge(claimed, lambda one: asked.search(one, scope), report, asked.sides)
    return _finding(claim, judged, scope, version)


def _finding(claim: Claim, judged: Judged, scope: Scope, version: CorpusSnapshot) -> Finding:
    judgement = judged.judgement
    cited = _citations(judged, version)
    citation = cited[0] if cited else None
    is_absent = judgement.verdict is Verdict.NOT_IN_REPORT or citation is None
    searched = [version.reports[at] for at in scope.reports] if is_absent else []
    unread = tuple(report.name for report in searched if report.is_incomplete)
    told = (judgement.verdict, citation, judgement.aspect, judgement.calculation)
    return Finding(claim, *told, unread, cited[1:])


def _with_beside(at: int, alone: Sequence[Finding], asked: _Asked) -> Finding:
    """The finding on a claim, read with those beside it in its sentence where by itself it is not said."""
    finding = alone[at]
    claim = finding.claim
    if finding.verdict in _SAID:
        return finding
    for first, second in ((at - 1, at), (at, at + 1)):
        if first < 0 or second >= len(alone) or alone[first].claim.sentence != alone[second].claim.sentence:
            continue
        before, after = alone[first].claim, alone[second].claim.span.of(asked.text)
        if (both := _read_together(before, after, second == at, asked)) is not None:
            return _finding(claim, *both)
        if second == at and finding.verdict in _OPEN and (one := _with_subject(before, claim, asked)) is not None:
            return _finding(claim, *one)
    return finding


def _read_together(first: Claim, second: str, is_second: bool, asked: _Asked) -> _Read | None:
    if next(asked.sides, None) is None:
        return None
    version, scope = asked.served.version, asked.scope(f"{first.text}，{second}")
    report = version.reports[scope.reports[0]]
    judged = judge_beside(first.text, second, is_second, report, scope.places, lambda one: asked.search(one, scope))
    return (judged, scope, version) if judged else None


def _with_subject(before: Claim, claim: Claim, asked: _Asked) -> _Read | None:
    """The judgement of a clause that leaves out what it is on with what the one before it is on."""
    version, scope = asked.served.version, asked.scope(claim.text)
    report = version.reports[scope.reports[0]]
    subject = subject_of(read_claim(before.text, report, scope.places))
    if not subject or not leaves_out_its_subject(claim.span.of(asked.text)) or next(asked.sides, None) is None:
        return None
    claimed = read_claim(f"{subject}{claim.text}", report, scope.places)
    judged = _judge(claimed, lambda one: asked.search(one, scope), report, asked.sides)
    return (judged, scope, version) if judged.judgement.verdict not in _OPEN else None


def _judge(claimed: Claimed, find: Find, report: Report, sides: Iterator[int]) -> Judged:
    haul = find(claimed)

    @cache
    def find_side(side: Claimed) -> Haul:
        return find(side) if next(sides, None) is not None else replace(haul, sources=(), found=())

    if adds := read_sum(claimed, report):
        return _summed(adds, claimed, report, haul, find_side)
    compared = judge_comparison(claimed, report, haul, find_side) if is_comparison(claimed) else None
    if compared and compared.judgement.verdict is not Verdict.UNCLEAR:
        return compared
    if not claimed.figures:
        event = judge_event(claimed, haul.found, haul.subject)
        return Judged(event, haul) if compared is None or _is_compared(event, haul) else compared
    judged = leave_open_if_worked_out(claimed, Judged(judge_figures(claimed, haul.found, haul.words), haul))
    if judged.judgement.verdict not in _SAID and (worked := _work_out(claimed, haul)):
        return worked
    if judged.judgement.verdict in _SAID:
        return judged
    if unsaid := judge_unsaid_comparison(claimed, report, haul, find_side):
        return unsaid
    if compared:
        return compared
    if _may_be_compared(claimed, judged.judgement.verdict):
        shared = judge_comparison(claimed, report, haul, find_side)
        return judged if shared.judgement.verdict is Verdict.UNCLEAR else shared
    return judged


def _work_out(claimed: Claimed, haul: Haul) -> Judged | None:
    """The judgement by what follows from the figures of one sentence."""
    return judge_quotient(claimed, haul) or judge_change(claimed, haul)


def _is_compared(event: Judgement, haul: Haul) -> bool:
    """The clause that decides compares as well: 民间投资增速快于全国平均水平."""
    if event.sentence is None or event.said is None or event.verdict in _OPEN:
        return False
    return compares(event.said.of(haul.found[event.sentence][0].text))


def _may_be_compared(claimed: Claimed, verdict: Verdict) -> bool:
    """A share or a growth that the report does not tell may follow from two of its figures."""
    return (is_share(claimed) and verdict not in _SAID) or (is_growth(claimed) and verdict in _OPEN)


def _summed(adds: Sum, claimed: Claimed, report: Report, haul: Haul, find: Find) -> Judged:
    """A total that the report tells itself goes first; a figure that is another one denies no sum."""
    told = judge_figures(claimed, haul.found, haul.words)
    return Judged(told, haul) if told.verdict in _SAID else judge_sum(adds, claimed, report, haul, find)


def _citations(judged: Judged, version: CorpusSnapshot) -> tuple[Citation, ...]:
    """The sentence that decides, then the others that the calculation rests on, each once with all its marks."""
    judgement, haul, further = judged
    if judgement.sentence is None:
        return ()
    first = haul.sources[judgement.sentence]
    marks = {first.at: _marks(first, judgement.said)}
    for source, said in further:
        marks[source.at] = (*marks.get(source.at, ()), *_marks(source, said))
    return tuple(version.citation(at, highlights=tuple(sorted(spans))) for at, spans in marks.items())


def _marks(source: Source, said: Span | None) -> tuple[Span, ...]:
    if said:
        return (source.part.locate(said),)
    return (source.part.span,) if source.part.cell else ()
