"""The year that words of a report speak of."""

from __future__ import annotations

import pytest

from rag.retrieval.scopes.told_years import year_told
from tests.fakes import make_version

VERSION = make_version(
    "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n今年有17万大学生毕业。\n二、2025年工作安排\n建设100个口袋公园。\n"
)


@pytest.mark.parametrize(
    ("sentence", "words", "year"),
    [
        ("17万", "17万大学生毕业", 2024),
        ("17万", "今年有17万大学生毕业", 2025),
        ("17万", "2024年有17万大学生毕业", 2024),
        ("17万", "2020年有17万大学生毕业", None),
        ("17万", "用三年时间培养17万大学生", None),
        ("口袋公园", "建设100个口袋公园", 2025),
    ],
)
def test_words_speak_of_the_year_that_they_name_else_of_that_of_their_section(
    sentence: str, words: str, year: int | None
) -> None:
    """今年 in a review is the year of the report."""
    ordinal = next(i for i, at in enumerate(VERSION.order) if sentence in VERSION.words(at))
    assert year_told(ordinal, words, VERSION) == year
