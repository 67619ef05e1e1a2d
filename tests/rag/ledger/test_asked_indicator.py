"""A question that names one indicator is told from one on a part of it, or on something beside it."""

from __future__ import annotations

import pytest

from rag.ledger.asked_indicator import AskedIndicator, read_indicator
from rag.ledger.figures.row import Measure
from rag.text.time_expressions import Tense


def name_of(*turns: str) -> str | None:
    asked = read_indicator(turns, "湖山区")
    return asked.name if asked else None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("2025年GDP目标", "地区生产总值"),
        ("去年全区地区生产总值是多少亿元？", "地区生产总值"),
        ("今年经济要增长百分之几？", "地区生产总值"),
        ("社零总额", "社会消费品零售总额"),
        ("去年规模以上工业增加值的增速是多少？", "规上工业增加值"),
        ("湖山区粮食产量 2024", "粮食总产量"),
        ("新增城镇就业多少人？", "城镇新增就业"),
        ("海洋生产总值去年增长多少？", "海洋生产总值"),
        ("单位GDP能耗目标是多少？", "单位地区生产总值能耗"),
    ],
)
def test_names_are_read_without_the_words_of_asking(question: str, name: str) -> None:
    assert name_of(question) == name


@pytest.mark.parametrize("question", ["去年怎么样？", "是多少？", "？"])
def test_no_name_is_read_where_there_is_none(question: str) -> None:
    assert name_of(question) is None


def test_a_turn_without_a_name_leans_on_the_one_before() -> None:
    assert name_of("去年社零总额是多少", "增速呢？") == "社会消费品零售总额"
    assert name_of("去年社零总额是多少", "去年GDP呢？") == "地区生产总值"


def read(question: str) -> AskedIndicator:
    asked = read_indicator((question,), None)
    assert asked is not None
    return asked


def test_growth_and_level_are_told_apart() -> None:
    growth, level, either = (read(f"去年社零总额{words}").measures for words in ("增长多少", "多少亿元", "是多少"))
    assert growth == {Measure.GROWTH}
    assert Measure.GROWTH not in level
    assert either == growth | level


def test_a_target_is_asked_for_by_its_word() -> None:
    assert (read("GDP目标").tense, read("GDP完成了多少").tense) == (Tense.TARGET, Tense.RESULT)


def test_only_names_that_reports_agree_on_are_standard() -> None:
    assert read("固定资产投资增长多少").is_standard
    assert not read("糖葫芦产量是多少").is_standard


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("By how much did fixed-asset investment grow in 2024?", "固定资产投资"),
        ("What is the GDP growth target of Hushan for this year?", "地区生产总值"),
        ("What was the surveyed urban unemployment rate last year?", "城镇调查失业率"),
        ("How much did total retail sales of consumer goods come to?", "社会消费品零售总额"),
    ],
)
def test_english_names_are_read_by_the_glossary(question: str, name: str) -> None:
    assert name_of(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "What share of GDP went to R&D in 2024?",
        "By how much did trade with ASEAN grow?",
        "What is the per capita GDP of Wuhan?",
    ],
)
def test_an_english_name_with_others_beside_it_is_none(question: str) -> None:
    assert name_of(question) is None
