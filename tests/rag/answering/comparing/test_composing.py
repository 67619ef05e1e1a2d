"""Figures that are held against each other are of one matter, or nothing is worked out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.engine import Answerer
from rag.types import Question
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
一般公共预算收入增长10.5%，城镇居民人均可支配收入增长5.5%、农村居民人均可支配收入增长8.2%。
城乡低保标准分别增长5%、12%。
完成重大工程投资2383亿元。改善灌溉面积75.8万亩。人工造林有序推进。
交通事故死亡人数下降4.2%，火灾死亡人数下降9.2%。
新增市级以上托育示范点10个，新增省示范幼儿园16家。
二、2025年工作安排
完成重大工程投资2400亿元。糖料蔗种植面积稳定在1100万亩以上。
新增省级以上托育示范点2家。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


async def derived(answerer: Answerer, question: str) -> list[str]:
    answer = await answerer.answer(Question(question))
    return [statement.text for statement in answer.statements if statement.calculation]


async def test_two_things_of_one_year_are_told_by_their_names(answerer: Answerer) -> None:
    """Not the first figure that has a word of each: neither the budget nor the allowances."""
    told = await derived(answerer, "去年城镇居民和农村居民的人均可支配收入，哪个增长更快？")
    assert told == ["农村居民人均可支配收入的增幅高于城镇居民人均可支配收入，高2.7个百分点（8.2－5.5）。"]


async def test_by_how_much_is_no_sum(answerer: Answerer) -> None:
    assert await derived(answerer, "今年重大工程投资计划比去年完成额多多少？") == [
        "今年（2025年）高于去年（2024年），多17亿元（2400－2383）。"
    ]


@pytest.mark.parametrize("last", ["口径一样吗", "一样吗", "差多少", "哪年多", "能不能直接比", "统计口径变了吗？"])
async def test_a_last_clause_on_both_figures_leads_away_from_neither(answerer: Answerer, last: str) -> None:
    """Nor are two others taken that could be held against each other: 16家 and 2家."""
    answer = await answerer.answer(Question(f"托育示范点2024年新增几个，2025年要新增几家，{last}"))
    told = "".join(statement.text for statement in answer.statements)
    assert "新增市级以上托育示范点10个" in told
    assert "新增省级以上托育示范点2家" in told
    assert not [statement for statement in answer.statements if statement.calculation]


async def test_a_sum_is_one(answerer: Answerer) -> None:
    assert await derived(answerer, "去年和今年重大工程投资合计多少？") == ["合计4783亿元（2383＋2400）。"]


async def test_the_greater_fall_is_the_one_that_fell_more(answerer: Answerer) -> None:
    assert await derived(answerer, "去年交通事故死亡人数和火灾死亡人数，哪个下降得多？") == [
        "火灾死亡人数的降幅高于交通事故死亡人数，高5个百分点（9.2－4.2）。"
    ]


async def test_areas_of_two_matters_are_not_subtracted(answerer: Answerer) -> None:
    """Irrigated land of one year, and sugar cane of the next."""
    assert await derived(answerer, "种树的面积，今年打算的跟去年干成的比哪个大？") == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年重大工程投资计划比去年完成额多还是少？", "今年（2025年）高于去年（2024年），多17亿元（2400－2383）。"),
        ("今年重大工程投资计划要比去年完成额增加多少？", "今年（2025年）高于去年（2024年），多17亿元（2400－2383）。"),
        ("去年重大工程投资完成额比今年计划多还是少？", "去年（2024年）低于今年（2025年），少17亿元（2400－2383）。"),
        (
            "去年城镇居民的人均可支配收入比农村居民的人均可支配收入增长得快还是慢？",
            "城镇居民人均可支配收入的增幅低于农村居民人均可支配收入，低2.7个百分点（8.2－5.5）。",
        ),
        (
            "去年火灾死亡人数和交通事故死亡人数，哪个下降得多？",
            "火灾死亡人数的降幅高于交通事故死亡人数，高5个百分点（9.2－4.2）。",
        ),
    ],
)
async def test_the_answer_speaks_of_what_was_asked_about(answerer: Answerer, question: str, told: str) -> None:
    """What is held against the other, and of which is more, the one that is."""
    assert await derived(answerer, question) == [told]


async def test_a_clause_with_both_figures_is_told_once(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("去年交通事故死亡人数和火灾死亡人数，哪个下降得多？"))
    told = [statement.text for statement in answer.statements]
    assert len(told) == len(set(told))
