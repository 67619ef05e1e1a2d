"""Sentences that tell of several years."""

from __future__ import annotations

import pytest

from rag.documents.structure.outline import make_outline
from rag.ledger.figures.stretches import averages, several_years
from rag.types import SentenceKind
from tests.ledgers import report_of


def marked(*lines: str) -> list[str]:
    report = report_of("\n\n".join(["湖山市2026年政府工作报告", *lines]) + "\n", 2026)
    outline = make_outline(report)
    found = several_years(report, outline)
    told = [one for one in outline.sentences if one.id in found and one.kind is SentenceKind.PROSE]
    return [report.text[one.start : one.end] for one in told]


def test_the_five_years_hold_until_the_year_is_named() -> None:
    told = marked(
        "一、“十四五”时期和2025年工作回顾",
        "“十四五”时期是极不平凡的五年。经济总量达到2100亿元。",
        "刚刚过去的2025年，经济稳中有进。生产总值增长6%。",
    )
    assert told == ["“十四五”时期是极不平凡的五年。", "经济总量达到2100亿元。"]


def test_the_year_holds_until_the_five_years_are_named() -> None:
    told = marked(
        "一、2025年工作回顾",
        "过去一年，生产总值增长6%。",
        "过去五年，极不寻常。总量翻番。",
        "二、2026年工作安排",
        "增长5%。",
    )
    assert told == ["过去五年，极不寻常。", "总量翻番。"]


def test_a_part_that_plans_for_five_years_is_of_several() -> None:
    assert (
        marked("一、“十五五”时期主要目标", "城镇化率达到70%。", "二、2026年工作安排", "增长5%。")[-1]
        == "城镇化率达到70%。"
    )


def test_years_in_passing_do_not_mark_what_follows() -> None:
    assert marked("一、2025年工作回顾", "案件下降16%，为近三年来最大降幅。", "增长5%。") == []


@pytest.mark.parametrize("words", ["生产总值年均增长", "比2020年增长", "五年累计完成"])
def test_averages_and_sums_are_recognised(words: str) -> None:
    assert averages(words)
