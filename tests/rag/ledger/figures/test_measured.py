"""Which numbers of a sentence measure something, and the words they stand between."""

from __future__ import annotations

import pytest

from rag.ledger.figures.measured import measured_figures


def figures(text: str) -> list[str]:
    return [one.figure.full.of(text) for one in measured_figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "全面贯彻党的二十大和二十届三中全会精神，实施三大工程。",
        "深化“15分钟品质文化生活圈”建设，推出稳经济“30条”。",
        "启动第三批先导区建设，推进机场三期。",
        "实施安全生产治本攻坚三年行动，为60岁以上老年人体检。",
        "加快建设30万吨级码头，培育五百亿级产业集群。",
        "经济总量连跨两个万亿元台阶，重点做好9个方面工作。",
        "营收10亿元以上企业有创新联合体。",
        "研制时速250公里城际列车。",
        "纳入国家102项重大工程。",
        "让我们和8500万江苏人民一道奋进。",
    ],
)
def test_a_number_that_names_or_places_something_measures_nothing(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实施亿元以上技改项目1200项以上。", ["1200项以上"]),
        ("新培育产值过10亿元的企业3家、过亿元企业12家。", ["3家", "12家"]),
        ("优化安排12类45件民生实事。", ["45件"]),
        ("八成以上财政资金用于民生，整车出口突破百万辆。", ["八成以上", "突破百万辆"]),
        ("人均预期寿命提高到80岁。", ["80岁"]),
        ("进出口总额居全国第9位。", ["第9位"]),
        ("列车最高时速达到350公里。", ["350公里"]),
        ("保持2300万省外劳动力稳定就业。", ["2300万"]),
    ],
)
def test_what_measures_is_told_with_its_qualifiers(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_words_before_and_after_end_at_the_marks_of_a_list() -> None:
    text = "新增“两院”院士5人、8个国家级临床重点专科（含建设）投入使用，成效明显。"
    found = measured_figures(text)
    assert [one.head.of(text) for one in found] == ["新增“两院”院士", ""]
    assert [one.tail.of(text) for one in found] == ["", "国家级临床重点专科（含建设）投入使用"]


def test_what_is_risen_from_is_a_base() -> None:
    found = measured_figures("研发投入强度从2.77%提高到3.3%左右，规模从全国第12位跃升至第5位。")
    assert [one.is_base for one in found] == [True, False, True, False]


def test_a_list_gives_each_figure_its_item() -> None:
    text = "战略性新兴产业、高新技术产业增加值分别增长10%、7.9%。"
    found = measured_figures(text)
    assert [one.item for one in found] == ["战略性新兴产业增加值", "高新技术产业增加值"]
    assert found[0].listed is not None
    assert found[0].listed.of(text) == text.rstrip("。")
