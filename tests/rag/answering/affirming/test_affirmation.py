"""What is asked about is affirmed or denied by the figure of that matter; a plan is not a result."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.core.answer_text import said
from bot.texts import EN, ZH
from rag.engine import Answerer
from rag.types import Answer, Note, Question, Status
from tests.corpora import opened_answerer

TEXT = """青溪县2025年政府工作报告
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
地区生产总值增长5.2%，固定资产投资增长6.1%，社会消费品零售总额增长4.3%。全县外贸进出口总额达到412.6亿元。
生产安全事故起数和死亡人数分别下降17%、14.2%。粮食总产量41.5万吨。拥有“小巨人”企业三十一家。新建改建农村公路86公里。
二、2025年工作安排
今年的主要预期目标是：地区生产总值增长6%左右，城镇调查失业率5.5%左右，城镇新增就业5000人。
建成高标准农田4.1万亩。改造老旧小区12个。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), TEXT) as opened:
        yield opened


def ask(answerer: Answerer, text: str) -> Answer:
    return asyncio.run(answerer.answer(Question(text)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年GDP增长5.8%吗", "5.2%"),
        ("固定资产投资增长9%，对不对", "6.1%"),
        ("固定资产投资增长4.3%吗", "6.1%"),
        ("去年地区生产总值是下降5.2%吗", "增长5.2%"),
        ("外贸进出口总额达到500亿元了吗", "412.6亿元"),
        ("生产安全事故死亡人数下降17%吗", "14.2%"),
    ],
)
def test_another_figure_than_the_one_asked_about_is_told_with_no(answerer: Answerer, question: str, told: str) -> None:
    """The report does speak of the matter: it is not said to leave it out."""
    answer = ask(answerer, question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(("否：", "2024年：否："))
    assert told in answer.text


def test_what_was_only_heard_is_told_without_yes_or_no(answerer: Answerer) -> None:
    answer = ask(answerer, "听说去年固定资产投资增长9%")
    assert answer.status is Status.ANSWERED
    assert "6.1%" in answer.text
    assert "不是" not in answer.text


def test_a_rounded_figure_is_not_denied(answerer: Answerer) -> None:
    answer = ask(answerer, "外贸进出口总额达到413亿元吗")
    assert "412.6亿元" in answer.text
    assert "不是" not in answer.text


def test_an_amount_is_not_denied_by_a_growth_rate(answerer: Answerer) -> None:
    assert ask(answerer, "社会消费品零售总额是500亿元吗").status is not Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    ["去年GDP增长5.2%吗", "地区生产总值增长5.2%，是不是", "生产安全事故死亡人数下降14.2%吗", "有31家小巨人企业吗"],
)
def test_the_figure_of_the_report_is_affirmed(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert "是的：" in answer.text
    assert answer.note is None


@pytest.mark.parametrize(
    "question",
    [
        "城镇调查失业率降到5.5%了吗",
        "已经建成高标准农田4.1万亩了吗",
        "改造了多少个老旧小区",
        "今年城镇新增就业完成了多少人",
    ],
)
def test_a_plan_is_not_told_as_a_result(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.note) == (Status.ANSWERED, Note.PLANNED)
    assert "是的" not in answer.text
    assert said(answer, ZH).startswith(ZH.notes["planned"])
    assert said(answer, EN).startswith(EN.notes["planned"])


@pytest.mark.parametrize(
    "question", ["改造多少个老旧小区", "今年的失业率目标定了多少", "新建改建了多少公里农村公路", "粮食总产量达到了多少"]
)
def test_nothing_is_remarked_on_results_and_on_plans_asked_for(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.note) == (Status.ANSWERED, None)


def test_a_target_above_the_result_is_said_to_be_higher(answerer: Answerer) -> None:
    answer = ask(answerer, "今年GDP增长目标比去年实际增速高吗？")
    assert answer.statements[-1].text.startswith("是的：今年（2025年）高于去年（2024年）")


def test_more_or_less_is_no_question_for_yes_or_no(answerer: Answerer) -> None:
    answer = ask(answerer, "今年GDP增长目标比去年实际增速高还是低？")
    assert answer.statements[-1].text.startswith("今年（2025年）高于去年（2024年）")
