"""What follows from a change that the report tells is worked out: the difference, the multiple, the ranks, what was."""

from __future__ import annotations

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
六大高耗能行业增加值占比从31.1%降至22.5%。规上工业企业营收从全国第12位跃升至第5位。
粮食产量由430亿斤增加到439亿斤。智算规模从年初的400台增加到8400台。水果产量从约200万吨增加到230万吨。
新增3个国家中小企业特色产业集群、总数达13个。“十四五”以来，海水淡化能力从100万吨提高到150万吨。
快递业务量36.5亿件、增长50%。地区生产总值2.1万亿元、增长5%。
二、2025年工作安排
新建智能化煤矿130座。
"""
VERSION = make_version(TEXT, "某省2025年政府工作报告")


def finding(claim: str) -> Finding:
    return FakeAnswerer(corpus=FakeCorpus(Served(VERSION))).verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "verdict", "calculation"),
    [
        ("六大高耗能行业的占比降了8.6个百分点", "agrees", "31.1-22.5=8.6"),
        ("六大高耗能行业的占比掉了八个多百分点", "roughly", "31.1-22.5=8.6"),
        ("六大高耗能行业的占比降了9.6个百分点", "differs", "31.1-22.5=8.6"),
        ("六大高耗能行业的占比提高了8.6个百分点", "differs", "31.1-22.5=8.6"),
        ("规上工业营收的全国排名往前挪了七位", "agrees", "12-5=7"),
        ("规上工业营收的全国排名往前挪了九位", "differs", "12-5=7"),
        ("规上工业营收的全国排名后退了七位", "differs", "12-5=7"),
        ("去年粮食产量比前一年多了9亿斤", "agrees", "439-430=9"),
        ("智算规模是年初的21倍", "agrees", "8400÷400≈21"),
        ("智算规模涨了20倍", "agrees", "8400÷400≈21"),
        ("2023年底还只有10个国家中小企业特色产业集群", "agrees", "13-3=10"),
        ("2023年快递业务量24.3亿件", "roughly", "36.5÷1.5≈24.3"),
        ("去年快递业务量比前年多了12亿件左右", "roughly", "36.5-36.5÷1.5≈12.2"),
        ("2023年底已经有12个国家中小企业特色产业集群", "differs", "13-3=10"),
    ],
)
def test_what_follows_from_a_change_decides_and_is_shown(claim: str, verdict: str, calculation: str) -> None:
    found = finding(claim)
    assert (found.verdict, found.calculation) == (verdict, calculation)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("水果产量增加了35万吨", id="near, of what is told with 约"),
        pytest.param("去年海水淡化能力提高了50万吨", id="of more years than the one claimed"),
        pytest.param("蔬菜产量增加了9亿斤", id="of another thing"),
        pytest.param("2023年地区生产总值2万亿元", id="of what grows in comparable prices"),
        pytest.param("2022年底还只有10个国家中小企业特色产业集群", id="of another year"),
    ],
)
def test_no_other_change_confirms_a_claim(claim: str) -> None:
    assert finding(claim).verdict not in ("agrees", "roughly")


def test_both_figures_are_marked() -> None:
    citation = finding("六大高耗能行业的占比降了8.6个百分点").citation
    assert citation
    marks = [VERSION.reports[0].text[mark.start : mark.end] for mark in citation.highlights]
    assert marks == ["31.1%", "22.5%"]
