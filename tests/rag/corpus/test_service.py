"""The corpus as it starts: what it indexes, what it serves, what it refuses, and how it says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import rag.corpus.versions.staleness
import rag.corpus.versions.store
import rag.index.builder
import rag.index.searchable_corpus
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.errors import CorpusBusy, EmptyCorpus, ReportError
from rag.evaluation.regression_gate import Canary
from rag.index.builder import build
from rag.settings import CorpusSettings, EmbeddingSettings
from rag.types import Outline, Report
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, corpus_settings, hushan_with, write_reports
from tests.rag.corpus.programs import Open, whys, words


def test_a_first_start_indexes_and_serves(start: Open) -> None:
    served = start().current
    question = GramEmbeddings().embed_query("城镇新增就业")
    found = served.nearest.find(question, 3)
    at = served.version.order[found[0].ordinal]
    assert "城镇新增就业3000人" in served.version.passage(at, found[0].score).text
    assert served.lexical.size == len(served.version.order)
    assert served.version.reports[0].text == HUSHAN


def test_a_second_start_with_the_same_files_indexes_nothing(start: Open, model: GramEmbeddings) -> None:
    assert whys(start) == [Why.FIRST]
    model.embedded.clear()
    assert whys(start) == []
    assert model.embedded == []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write_reports(folder, a=HUSHAN.replace("两所", "三所")),
        lambda folder: write_reports(folder, b=JIANGWAN),
        lambda folder: (folder / "a.txt").rename(folder / "c.txt"),
    ],
    ids=["edited", "added", "renamed"],
)
def test_changed_files_are_taken_over_by_the_next_start(
    start: Open, settings: CorpusSettings, change: Callable[[Path], object]
) -> None:
    start()
    change(settings.corpus_dir)
    assert whys(start) == [Why.FILES]
    assert whys(start) == []


def test_a_start_beside_a_changed_folder_can_serve_first(settings: CorpusSettings, model: GramEmbeddings) -> None:
    """What was published answers at once; what is in the folder is built when the start asks for it."""
    first = CorpusService(settings, build)
    first.open()
    first.close()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    model.embedded.clear()
    corpus = CorpusService(settings, build)
    corpus.open(serve_first=True)
    assert words(corpus.current) == HUSHAN
    assert model.embedded == []
    assert corpus.catch_up()
    assert words(corpus.current) == hushan_with(9)
    assert [audit.who for audit in corpus.recorded.changes()] == ["start", "start"]
    assert not corpus.catch_up()
    corpus.close()


def test_a_folder_that_cannot_be_taken_over_behind_a_start_is_told(settings: CorpusSettings) -> None:
    first = CorpusService(settings, build)
    first.open()
    first.close()
    (settings.corpus_dir / "a.txt").write_bytes(b"")
    corpus = CorpusService(settings, build)
    corpus.open(serve_first=True)
    assert not corpus.catch_up()
    assert corpus.problem is not None
    assert "a.txt" in corpus.problem
    assert words(corpus.current) == HUSHAN
    corpus.close()


def test_a_first_start_has_nothing_to_serve_first(settings: CorpusSettings) -> None:
    corpus = CorpusService(settings, build)
    corpus.open(serve_first=True)
    assert words(corpus.current) == HUSHAN
    corpus.close()


def test_a_touched_file_is_not_a_changed_one(start: Open, settings: CorpusSettings) -> None:
    start()
    write_reports(settings.corpus_dir, a=HUSHAN)
    assert whys(start) == []


def test_another_embedding_model_makes_another_index(start: Open) -> None:
    number = start().current.number
    assert whys(start, embedding=EmbeddingSettings("another:model")) == [Why.PROGRAM]
    assert start(embedding=EmbeddingSettings("another:model")).current.number == number


def test_a_program_that_cuts_otherwise_makes_another_index(start: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    monkeypatch.setattr(rag.index.entries, "LAYOUT", rag.index.entries.LAYOUT + 1)
    assert whys(start) == [Why.PROGRAM]


def test_a_program_that_reads_otherwise_reads_again(start: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where that gives the same text, the version stays."""
    number = start().current.number
    monkeypatch.setattr(rag.documents.report_folder, "reader_version", lambda: "1.2.1.1")
    assert whys(start) == [Why.PROGRAM]
    assert whys(start) == []
    assert start().current.number == number


