"""Reports are added to the corpus and taken out of it, and their files are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.corpus.service import CorpusService
from rag.errors import CorpusError, ReportError
from rag.index.builder import build
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, write_reports
from tests.rag.corpus.programs import Open, files, whys, words


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "upload", b=JIANGWAN) / "b.txt"


def test_an_added_report_is_in_the_folder_and_stays(start: Open, settings: CorpusSettings, upload: Path) -> None:
    change = start().changes.add(upload)
    assert change.reports_added == ("江湾市2025年政府工作报告",)
    assert files(settings.corpus_dir) == {"a.txt", "b.txt"}
    assert whys(start) == []
    assert len(start().current.version.reports) == 2


def test_a_new_edition_replaces_the_old_file_which_is_kept(
    start: Open, settings: CorpusSettings, tmp_path: Path
) -> None:
    """By its file name or by its report's name."""
    corpus = start()
    newer = write_reports(tmp_path / "upload", newer=HUSHAN.replace("两所", "三所")) / "newer.txt"
    assert corpus.changes.add(newer).reports_changed == ("湖山区2025年政府工作报告",)
    assert files(settings.corpus_dir) == {"newer.txt"}
    newest = write_reports(tmp_path / "upload2", newer=HUSHAN.replace("两所", "四所")) / "newer.txt"
    corpus.changes.add(newest)
    assert "四所" in words(corpus.current)
    removed = settings.data_dir / "removed"
    assert files(removed) == {"a.txt", "newer.txt"}
    assert "两所" in (removed / "a.txt").read_text(encoding="utf-8")
    assert "三所" in (removed / "newer.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_read_is_not_added(start: Open, settings: CorpusSettings, tmp_path: Path) -> None:
    corpus = start()
    (tmp_path / "upload.txt").write_bytes(b"")
    with pytest.raises(ReportError):
        corpus.changes.add(tmp_path / "upload.txt")
    assert files(settings.corpus_dir) == {"a.txt"}


def test_a_report_can_be_added_to_an_empty_corpus(tmp_path: Path, upload: Path) -> None:
    corpus = CorpusService(corpus_settings(tmp_path), build)
    corpus.hold()
    corpus.changes.add(upload)
    assert words(corpus.current) == JIANGWAN
    corpus.close()


def test_a_removed_report_is_out_of_the_folder_and_kept(start: Open, settings: CorpusSettings, upload: Path) -> None:
    corpus = start()
    corpus.changes.add(upload)
    change = corpus.changes.remove("湖山区2025年政府工作报告")
    assert change.reports_removed == ("湖山区2025年政府工作报告",)
    assert files(settings.corpus_dir) == {"b.txt"}
    assert files(settings.data_dir / "removed") == {"a.txt"}
    assert whys(start) == []


def test_a_report_is_removed_by_the_name_of_its_file_too(start: Open, settings: CorpusSettings, upload: Path) -> None:
    """As `corpus status` shows it, or with its folder."""
    corpus = start()
    corpus.changes.add(upload)
    assert corpus.changes.remove("b.txt").reports_removed == ("江湾市2025年政府工作报告",)
    corpus.changes.add(upload)
    assert corpus.changes.remove(str(settings.corpus_dir / "b.txt")).reports_removed == ("江湾市2025年政府工作报告",)
    with pytest.raises(CorpusError, match="only report"):
        corpus.changes.remove("a.txt")
    assert files(settings.corpus_dir) == {"a.txt"}


def test_of_the_files_that_left_the_folder_the_latest_are_kept(
    start: Open, settings: CorpusSettings, tmp_path: Path
) -> None:
    """As many as versions."""
    corpus = start(keep_versions=2)
    for count in "三四五":
        corpus.changes.add(write_reports(tmp_path / count, a=HUSHAN.replace("两所", f"{count}所")) / "a.txt")
    kept = [path.read_text(encoding="utf-8") for path in (settings.data_dir / "removed").iterdir()]
    assert sorted("三所" in text for text in kept) == [False, True]
    assert sorted("四所" in text for text in kept) == [False, True]


def test_the_only_report_and_an_unknown_one_are_not_removed(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    for report in ("湖山区2025年政府工作报告", "没有这份报告"):
        with pytest.raises(CorpusError, match=report):
            corpus.changes.remove(report)
    assert files(settings.corpus_dir) == {"a.txt"}
    assert words(corpus.current) == HUSHAN


def test_what_an_older_version_held_gets_a_number_of_its_own(start: Open, upload: Path) -> None:
    """Numbers do not run backwards when a report that was added is taken out again."""
    corpus = start()
    first = corpus.current.number
    corpus.changes.add(upload)
    added = corpus.current.number
    corpus.changes.remove(corpus.current.version.reports[-1].name)
    assert first < added < corpus.current.number
    assert len(corpus.current.version.reports) == 1
    assert corpus.changes.rollback(first).new == first
