"""A true claim, altered in one thing after the other, is never confirmed; told in other forms it never differs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
粮食产量1344.2亿斤。进出口总额8202亿元、增长12.3%。规上工业增加值增长7.8%。城镇新增就业43.4万人。
改造老旧小区6496个。新增贷款2.36万亿元、居全国第2位。高速公路通车里程9307公里。信访总量下降33.8%。
二、2025年工作安排
推进新型城镇化。
"""
CLAIMS = (
    "去年粮食产量1344.2亿斤",
    "2024年进出口总额8202亿元",
    "去年规上工业增加值增长7.8%",
    "去年城镇新增就业43.4万人",
    "去年改造老旧小区6496个",
    "去年新增贷款2.36万亿元",
    "去年高速公路通车里程9307公里",
    "去年信访总量下降33.8%",
)
_OTHERS = (
    ("粮食", "蔬菜"),
    ("进出口", "进口"),
    ("工业", "服务业"),
    ("就业", "失业"),
    ("老旧小区", "棚户区"),
    ("贷款", "存款"),
    ("高速公路", "农村公路"),
    ("增长", "下降"),
    ("下降", "上升"),
    ("亿元", "亿美元"),
    ("万人", "万户"),
    ("亿斤", "万斤"),
    ("去年", "前年"),
    ("2024年", "2023年"),
    ("去年", "去年一季度"),
    ("去年", "今年计划"),
    ("去年", "去年广东"),
)
_SAME = (
    ("去年", "2024年"),
    ("2024年", "去年"),
    ("规上", "规模以上"),
    ("增长", "上升"),
    ("下降", "减少"),
    ("万人", "万"),
    ("8202亿", "82020000万"),
    ("6496个", "６４９６个"),
    ("7.8%", "百分之七点八"),
    ("去年", "据说去年"),
    ("2.36万亿", "23600亿"),
)


def altered() -> Iterator[str]:
    for claim in CLAIMS:
        yield from (claim.replace(one, other) for one, other in _OTHERS if one in claim)
        number = re.search(r"[0-9.]+(?=[^0-9.年]+$)", claim)
        assert number is not None
        digit = str((int(number[0][-1]) + 4) % 10)
        for value in (number[0][:-1] + digit, f"{float(number[0]) * 10:g}", f"{float(number[0]) / 10:g}"):
            yield f"{claim[: number.start()]}{value}{claim[number.end() :]}"


def told_otherwise() -> Iterator[str]:
    return (claim.replace(one, other) for claim in CLAIMS for one, other in _SAME if one in claim)


def verdict(claim: str) -> str:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1].verdict.value


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_true_claim_agrees(claim: str) -> None:
    assert verdict(claim) == "agrees"


@pytest.mark.parametrize("claim", sorted(altered()))
def test_what_is_altered_is_not_confirmed(claim: str) -> None:
    assert verdict(claim) not in ("agrees", "roughly")


@pytest.mark.parametrize("claim", sorted(told_otherwise()))
def test_the_same_in_another_form_does_not_differ(claim: str) -> None:
    assert verdict(claim) != "differs"
