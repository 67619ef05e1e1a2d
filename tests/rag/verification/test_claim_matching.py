"""A sentence says a claim, contradicts it, or speaks of something else; an altered figure is never said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.grounding.figures import Evidence
from rag.text.figures import Figure, FigureKind, find_figures
from rag.types import Kind, Report
from rag.verification.claim_matching import says, says_otherwise
from rag.verification.contradictions import Aspect
from tests.paths import SEED

REPORT = Report("雨山区2025年政府工作报告", "", "a.txt", "", region="雨山区", year=2025, delivered=date(2024, 12, 23))
PLAN, REVIEW = ("二、2025年工作安排",), ("一、2024年工作回顾",)
AIR = Evidence("突出扬尘治理,PM2.5平均浓度30.1微克/立方米,同比下降4.4%,优于全市平均水平。", 2024, REVIEW, REPORT)
GROWTH = Evidence("预计全年GDP增长6%左右,外贸进出口总额2.16亿美元,增长3%。", 2024, REVIEW, REPORT)
HOMES = Evidence("投资2.46亿元实施老旧小区改造项目8个。", 2025, PLAN, REPORT)
INCOMES = Evidence("预计城乡居民人均可支配收入分别为8万元、4.5万元。", 2024, REVIEW, REPORT)
SAFETY = Evidence("食品安全工作连续十年、药品安全工作连续两年获得A级等次。", 2024, REVIEW, REPORT)
SCHOOL = Evidence("开工建设梅山小学,建成阳湖小学、汤阳幼儿园。", 2025, PLAN, REPORT)
HOSPITAL = Evidence("十七冶医院阳湖新院区开工建设。", 2024, REVIEW, REPORT)
PARK = Evidence("阳湖公园建成开放,首个邻里中心主体结构封顶。", 2024, REVIEW, REPORT)
PLANT = Evidence("马钢气体科技有限公司获评国家级绿色工厂。", 2024, REVIEW, REPORT)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("去年PM2.5平均浓度是30.1", AIR),
        ("去年GDP增长6%左右", GROWTH),
        ("雨山去年GDP涨了6%左右", GROWTH),
        ("老旧小区改造投资2.46亿", HOMES),
        ("今年准备改造8个老旧小区项目", HOMES),
        ("农村居民人均可支配收入去年是4.5万元", INCOMES),
        ("2025年计划建成阳湖小学和汤阳幼儿园", SCHOOL),
        ("阳湖公园建成开放了", PARK),
    ],
)
def test_other_words_for_the_same_are_said(claim: str, evidence: Evidence) -> None:
    """Years as readers mean them, units that go without saying, words of telling."""
    assert says(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "aspect", "said"),
    [
        ("去年PM2.5平均浓度是25", AIR, Aspect.FIGURE, "30.1微克/立方米"),
        ("去年GDP增长6%", GROWTH, Aspect.FIGURE, "6%左右"),
        ("去年GDP增长6%以上", GROWTH, Aspect.FIGURE, "6%左右"),
        ("外贸进出口总额2.16亿元", GROWTH, Aspect.FIGURE, "2.16亿美元"),
        ("外贸进出口总额2.16亿", GROWTH, Aspect.FIGURE, "2.16亿美元"),
        ("城镇居民人均可支配收入4.5万元", INCOMES, Aspect.FIGURE, "8万元"),
        ("PM2.5平均浓度同比上升4.4%", AIR, Aspect.DIRECTION, ""),
        ("2024年老旧小区改造投资2.46亿元", HOMES, Aspect.YEAR, ""),
        ("2025年PM2.5平均浓度30.1微克/立方米", AIR, Aspect.YEAR, ""),
        ("老旧小区改造已投资2.46亿元", HOMES, Aspect.PROGRESS, ""),
        ("阳湖小学已经建成了", SCHOOL, Aspect.PROGRESS, ""),
        ("十七冶医院阳湖新院区已经竣工", HOSPITAL, Aspect.PROGRESS, "开工建设"),
        ("阳湖公园没有建成开放", PARK, Aspect.DENIAL, ""),
        ("马钢气体科技有限公司获评省级绿色工厂", PLANT, Aspect.LEVEL, "国家级"),
    ],
)
def test_a_contradiction_tells_what_is_said_instead(claim: str, evidence: Evidence, aspect: Aspect, said: str) -> None:
    assert not says(claim, evidence)
    found = says_otherwise(claim, evidence)
    assert found
    assert (found.aspect, found.said.of(evidence.text) if found.said else "") == (aspect, said)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("花山区PM2.5平均浓度30.1微克/立方米", AIR),
        ("全省GDP增长6%左右", GROWTH),
        ("花山区PM2.5平均浓度25微克/立方米", AIR),
        ("去年税收收入8万元", INCOMES),
        ("阳湖公园有人受伤", PARK),
        ("马钢气体科技有限公司破产了", PLANT),
        ("食品安全工作连续两年获得A级等次", SAFETY),
    ],
)
def test_what_is_on_another_matter_is_neither_said_nor_denied(claim: str, evidence: Evidence) -> None:
    assert not says(claim, evidence)
    assert says_otherwise(claim, evidence) is None


def altered(clause: str, figure: Figure) -> Iterator[str]:
    """Another digit, another qualifier, unit or scale, another direction, another year."""
    start, end = figure.full
    number, rest = figure.span.of(clause), clause[figure.span.end : end]
    digit = next((i for i, c in enumerate(number) if c.isdigit()), None)
    if digit is not None:
        other = str((int(number[digit]) + 3) % 9 + 1)
        yield clause[: figure.span.start] + number[:digit] + other + number[digit + 1 :] + clause[figure.span.end :]
    if not figure.qualifiers:
        yield clause[:end] + "以上" + clause[end:]
        yield clause[:start] + "近" + clause[start:]
    elif rest:
        yield clause[: figure.span.end] + clause[end:]
    for one, another in (("亿", "万"), ("万", "亿"), ("%", "个百分点"), ("增长", "下降"), ("下降", "增长")):
        if one in number or (one in clause and one in ("增长", "下降")):
            yield clause.replace(one, another, 1)
            break


def test_no_alteration_of_a_figure_of_the_report_is_said() -> None:
    """Every eighth sentence; whole clauses as they stand are said."""
    report = load_report(SEED)
    outline = make_outline(report)
    said = told = 0
    for sentence in [one for one in outline.sentences if one.kind is Kind.PROSE][::8]:
        section = outline.sections[sentence.section]
        evidence = Evidence(report.text[sentence.start : sentence.end], section.year, section.path, report)
        for clause in (span.of(report.text) for span in sentence.clauses):
            for figure in find_figures(clause):
                if figure.kind is FigureKind.AMOUNT and not figure.indefinite:
                    told += 1
                    said += says(clause, evidence)
                    wrong = [other for other in altered(clause, figure) if other != clause and says(other, evidence)]
                    assert not wrong, (wrong, evidence.text)
    assert said == told > 20
