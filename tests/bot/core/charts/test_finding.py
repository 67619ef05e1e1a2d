"""Words for an indicator are read as a chart of years or of regions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.charts.finding import find_chart, line_of, read_asked
from bot.texts import EN, ZH
from rag.index.searchable_corpus import make_version
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years

TWO_REGIONS = make_version(
    tuple(
        report_of(text, year, region)
        for region in ("湖山市", "江湾市")
        for text, year in ((PLANNED, 2025), (REVIEWED, 2026))
    )
)


@pytest.mark.parametrize("words", ["湖山GDP2025年", "2025年湖山市GDP", "湖山 GDP 2025", "湖山市2025年的GDP是多少"])
def test_a_region_and_a_year_may_stand_anywhere(words: str) -> None:
    assert read_asked(two_years(), words) == ("GDP", "湖山市", 2025)


def test_the_figures_of_one_region_are_told_year_by_year() -> None:
    found = find_chart(two_years(), "GDP增速", None, None, ZH)
    assert found
    chart = found.chart
    assert (chart.title, chart.is_in_time, chart.legend) == ("湖山市生产总值增速", True, ("结果", "目标"))
    assert [(bar.label, bar.words, bar.is_target) for bar in chart.bars] == [
        ("2024年", "5.8%", False),
        ("2025年", "6.2%", False),
        ("2026年", "5.5%左右", True),
    ]
    assert chart.source == "来源：《湖山市2025年政府工作报告》等2份报告"


def test_regions_are_set_side_by_side_for_one_year() -> None:
    found = find_chart(TWO_REGIONS, "GDP增速", None, 2026, ZH)
    assert found
    assert (found.chart.title, found.chart.legend) == ("2026年各地生产总值增速目标", None)
    assert {bar.label for bar in found.chart.bars} == {"湖山市", "江湾市"}


def test_a_region_that_is_named_is_drawn_alone() -> None:
    found = find_chart(TWO_REGIONS, "GDP增速", "江湾市", None, EN)
    assert found
    assert [bar.label for bar in found.chart.bars] == ["2024", "2025", "2026"]


def test_each_figure_is_told_as_its_report_says_it() -> None:
    version = two_years()
    found = find_chart(version, "GDP增速", None, None, ZH)
    assert found
    assert line_of(version, found.rows[0], ZH, is_in_time=True) == "2024年：全市生产总值增长5.8%"


def test_one_figure_is_not_enough() -> None:
    found = find_chart(two_years(), "固定资产投资", None, None, ZH)
    assert found
    assert not found.is_enough


def test_an_unknown_indicator_is_not_drawn() -> None:
    assert find_chart(two_years(), "火箭发射", None, None, ZH) is None


def test_long_names_are_cut() -> None:
    named = [
        replace(report, name=f"{report.year}很长的名字" * 50, region="很长的地名" * 50)
        for report in two_years().reports
    ]
    found = find_chart(make_version(tuple(named)), "GDP增速", None, None, ZH)
    assert found
    assert len(found.chart.title) <= 80
    assert len(found.chart.source) <= 60
