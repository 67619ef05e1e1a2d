"""What reports.toml says takes the place of what the files say, and is noticed like a changed file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.documents.loader import load_report
from rag.documents.metadata_overrides import FILE, Correction, corrections_fingerprint, load_corrections
from rag.errors import ReportError
from rag.index.builder import build
from tests.corpora import HUSHAN, corpus_settings, embed_cheaply, write_reports

ALL = """["b.txt"]
title = "银塘镇2024年工作报告"
region = "银塘镇"
body = "银塘镇人民政府"
speaker = "张三"
year = 2024
delivered = 2024-01-05
"""


def correct(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_each_fact_of_a_report_can_be_corrected(tmp_path: Path) -> None:
    """Those left out stay as they were read; the title names the report."""
    folder = correct(write_reports(tmp_path, a=HUSHAN, b="工作报告\n一、回顾\n增长5%。"), ALL)
    given = date(2024, 1, 5)
    corrections = load_corrections(folder)
    assert corrections == {"b.txt": Correction("银塘镇2024年工作报告", "银塘镇人民政府", "银塘镇", "张三", 2024, given)}
    report = load_report(folder / "b.txt", corrections["b.txt"])
    assert (report.name, report.region, report.body) == ("银塘镇2024年工作报告", "银塘镇", "银塘镇人民政府")
    assert (report.year, report.delivered, report.speaker) == (2024, given, "张三")
    assert load_report(folder / "a.txt", corrections.get("a.txt")) == load_report(folder / "a.txt")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", "not TOML"),
        ('["a.txt"]\ncolour = "red"', "may only set"),
        ("year = 2025", "may only set"),
        ('["a.txt"]\nyear = "2025"', "a year such as 2025"),
        ('["a.txt"]\nyear = true', "a year such as 2025"),
        ('["a.txt"]\nyear = 20255', "a year such as 2025"),
        ('["a.txt"]\ndelivered = "2024-12-23"', "a date such as"),
        ('["a.txt"]\ntitle = ""', "a text in quotes"),
        ('["a.txt"]\nregion = "a\\u001bb"', "a text in quotes"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, text: str, words: str) -> None:
    """In one sentence that begins with the file's name."""
    with pytest.raises(ReportError, match=words) as caught:
        load_corrections(correct(tmp_path, text))
    assert str(caught.value).startswith(FILE)


def test_no_file_corrects_nothing(tmp_path: Path) -> None:
    assert load_corrections(tmp_path) == {}
    assert corrections_fingerprint(tmp_path) == ""


def test_a_changed_correction_is_taken_over_like_a_changed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the next start; one that cannot be read leaves the former version, and says so."""
    embed_cheaply(monkeypatch)
    folder = write_reports(tmp_path / "reports", a=HUSHAN)

    def start() -> tuple[list[Why], str, str | None]:
        announced: list[Why] = []
        corpus = CorpusService(corpus_settings(tmp_path), build)
        corpus.open(announce=announced.append)
        name, problem = corpus.current.version.reports[0].name, corpus.problem
        corpus.close()
        return announced, name, problem

    assert start() == ([Why.FIRST], "湖山区2025年政府工作报告", None)
    correct(folder, '["a.txt"]\ntitle = "湖山新区2025年政府工作报告"')
    assert start() == ([Why.FILES], "湖山新区2025年政府工作报告", None)
    assert start() == ([], "湖山新区2025年政府工作报告", None)
    correct(folder, "[")
    announced, name, problem = start()
    assert (announced, name) == ([Why.FILES], "湖山新区2025年政府工作报告")
    assert problem
    assert FILE in problem
    (folder / FILE).unlink()
    assert start() == ([Why.FILES], "湖山区2025年政府工作报告", None)
