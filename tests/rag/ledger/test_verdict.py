"""Verdicts are arithmetic: each rule on the words of a target and of a result."""

from __future__ import annotations

import pytest

from rag.ledger.verdict import TargetVerdict, judge
from tests.ledgers import planned_rows, reviewed_rows

MET, MISSED, ABOUT = TargetVerdict.MET, TargetVerdict.MISSED, TargetVerdict.ABOUT


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("生产总值增长5.5%以上", "生产总值增长5.5%", MET),
        ("生产总值增长不低于5.5%", "生产总值增长5.4%", MISSED),
        ("生产总值增长5.5%左右", "生产总值增长5.5%", MET),
        ("生产总值增长5.5%左右", "生产总值增长4.2%", ABOUT),
        ("力争生产总值增长5%", "生产总值增长4%", MISSED),
        ("生产总值增长5%—5.5%", "生产总值增长5.2%", MET),
        ("生产总值增长5%", "生产总值下降0.4%", MISSED),
        ("进出口总额突破500亿元", "进出口总额500亿元", ABOUT),
        ("进出口总额突破500亿元", "进出口总额突破500亿元", MET),
        ("进出口总额9000亿元以上", "进出口总额突破万亿元", MET),
        ("进出口总额9000亿元", "进出口总额超8000亿元", ABOUT),
        ("新增就业68万人左右", "新增就业75.7万人", MET),
    ],
)
def test_at_least_includes_its_number_and_more_than_does_not(target: str, result: str, verdict: TargetVerdict) -> None:
    assert told(target, result) is verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("城镇调查失业率控制在5%以内", "城镇调查失业率4.6%", MET),
        ("城镇调查失业率5.5%左右", "城镇调查失业率5.1%", MET),
        ("城镇调查失业率5.5%左右", "城镇调查失业率5.7%", ABOUT),
        ("细颗粒物浓度降至33微克/立方米", "细颗粒物浓度35微克/立方米", MISSED),
        ("单位生产总值能耗下降3%左右", "单位生产总值能耗下降4%", MET),
        ("单位生产总值能耗下降3%", "单位生产总值能耗下降2%", MISSED),
        ("工商业电价下降3分/千瓦时以上", "工商业电价下降5分/千瓦时", MET),
        ("食品抽检不合格率低于2%", "食品抽检不合格率2%", ABOUT),
    ],
)
def test_less_is_better_where_a_bound_is_set_above(target: str, result: str, verdict: TargetVerdict) -> None:
    assert told(target, result) is verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("研发投入强度3.3%左右", "研发投入强度3.3%左右", ABOUT),
        ("研发投入强度3.3%", "研发投入强度3.3%左右", ABOUT),
        ("营业收入6000亿元", "营业收入6800亿元左右", MET),
        ("营业收入6000亿元", "营业收入近6000亿元", ABOUT),
        ("营业收入7000亿元", "营业收入近6000亿元", MISSED),
    ],
)
def test_a_result_told_loosely_is_uncertain_by_its_last_digit(target: str, result: str, verdict: TargetVerdict) -> None:
    assert told(target, result) is verdict


def test_prices_are_aimed_at_and_not_surpassed() -> None:
    assert told("居民消费价格涨幅2%左右", "居民消费价格上涨0.2%") is ABOUT
    assert told("居民消费价格涨幅2%左右", "居民消费价格上涨2%") is MET


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("粮食产量725亿斤", "粮食产量3700万吨", MET),
        ("造林20万亩", "造林1万公顷", MISSED),
        ("技改项目120项以上", "技改项目126个", MET),
        ("省外劳动力2300万", "省外劳动力2300万人", MET),
    ],
)
def test_units_are_converted_exactly(target: str, result: str, verdict: TargetVerdict) -> None:
    assert told(target, result) is verdict


def test_figures_that_measure_different_things_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        told("投资500亿元", "投资项目500个")


def told(target: str, result: str) -> TargetVerdict:
    (aim,), (found,) = planned_rows(target + "。"), reviewed_rows(result + "。")
    return judge(aim, found)
