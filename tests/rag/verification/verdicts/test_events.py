"""An event is told of its place, its name and its phase, and of how it changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """湖南省2025年政府工作报告

一、2024年工作回顾
常德入选国家级数据标注基地建设城市。长沙甲汽车、湘潭乙新能源汽车项目建成投产。刑事、治安案件持续下降。
电视剧《父辈》获“五个一工程”奖，《夜读》等4部作品获文华奖。四季度经济增长5.6%、高于全国0.2个百分点。
新能源发电装机占比历史性超过煤电。安全事故起数、死亡人数下降。
二、2025年工作安排
推进云溪机场三期改扩建。建设乌兰察布至燕山石化输氢管道。
"""


def finding(claim: str) -> Finding:
    version = make_version(TEXT, "湖南省2025年政府工作报告")
    version = replace(version, reports=(replace(version.reports[0], region="湖南省"),))
    return FakeAnswerer(corpus=FakeCorpus(Served(version))).verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("岳阳入选国家级数据标注基地建设城市", "differs"),
        ("建设包头至燕山石化的输氢管道", "differs"),
        ("煤电装机占比超过新能源", "differs"),
        ("去年刑事、治安案件又多了", "differs"),
        ("去年安全事故死亡人数比前一年多", "differs"),
        ("湖南四季度经济增长5.6%，比全国还慢一点", "differs"),
        ("湖南四季度经济增长5.6%，比全国还快一点", "agrees"),
    ],
)
def test_an_event_is_that_of_its_place_name_phase_and_way(claim: str, verdict: str) -> None:
    assert finding(claim).verdict == verdict


def test_a_name_that_an_open_list_leaves_out_is_not_denied() -> None:
    assert finding("作品《晨读》获文华奖").verdict not in ("differs", "agrees")
    assert finding("电视剧《父辈》获飞天奖").verdict != "agrees"
