"""Question files are read whole, and what is no question in them is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import WenbaoError
from rag.evaluation.question_file import Case, load_cases
from rag.types import Question


def test_cases_are_read_from_lines(tmp_path: Path) -> None:
    """With what is optional left out, blank lines, a byte order mark, and one quote or several."""
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '\ufeff{"question": "甲", "answers": ["5%||百分之五", "6"], "quote": "乙"}\n\n'
        '{"id": "x", "type": "t", "question": "丙", "quotes": ["丁", "戊"], "history": ["己"], "report": "庚"}\n',
        encoding="utf-8",
    )
    first, second = load_cases(path)
    assert first == Case("1", Question("甲"), "question", (("5%", "百分之五"), ("6",)), ("乙",))
    assert second == Case("x", Question("丙", ("己",), "庚"), "t", (), ("丁", "戊"))


@pytest.mark.parametrize("line", ["{", "[]", "5", "{}", '{"answers": []}', "\u7532", "null"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    """With its file and number."""
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"question": "甲"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(WenbaoError, match=r"questions\.jsonl, line 3 "):
        load_cases(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Missing, or not UTF-8."""
    path = tmp_path / "questions.jsonl"
    if content:
        path.write_bytes(content)
    with pytest.raises(WenbaoError, match=r"questions\.jsonl cannot be read"):
        load_cases(path)
