"""A line of a table row tells its name and its cells."""

from __future__ import annotations

from rag.text.segmentation import split_clauses
from rag.text.table_rows import read_row, say
from rag.types import Span

LINE = "外贸进出口总额｜2024年实际：9135万美元｜2025年目标：增长8%"


def test_a_row_is_its_name_and_its_cells() -> None:
    row = read_row(LINE)
    assert row is not None
    assert row.head == "外贸进出口总额"
    assert [(cell.column, cell.value) for cell in row.cells] == [("2024年实际", "9135万美元"), ("2025年目标", "增长8%")]
    assert [cell.value_span.of(LINE) for cell in row.cells] == ["9135万美元", "增长8%"]


def test_a_cell_is_said_with_the_names_of_its_row_and_column() -> None:
    row = read_row(f"{LINE}｜备注：快报数")
    assert row is not None
    assert [say(row, cell) for cell in row.cells] == [
        "外贸进出口总额2024年实际9135万美元",
        "外贸进出口总额2025年目标增长8%",
        "外贸进出口总额备注：快报数",
    ]


def test_prose_is_no_row() -> None:
    assert read_row("外贸进出口总额增长8%。") is None


def test_a_row_is_one_clause() -> None:
    """A cell says nothing without the name of its row, whatever commas stand in it."""
    text = "工程｜内容：新建水厂，改造管网｜投资：3亿元"
    assert [span.of(text) for span in split_clauses(text, Span(0, len(text)))] == [text]
