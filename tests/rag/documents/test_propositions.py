"""Each cell of a table row is told of a year of its own; prose is told of its section's."""

from __future__ import annotations

import pytest

from rag.types import Span
from tests.fakes import make_version

HEAD = "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n过去一年增长6%。\n二、2025年工作安排\n今年增长7%。\n"


def told_last(lines: str) -> list[tuple[str, int | None]]:
    version = make_version(f"{HEAD}{lines}\n")
    return [(one.text, one.year) for one in version.told(version.order[-1])]


def test_prose_tells_its_words_of_the_year_of_its_section() -> None:
    assert told_last("新建小学两所。") == [("新建小学两所。", 2025)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("附件1：主要指标\n投资｜2023年：7%｜2024年：8%", [("投资2023年7%", 2023), ("投资2024年8%", 2024)]),
        ("附件1：主要指标\n投资｜上年实际：7%｜本年目标：8%", [("投资上年实际7%", 2024), ("投资本年目标8%", 2025)]),
        ("附件1：主要指标\n2023年｜投资：7%", [("2023年投资7%", 2023)]),
        ("附件1：2024年重点项目\n大桥｜投资：3亿元", [("大桥投资3亿元", 2024)]),
        ("附件1：主要指标\n大桥｜投资：3亿元", [("大桥投资3亿元", None)]),
        ("附件1：主要指标\n投资｜2021—2025年：7%", [("投资2021—2025年7%", None)]),
        ("附件1：主要指标\n投资｜比2023年增长：7%", [("投资比2023年增长7%", None)]),
    ],
)
def test_the_year_of_a_cell_is_that_of_its_column_its_row_or_its_table(
    lines: str, expected: list[tuple[str, int | None]]
) -> None:
    """It stays unknown where none of them tells one, or several do."""
    assert told_last(lines) == expected


def test_the_value_of_a_cell_is_found_in_the_report() -> None:
    version = make_version(f"{HEAD}附件1：主要指标\n投资｜2023年：7%｜2024年：8%\n")
    at = version.order[-1]
    assert [one.locate(Span(0, 2)).of(version.report(at).text) for one in version.told(at)] == ["7%", "8%"]
