"""Each figure of a sentence is given the words it belongs to."""

from __future__ import annotations

import time

import pytest

from rag.text.figure_labels import align, label


def pairs(sentence: str) -> list[tuple[str, str]]:
    return [(pair.item, pair.figure.span.of(sentence)) for pair in align(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "城镇和农村居民人均可支配收入分别增长4.8%、6%。",
            [("城镇居民人均可支配收入", "4.8%"), ("农村居民人均可支配收入", "6%")],
        ),
        (
            "预计城乡居民人均可支配收入分别为8万元、4.5万元,分别增长4.2%、6.5%。",
            [
                ("城镇居民人均可支配收入", "8万元"),
                ("农村居民人均可支配收入", "4.5万元"),
                ("城镇居民人均可支配收入", "4.2%"),
                ("农村居民人均可支配收入", "6.5%"),
            ],
        ),
        ("城乡居民收入预计分别增长5%、6%", [("城镇居民收入", "5%"), ("农村居民收入", "6%")]),
        ("东河、西河水系水质分别达到Ⅱ类和Ⅲ类", [("东河水系水质", "Ⅱ类"), ("西河水系水质", "Ⅲ类")]),
        ("利用内外资分别达51亿元和879万美元", [("利用内资", "51亿元"), ("利用外资", "879万美元")]),
        (
            "城镇、农村居民收入分别达到5.2万元、2.3万元，增长4.6%、6.5%",
            [
                ("城镇居民收入", "5.2万元"),
                ("农村居民收入", "2.3万元"),
                ("城镇居民收入", "4.6%"),
                ("农村居民收入", "6.5%"),
            ],
        ),
        ("单位8824户、个体户16185户,较上次分别增长25%、58%", [("单位", "25%"), ("个体户", "58%")]),
        ("接待游客10亿人次，旅游收入1万亿元，分别增长15%和11%", [("接待游客", "15%"), ("旅游收入", "11%")]),
        ("交通、能源、水利分别完成投资3亿元、2亿元、1亿元", [("交通", "3亿元"), ("能源", "2亿元"), ("水利", "1亿元")]),
        ("事故起数、死亡人数分别下降12%和10%", [("事故起数", "12%"), ("死亡人数", "10%")]),
        ("家电、新能源汽车零售额分别增长23%、35%", [("家电零售额", "23%"), ("新能源汽车零售额", "35%")]),
        (
            "制造业、普惠小微贷款余额分别增长10.7%、13.3%",
            [("制造业贷款余额", "10.7%"), ("普惠小微贷款余额", "13.3%")],
        ),
        ("交通、水利领域投资额分别达24亿元、4亿元", [("交通领域投资额", "24亿元"), ("水利领域投资额", "4亿元")]),
        ("2024年、2025年分别为38个、40个", [("2024年", "38个"), ("2025年", "40个")]),
    ],
)
def test_a_list_with_respectively_is_taken_apart(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["分别支持三个地方", "数量分别压减75%、95%、73%", "新签约项目38个,总投资173亿元", ""]
)
def test_what_cannot_be_matched_one_to_one_is_left(sentence: str) -> None:
    assert align(sentence) == ()


def test_a_figure_belongs_to_the_words_beside_it() -> None:
    labels = [(said.label, said.figure.literal) for said in label("新增泊位52个、充电桩24个,实施38项民生实事")]
    assert labels == [("新增泊位", "52个"), ("充电桩", "24个"), ("实施民生实事", "38项")]


def test_two_joined_figures_are_given_to_two_joined_items() -> None:
    said = label("城乡低保标准提高到740元/月和485元/月,补贴提高到100元")
    assert [one.label for one in said] == ["城镇低保标准", "农村低保标准", "补贴提高到"]


def test_a_figure_without_words_goes_on_with_those_before_it() -> None:
    assert [said.label for said in label("进出口总额2.16亿美元,增长3%;预算收入17亿元、增长5%")] == [
        "进出口总额",
        "进出口总额",
        "预算收入",
        "预算收入",
    ]


@pytest.mark.parametrize("piece", ["1个、", "分别1%、", "增长", "和", "城乡", "，1", "预计"])
def test_a_hostile_sentence_is_read_in_linear_time(piece: str) -> None:
    sentence = "城乡分别" + piece * (4096 // len(piece))
    started = time.process_time()
    label(sentence)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("sentence", "may_be_change", "is_growth"),
    [
        ("财政收入增长4.2%", True, True),
        ("占比提高3个百分点", True, True),
        ("新增贷款20亿元", True, False),
        ("合格率98%", False, False),
        ("项目占81.6%", False, False),
        ("投资45.3亿元", False, False),
    ],
)
def test_the_words_of_a_figure_say_whether_it_is_a_change(sentence: str, may_be_change: bool, is_growth: bool) -> None:
    (said,) = label(sentence)
    assert (said.may_be_change, said.is_growth) == (may_be_change, is_growth)
