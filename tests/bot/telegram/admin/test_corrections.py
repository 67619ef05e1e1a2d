"""What a reply to a preview corrects."""

from __future__ import annotations

import pytest

from bot.telegram.admin.corrections import Corrections, read_corrections


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("年份：2025", Corrections({"year": 2025})),
        ("年份: 2025年", Corrections({"year": 2025})),
        (
            "标题：湖山区的报告\n地区：湖山区",
            Corrections({"title": "湖山区的报告", "region": "湖山区"}),
        ),
        ("文件：a.docx\nyear: 2024", Corrections({"year": 2024}, "a.docx")),
        ("年份：明年", None),
        ("文件：a.docx", None),
        ("今年的目标是什么", None),
        ("年份：2025\n谢谢", None),
        ("", None),
    ],
)
def test_lines_of_a_key_and_a_value_are_read_and_nothing_else(text: str, read: Corrections | None) -> None:
    assert read_corrections(text) == read
