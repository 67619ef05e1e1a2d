"""What came to a thing in a year is told beside what there is of it; each is claimed in words of its own."""

from __future__ import annotations

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
新增35家省级甲等工坊、总数达270家，新增22家省级5G工厂、总数达36家。
开发区亩均工业增加值增长9%，新增省级开发区1家、总数达20家。
新增高新技术企业1200家，总量达到1.8万家。经营主体新增105万户，达到920万户。
新增电力装机1002万千瓦、总装机近1.4亿千瓦。新增公园141座、累计达到973座。
新增地铁运营里程43公里、总里程达到879公里。省重点实验室优化重组至172家，全国重点实验室达6家。
新增社区养老院47家。
"""


def verdict(claim: str) -> str:
    return str(finding(claim).verdict)


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    "claim",
    [
        "省级甲等工坊总数270家",
        "省级甲等工坊有270家",
        "省级甲等工坊达到270家",
        "省级5G工厂36家",
        "省级开发区达20家",
        "高新技术企业有1.8万家",
        "经营主体一共920万户",
        "电力总装机快1.4亿千瓦了",
        "公园累计973座",
        "地铁总里程879公里",
        "省重点实验室有172家",
        "去年新增省级甲等工坊35家",
        "去年新增电力装机1002万千瓦",
        "去年省级开发区新增了1家",
    ],
)
def test_a_total_is_told_of_what_came_before_it(claim: str) -> None:
    assert verdict(claim) in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "省级甲等工坊就35家",
        "省级甲等工坊有35家",
        "省级甲等工坊一共35家",
        "省级5G工厂只有22家",
        "高新技术企业就1200家",
        "经营主体只有105万户",
        "电力总装机1002万千瓦",
        "地铁总里程43公里",
        "去年新增公园973座",
    ],
)
def test_what_came_is_not_all_there_is(claim: str) -> None:
    assert verdict(claim) == "differs"


@pytest.mark.parametrize("claim", ["社区养老院拢共47家", "社区养老院就47家", "省级5G工厂22家"])
def test_what_may_be_all_or_only_what_came_is_not_agreed_to(claim: str) -> None:
    assert verdict(claim) not in ("agrees", "roughly")
