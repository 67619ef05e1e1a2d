"""A sentence that asks for several figures is answered with each of them, and those that are not told are named."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from rag.engine import Answerer
from rag.types import Answer, Question, Status
from tests.corpora import opened_answerer

HUBEI = """湖北省2025年政府工作报告
各位代表：
一、2024年工作回顾
地区生产总值增长5.8%。粮食产量2785.3万吨。城镇新增就业93.6万人。工业机器人产量达到9.3万台。
旅游总收入8000亿元。新增技术中心40家、设计中心11家、实验室8家。新增铁路运营里程322公里。新建成高速公路507公里，通车里程突破1万公里。
二、2025年工作安排
主要预期目标是：地区生产总值增长6%左右，城镇调查失业率5.5%左右，社会消费品零售总额增长6%，粮食产量2750万吨以上。
"""
ANHUI = """安徽省2025年政府工作报告
各位代表：
一、2024年工作回顾
地区生产总值5.1万亿元、增长5.6%。旅游总收入连跨2个千亿台阶，2024年达到1.2万亿元。粮食产量4185万吨。城镇、农村居民人均可支配收入分别增长4.7%、6.6%。社会消费品零售总额增长4.1%。跨境电商进出口增长20%。新增全国重点实验室15家。改造提升高标准农田80万亩。一般公共预算收入再次达到四千亿级规模。
二、2025年工作安排
主要预期目标是：地区生产总值增长5.5%以上。支持合肥建设科学中心，大力发展数字经济。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), HUBEI, b=ANHUI) as opened:
        yield opened


def ask(answerer: Answerer, text: str) -> Answer:
    return asyncio.run(answerer.answer(Question(text)))


