"""An average or a share that a report does not tell follows from two figures side by side, and is told with them."""

from __future__ import annotations

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
发放社会救助资金118.7亿元、惠及310万人。补充中小学教师2.8万名，其中乡村教师9100名。
农村饮水工程实施项目2113个，完成投资354亿元。改造老旧小区716个26.95万户，投入资金85.9亿元。新能源汽车产量36.5万辆。
二、2025年工作安排
发放社会救助资金120亿元。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "calculation"),
    [
        ("去年发放的社会救助资金平均每人3800元左右", "118.7亿÷310万≈3829"),
        ("补充的中小学教师里，乡村教师三个里有一个", "9100÷2.8万≈32.5"),
        ("每个老旧小区平均有376户", "26.95万÷716≈376.4"),
        ("去年每个老旧小区平均投入资金1200万", "85.9亿÷716≈11997207"),
        ("老旧小区改造户均投入3.2万元", "85.9亿÷26.95万≈31874"),
        ("新能源汽车平均每天产1000辆", "36.5万÷365≈1000"),
        ("农村饮水工程的项目平均一个投了约1675万元", "354亿÷2113≈16753431"),
    ],
)
def test_a_quotient_of_two_figures_side_by_side_is_said(claim: str, calculation: str) -> None:
    found = finding(claim)
    assert (found.verdict, found.calculation) == ("roughly", calculation)


@pytest.mark.parametrize(
    "claim", ["社会救助资金平均每人5800元左右", "去年快递平均每人3800元左右", "新能源汽车日均产量1500辆"]
)
def test_another_quotient_is_not_decided(claim: str) -> None:
    assert finding(claim).verdict in ("unclear", "not_in_report")


@pytest.mark.parametrize("claim", ["发放的社会救助资金减去今年的，还差1.3亿元", "社会救助资金摊到人头上，一个人5800元"])
def test_what_is_worked_out_is_not_denied_by_a_figure_that_is_told(claim: str) -> None:
    assert finding(claim).verdict != "differs"
