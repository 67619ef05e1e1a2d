"""A message, the corpus -> each claim in it with a verdict and the exact sentence it rests on.

For every claim the sentences nearest to it are searched once; the indicator or event is matched by words and vectors,
everything else (figures, years, places, names, progress) is compared exactly. What that leaves open is read again
beside the nearest sentence (``rag.verification.rereading``).
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import NamedTuple

from rag.cpu_budget import is_used_up
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.retrieval.scopes.scope import Scope
from rag.types import Citation, Span
from rag.verification.claim_splitting import Claim, find_claims
from rag.verification.derived.beside import judge_beside
from rag.verification.derived.comparison_verification import Judged
from rag.verification.derived.decision import Read, VerificationContext, judge_claim
from rag.verification.rereading.again import reread
from rag.verification.search import Embed, PairReader, Searchable, Source
from rag.verification.verdicts.judgement import Aspect, Verdict

MOST = 12
"""Claims verified of one text; each costs a search."""
MOST_CHARACTERS = 600
"""Characters of all claims verified of one text; each costs reading and two embeddings, some are read again. Twelve
claims have some 250."""
MOST_SIDES = 8
"""Searches of one text for the sides of comparisons and the operands of sums; what needs more is left unclear."""
MOST_REREAD = 6
"""Claims of one text that are read again; reading takes as long as four embeddings."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement of the reports on one claim."""

    claim: Claim
    verdict: Verdict
    citation: Citation | None = None
    """The sentence that confirms it, contradicts it, or is nearest; its highlights are the words that do."""
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


class _JudgedClaim(NamedTuple):
    """A claim with the judgement on it by itself."""

    claim: Claim
    judged: Judged
    read: Read


def verify(
    text: str, served: Searchable, embeddings: Embed, report: str | None = None, reader: PairReader | None = None
) -> Verification:
    """``report``: name of the one the chat has chosen; None asks all. ``reader``: reads claims that sentences leave
    open; without it they stay open.

    Raises:
        WenbaoError: whatever the search raises.
    """
    started = time.perf_counter()
    claims = find_claims(text)
    in_time = takewhile(lambda _: not is_used_up(), _within_bounds(claims))
    held = VerificationContext(served, embeddings, report, iter(range(MOST_SIDES)), reader, iter(range(MOST_REREAD)))
    judged = [_JudgedClaim(claim, *judge_claim(claim.text, held)) for claim in in_time]
    alone = [_finding(one.claim, one.judged, one.read.scope, held.version) for one in judged]
    beside = [_with_beside(text, at, alone, held) for at in range(len(alone))]
    findings = tuple(_read_again(finding, one, held) for finding, one in zip(beside, judged, strict=True))
    return Verification(text, findings, len(claims) - len(findings), served.version.id, time.perf_counter() - started)


def _within_bounds(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The first claims, with no more characters than are verified of one text; always the first of them."""
    read = list(accumulate(len(claim.text) for claim in claims[:MOST]))
    return tuple(claims[: max(bisect_right(read, MOST_CHARACTERS), 1)])


def _with_beside(text: str, at: int, alone: Sequence[Finding], held: VerificationContext) -> Finding:
    """The finding on a claim, read with those beside it in its sentence where by itself it is not said."""
    finding = alone[at]
    if finding.verdict.is_said:
        return finding
    told = frozenset(_said_beside(at, alone, held.version))
    beside = judge_beside(text, at, [one.claim for one in alone], finding.verdict.is_open, held, told)
    return _finding(finding.claim, beside[0], beside[1].scope, held.version) if beside else finding


def _read_again(finding: Finding, alone: _JudgedClaim, held: VerificationContext) -> Finding:
    """The finding on a claim that nothing decides: with the nearest sentence, it is read again."""
    if not finding.verdict.is_open or held.reader is None or is_used_up():
        return finding
    judged = reread(alone.claim.text, alone.read.claimed, alone.judged, held)
    return finding if judged is alone.judged else _finding(alone.claim, judged, alone.read.scope, held.version)


def _said_beside(at: int, alone: Sequence[Finding], version: CorpusSnapshot) -> Iterator[Location]:
    """The sentences that say the claims of the same sentence of the text, and of the one before or after it."""
    for one in alone:
        near = abs(one.claim.sentence - alone[at].claim.sentence) <= 1
        if near and one.verdict.is_said and one.citation and (place := version.locate(one.citation.id)):
            yield place


def _finding(claim: Claim, judged: Judged, scope: Scope, version: CorpusSnapshot) -> Finding:
    judgement = judged.judgement
    cited = _citations(judged, version)
    citation = cited[0] if cited else None
    is_absent = judgement.verdict is Verdict.NOT_IN_REPORT or citation is None
    searched = [version.reports[at] for at in scope.reports] if is_absent else []
    unread = tuple(report.name for report in searched if report.is_incomplete)
    told = (judgement.verdict, citation, judgement.aspect, judgement.calculation)
    return Finding(claim, *told, unread, cited[1:])


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
