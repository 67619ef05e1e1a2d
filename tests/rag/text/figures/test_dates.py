"""What of a year a text speaks of."""

import pytest

from rag.text.figures.dates import find_parts_of_year, without_parts_of_year


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024年第一季度GDP增长多少", {"Q1"}),
        ("一季度工业增速", {"Q1"}),
        ("首季开门红", {"Q1"}),
        ("Q3 growth", {"Q3"}),
        ("GDP in the second quarter of 2024", {"Q2"}),
        ("上半年和下半年", {"H1", "H2"}),
        ("the first half of the year", {"H1"}),
        ("前三季度", {"M1-M9"}),
        ("前6个月", {"H1"}),
        ("前十一个月", {"M1-M11"}),
        ("头11个月", {"M1-M11"}),
        ("1—11月规模以上工业", {"M1-M11"}),
        ("1-11月份", {"M1-M11"}),
        ("一至六月", {"H1"}),
        ("1至3月", {"Q1"}),
        ("7到9月", {"Q3"}),
        ("前3个月", {"Q1"}),
        ("攻坚四季度、7—12月", {"Q4", "H2"}),
        ("12月份CPI", {"M12"}),
        ("五月的进出口", {"M5"}),
        ("exports in March", {"M3"}),
    ],
)
def test_names_the_part(text: str, parts: set[str]) -> None:
    assert find_parts_of_year(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "2024年GDP增长5%",
        "连续10个季度",
        "3个月内办结",
        "2025年1月15日",
        "三月五日召开",
        "四季常绿",
        "两个季度",
        "may rise",
    ],
)
def test_names_none(text: str) -> None:
    """A day, a stretch of time and the year itself are no part of one."""
    assert find_parts_of_year(text) == frozenset()


@pytest.mark.parametrize("named", ["一季度", "前三季度", "1—11月", "上半年", "12月"])
def test_a_text_without_the_part_keeps_the_rest(named: str) -> None:
    assert without_parts_of_year(f"2024年{named}工业增长5%").split() == ["2024年", "工业增长5%"]
