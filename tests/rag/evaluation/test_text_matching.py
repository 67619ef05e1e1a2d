"""Figures are compared whole, and those that no cited quote holds are loose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evaluation.text_matching import holds, loose_figures, plain
from rag.types import Statement
from tests.fakes import make_answer, make_version

VERSION = make_version()
GDP = "地区生产总值增长5.8%"


@pytest.mark.parametrize(
    ("text", "gold", "found"),
    [
        ("增长5.8%", "5.8%", True),
        ("增长15.8%", "5.8%", False),
        ("增长5.8%", "8%", False),
        ("增长5.8%", "5", False),
        ("共12个", "2个", False),
        ("共1,200个", "200个", False),
        ("Some 1,200 were built", "1200", True),
        ("In 2025, 134 projects", "134", True),
        ("In 2025, 134 projects", "2025134", False),
        ("5.2, 8.1", "2", False),
        ("共2个", "2", True),
        ("共2.5个", "2", False),
        ("第2。", "2", True),
        ("ＧＤＰ 增长 ５．８％", "GDP增长5.8%", True),
        ("任何文字", "", False),
        ("a.b", "a?b", False),
    ],
)
def test_a_number_is_held_whole_or_not_at_all(text: str, gold: str, found: bool) -> None:
    """Width, blanks and case do not matter."""
    assert holds(text, gold) is found


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_one_number_holds_another_only_if_it_is_the_same(said: int, gold: int) -> None:
    """Never as a part."""
    assert holds(f"新增{said}个", str(gold)) is (said == gold)


def test_marks_are_no_part_of_an_answer() -> None:
    """[2] is no figure of the report."""
    assert plain("增长5%。[1][22]\n好。[3]") == "增长5%。\n好。"


def test_a_figure_that_no_cited_quote_holds_is_loose() -> None:
    """The year of the cited section is not, though the quote does not say it."""
    said = replace(make_answer(VERSION, "?", GDP), statements=(Statement(f"2024年：{GDP}，就业70人。", (1,)),))
    assert loose_figures(said) == ("70",)


def test_an_amount_may_be_told_in_another_unit() -> None:
    """As English does with 亿."""
    answer = make_answer(VERSION, "?", GDP)
    (citation,) = answer.citations
    cited = replace(citation, quote="投入5.7亿元,实施38项。")
    said = (Statement("570 million yuan went into 38 projects.", (1,)), Statement("580 million yuan.", (1,)))
    assert loose_figures(replace(answer, citations=(cited,), statements=said)) == ("580",)


def test_a_part_of_a_cited_number_is_loose() -> None:
    """5 is not held by 5.8%."""
    said = replace(make_answer(VERSION, "?", GDP), statements=(Statement("增长5%。", (1,)),))
    assert loose_figures(said) == ("5",)


@pytest.mark.parametrize(
    ("text", "calculation", "loose"),
    [
        ("合计8.3%。", "5.8+2.5=8.3", ("8.3",)),
        ("合计11.6%。", "5.8+5.8=11.6", ()),
        ("合计11.7%。", "5.8+5.8=11.7", ("11.7",)),
        ("合计11.6%。", "", ("11.6",)),
    ],
)
def test_a_derived_figure_is_carried_by_a_right_calculation_over_cited_figures(
    text: str, calculation: str, loose: tuple[str, ...]
) -> None:
    said = make_answer(VERSION, "?", GDP)
    derived = replace(said, statements=(*said.statements, Statement(text, (1,), calculation)))
    assert loose_figures(derived) == loose
