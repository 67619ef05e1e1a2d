"""Tables of words beside the modules whose patterns are built of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.text.word_tables import any_of
from tests.paths import ROOT

TABLES = [path for path in sorted((ROOT / "rag").rglob("*.tsv")) if path.read_text("utf-8").startswith("table\tword\n")]


def test_words_of_another_table_and_patterns_of_the_module_are_put_in_their_place() -> None:
    assert any_of("rag.ledger.figures.indicator", "acts").startswith("新(?:增|建|")
    assert "(?:多少|[几幾])(?:万|亿)*UNIT?" in any_of("rag.ledger.asked_indicator", "closes", MEASURE="UNIT")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_used_by_its_module(path: Path) -> None:
    source = path.with_suffix(".py").read_text("utf-8")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if not line.startswith("#")]
    words = {table: [word for name, word in rows if name == table] for table, _ in rows}
    for table, held in words.items():
        assert re.search(rf"['\"]{table}['\"]", source) or f"{{{table.upper()}}}" in path.read_text("utf-8")
        assert all(held)
