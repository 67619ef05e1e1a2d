"""Sentences of a made-up report, and the check of what a model that may word its answers says of them."""

from __future__ import annotations

from datetime import date

from rag.grounding.figures import Evidence
from rag.grounding.free_check import vet_freely
from rag.grounding.statement_check import DraftStatement, Vetted
from rag.types import Report

REPORT = Report("江湾市2025年政府工作报告", "", "a.txt", "", region="江湾市", year=2025, delivered=date(2025, 1, 5))
PLAN, REVIEW = ("二、2025年工作安排", "（二）城市更新"), ("一、2024年工作回顾", "（一）经济")
EVIDENCE = (
    Evidence(
        "主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长3%，城镇新增就业3.2万人以上，粮食产量稳定在120万吨以上。",
        2025,
        PLAN,
        REPORT,
    ),
    Evidence("全年地区生产总值增长5.8%，规上工业增加值增长9.2%，社会消费品零售总额增长4.1%。", 2024, REVIEW, REPORT),
    Evidence("新建改建公园28个，新增停车泊位5447个。", 2024, REVIEW, REPORT),
    Evidence("新增停车泊位5200个以上，加装电梯300部，改造老旧小区86个、惠及居民1.9万户。", 2025, PLAN, REPORT),
    Evidence("建成养老服务站12个，为2600名老人提供助餐、助浴、助医服务。", 2024, REVIEW, REPORT),
    Evidence("新建中小学5所、幼儿园8所，新增学位1.2万个。", 2025, PLAN, REPORT),
)
ASKED = "2025年教育方面有什么安排？停车位两年一共新增多少？"


def vet(text: str, *numbers: int) -> Vetted:
    language = "en" if text.isascii() else "zh"
    return vet_freely(DraftStatement(text, numbers), EVIDENCE, language, ASKED)