def test_a_damaged_or_lost_index_is_made_again(start: Open, settings: CorpusSettings) -> None:
    """From what the database has, without the files; encodings that are left are used."""
    start()
    (index,) = (settings.data_dir / "indexes").iterdir()
    (index / "chroma.sqlite3").write_bytes(b"damaged")
    assert whys(start) == [Why.INDEX]
    shutil.rmtree(settings.data_dir / "indexes")
    shutil.rmtree(settings.corpus_dir)
    corpus = start()
    assert corpus.current.version.reports[0].text == HUSHAN
    assert corpus.problem


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


def test_a_canary_nested_too_deeply_is_named_and_the_old_version_serves(start: Open, settings: CorpusSettings) -> None:
    """It ended the start."""
    start().close()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    (settings.corpus_dir / "canary.jsonl").write_text('{"question": ' + "[" * 100_000, encoding="utf-8")
    corpus = CorpusService(settings, build, check=Canary(settings.corpus_dir))
    corpus.open()
    assert words(corpus.current) == HUSHAN
    assert corpus.problem is not None
    assert "canary.jsonl, line 1" in corpus.problem
    corpus.close()


def test_what_was_published_is_served_when_the_folder_cannot_be(start: Open, settings: CorpusSettings) -> None:
    start()
    (settings.corpus_dir / "a.txt").write_bytes(b"")
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert corpus.problem
    assert "a.txt" in corpus.problem
    write_reports(settings.corpus_dir, a=HUSHAN)
    assert start().problem is None


def test_another_folder_is_not_answered_for_by_the_old_one(start: Open, tmp_path: Path) -> None:
    """Whoever sets CORPUS_DIR anew and wrongly is told so, and is not given answers from elsewhere."""
    start()
    with pytest.raises(EmptyCorpus):
        start(corpus_dir=tmp_path / "elsewhere")


def test_of_two_files_with_one_report_the_first_is_served_and_both_are_named(
    start: Open, settings: CorpusSettings
) -> None:
    write_reports(settings.corpus_dir, b=hushan_with(3))
    corpus = start()
    assert words(corpus.current) == HUSHAN
    assert "a.txt, b.txt are the same report" in str(corpus.unread[0].error)


def test_a_second_process_is_refused(start: Open, settings: CorpusSettings) -> None:
    """But it may look."""
    corpus = start()
    second = CorpusService(settings, build)
    with pytest.raises(CorpusBusy, match="DATA_DIR"):
        second.open()
    assert second.recorded.status().current == corpus.recorded.status().current
    second.close()
    corpus.close()
    second.open()
    second.close()


def test_a_corpus_that_is_not_open_cannot_be_asked(settings: CorpusSettings) -> None:
    with pytest.raises(EmptyCorpus):
        _ = CorpusService(settings, build).current


def test_the_status_tells_what_the_next_start_would_do(start: Open, settings: CorpusSettings) -> None:
    fresh = CorpusService(settings, build)
    assert fresh.recorded.status().why is Why.FIRST
    fresh.close()
    start().close()
    looking = CorpusService(settings, build)
    assert looking.recorded.status().why is None
    assert [report.name for report in looking.recorded.status().reports] == ["湖山区2025年政府工作报告"]
    write_reports(settings.corpus_dir, b=JIANGWAN)
    assert looking.recorded.status().why is Why.FILES
    shutil.rmtree(settings.corpus_dir)
    assert "does not exist" in str(looking.recorded.status().problem)
    looking.close()


def test_progress_reaches_the_end(settings: CorpusSettings) -> None:
    seen: list[tuple[int, int]] = []
    corpus = CorpusService(settings, build)
    corpus.open(lambda *at: seen.append(at))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] > 0
    corpus.close()
