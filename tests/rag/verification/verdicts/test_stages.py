"""What is told of one member of a list is told by the verb of its own list, not by that of the clause beside it."""

from __future__ import annotations

import pytest

from rag.text.progress import is_intended
from rag.verification.verdicts.stages import is_of_another_period
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
青宁高铁海东段、宁坝高速改扩建项目开工建设，中宁高铁、西宁高铁等加速推进，青昆高铁宁东段、白石高速、金湾大道等建成通车。
东岭隧道建成通车，打通断头路30条。白石山矿区生态修复入选联合国生态恢复十年优秀案例，东铃河入选全国美丽河湖优秀案例。淘汰治理老旧车辆13.3万辆，
新增治理水土流失面积1800平方公里、石漠化面积183平方公里，空气质量优良天数达到329天、同比增加4天，电信网络诈骗得到遏制。
青东1000千伏特高压交流工程建成投运。市郊铁路石铜线等建成开通。
二、2025年工作安排
加强石桥机场、宁贵高铁等前期工作，新开工东江至西首高铁、万坪储气库等重大项目，加快推进宁西高铁、草渡水库、白岭航电枢纽等在建项目，力争宁东站、江陵利民航运枢纽等建成投用。
建成6号线东湾段、4号线西延伸段。加快科学城隧道、宝岭大桥等项目建设。
"""


def verdict(claim: str) -> str:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1].verdict.value


@pytest.mark.parametrize(
    "claim",
    [
        "宁贵高铁今年开工",
        "石桥机场今年开工",
        "万坪储气库今年建成",
        "白岭航电枢纽今年投用",
        "东江至西首高铁今年通车",
        "宁东站今年开工",
        "6号线东湾段今年开工",
        "青宁高铁海东段去年建成通车",
        "东岭隧道开工建设",
        "白石高速开工建设",
        "青昆高铁宁东段刚开工",
        "青昆高铁宁东段通车，白石高速开工",
        "宝岭大桥今年通车",
        "青东特高压交流工程还在建",
        "石铜线今年通车",
    ],
)
def test_a_member_is_not_told_of_by_the_verb_of_another_list(claim: str) -> None:
    assert verdict(claim) not in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "万坪储气库今年开工",
        "宁东站今年建成投用",
        "白石高速去年建成通车",
        "青宁高铁海东段去年开工",
        "东岭隧道建成通车",
        "6号线东湾段今年建成",
    ],
)
def test_it_is_told_of_by_the_verb_of_its_own(claim: str) -> None:
    assert verdict(claim) == "agrees"


@pytest.mark.parametrize(
    "claim",
    [
        "老旧车辆新增13.3万辆",
        "新增水土流失面积1800平方公里",
        "电信诈骗去年上升",
        "Air quality was good on 329 days in 2024, 4 days fewer than 2023",
        "白石山入选全国美丽河湖优秀案例",
    ],
)
def test_what_goes_the_other_way_or_to_another_is_not_told(claim: str) -> None:
    assert verdict(claim) not in ("agrees", "roughly")


@pytest.mark.parametrize("claim", ["淘汰老旧车辆13.3万辆", "去年治理水土流失面积1800平方公里"])
def test_what_is_done_away_with_is_told(claim: str) -> None:
    assert verdict(claim) in ("agrees", "roughly")


def test_what_is_begun_is_under_way() -> None:
    assert verdict("宁坝高速去年开始改扩建") != "differs"


@pytest.mark.parametrize(
    ("claim", "clause", "another"),
    [
        ("规划的期限是2021—2025年", "组织实施规划（2024—2029年）", True),
        ("规划从2024年到2029年", "组织实施规划（2024—2029年）", False),
        ("2025年组织实施规划", "组织实施规划（2024—2029年）", False),
    ],
)
def test_what_lasts_from_one_year_to_another_is_of_these_years(claim: str, clause: str, another: bool) -> None:
    assert is_of_another_period(claim, clause) is another


def test_what_can_only_be_done_later_is_intended() -> None:
    assert is_intended("美术馆2027年才能建成开放")
    assert not is_intended("培养人才能力强")


@pytest.mark.parametrize(
    ("claim", "clause", "apart"),
    [
        ("双千工程从2016年算起", "指2020年起，连续五年招商", True),
        ("双千工程从2020年开始", "指2020年起，连续五年招商", False),
        ("2021—2025年实施", "2024—2029年实施", True),
    ],
)
def test_the_years_from_which_something_lasts_are_compared(claim: str, clause: str, apart: bool) -> None:
    assert is_of_another_period(claim, clause) is apart
