"""The rows of a table set with blanks or tabs are read where they stand, and the text stays as it is."""

from __future__ import annotations

import pytest

from rag.documents.tables.spaced_rows import spaced_rows
from rag.types import SentenceKind
from tests.fakes import make_version

HEAD = "某区2025年政府工作报告\n\n各位代表：\n一、2024年工作回顾\n增长6%。\n二、2025年工作安排\n增长7%。\n"
BLANKS = """附表1 财政
单位：亿元
项目            2023年实际   2024年实际   2025年目标
财政收入             12.30        13.10        14.00
二、支出
教育支出              3.20         3.55         4.00
卫生支出                           2.10         2.30
"""
TABS = "指标\t计量单位\t2023年实际\t2024年实际\n外贸进出口总额\t万美元\t8420\t9135\n接待游客\t万人次\t312\t365.7\n"
WIDE = "指标　　　　　2023年　　2024年\n投资（亿元）　268.9　　286.4\n就业（人）　　3020　　　3180\n"


def told(table: str) -> list[tuple[str, int | None, str]]:
    """Each cell with its year, and the words of the report that it rests on."""
    version = make_version(HEAD + table)
    found = [(version.report(at), one) for at in version.order for one in version.told(at) if one.cell]
    return [(one.text, one.year, one.span.of(report.text)) for report, one in found]


def test_cells_are_told_with_the_names_of_their_columns_and_the_unit_above() -> None:
    """An empty one is no cell; a line between two rows is none."""
    assert told(BLANKS) == [
        ("财政收入2023年实际12.30亿元", 2023, "12.30"),
        ("财政收入2024年实际13.10亿元", 2024, "13.10"),
        ("财政收入2025年目标14.00亿元", 2025, "14.00"),
        ("教育支出2023年实际3.20亿元", 2023, "3.20"),
        ("教育支出2024年实际3.55亿元", 2024, "3.55"),
        ("教育支出2025年目标4.00亿元", 2025, "4.00"),
        ("卫生支出2024年实际2.10亿元", 2024, "2.10"),
        ("卫生支出2025年目标2.30亿元", 2025, "2.30"),
    ]


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (TABS, ["外贸进出口总额2023年实际8420万美元", "外贸进出口总额2024年实际9135万美元"]),
        (WIDE, ["投资2023年268.9亿元", "投资2024年286.4亿元"]),
    ],
    ids=["tabs", "wide blanks"],
)
def test_however_the_columns_are_set(table: str, texts: list[str]) -> None:
    assert [text for text, *_ in told(table)][:2] == texts


def test_a_cell_is_not_taken_for_one_that_begins_alike() -> None:
    rows = (
        "项目（亿元）  合计   2023年  2024年",
        "水利                  5      5.2",
        "交通          9       4      4.1",
    )
    table = "\n".join([*rows, "文化          3       1        2\n"])
    assert [words for _, _, words in told(table)][:2] == ["5", "5.2"]


def test_each_row_is_a_sentence_and_the_text_unchanged() -> None:
    version = make_version(HEAD + BLANKS)
    rows = [version.citation(at).quote for at in version.order if len(version.told(at)) > 1]
    assert version.reports[0].text == HEAD + BLANKS
    assert rows == [BLANKS.split("\n")[at].strip() for at in (3, 5, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "县长　　张　三\n局长　　李　四\n主任　　王　五\n",  # no figures
        "1.  新建小学  2所\n\n2.  新建医院  1所\n\n3.  新建公园  5个\n",  # blank lines between
        "今年  增长  7%。\n",
    ],
)
def test_other_lines_with_blanks_are_no_rows(text: str) -> None:
    assert spaced_rows(HEAD + text) == {}


def test_columns_without_names_tell_nothing() -> None:
    rows = spaced_rows("甲  1  2\n乙  3  4\n丙  5  6\n")
    assert set(rows.values()) == {None}


def test_the_line_that_names_the_columns_is_a_heading() -> None:
    """It answers nothing, whatever words it has."""
    version = make_version(HEAD + BLANKS)
    kinds = {version.citation(at).quote[:4]: version.sentence(at).kind for at in version.order}
    assert kinds["项目  "] is SentenceKind.HEADING
    assert kinds["财政收入"] is SentenceKind.PROSE
