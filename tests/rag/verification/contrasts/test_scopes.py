"""A figure of one place or of one part of the year is not that of another, nor of the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """安徽省2025年政府工作报告

一、2024年工作回顾
地区生产总值增长5.8%左右，经济增速继续保持全国前列。城镇新增就业62.5万人。
合肥新桥国际机场二期主体完工，芜湖港货物吞吐量突破1.5亿吨，黄山接待游客9000万人次。
皖北地区粮食产量300亿斤。新增高新技术企业3000家，其中合肥1200家。新能源汽车产量168万辆，占全国八分之一。
合肥雨污分流改造完成，全省细颗粒物平均浓度27微克，优良天数比率95.5%。接待游客2.6亿人次。
规模以上工业增加值增长8.1%，1—11月单位能耗下降4.6%。
二、2025年工作安排
新改建农村公路8000公里。
"""


def finding(claim: str) -> Finding:
    version = make_version(TEXT, "安徽省2025年政府工作报告")
    version = replace(version, reports=(replace(version.reports[0], region="安徽省"),))
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(version)))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("全国去年城镇新增就业62.5万人", id="the country"),
        pytest.param("合肥去年城镇新增就业62.5万人", id="a city that is not named with it"),
        pytest.param("合肥港货物吞吐量突破1.5亿吨", id="a city named in another clause of the sentence"),
        pytest.param("合肥优良天数比率95.5%", id="a city named before what is told of all"),
        pytest.param("京津冀去年接待游客2.6亿人次", id="several provinces"),
        pytest.param("我国新能源汽车产量168万辆", id="our country"),
        pytest.param("皖南地区粮食产量300亿斤", id="another area"),
        pytest.param("粮食产量300亿斤", id="all for an area"),
        pytest.param("新增高新技术企业1200家", id="all for the city that 其中 names"),
        pytest.param("全省接待游客9000万人次", id="all of the province for a city"),
        pytest.param("合肥以外的高新技术企业新增1200家", id="all but the city for the city"),
        pytest.param("皖北以外粮食产量300亿斤", id="all but an area for the area"),
        pytest.param("Outside northern Anhui grain output was 30 billion jin", id="the same in English"),
    ],
)
def test_what_is_told_of_one_place_is_not_told_of_another(claim: str) -> None:
    assert finding(claim).verdict in ("differs", "unclear", "not_in_report")


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("去年一季度规模以上工业增加值增长8.1%", id="a quarter"),
        pytest.param("去年前三季度规模以上工业增加值增长8.1%", id="three quarters"),
        pytest.param("去年上半年单位能耗下降4.6%", id="a half for eleven months"),
        pytest.param("去年全年单位能耗下降4.6%", id="the year for eleven months"),
        pytest.param("今年上半年新改建农村公路8000公里", id="a plan for the year"),
    ],
)
def test_what_is_told_of_one_part_of_the_year_does_not_agree_with_another(claim: str) -> None:
    assert finding(claim).verdict in ("differs", "unclear", "not_in_report")


@pytest.mark.parametrize(
    "claim",
    [
        "安徽去年城镇新增就业62.5万人",
        "全省去年城镇新增就业62.5万人",
        "芜湖港货物吞吐量突破1.5亿吨",
        "黄山去年接待游客9000万人次",
        "皖北地区粮食产量300亿斤",
        "新增高新技术企业3000家",
        "其中合肥新增高新技术企业1200家",
        "新能源汽车产量168万辆",
        "去年1—11月单位能耗下降4.6%",
        "去年前11个月单位能耗下降4.6%",
        "去年单位能耗下降4.6%",
        "去年全年规模以上工业增加值增长8.1%",
        "截至去年12月底，城镇新增就业62.5万人",
    ],
)
def test_what_is_of_the_same_place_and_time_agrees(claim: str) -> None:
    assert finding(claim).verdict == "agrees"


def test_a_figure_that_names_another_place_differs() -> None:
    found = finding("合肥港货物吞吐量突破1.5亿吨")
    assert (found.verdict, found.aspect) == ("differs", "name")
