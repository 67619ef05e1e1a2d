"""The reader decides what the program leaves open, and nothing against figures."""

from __future__ import annotations

import pytest

from benchmarks.claims import ClaimCase, Judged
from benchmarks.reader.judging.statements import Held, decide, floors, judge_statements, tells_figures
from rag.grounding.figures import Evidence
from rag.types import Report, Span
from rag.verification.facts import read_sentence
from rag.verification.reading import read_claim


def held(today: str, allowed: str, agrees: float, differs: float = 0.0, fold: int = 0) -> Held:
    case = ClaimCase("1", "true", "plain", "", frozenset(allowed.split("|")), (), None)
    return Held(fold, Judged(case, today, cited=False), agrees, agrees_cited=True, differs=differs)


@pytest.mark.parametrize("today", ["agrees", "roughly", "differs"])
def test_what_the_program_decides_stays(today: str) -> None:
    assert decide(held(today, "agrees", 1.0, 1.0), 0.5, 0.5).verdict == today


@pytest.mark.parametrize("today", ["unclear", "not_in_report"])
def test_what_the_program_leaves_open_the_reader_may_decide(today: str) -> None:
    assert decide(held(today, "agrees", 0.9), 0.5, 0.5).verdict == "agrees"
    assert decide(held(today, "agrees", 0.4, 0.9), 0.5, 0.5).verdict == "differs"
    assert decide(held(today, "agrees", 0.4, 0.4), 0.5, 0.5).verdict == today


def test_floors_let_nothing_be_called_right_that_is_not() -> None:
    agrees_from, _ = floors([held("unclear", "agrees", 0.97)] + [held("unclear", "differs", 0.9)] * 1)
    assert 0.9 < agrees_from <= 0.97


def test_floors_come_from_the_other_folds() -> None:
    """The other fold has a wrong claim of which the reader is sure."""
    claims = [held("unclear", "agrees", 0.96), held("unclear", "differs", 0.99, fold=1)]
    figures = judge_statements(claims)
    assert figures.rows == (("claims that the program was fitted on", 2, 0, 0, 0, 1),)


REPORT = Report("甲", "甲", "甲.txt", "", region="甲省", year=2025)


def tells(claim: str, sentence: str) -> bool:
    evidence = Evidence(sentence, 2024, ("一、工作回顾",), REPORT)
    return tells_figures(read_claim(claim, REPORT), read_sentence(evidence, (Span(0, len(sentence)),)))


def test_a_sentence_tells_the_figures_of_a_claim_or_it_does_not() -> None:
    assert tells("粮食产量增长2.5%", "粮食总产量增长2.5%，达到300万吨。")
    assert not tells("粮食产量增长2.6%", "粮食总产量增长2.5%，达到300万吨。")
    assert not tells("粮食产量下降2.5%", "粮食总产量增长2.5%，达到300万吨。")
    assert not tells("2023年粮食产量增长2.5%", "粮食总产量增长2.5%，达到300万吨。")
