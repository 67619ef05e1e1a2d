"""A claim, the clauses beside it in its sentence -> the judgement on them read together.

食品安全连续五年获评A级，药品也连着四次: the second clause leaves out what the first one says. One sentence of a report
that says all figures of both says each of them; a clause of almost no words is on what the one before it was on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from rag.documents.snapshot import Location
from rag.verification.claim_splitting import Claim
from rag.verification.clause_joining import COMPARES
from rag.verification.derived.comparison_verification import Judged, is_comparison
from rag.verification.derived.decision import Read, VerificationContext, judge
from rag.verification.matching.figures import match_each
from rag.verification.reading import Claimed, read_claim
from rag.verification.spoken.outright import without_denial
from rag.verification.verdicts.events import judge_event
from rag.verification.verdicts.figures import judge_figures
from rag.verification.verdicts.together import judge_taken, take_together
from rag.verification.wording import NEUTRAL, content

_LEADS = re.compile("(?:才|只有?|仅|有|到|为|是|达到?|[，,]){1,4}$")
_FEW = 4
"""The number of characters of a clause, without figures, years and words for change, up to which it leaves out its
subject."""
_EDGES = " ，,、；;：:"
_FIGURE_BESIDE, _EVENT_BESIDE = 2.0, 1.5
"""The gain in log-odds of a sentence that says what stands beside the claim."""


class JointClaim(NamedTuple):
    """A claim as read with a clause beside it."""

    read: Read
    own: slice | None = None
    """The figures that belong to the claim, where it is read with the whole clause; None where it only takes over the
    subject of the clause."""
    may_differ: bool = True
    """This reading may contradict the claim, and not only confirm it."""


def judge_beside(
    text: str, at: int, claims: Sequence[Claim], is_open: bool, held: VerificationContext, told: Set[Location]
) -> tuple[Judged, Read] | None:
    """The judgement on the claim at ``at`` of a text by the first reading that has one.

    ``is_open``: by itself it is neither said nor denied. ``told``: the sentences that say what stands beside it.
    """
    for reading in _readings(text, at, claims, is_open, held):
        if next(held.sides, None) is None:
            return None
        if judged := _judge(reading, held):
            return judged, reading.read
    return _judge_there(claims[at].text, held, told) if is_open and told else None


def _judge_there(claim: str, held: VerificationContext, told: Set[Location]) -> tuple[Judged, Read] | None:
    """The judgement on a claim by a sentence that says what stands beside it: 高端人才缺，创新的劲头也不够."""
    if without_denial(claim) or next(held.sides, None) is None:
        return None
    read = held.read(claim)
    claimed, haul = read.claimed, read.find(read.claimed)
    beside = frozenset(at for at, source in enumerate(haul.sources) if source.at in told)
    if not beside or is_comparison(claimed):
        return None
    judgement = (
        judge_figures(claimed, haul.found, haul.words, dict.fromkeys(beside, _FIGURE_BESIDE))
        if claimed.figures
        else judge_event(claimed, haul.found, haul.subject, dict.fromkeys(beside, _EVENT_BESIDE))
    )
    is_there = judgement.verdict.is_said and judgement.sentence in beside
    return (Judged(judgement, haul), read) if is_there else None


def _readings(
    text: str, at: int, claims: Sequence[Claim], is_open: bool, held: VerificationContext
) -> Iterator[JointClaim]:
    """The claim with the clause before it, with what that is on, and with the clause after it."""
    for first, second in pairwise(claims[max(at - 1, 0) : at + 2]):
        if first.sentence != second.sentence:
            continue
        own, is_second = second.span.of(text), second is claims[at]
        both = held.read(f"{first.text}，{own}")
        alone = read_claim(first.text, both.report, both.scope.places)
        before = len(alone.figures)
        if 0 < before < len(both.claimed.figures):
            yield JointClaim(both, slice(before, None) if is_second else slice(before))
        if is_second and is_open and COMPARES.match(own):
            yield JointClaim(held.read(f"{_uncounted(alone)}{own}"), may_differ=False)
        if is_second and is_open and _leaves_out_its_subject(own) and (subject := _subject_of(alone)):
            yield JointClaim(held.read(f"{subject}{second.text}"))


def _judge(reading: JointClaim, held: VerificationContext) -> Judged | None:
    read, own = reading.read, reading.own
    if own is None:
        judged = judge(read, held.sides)
        verdict = judged.judgement.verdict
        return judged if verdict.is_said or (reading.may_differ and not verdict.is_open) else None
    claimed, haul = read.claimed, read.find(read.claimed)
    ranked = list(zip(claimed.figures, match_each(claimed.figures, haul.words, haul.found), strict=True))
    taken = take_together(claimed, ranked, haul.found)
    return Judged(judge_taken(taken[own]), haul) if taken else None


def _uncounted(claim: Claimed) -> str:
    """A claim without its figures, followed by a comparison: 今年改管网800公里，比去年少."""
    text = claim.text
    for stated in reversed(claim.figures):
        text = f"{text[: stated.figure.full.start]}{text[stated.figure.full.end :]}"
    return _LEADS.sub("", text)


def _subject_of(claim: Claimed) -> str:
    """The words before the first figure of a claim, which the next clause may leave out; none where it has none."""
    if not claim.figures:
        return ""
    return NEUTRAL.sub("", content(claim.text[: claim.figures[0].figure.full.start])).replace("\n", "").strip(_EDGES)


def _leaves_out_its_subject(own: str) -> bool:
    """Whether the clause has a figure and hardly any other word."""
    return len("".join(NEUTRAL.sub("", content(own)).split()).strip(_EDGES)) <= _FEW
