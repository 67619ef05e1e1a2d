"""Claims with known verdicts -> how ``rag.verification`` does, and how it does where the reader may decide.

The reader decides where the program finds nothing that does, and what is exact stays so: a sentence agrees only where
it tells every figure of the claim, of its year; comparisons, and claims on other places, are left to the program. From
which probabilities on it decides is fitted on the claims of the other folds, so that none of those is called right that
is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np

from benchmarks.evaluation.claims import ClaimCase, Judged, judged_by
from benchmarks.harness.figures import Cell, Figures
from benchmarks.learning.fit import Floats
from benchmarks.reader.pairs import AGREES, DIFFERS
from benchmarks.reader.tokens import Texts
from rag.retrieval.scopes.finding import find_scope
from rag.text.figures import Figure
from rag.types import Question
from rag.verification.claim_splitting import find_claims
from rag.verification.derived.comparison_verification import is_comparison
from rag.verification.facts import ReadSentence
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Embed, Searchable, search
from rag.verification.service import verify
from rag.verification.values.relation import compare
from rag.verification.values.rounding import Relation

_FLOORS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.1)
"""The last is never reached."""
_UNDECIDED = frozenset({"unclear", "not_in_report"})

Verdicts = Callable[[Sequence[Texts]], Floats]
"""The network: the scores of agrees, differs and neither, shape (pairs, 3)."""


class Said(NamedTuple):
    """The sentence that is likeliest to agree of those that tell all figures of a claim."""

    probability: float
    relation: Relation
    """Of its figures: the same, or roughly so."""
    cited: bool
    """The claim rests on it."""


_NOTHING = Said(0.0, Relation.NONE, cited=False)


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against its report."""

    fold: int
    today: Judged
    said: Said
    differs: float
    """The highest probability of any sentence found."""


def hold(cases: Sequence[ClaimCase], fold: int, served: Searchable, embed: Embed, verdicts: Verdicts) -> Iterator[Held]:
    """The claims on one report."""
    for case in cases:
        today = judged_by(case, verify(case.text, served, embed, case.report).findings)
        yield _held(case, fold, today, served, embed, verdicts)


def _held(case: ClaimCase, fold: int, today: Judged, served: Searchable, embed: Embed, verdicts: Verdicts) -> Held:
    claims = find_claims(case.text)
    if len(claims) != 1:
        return Held(fold, today, _NOTHING, 0.0)
    scope = find_scope(Question(claims[0].text, report=case.report), served.version)
    claimed = read_claim(claims[0].text, served.version.reports[scope.reports[0]], scope.places)
    if claimed.places or is_comparison(claimed):
        return Held(fold, today, _NOTHING, 0.0)
    found = [told for told, _ in search(claimed, scope.reports, served, embed).found]
    likely = _softmax(verdicts([Texts(case.text, " > ".join(told.evidence.section), told.text) for told in found]))
    agreeing = (_said(case, claimed, told, float(each[AGREES])) for told, each in zip(found, likely, strict=True))
    return Held(fold, today, max(agreeing, default=_NOTHING), float(max(likely[:, DIFFERS], default=0.0)))


def _said(case: ClaimCase, claimed: Claimed, told: ReadSentence, probability: float) -> Said:
    relation = told_figures(claimed, told)
    if relation is Relation.NONE:
        return _NOTHING
    return Said(probability, relation, any(quote in told.text for quote in case.quotes))


def told_figures(claimed: Claimed, told: ReadSentence) -> Relation:
    """Whether the sentence tells every figure of the claim, and is not of another year."""
    if claimed.years and told.evidence.year is not None and told.evidence.year not in claimed.years:
        return Relation.NONE
    relations = {_told(stated.figure, told) for stated in claimed.figures}
    return next((one for one in (Relation.NONE, Relation.ROUGH) if one in relations), Relation.SAME)


def _told(figure: Figure, told: ReadSentence) -> Relation:
    compared = [compare(figure, slot.figure) for slot in told.slots]
    relations = {one.relation for one in compared if not (one.direction or one.unit)}
    return next((one for one in (Relation.SAME, Relation.ROUGH) if one in relations), Relation.NONE)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True))


def decide(held: Held, agrees_from: float, differs_from: float) -> Judged:
    """The verdict where the reader may decide what the program leaves open."""
    if held.today.verdict not in _UNDECIDED:
        return held.today
    if held.said.probability >= agrees_from:
        verdict = "roughly" if held.said.relation is Relation.ROUGH else "agrees"
        return replace(held.today, verdict=verdict, cited=held.said.cited)
    if held.differs >= differs_from:
        return replace(held.today, verdict="differs")
    return held.today


def floors(held: Sequence[Held]) -> tuple[float, float]:
    """Those with most right verdicts, unclear ones counted wrong, and no more called right that is not."""
    agreed = sum(one.today.wrongly_agreed for one in held)

    def worth(pair: tuple[float, float]) -> tuple[bool, int, float]:
        judged = [decide(one, *pair) for one in held]
        harmless = sum(one.wrongly_agreed for one in judged) <= agreed
        return harmless, sum(one.surely_right for one in judged), sum(pair)

    return max(product(_FLOORS, _FLOORS), key=worth)


def judge_statements(held: Sequence[Held], apart: Sequence[Held] = ()) -> Figures:
    """``apart``: claims that are only judged, by floors fitted on all of ``held``."""
    pairs = {fold: floors([one for one in held if one.fold != fold]) for fold in {one.fold for one in held}}
    everything = floors(held)
    rows = [
        *_rows("", [one.today for one in held], [decide(one, *pairs[one.fold]) for one in held]),
        *_rows("only judged: ", [one.today for one in apart], [decide(one, *everything) for one in apart]),
    ]
    return Figures("Claims", ("", "claims", "today", "with the reader"), tuple(rows))


def _rows(name: str, today: Sequence[Judged], then: Sequence[Judged]) -> Iterator[tuple[Cell, ...]]:
    if today:
        count, arms = len(today), (today, then)
        yield (f"{name}right", count, *(f"{sum(one.right for one in arm) / count:.3f}" for arm in arms))
        surely = (f"{sum(one.surely_right for one in arm) / count:.3f}" for arm in arms)
        yield (f"{name}right, unclear counted wrong", count, *surely)
        yield (f"{name}wrongly said to agree", count, *(sum(one.wrongly_agreed for one in arm) for arm in arms))
