"""A figure that may be of another thing than the claim's neither agrees nor denies."""

from __future__ import annotations

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
集成电路产量增长47.4%，工业机器人产量增长81.4%。每万人口高价值发明专利拥有量57.9件。
全省电源总装机突破1亿千瓦。全省经营主体达1095.2万户，其中企业380.8万户。
石岛湾核电一期开工，招远核电一期获得国家批复。
生产安全事故起数、死亡人数分别下降9.1%、11.5%，连续61个月未发生重大事故。
发明专利拥有量、授权量分别增长16.8%、12.5%。全省进出口总值增长12.3%，其中对中亚五国增长48.1%，对东盟进出口增长16.5%。
已建在建电力装机2705万千瓦。规模以上民营工业增加值增长11.4%。
居民医保补助标准提高到每人每年670元。“新三样”出口增长23.8%。扎龙湿地评为国家5A级旅游景区。
二、2025年工作安排
新改建农村公路1000公里。
附件 名词解释
六大优势产业：培育形成电子信息、装备制造等六大万亿级产业。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("去年工业机器人出口增长81.4%", id="another measure of the same thing"),
        pytest.param("每万人口发明专利拥有量57.9件", id="the whole for a part"),
        pytest.param("全省新能源装机突破1亿千瓦", id="a part for the whole"),
        pytest.param("全省企业达1095.2万户", id="the figure beside it has the word"),
        pytest.param("招远核电一期去年就开工了", id="what is told of another place"),
        pytest.param("婴儿死亡率下降11.5%", id="a rate for a number"),
        pytest.param("去年进出口总值增长16.5%", id="all trade for that with one partner"),
        pytest.param("发明专利授权量去年增长16.8%", id="the figure of the one before in its list"),
        pytest.param("已建成的电力装机2705万千瓦", id="built for built and being built"),
        pytest.param("规模以上工业增加值增长11.4%", id="all industry for a part"),
        pytest.param("全省已建成6个万亿级产业", id="of no year, told as done"),
        pytest.param("居民医保补助标准提高到每个月670元", id="paid for another period"),
        pytest.param("去年出口增长23.8%", id="all for what a name in quotes tells a part of"),
        pytest.param("评上5A景区的是镜泊湖", id="a name singled out"),
        pytest.param("连续61个月发生重大事故", id="told without the no of the report"),
    ],
)
def test_what_may_be_of_another_thing_does_not_agree(claim: str) -> None:
    assert finding(claim).verdict not in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "去年工业机器人产量增长81.4%",
        "每万人口高价值发明专利拥有量57.9件",
        "全省经营主体达1095.2万户",
        "石岛湾核电一期去年开工",
        "发明专利拥有量去年增长16.8%",
        "跟中亚五国的进出口增长48.1%",
        "去年对东盟进出口增长16.5%",
        "已建在建电力装机2705万千瓦",
        "居民医保补助标准提高到每年670元",
        "去年“新三样”出口增长23.8%",
        "去年新三样出口涨了23.8%",
    ],
)
def test_what_is_of_the_same_thing_agrees(claim: str) -> None:
    assert finding(claim).verdict == "agrees"
