"""Claims with known verdicts -> how ``rag.verification`` does, and how it does where the reader may decide.

The reader decides where the program has found nothing that does, and never against figures: it says that a sentence
agrees only where that sentence tells every figure of the claim, of its year. From which probabilities on it decides is
fitted on the claims of the other folds, so that none of those is called right that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from benchmarks.claims import ClaimCase, Judged, judged_by
from benchmarks.figures import Figures
from benchmarks.fit import Floats
from benchmarks.reader.pairs import AGREES, DIFFERS
from benchmarks.reader.tokens import Texts
from rag.retrieval.scope import find_scope
from rag.types import Question
from rag.verification.claim_splitting import find_claims
from rag.verification.facts import Told
from rag.verification.figure_relation import Relation, compare
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Embed, Searchable, search
from rag.verification.service import verify

_FLOORS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.1)
"""The last is never reached."""
_UNDECIDED = frozenset({"unclear", "not_in_report"})

Verdicts = Callable[[Sequence[Texts]], Floats]
"""The network: the scores of agrees, differs and neither, shape (pairs, 3)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against its report."""

    fold: int
    today: Judged
    agrees: float
    """The highest probability of a sentence that tells all its figures; 0 where none does."""
    agrees_cited: bool
    """That sentence is one that the claim rests on."""
    differs: float
    """The highest probability of any sentence found."""


def hold(cases: Sequence[ClaimCase], fold: int, served: Searchable, embed: Embed, verdicts: Verdicts) -> Iterator[Held]:
    """The claims on one report."""
    for case in cases:
        today = judged_by(case, verify(case.text, served, embed, case.report).findings)
        yield _held(case, fold, today, served, embed, verdicts)


def _held(case: ClaimCase, fold: int, today: Judged, served: Searchable, embed: Embed, verdicts: Verdicts) -> Held:
    """A text with several claims is left to the program."""
    claims = find_claims(case.text)
    if len(claims) != 1:
        return Held(fold, today, 0.0, agrees_cited=False, differs=0.0)
    scope = find_scope(Question(claims[0].text, report=case.report), served.version)
    claimed = read_claim(claims[0].text, served.version.reports[scope.reports[0]], scope.places)
    found = [told for told, _ in search(claimed, scope.reports, served, embed).found]
    probabilities = _softmax(verdicts([_texts(case, told) for told in found]))
    agreeing = [at for at, told in enumerate(found) if tells_figures(claimed, told)]
    best = max(agreeing, key=lambda at: probabilities[at, AGREES], default=None)
    return Held(
        fold,
        today,
        0.0 if best is None else float(probabilities[best, AGREES]),
        best is not None and any(quote in found[best].text for quote in case.quotes),
        float(max(probabilities[:, DIFFERS], default=0.0)),
    )


def _texts(case: ClaimCase, told: Told) -> Texts:
    return Texts(case.text, " > ".join(told.evidence.section), told.text)


def tells_figures(claimed: Claimed, told: Told) -> bool:
    """Every figure of the claim stands in the sentence, and its year is not another."""
    if claimed.years and told.evidence.year is not None and told.evidence.year not in claimed.years:
        return False
    said = [slot.figure for slot in told.slots]
    return all(
        any(compared.relation in (Relation.SAME, Relation.ROUGH) and not compared.direction for compared in each)
        for each in ([compare(stated.figure, figure) for figure in said] for stated in claimed.figures)
    )


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True))


def decide(held: Held, agrees_from: float, differs_from: float) -> Judged:
    """The verdict where the reader may decide what the program leaves open."""
    if held.today.verdict not in _UNDECIDED:
        return held.today
    if held.agrees >= agrees_from:
        return replace(held.today, verdict="agrees", cited=held.agrees_cited)
    if held.differs >= differs_from:
        return replace(held.today, verdict="differs")
    return held.today


def floors(held: Sequence[Held]) -> tuple[float, float]:
    """Those with most right verdicts, none of them newly called right that is not."""
    agreed = sum(one.today.wrongly_agreed for one in held)

    def worth(pair: tuple[float, float]) -> tuple[bool, int, float]:
        judged = [decide(one, *pair) for one in held]
        return (
            sum(one.wrongly_agreed for one in judged) <= agreed,
            sum(one.right for one in judged),
            sum(pair),
        )

    return max(product(_FLOORS, _FLOORS), key=worth)


def judge_statements(held: Sequence[Held], apart: Sequence[Held] = ()) -> Figures:
    """``apart``: claims on reports that are only judged, by floors fitted on all of ``held``."""
    folds = sorted({one.fold for one in held})
    fitted = {fold: floors([one for one in held if one.fold != fold]) for fold in folds}
    then = [decide(one, *fitted[one.fold]) for one in held]
    rows = [("claims that the program was fitted on", *_row([one.today for one in held], then))]
    if apart:
        pair = floors(held)
        rows.append(("claims only judged", *_row([one.today for one in apart], [decide(one, *pair) for one in apart])))
    columns = ("", "claims", "right today", "with the reader", "wrongly agreed today", "with the reader")
    return Figures("Claims", columns, tuple(rows))


def _row(today: Sequence[Judged], then: Sequence[Judged]) -> tuple[int, ...]:
    arms = (today, then)
    right = [sum(one.right for one in arm) for arm in arms]
    return (len(today), *right, *(sum(one.wrongly_agreed for one in arm) for arm in arms))
