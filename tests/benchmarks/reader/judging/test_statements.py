"""The reader decides what the program leaves open, and nothing against figures."""

from __future__ import annotations

import pytest

from benchmarks.evaluation.claims import ClaimCase, Judged
from benchmarks.reader.judging.statements import Held, Said, decide, floors, judge_statements, told_figures
from rag.grounding.figures import Evidence
from rag.types import Report, Span
from rag.verification.facts import read_sentence
from rag.verification.reading import read_claim
from rag.verification.values.rounding import Relation


def held(
    today: str,
    allowed: str,
    agrees: float,
    differs: float = 0.0,
    fold: int = 0,
    relation: Relation = Relation.SAME,
) -> Held:
    case = ClaimCase("1", "true", "plain", "", frozenset(allowed.split("|")), (), None)
    return Held(fold, Judged(case, today, cited=False), Said(agrees, relation, cited=True), differs)


@pytest.mark.parametrize("today", ["agrees", "roughly", "differs"])
def test_what_the_program_decides_stays(today: str) -> None:
    assert decide(held(today, "agrees", 1.0, 1.0), 0.5, 0.5).verdict == today


@pytest.mark.parametrize("today", ["unclear", "not_in_report"])
def test_what_the_program_leaves_open_the_reader_may_decide(today: str) -> None:
    assert decide(held(today, "agrees", 0.9), 0.5, 0.5).verdict == "agrees"
    assert decide(held(today, "agrees", 0.4, 0.9), 0.5, 0.5).verdict == "differs"
    assert decide(held(today, "agrees", 0.4, 0.4), 0.5, 0.5).verdict == today


def test_figures_that_are_roughly_told_agree_roughly() -> None:
    assert decide(held("unclear", "roughly", 0.9, relation=Relation.ROUGH), 0.5, 0.5).verdict == "roughly"


def test_floors_let_nothing_be_called_right_that_is_not() -> None:
    agrees_from, _ = floors([held("unclear", "agrees", 0.97)] + [held("unclear", "differs", 0.9)] * 1)
    assert 0.9 < agrees_from <= 0.97


def test_floors_come_from_the_other_folds() -> None:
    """The other fold has a wrong claim of which the reader is sure."""
    claims = [held("unclear", "agrees", 0.96), held("unclear", "differs", 0.99, fold=1)]
    figures = judge_statements(claims)
    assert figures.rows[0] == ("right", 2, "0.000", "0.000")
    assert figures.rows[-1] == ("wrongly said to agree", 2, 0, 1)


REPORT = Report("甲", "甲", "甲.txt", "", region="甲省", year=2025)


SENTENCE = "粮食总产量增长2.5%，达到300万吨。"


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("粮食产量增长2.5%", Relation.SAME),
        ("粮食产量增长2.6%", Relation.NONE),
        ("粮食产量下降2.5%", Relation.NONE),
        ("粮食产量近300万吨", Relation.ROUGH),
        ("2023年粮食产量增长2.5%", Relation.NONE),
        ("粮食连年丰收", Relation.SAME),
    ],
)
def test_a_sentence_tells_the_figures_of_a_claim_or_it_does_not(claim: str, relation: Relation) -> None:
    evidence = Evidence(SENTENCE, 2024, ("一、工作回顾",), REPORT)
    told = read_sentence(evidence, (Span(0, len(SENTENCE)),))
    assert told_figures(read_claim(claim, REPORT), told) is relation
