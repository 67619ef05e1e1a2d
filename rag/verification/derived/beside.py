"""A claim, the one that stands beside it in a sentence -> what the reports say to it where both are read together.

食品安全连续五年获评A级，药品也连着四次: the second clause leaves out what the first one says. One sentence of a report
that says all figures of both says each of them; a clause of almost no words is on what the one before it was on.
"""

from __future__ import annotations

from collections.abc import Callable

from rag.types import Report
from rag.verification.derived.comparisons import Judged
from rag.verification.matching import match_each
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul
from rag.verification.verdicts.together import judge_taken, take_together
from rag.verification.wording import NEUTRAL, content

_FEW = 4
"""Characters of a clause, without figures, years and words of change, up to which it leaves out what it is on."""
_EDGES = " ，,、；;：:"


def judge_beside(
    first: str, second: str, is_second: bool, report: Report, places: tuple[str, ...], find: Callable[[Claimed], Haul]
) -> Judged | None:
    """The judgement on one of two clauses by the sentence that says the figures of both; None where there is none."""
    before = len(read_claim(first, report, places).figures)
    both = read_claim(f"{first}，{second}", report, places)
    if not 0 < before < len(both.figures):
        return None
    haul = find(both)
    ranked = list(zip(both.figures, match_each(both.figures, haul.words, haul.found), strict=True))
    taken = take_together(both, ranked, haul.found)
    if not taken:
        return None
    return Judged(judge_taken(taken[before:] if is_second else taken[:before]), haul)


def subject_of(claim: Claimed) -> str:
    """The words before the first figure of a claim, which the next clause may leave out; none where it has none."""
    if not claim.figures:
        return ""
    return NEUTRAL.sub("", content(claim.text[: claim.figures[0].figure.full.start])).replace("\n", "").strip(_EDGES)


def leaves_out_its_subject(own: str) -> bool:
    """The clause has a figure and hardly a word besides."""
    return len("".join(NEUTRAL.sub("", content(own)).split()).strip(_EDGES)) <= _FEW
