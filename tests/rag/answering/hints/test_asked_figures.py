"""The figure asked for is found in the statement that tells it, or none is."""

from __future__ import annotations

import pytest

from rag.answering.hints.asked_figures import find_asked_figure


@pytest.mark.parametrize(
    ("question", "statement", "figure"),
    [
        ("2025年GDP目标是多少", "2025年：GDP增长6%。", "6%"),
        ("GDP增长多少", "GDP增长6%左右，固定资产投资增长10%。", "6%左右"),
        ("固定资产投资增长多少", "GDP增长6%左右，固定资产投资增长10%。", "10%"),
        ("新建了几所幼儿园", "新建小学2所、幼儿园3所，新增学位2400个。", "3所"),
        ("新增学位多少个", "新建小学2所、幼儿园3所，新增学位2400个。", "2400个"),
        ("GDP增长多少？新建几所小学？", "新建小学2所、幼儿园3所。", "2所"),
    ],
)
def test_the_figure_asked_for_is_found(question: str, statement: str, figure: str) -> None:
    found = find_asked_figure(question, statement)
    assert found
    assert found.of(statement) == figure


def test_the_only_figure_of_a_fact_is_meant_without_a_word_for_it() -> None:
    found = find_asked_figure("去年呢", "GDP增长6%左右。", is_fact=True)
    assert found == (5, 9)
    assert find_asked_figure("去年呢", "GDP增长6%，投资增长7%。", is_fact=True) is None


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("今年有哪些重点工作", "新建小学2所。"),
        ("绿化率是多少", "新建小学2所、幼儿园3所。"),
        ("GDP增长多少", "稳中求进。"),
    ],
)
def test_no_figure_is_taken_where_it_cannot_be_told_which(question: str, statement: str) -> None:
    assert find_asked_figure(question, statement) is None
