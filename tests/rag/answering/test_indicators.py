"""An indicator asked for by its name is answered with its own figure, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.engine import Answerer
from rag.types import Question, Status
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
2024年地区生产总值达到320亿元、增长5.8%，总量全市第三。
工业投资占固定资产投资比重达到40.7%。新增有实绩的进出口企业132家。
社会消费品零售总额110.5亿元，增长3.5%。预计一般公共预算收入增长4%；居民消费价格上涨0.2%。净增高新技术企业97家。
实际利用外资增速高于全省2.6个百分点。播种面积稳定在80万亩，粮食连年丰收，总产量达到40万吨。
新改建乡村道路320公里，加装乡村道路护栏700公里。工业机器人产量达到9.3万台。研发投入相当于全区生产总值的比例为2.1%。茶园占山地总面积的35%。经营主体净增4800户、达6.8万户。
区体育中心投入使用，新增车位260个。完善乡镇供水管网，自来水普及率达到97%。城镇抽样失业率5.1%。PM2.5年均浓度30.2微克/立方米，空气质量优良天数比例82.5%、提升4.6个百分点。省外到位资金58亿元。
二、2025年工作安排
主要预期目标是：地区生产总值增长6%，社会消费品零售总额增长5%以上，单位GDP能耗下降2%，外贸出口保持正增长。
加装乡村道路护栏400公里。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("GDP目标", "地区生产总值增长6%"),
        ("去年经济增长了百分之几？", "增长5.8%"),
        ("2024年地区生产总值总量是多少亿元？", "320亿元"),
        ("去年社零总额是多少？", "社会消费品零售总额110.5亿元，增长3.5%"),
        ("单位GDP能耗目标是多少？", "单位GDP能耗下降2%"),
        ("去年粮食产量是多少？", "总产量达到40万吨"),
        ("乡镇自来水普及率是多少？", "自来水普及率达到97%"),
        ("体育中心新增车位多少个？", "新增车位260个"),
        ("PM2.5降到多少了？", "PM2.5年均浓度30.2微克/立方米"),
        ("研发投入占生产总值的比例是多少？", "比例为2.1%"),
        ("茶园占山地总面积的百分之几？", "茶园占山地总面积的35%"),
        ("截至去年，经营主体总数达到多少户？", "达6.8万户"),
        ("工业机气人产量是多少？", "工业机器人产量达到9.3万台"),
        ("去年新改建和提升了多少乡村道路？", "新改建乡村道路320公里"),
    ],
)
async def test_the_figure_of_the_indicator_is_told(answerer: Answerer, question: str, told: str) -> None:
    answer = await answerer.answer(Question(question))
    assert answer.status is Status.ANSWERED
    assert told in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "told"),
    [("今年外贸出口目标是多少？", "外贸出口保持正增长"), ("去年实际利用外资增速是多少？", "高于全省2.6个百分点")],
)
async def test_what_is_told_of_it_in_other_ways_answers(answerer: Answerer, question: str, told: str) -> None:
    answer = await answerer.answer(Question(question))
    assert answer.status is Status.ANSWERED
    assert told in answer.text


async def test_an_estimate_is_told_as_one(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("去年居民消费价格上涨多少？"))
    assert answer.statements[0].text == "2024年：预计居民消费价格上涨0.2%。"


async def test_each_year_is_told_where_none_is_asked_for(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("社零总额"))
    assert [statement.text for statement in answer.statements] == [
        "2024年：社会消费品零售总额110.5亿元，增长3.5%。",
        "2025年：社会消费品零售总额增长5%以上。",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "去年固定资产投资增长多少？",
        "去年进出口总额是多少？",
        "今年社零总额目标是多少亿元？",
        "去年城镇调查失业率是多少？",
        "去年实际利用外资是多少亿美元？",
        "充电车位有多少个？",
        "城镇登记失业率是多少？",
        "省外到位资金增长多少？",
    ],
)
async def test_the_figure_of_something_near_is_not(answerer: Answerer, question: str) -> None:
    answer = await answerer.answer(Question(question))
    assert answer.status in (Status.NOT_IN_REPORT, Status.RELATED)


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("去年社零总额是多少？", "目标呢？", "社会消费品零售总额增长5%以上"),
        ("今年GDP目标是多少？", "去年呢？", "增长5.8%"),
        ("去年GDP是多少亿元？", "增速多少？", "增长5.8%"),
        ("去年优良天数比例是多少？", "同比呢？", "提升4.6个百分点"),
    ],
)
async def test_a_question_that_leans_on_the_one_before_keeps_its_indicator(
    answerer: Answerer, before: str, question: str, told: str
) -> None:
    answer = await answerer.answer(Question(question, (before,)))
    assert answer.status is Status.ANSWERED
    assert told in answer.text


async def test_what_was_done_may_be_said_after_the_name(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("乡村道路修了多少公里？"))
    assert answer.statements[0].text == "新改建乡村道路320公里。"


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("乡村道路修了多少？", "今年呢？"),
        ("乡村道路修了多少？", "今年打算修多少？"),
        ("工业机器人产量是多少？", "它增长了多少？"),
    ],
)
async def test_a_name_the_report_knows_is_not_answered_by_what_is_near(
    answerer: Answerer, before: str, question: str
) -> None:
    """Rails along the roads are no roads, and a number that came off the line is not how it grew."""
    answer = await answerer.answer(Question(question, (before,)))
    assert answer.status in (Status.NOT_IN_REPORT, Status.RELATED)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年GDP下降2%吗？", "否：2024年：2024年地区生产总值达到320亿元、增长5.8%。"),
        ("去年GDP增长5.8%吗？", "是的：2024年：2024年地区生产总值达到320亿元、增长5.8%。"),
        ("去年社零下降了吗？", "否：2024年：社会消费品零售总额110.5亿元，增长3.5%。"),
        ("去年居民消费价格上涨了没有？", "是的：2024年：预计居民消费价格上涨0.2%。"),
        ("去年的经济增速是不是6.5%", "否：2024年：2024年地区生产总值达到320亿元、增长5.8%。"),
        ("今年GDP目标是增长5%吗？", "否：2025年：主要预期目标是：地区生产总值增长6%。"),
    ],
)
async def test_a_figure_stated_of_an_indicator_is_held_against_its_own(
    answerer: Answerer, question: str, told: str
) -> None:
    answer = await answerer.answer(Question(question))
    assert answer.statements[0].text == told


async def test_the_main_targets_are_told_whole(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("今年的主要预期目标"))
    assert all(words in answer.text for words in ("地区生产总值增长6%", "能耗下降2%", "保持正增长"))
