"""The files of the folder of reports: which are read, which are left alone, and how it is told why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import rag.corpus.versions.staleness
import rag.corpus.versions.store
import rag.index.builder
import rag.index.searchable_corpus
from rag.corpus.service import CorpusService
from rag.errors import EmptyCorpus, ReportError
from rag.index.builder import build
from rag.settings import CorpusSettings
from rag.types import Outline, Report
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, hushan_with, write_reports
from tests.rag.corpus.programs import Open, words


def test_an_empty_and_a_missing_folder_are_told_apart(tmp_path: Path) -> None:
    missing = CorpusService(corpus_settings(tmp_path), build)
    with pytest.raises(EmptyCorpus, match="does not exist"):
        missing.open()
    missing.close()
    (tmp_path / "reports").mkdir()
    empty = CorpusService(corpus_settings(tmp_path), build)
    with pytest.raises(EmptyCorpus, match="contains no report"):
        empty.open()
    empty.close()


def test_files_that_are_no_reports_are_left_alone(start: Open, settings: CorpusSettings) -> None:
    for name in ("README.md", "LICENSE", "questions.jsonl", ".hidden.txt", "~$report.docx"):
        (settings.corpus_dir / name).write_text("not a report", encoding="utf-8")
    assert [report.file for report in start().current.version.reports] == ["a.txt"]


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xff\x00\x01", b"   \n\n"])
def test_a_report_that_cannot_be_read_is_named_and_the_others_are_served(
    start: Open, settings: CorpusSettings, content: bytes
) -> None:
    """Once told, it does not make the next start read everything again."""
    (settings.corpus_dir / "broken.txt").write_bytes(content)
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert ["broken.txt" in str(unread.error) for unread in corpus.unread] == [True]
    assert corpus.recorded.status().why is None
    assert "!broken.txt" in corpus.recorded.changes()[0].detail
    (settings.corpus_dir / "broken.txt").unlink()
    assert corpus.changes.reload().unread == ()
    assert corpus.unread == ()


def test_a_folder_without_a_single_readable_report_is_refused(start: Open, settings: CorpusSettings) -> None:
    (settings.corpus_dir / "a.txt").write_bytes(b"")
    with pytest.raises(ReportError, match=r"a\.txt"):
        start()


def test_a_failure_of_the_program_on_one_report_is_that_reports(
    start: Open, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is, the others are served."""
    write_reports(settings.corpus_dir, b=JIANGWAN)
    outline = rag.index.searchable_corpus.make_outline

    def fail(report: Report) -> Outline:
        if report.region == "江湾市":
            raise RecursionError
        return outline(report)

    monkeypatch.setattr(rag.index.searchable_corpus, "make_outline", fail)
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert [str(unread.error) for unread in corpus.unread] == [
        "b.txt cannot be understood (RecursionError); save it in another format, or leave it out."
    ]


def test_a_file_whose_name_is_not_utf_8_is_told_by_a_name_that_can_be_read(
    start: Open, settings: CorpusSettings
) -> None:
    """As archives made on Windows leave it."""
    name = os.fsdecode("湖山区.txt".encode("gb18030"))
    (settings.corpus_dir / name).write_text(JIANGWAN, encoding="utf-8")
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert [str(unread.error) for unread in corpus.unread] == [
        "The file name 湖山区.txt is not UTF-8; rename the file."
    ]
    assert corpus.recorded.status().why is None


def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    start: Open, settings: CorpusSettings, tmp_path: Path
) -> None:
    """A file of the system was published by one. Links within the folder, as Kubernetes makes them, are read."""
    outside = write_reports(tmp_path / "elsewhere", passwd=JIANGWAN) / "passwd.txt"
    (settings.corpus_dir / "b.txt").symlink_to(outside)
    (settings.corpus_dir / "..data").mkdir()
    (settings.corpus_dir / "a.txt").rename(settings.corpus_dir / "..data" / "a.txt")
    (settings.corpus_dir / "a.txt").symlink_to("..data/a.txt")
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert [str(unread.error) for unread in corpus.unread] == [
        "b.txt is a link to a file outside the corpus folder; copy the report itself there."
    ]


def test_of_two_files_with_one_report_the_first_is_served_and_both_are_named(
    start: Open, settings: CorpusSettings
) -> None:
    write_reports(settings.corpus_dir, b=hushan_with(3))
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert "a.txt, b.txt are the same report" in str(corpus.unread[0].error)
