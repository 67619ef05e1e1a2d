"""Every clause of the report carries itself, and none with an altered figure or that of its neighbour."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.grounding.figures import Evidence, check
from rag.text.figure_labels import is_idle, label
from rag.text.figures import FigureKind, find_figures
from tests.rag.grounding.seed_evidence import cited


def test_every_sentence_and_clause_carries_itself() -> None:
    for evidence, clauses in cited():
        for words in (evidence.text, *clauses):
            assert check(words, [evidence]).ok, words


def test_every_clause_is_carried_under_its_year() -> None:
    """Not as a quote: the year is put before it, which all checks have to read."""
    for evidence, clauses in cited():
        for clause in clauses:
            said = label(clause)
            if evidence.year and said and not find_years_in(clause) and not any(is_idle(one.label) for one in said):
                assert check(f"{evidence.year}年{clause}。", [evidence]).ok, clause


def find_years_in(clause: str) -> bool:
    return re.search("年|春节", clause) is not None


@cache
def _altered() -> list[tuple[str, str, Evidence]]:
    """Clauses with one digit, unit, scale or direction of a figure put otherwise, under the year of their section."""
    changes = []
    for evidence, clauses in cited():
        for clause in clauses:
            for figure in find_figures(clause):
                if figure.kind is not FigureKind.AMOUNT or figure.indefinite or is_idle(label(clause)[0].label):
                    continue
                year = f"{evidence.year}年" if evidence.year else ""
                changes += [
                    (clause, f"{year}{other}。", evidence)
                    for other in _alter(clause, figure.span.start, figure.span.end)
                ]
    return changes


def _alter(clause: str, start: int, end: int) -> list[str]:
    head, number, tail = clause[:start], clause[start:end], clause[end:]
    others = [re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), number, count=1)]
    others += [re.sub(r"^([\d.]+)", r"\1万", number), number.replace("万", "").replace("亿", "")]
    others += [re.sub("%$", "个百分点", number), re.sub("亿元$", "亿美元", number), re.sub("(?<!美)元$", "户", number)]
    changed = [f"{head}{other}{tail}" for other in others if other != number]
    for word, opposite in (("增长", "下降"), ("下降", "增长")):
        if head.endswith(word):
            changed.append(f"{head.removesuffix(word)}{opposite}{number}{tail}")
    return changed


@settings(deadline=None)  # the first example reads the report
@given(st.data())
def test_a_clause_with_an_altered_figure_is_never_carried(data: st.DataObject) -> None:
    changes = _altered()
    clause, altered, evidence = changes[data.draw(st.integers(0, len(changes) - 1))]
    assert altered == clause or not check(altered, [evidence]).ok, altered


def _swapped() -> list[tuple[str, Evidence]]:
    """The words of one figure with the value of another of the same unit."""
    swaps = []
    for evidence, _ in cited():
        said = [one for one in label(evidence.text) if not is_idle(one.label)]
        for one in said:
            swaps += [
                (f"{one.label.strip('、,，和')}{other.figure.full.of(evidence.text)}", evidence)
                for other in said
                if other.figure.unit == one.figure.unit
                and other.figure.low != one.figure.low
                and other.label != one.label
                and one.figure.kind is other.figure.kind is FigureKind.AMOUNT
            ]
    return swaps


def test_no_indicator_carries_the_figure_of_its_neighbour() -> None:
    swaps = _swapped()
    assert len(swaps) > 100
    for statement, evidence in swaps:
        assert not check(statement, [evidence]).ok, statement
