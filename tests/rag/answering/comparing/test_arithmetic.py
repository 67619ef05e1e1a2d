"""Sums and differences of cited figures, exact and with their arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.comparing.arithmetic import Quantity, add, are_comparable, compare, written
from rag.text.figures import find_figures


def operand(words: str, year: int | None = None) -> Quantity:
    """The one figure of a few words."""
    (figure,) = [figure for figure in find_figures(words) if figure.unit]
    return Quantity(figure, words[figure.full.start : figure.full.end], year)


def test_a_sum_shows_its_terms() -> None:
    derived = add((operand("新增停车泊位5447个"), operand("新增停车泊位5200个")), english=False)
    assert derived.text == "合计10647个（5447＋5200）。"
    assert derived.calculation == "5447+5200=10647"


def test_a_sum_of_money_is_told_in_the_scale_of_its_terms() -> None:
    derived = add((operand("投资2.65亿元"), operand("投资2.46亿元")), english=False)
    assert derived.text == "合计5.11亿元（2.65＋2.46）。"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("签约38个", "签约40个", "2025年高于2024年，多2个（40－38）。"),
        ("签约40个", "签约38个", "2025年低于2024年，少2个（40－38）。"),
        ("签约40个", "签约40个", "2025年与2024年持平（40个与40个）。"),
        ("增长6%左右", "增长6%", "2025年与2024年大致持平（6%与6%左右）。"),
        ("增长6%", "增长4.5%", "2025年低于2024年，低1.5个百分点（6－4.5）。"),
        ("下降2%", "下降5%", "2025年的降幅高于2024年，高3个百分点（5－2）。"),
        ("增长2%", "下降1%", "2025年低于2024年，低3个百分点（2－-1）。"),
    ],
)
def test_a_difference_says_which_is_more_and_by_how_much(before: str, after: str, told: str) -> None:
    assert compare(operand(before, 2024), operand(after, 2025), english=False).text == told


def test_two_things_are_told_by_their_names() -> None:
    """What grew more is not said to be more."""
    city, country = operand("城镇居民收入增长5.5%"), operand("农村居民收入增长8.2%")
    told = compare(replace(city, name="城镇居民收入"), replace(country, name="农村居民收入"), english=False)
    assert told.text == "农村居民收入的增幅高于城镇居民收入，高2.7个百分点（8.2－5.5）。"


def test_a_fall_is_compared_with_a_fall_in_english() -> None:
    told = compare(operand("下降2%", 2024), operand("下降5%", 2025), english=True)
    assert told.text == "the fall in 2025 is 3 percentage points more than the fall in 2024."


@pytest.mark.parametrize(
    ("one", "other", "comparable"),
    [
        ("增长6%", "增长7%", True),
        ("投资3亿元", "投资2亿元", True),
        ("投资3亿元", "增长6%", False),
        ("投资3亿元", "新建2所", False),
        ("达到6%", "增长6%", False),
        ("增长5%—6%", "增长6%", False),
    ],
)
def test_only_figures_of_one_kind_are_calculated_with(one: str, other: str, comparable: bool) -> None:
    assert are_comparable(operand(one).figure, operand(other).figure) is comparable


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1).map(lambda x: x / 1000))
def test_a_number_that_ends_is_written_exactly(value: Fraction) -> None:
    assert Fraction(written(value)) == value
