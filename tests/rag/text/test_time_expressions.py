"""Years are read as the report's reader, or its speaker, means them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.text.time_expressions import Relative, Tense, asked_years, find_years, speakers_calendar, tense
from rag.types import Report

EARLY = Report("雨山区2025年政府工作报告", "", "a.txt", "", delivered=date(2024, 12, 23), year=2025)
LATE = replace(EARLY, delivered=date(2025, 1, 15))


def years(question: str, report: Report | None = EARLY) -> list[int]:
    return [asked.year for asked in asked_years(question, report)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年GDP增长多少", [2024]),
        ("24年新签约项目几个", [2024]),
        ("’24 exports", [2024]),
        ("二〇二四年的收入", [2024]),
        ("二四年的收入", [2024]),
        ("in 2024, how many", [2024]),
        ("2024和2025各是多少", [2024, 2025]),
        ("2024实际 vs 2025目标", [2024, 2025]),
        ("那2025年呢", [2025]),
        ("2024—2027年行动计划", [2024, 2027]),
        ("2024年12月23日", [2024]),
        ("近10年的变化", []),
        ("连续24年", []),
        ("2000亩征地", []),
        ("新增1994人", []),
        ("“十四五”规划", []),
        ("“2030先锋工程”", []),
        ("推进2030先锋工程，获奖5项", []),
        ("“健康中国2030”行动", []),
        ("“2025年”行动", [2025]),
        ("总投资多少", []),
    ],
)
def test_a_written_year_is_found_and_a_duration_is_none(text: str, expected: list[int]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    ("word", "early", "late"),
    [
        ("去年", 2024, 2024),
        ("上年", 2024, 2024),
        ("上一年", 2024, 2024),
        ("前年", 2023, 2023),
        ("今年", 2025, 2025),
        ("本年", 2025, 2025),
        ("明年", 2025, 2026),
        ("来年", 2025, 2026),
        ("last year", 2024, 2024),
        ("next year", 2025, 2026),
    ],
)
def test_a_relative_year_is_the_reports_own(word: str, early: int, late: int) -> None:
    """明年 is the year planned where the report was given before it, and the one after where it was given in it."""
    (one,) = asked_years(f"{word}的目标", EARLY)
    (other,) = asked_years(f"{word}的目标", LATE)
    assert (one.year, other.year, one.relative) == (early, late, True)


def test_a_relative_year_may_touch_latin_words() -> None:
    assert years("明年GDP目标") == years("GDP next year目标") == [2025]


def test_without_a_report_only_written_years_are_known() -> None:
    assert years("去年和2023年", None) == [2023]


def test_the_speaker_counts_from_the_day_of_the_speech() -> None:
    calendar = speakers_calendar(EARLY)
    assert [calendar.resolve(word) for word in Relative] == [2022, 2023, 2024, 2025, 2026]


@pytest.mark.parametrize(("text", "years"), [("十一年来年年下降", 0), ("装机占比去年超过50%", 1), ("来年再减", 1)])
def test_what_only_looks_like_a_year_or_a_base_is_none(text: str, years: int) -> None:
    assert sum(not year.compared for year in find_years(text)) == years


@pytest.mark.parametrize(
    "text",
    [
        "比去年多多少",
        "较2020年下降",
        "与上年相比",
        "compared with 2024",
        "供地总量是2022年的4.62倍",
        "顶去年的四倍还多",
        "接近2019年的两倍",
        "相当于2020年的85%",
        "恢复到2019年的九成",
        "不到去年的一半",
    ],
)
def test_a_base_of_comparison_is_marked(text: str) -> None:
    assert all(mention.compared for mention in find_years(text))


@pytest.mark.parametrize(
    "text", ["去年和今年的目标", "2024年比往年多多少", "2024跟2025", "2024年的5%左右目标", "是2024年的4项任务"]
)
def test_years_side_by_side_are_none(text: str) -> None:
    assert not any(mention.compared for mention in find_years(text))


def test_a_beginning_is_marked() -> None:
    assert [(m.year, m.since) for m in find_years("2020年以来,2024年")] == [(2020, True), (2024, False)]


def test_spans_slice_back() -> None:
    text = "去年与２０２５年"
    assert [mention.span.of(text) for mention in find_years(text)] == ["去年", "２０２５年"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年打算新建几所", Tense.TARGET),
        ("今年要完成多少", Tense.TARGET),
        ("GDP目标", Tense.TARGET),
        ("will be built", Tense.TARGET),
        ("完成了多少", Tense.RESULT),
        ("办过几场", Tense.RESULT),
        ("how many were received", Tense.RESULT),
        ("目标完成了吗", Tense.OPEN),
        ("GDP增长多少", Tense.OPEN),
        ("需要了解主要情况", Tense.OPEN),
        ("超过多少", Tense.OPEN),
        ("长三角一体化进展和下一步", Tense.OPEN),
        ("人才引进的情况及部署", Tense.OPEN),
        ("今年打算怎样扩大投资", Tense.TARGET),
        ("科技成果怎么转化", Tense.OPEN),
        ("取得了哪些成果", Tense.RESULT),
        ("入学高峰来了，学位怎么办", Tense.OPEN),
        ("未来产业 前瞻布局", Tense.OPEN),
        ("报告对养老说了些什么", Tense.OPEN),
    ],
)
def test_the_tense_is_that_of_the_grammatical_words(text: str, expected: Tense) -> None:
    assert tense(text) is expected


@pytest.mark.parametrize("text", ["等了16年才又拿到奖牌", "时隔16年再获奖牌", "连着15年居首位"])
def test_how_long_something_took_is_not_a_year(text: str) -> None:
    assert find_years(text) == ()
