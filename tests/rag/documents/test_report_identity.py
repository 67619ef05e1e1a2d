"""Whose a report is, and of which year, by all that tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.documents.loader import load_report
from rag.types import Report


def read(folder: Path, text: str, name: str = "报告.txt") -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_report(path)


BODY = (
    "各位代表：\n现在，我代表县人民政府，向大会报告工作。\n一、2025年工作回顾\n增长6%。\n二、2026年重点工作\n增长5%。\n"
)


@pytest.mark.parametrize(
    ("lines", "delivered"),
    [
        ("2026年1月27日在甲县第十届人民代表大会第五次会议上", date(2026, 1, 27)),
        ("二〇二六年一月二十七日在甲县第十届人民代表大会第五次会议上", date(2026, 1, 27)),
        ("——在甲县第十届人民代表大会第五次会议上\n（2026年1月27日）", date(2026, 1, 27)),
        ("（2026年1月27日）", date(2026, 1, 27)),
        ("2 0 2 6 年1 月2 7 日在甲县第十届人民代表大会第五次会议上", date(2026, 1, 27)),
        ("2026年2月30日在甲县第十届人民代表大会第五次会议上", None),
        ("", None),
    ],
)
def test_the_date_is_read_however_it_is_written(tmp_path: Path, lines: str, delivered: date | None) -> None:
    report = read(tmp_path, f"政府工作报告\n{lines}\n县长 张三\n{BODY}")
    assert (report.delivered, report.year, report.speaker) == (delivered, 2026, "张三")


def test_a_date_may_stand_in_brackets_behind_the_title(tmp_path: Path) -> None:
    report = read(tmp_path, f"甲县政府工作报告（2026年1月27日）\n{BODY}")
    assert (report.region, report.delivered, report.name) == ("甲县", date(2026, 1, 27), "甲县政府工作报告")


@pytest.mark.parametrize(
    ("title", "given_on", "name", "year"),
    [
        ("甲县2026年政府工作报告", "2026年1月8日", "报告.txt", 2026),
        ("政府工作报告", "2026年1月8日", "甲县2025.txt", 2026),
        ("甲县2025年政府工作报告", "2026年1月8日", "报告.txt", 2026),
        ("甲县2026年政府工作报告", "2025年12月23日", "报告.txt", 2026),
    ],
)
def test_the_year_is_what_most_signs_tell(tmp_path: Path, title: str, given_on: str, name: str, year: int) -> None:
    """A title that names the year reviewed, and a file called by another year, are outvoted."""
    report = read(tmp_path, f"{title}\n{given_on}在甲县第十届人民代表大会第五次会议上\n{BODY}", name)
    assert report.year == year


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("宁夏2025年政府工作报告\n", "a.txt", "宁夏回族自治区"),
        ("保定市清苑区2025年政府工作报告\n", "a.txt", "清苑区"),
        ("南京市鼓楼区2025年政府工作报告\n", "a.txt", "南京市鼓楼区"),
        ("临川市青禾县2025年政府工作报告\n", "a.txt", "青禾县"),
        ("政府工作报告\n各位代表：\n现在，我代表国务院，向大会报告政府工作。\n", "a.txt", "全国"),
        ("政府工作报告\n2025年3月5日在第十四届全国人民代表大会第三次会议上\n国务院总理 张三\n", "a.txt", "全国"),
        ("国务院2025年政府工作报告\n", "a.txt", "全国"),
        ("1959年中华人民共和国国务院政府工作报告\n", "a.txt", "全国"),
        (
            "政府工作报告\n在甲县第十届人民代表大会第五会议上\n县长 张三\n（2025年1月5日）\n各位代表：",
            "a.txt",
            "甲县",
        ),
        ("政府工作报告\n各位代表：\n", "贵州2026.txt", "贵州省"),
        ("甲縣2025年政府工作報告\n", "a.txt", "甲县"),
        ("在甲县第十届人民代表大会第五次会议上的政府工作报告\n", "a.txt", None),
        ("张三所作政府工作报告\n", "a.txt", None),
    ],
)
def test_the_region_has_one_name(tmp_path: Path, text: str, name: str, region: str | None) -> None:
    """That of today, whatever title, assembly or file call it."""
    assert read(tmp_path, text + "一、工作回顾\n增长6%。\n", name).region == region


@pytest.mark.parametrize(
    "line",
    [
        "2025年1月14日自治区人民政府主席王莉霞在甲县第十届人民代表大会第三次会议上的讲话",
        "2025年1月14日甲省省长 王莉霞在甲县第十届人民代表大会第三次会议上的讲话",
        "2025年1月14日在甲县第十届人民代表大会第三次会议上\n甲自治区代理主席 王莉霞玛泽",
    ],
)
def test_the_speaker_is_named_before_or_behind_the_assembly(tmp_path: Path, line: str) -> None:
    """Names of four characters stand apart from the office."""
    speaker = read(tmp_path, f"甲县2025年政府工作报告\n{line}\n{BODY}").speaker
    assert speaker
    assert "王莉霞玛泽".startswith(speaker)


@pytest.mark.parametrize(
    ("speaks_for", "name"), [("县人民政府", "甲县2026年政府工作报告"), ("国务院", "国务院2026年政府工作报告")]
)
def test_a_report_whose_title_is_lost_is_called_after_place_and_year(
    tmp_path: Path, speaks_for: str, name: str
) -> None:
    """By the assembly, or by the government that is spoken for."""
    given = "2026年1月8日在甲县第十届人民代表大会第五次会议上\n" if speaks_for != "国务院" else "2026年3月5日\n"
    text = f"{given}各位代表：\n现在，我代表{speaks_for}，向大会报告工作。\n一、2025年工作回顾\n增长6%。\n"
    assert read(tmp_path, text, "scan_0001.txt").name == name


def test_the_year_in_a_file_name_counts_where_nothing_else_tells(tmp_path: Path) -> None:
    assert read(tmp_path, "政府工作报告\n一、工作回顾\n增长6%。\n", "甲县2019年.txt").year == 2019
