"""Questions name reports; files are found by these names."""

from __future__ import annotations

from pathlib import Path

from benchmarks.evaluation.report_files import find_reports


def test_reports_are_found_by_their_names(tmp_path: Path) -> None:
    """The first is that of questions that name none."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("文", encoding="utf-8")
    assert find_reports([tmp_path]) == {"": tmp_path / "a.txt", "a": tmp_path / "a.txt", "b": tmp_path / "b.txt"}
