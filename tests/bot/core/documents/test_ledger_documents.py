"""Rows of figures become tables that spreadsheets read as they are meant."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from bot.core.documents.ledger_documents import figures_csv
from rag.index.searchable_corpus import make_version
from rag.ledger.figures.reading import read_rows
from tests.ledgers import report_of

TEXT = "湖山市2025年政府工作报告\n\n一、2024年工作回顾\n\n最低气温-12摄氏度，全市生产总值增长5.8%。\n"


def cells(indicator: str) -> list[dict[str, str]]:
    version = make_version((report_of(TEXT, 2025),))
    rows = [replace(row, indicator=indicator) for row in read_rows(version, 0)]
    return list(csv.DictReader(StringIO(figures_csv(version, rows))))


@pytest.mark.parametrize("indicator", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "＝1+1", "\t=1"])
def test_a_text_like_a_formula_is_marked_as_text(indicator: str) -> None:
    assert {row["indicator"][0] for row in cells(indicator)} == {"'"}


def test_figures_below_zero_stay_figures() -> None:
    assert [row["value"] for row in cells("气温")] == ["-12", "5.8"]
