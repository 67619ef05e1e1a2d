"""What is said of all is not told by what is told of a part."""

from __future__ import annotations

import pytest

from rag.verification.contrasts.totality import says_of_all
from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
在4所高校开展“三项改革”试点。8个旗县隐性债务清零。86个重大项目已开工74个。农村生活污水治理率达48.3%。
村卫生室全部实现医保结算联网。高速公路全部实现联网收费，新增服务区12个。
网络货运量、交易额分别增长3.5倍和2.5倍。甲河医科大学、乙山学院分别获批博士、硕士学位授予单位。
研发投入强度从全国第10位升至第7位。“保交楼”“保交房”交付率分别达100%、98%。国际友好城市新结对4对、总数达110对。
城市低保人均保障标准从796元/月提高至842元/月。旗县还有34个经济总量不足百亿。
二、2025年工作安排
城乡低保标准提高到740元/月和485元/月。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[0]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("所有高校都已经开展“三项改革”试点", "differs"),
        ("在4所高校开展“三项改革”试点", "agrees"),
        ("8个旗县隐性债务清零了", "agrees"),
        ("86个重大项目已经全部开工", "differs"),
        ("86个重大项目已开工74个", "agrees"),
        ("村卫生室全部实现医保结算联网", "agrees"),
        ("高速公路全部实现联网收费了", "agrees"),
    ],
)
def test_a_part_does_not_say_what_is_said_of_all(claim: str, verdict: str) -> None:
    assert finding(claim).verdict == verdict


SHARES = """某省2025年政府工作报告

一、2024年工作回顾
全省90%的化工园区达到较低风险等级。50%县区基本达到义务教育优质均衡标准。民生实事全部兑现。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("所有县区都达到了义务教育优质均衡标准", "differs"),
        ("90%的化工园区达到较低风险等级", "agrees"),
    ],
)
def test_a_share_does_not_say_what_is_said_of_all(claim: str, verdict: str) -> None:
    """均衡 says nothing of all."""
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(SHARES, "某省2025年政府工作报告"))))
    assert answerer.verify(claim).findings[0].verdict == verdict


@pytest.mark.parametrize(
    ("text", "all_of_it"),
    [
        ("化工园区全降到较低风险等级了", True),
        ("公交全换成新能源车了", True),
        ("化工园区一个不剩", True),
        ("海水百分百优良", True),
        ("安全通过了验收", False),
    ],
)
def test_all_is_said_in_many_ways(text: str, all_of_it: bool) -> None:
    assert says_of_all(text) is all_of_it


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("网络货运交易额去年增长3.5倍", "differs"),
        ("网络货运交易额去年增长2.5倍", "agrees"),
        ("网络货运量去年增长3.5倍", "agrees"),
        ("乙山学院获批博士学位授予单位", "differs"),
        ("保交房交付率达98%", "agrees"),
        ("保交楼交付率达100%", "agrees"),
        ("今年农村低保标准提高到740元/月", "differs"),
        ("今年农村低保标准提高到485元/月", "agrees"),
    ],
)
def test_each_of_a_list_has_what_is_given_to_it(claim: str, verdict: str) -> None:
    assert finding(claim).verdict == verdict


def test_a_namesake_beside_has_its_own_figure() -> None:
    assert finding("保交房交付率达100%").verdict != "agrees"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("研发投入强度从全国第7位掉到第10位", "differs"),
        ("研发投入强度从全国第10位升到第7位", "agrees"),
        ("城市低保标准从796元提高到842元", "agrees"),
        ("国际友好城市总数达110对", "agrees"),
        ("还有34个旗县经济总量不到一百亿", "agrees"),
    ],
)
def test_ways_totals_and_bare_numbers_are_told_as_people_tell_them(claim: str, verdict: str) -> None:
    found = finding(claim).verdict
    assert found == verdict or (verdict == "agrees" and found == "roughly")