def test_two_indicators_of_two_regions_are_both_told(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年GDP和安徽粮食产量分别是多少")
    assert [statement.text for statement in answer.statements] == [
        "湖北省2024年：地区生产总值增长5.8%。",
        "安徽省2024年：粮食产量4185万吨。",
    ]
    assert (answer.silent, answer.unanswered) == ((), ())
    assert [citation.number for citation in answer.citations] == [1, 2]


def test_what_is_not_told_is_named_beside_what_is(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年城镇新增就业和城镇调查失业率分别是多少")
    assert "城镇新增就业93.6万人" in answer.text
    assert answer.unanswered == ("湖北去年城镇调查失业率是多少",)


def test_a_figure_whose_growth_is_not_told_is_told_without_it(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北工业机器人产量是多少，增长多少")
    assert answer.status is Status.ANSWERED
    assert [statement.text for statement in answer.statements] == ["湖北省：工业机器人产量达到9.3万台。"]
    assert answer.unanswered == ("增长多少",)


@pytest.mark.parametrize(
    "question",
    ["安徽去年GDP是多少，增长多少，人均多少", "安徽去年GDP是多少，增长多少", "安徽城镇和农村居民收入分别增长多少"],
)
def test_what_one_sentence_tells_is_told_once(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert len(answer.citations) == len(answer.statements) == 1
    assert answer.unanswered == ()


def test_a_figure_of_each_year_asked_is_told(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年粮食产量多少，今年目标是多少")
    assert {citation.year for citation in answer.citations} == {2024, 2025}


def test_another_thing_may_be_named_alone(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北新增铁路多少公里，高速公路呢")
    assert "322公里" in answer.text
    assert "507公里" in answer.text


def test_a_turn_that_names_only_what_was_done_goes_on_with_the_matter(answerer: Answerer) -> None:
    asked = Question("去年新建了多少", ("湖北高速公路通车里程多少公里",))
    assert "507公里" in asyncio.run(answerer.answer(asked)).text


def test_what_is_asked_to_be_subtracted_is(answerer: Answerer) -> None:
    answer = ask(answerer, "安徽农村居民收入增速比城镇居民高多少")
    assert answer.statements[-1].calculation == "6.6-4.7=1.9"


@pytest.mark.parametrize("question", ["湖北的社零增长比安徽高吗", "湖北和安徽谁的社零增速快"])
def test_a_target_is_not_held_against_a_result(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert {citation.year for citation in answer.citations} == {2024, 2025}
    assert not any(statement.calculation for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "never"), [("安徽去年出口增长了吗", "是的"), ("安徽数字经济占GDP比重是多少", "5.5%")]
)
def test_a_figure_of_something_near_affirms_nothing(answerer: Answerer, question: str, never: str) -> None:
    assert never not in ask(answerer, question).text


def test_what_a_report_mentions_may_be_a_plan(answerer: Answerer) -> None:
    answer = ask(answerer, "安徽提到合肥了吗")
    assert answer.text.startswith("是，提到了：")
    assert answer.note is None


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("湖北去年新增就业多少", "目标完成了吗", "城镇新增就业93.6万人"),
        ("湖北和安徽去年的粮食产量", "加起来是多少", "合计6970.3万吨（2785.3＋4185）。"),
    ],
)
def test_a_turn_that_only_settles_or_adds_up_goes_on_with_the_matter(
    answerer: Answerer, before: str, question: str, told: str
) -> None:
    assert told in asyncio.run(answerer.answer(Question(question, (before,)))).text


def test_amounts_of_two_regions_are_added_up(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北和安徽去年粮食产量加起来多少")
    assert answer.statements[-1].calculation == "2785.3+4185=6970.3"
    assert not ask(answerer, "湖北和安徽去年GDP增速加起来多少").statements[-1].calculation


def test_two_things_of_two_regions_are_four_figures(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北和安徽的GDP、粮食产量分别是多少")
    told = [statement.text for statement in answer.statements]
    assert len(told) == 4
    assert all(any(words in one for one in told) for words in ("5.8%", "5.1万亿元", "2785.3万吨", "4185万吨"))


def test_a_figure_is_named_by_the_clause_that_says_it_rose(answerer: Answerer) -> None:
    assert ask(answerer, "安徽旅游总收入突破1.2万亿了吗").text.startswith("是的：")
    assert ask(answerer, "安徽旅游总收入突破1.5万亿了吗").text.startswith("否：")


@pytest.mark.parametrize("question", ["全国呢？", "重庆呢？"])
def test_the_country_is_another_place(answerer: Answerer, question: str) -> None:
    answer = asyncio.run(answerer.answer(Question(question, ("湖北去年GDP增长多少",))))
    assert answer.status is not Status.ANSWERED


def test_what_is_called_national_is_no_other_place(answerer: Answerer) -> None:
    assert "15家" in ask(answerer, "安徽新增全国重点实验室几家").text


def test_what_was_improved_is_counted(answerer: Answerer) -> None:
    """提升了多少 asks here for no growth."""
    assert "80万亩" in ask(answerer, "安徽去年改造提升了多少高标准农田").text


def test_the_figures_of_the_indicator_are_compared_whatever_stands_beside_them(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北和安徽谁的旅游总收入高")
    assert answer.statements[-1].text == "最高的是安徽省（1.2万亿元 > 8000亿元）。"


def test_three_things_are_added_up_where_one_sentence_tells_all(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北新增技术中心、设计中心和实验室一共多少家")
    assert answer.statements[-1].text == "合计59家（40＋11＋8）。"
    partly = ask(answerer, "湖北新增技术中心、设计中心和孵化器一共多少家")
    assert not any(statement.calculation for statement in partly.statements)


def test_the_same_amount_of_another_indicator_is_told_too(answerer: Answerer) -> None:
    """GDP and 社零 of one sentence, both to grow by 6%."""
    answer = ask(answerer, "湖北今年GDP目标是多少？社零目标呢？")
    assert "地区生产总值增长6%" in answer.text
    assert "社会消费品零售总额增长6%" in answer.text


def test_another_region_may_be_named_alone(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年粮食产量多少万吨，安徽呢")
    assert [words in answer.text for words in ("2785.3万吨", "4185万吨")] == [True, True]
    assert len(answer.statements) == 2
