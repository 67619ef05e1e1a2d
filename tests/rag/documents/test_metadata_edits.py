"""A correction changes its own lines of reports.toml, and nothing else there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rag.documents.metadata_edits import correct, write_correction
from rag.documents.metadata_overrides import Correction, load_corrections

BEFORE = """# by hand
["other.pdf"]
region = "江湾市"

['a b.docx']  # the new one
year = 2024
speaker = "某人"

["last.txt"]
year = 2020
"""


def test_a_table_is_added_where_there_is_none() -> None:
    assert tomllib.loads(correct("", "a.pdf", {"year": 2025})) == {"a.pdf": {"year": 2025}}
    assert correct(BEFORE, "a.pdf", {"year": 2025}).startswith(BEFORE)


def test_a_value_takes_the_place_of_the_one_before() -> None:
    """Comments, other values and other tables stay."""
    after = correct(BEFORE, "a b.docx", {"year": 2025, "title": '说"好"\\的报告'})
    tables = tomllib.loads(after)
    assert tables["a b.docx"] == {"year": 2025, "title": '说"好"\\的报告', "speaker": "某人"}
    assert {name: tables[name] for name in ("other.pdf", "last.txt")} == {
        name: tomllib.loads(BEFORE)[name] for name in ("other.pdf", "last.txt")
    }
    assert "# by hand" in after


@pytest.mark.parametrize("file", ["报告.docx", 'a"b.txt', "a\\b.txt", "a.b.c"])
def test_what_is_written_is_read(tmp_path: Path, file: str) -> None:
    write_correction(tmp_path, file, {"region": "湖山区"})
    write_correction(tmp_path, file, {"year": 2025})
    assert load_corrections(tmp_path) == {file: Correction(region="湖山区", year=2025)}
    assert [path.name for path in tmp_path.iterdir()] == ["reports.toml"]
