"""The corpus as an admin sees it: started, reloaded, added to, rolled back, and what keeps serving when that fails."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import rag.corpus.versions.staleness
import rag.corpus.versions.store
import rag.index.builder
import rag.index.searchable_corpus
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.errors import Cancelled, CorpusBusy, CorpusError, EmptyCorpus, ReportError, SearchError
from rag.evaluation.regression_gate import Canary
from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.chroma_embedded import ChromaFolders
from rag.index.embedding_cache import Progress
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import CorpusSettings, EmbeddingSettings
from rag.types import Outline, Report
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, corpus_settings, embed_cheaply, hushan_with, write_reports

Open = Callable[..., CorpusService]


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> GramEmbeddings:
    """Every model is a cheap one, that remembers what it had to embed."""
    return embed_cheaply(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    write_reports(tmp_path / "reports", a=HUSHAN)
    return corpus_settings(tmp_path)


@pytest.fixture
def start(settings: CorpusSettings) -> Iterator[Open]:
    """Start a program on ``settings``, changed as told; the one before ends, as it would have to."""
    running: list[CorpusService] = []

    def open_corpus(announce: Callable[[Why], None] = lambda _why: None, **changes: object) -> CorpusService:
        for corpus in running:
            corpus.close()
        corpus = CorpusService(replace(settings, **changes), build)  # type: ignore[arg-type]
        running.append(corpus)
        corpus.open(announce=announce)
        return corpus

    yield open_corpus
    for corpus in running:
        corpus.close()


def whys(start: Open, **changes: object) -> list[Why]:
    """Why a start would index."""
    announced: list[Why] = []
    start(announced.append, **changes)
    return announced


def words(served: SearchableCorpus) -> str:
    return "".join(report.text for report in served.version.reports)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# Starting


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


# Changing


def test_a_reload_encodes_only_what_changed(start: Open, settings: CorpusSettings, model: GramEmbeddings) -> None:
    corpus = start()
    model.embedded.clear()
    write_reports(settings.corpus_dir, a=HUSHAN.replace("新建小学两所", "新建小学三所"))
    change = corpus.changes.reload()
    assert model.embedded
    assert all("新建小学三所" in text for text in model.embedded)
    assert change.encoded == len(model.embedded)


def test_a_change_is_told_by_reports_and_sentences(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", "三所"), b=JIANGWAN)
    change = corpus.changes.reload()
    assert (change.old, change.new) == (1, 2)
    assert change.reports_added == ("江湾市2025年政府工作报告",)
    assert change.reports_changed == ("湖山区2025年政府工作报告",)
    assert change.reports_removed == ()
    assert "新建小学三所。" in change.sentences_added
    assert change.sentences_removed == ("新建小学两所。",)


def test_a_dry_run_tells_the_same_and_changes_nothing(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    before = corpus.current
    write_reports(settings.corpus_dir, b=JIANGWAN)
    dry = corpus.changes.reload(dry_run=True)
    assert dry.new is None
    assert dry.reports_added == ("江湾市2025年政府工作报告",)
    assert corpus.current is before
    assert len(list((settings.data_dir / "indexes").iterdir())) == 1
    assert corpus.changes.pending() is None
    assert [version.number for version in corpus.recorded.versions()] == [1]


def test_a_reload_of_the_same_files_publishes_nothing(start: Open) -> None:
    corpus = start()
    before = corpus.current
    assert corpus.changes.reload().empty
    assert corpus.current is before
    assert len(corpus.recorded.changes()) == 1


def test_a_question_keeps_the_version_it_took(start: Open, settings: CorpusSettings) -> None:
    """Also when that version's files are removed meanwhile."""
    corpus = start(keep_versions=1)
    taken = corpus.current
    write_reports(settings.corpus_dir, a=JIANGWAN)
    corpus.changes.reload()
    assert words(corpus.current) == JIANGWAN
    assert words(taken) == HUSHAN
    (found,) = taken.nearest.find(GramEmbeddings().embed_query("新建小学两所"), 1)
    assert "新建小学" in taken.version.passage(taken.version.order[found.ordinal], found.score).text


@pytest.mark.parametrize("error", [ReportError("a.txt is broken"), SearchError("no model"), CorpusError("disk full")])
def test_a_reload_that_fails_changes_nothing(settings: CorpusSettings, error: Exception) -> None:
    failing = False

    def builder(job: Job, progress: Progress, cancelled: object) -> Built:
        if failing:
            raise error
        return build(job, progress, cancelled)  # type: ignore[arg-type]

    corpus = CorpusService(settings, builder)
    corpus.open()
    before, failing = corpus.current, True
    write_reports(settings.corpus_dir, b=JIANGWAN)
    with pytest.raises(type(error), match=str(error)):
        corpus.changes.reload()
    assert corpus.current is before
    failing = False
    corpus.changes.reload()
    assert len(corpus.current.version.reports) == 2
    corpus.close()


def test_a_second_change_meanwhile_is_told_so(settings: CorpusSettings) -> None:
    refused: list[Exception] = []

    def builder(job: Job, progress: Progress, cancelled: object) -> Built:
        for change in (corpus.changes.reload, corpus.changes.rollback):
            with pytest.raises(CorpusBusy) as refusal:
                change()
            refused.append(refusal.value)
        assert corpus.changes.cancel()
        return build(job, progress, cancelled)  # type: ignore[arg-type]

    corpus = CorpusService(settings, builder)
    with pytest.raises(Cancelled):  # what was cancelled behind its last step is not published either
        corpus.open()
    assert len(refused) == 2
    assert not corpus.changes.cancel()
    corpus.close()


def test_questions_asked_during_changes_are_answered_from_one_version_each(
    start: Open, settings: CorpusSettings
) -> None:
    corpus = start(keep_versions=2)
    question = GramEmbeddings().embed_query("新建小学")
    done = threading.Event()

    def ask() -> set[int]:
        numbers = set()
        while not done.is_set():
            served = corpus.current
            found = served.nearest.find(question, 5)
            assert "新建小学" in served.version.passage(served.version.order[found[0].ordinal], 0.0).text
            numbers.add(served.number)
        return numbers

    with ThreadPoolExecutor(2) as pool:
        askers = [pool.submit(ask) for _ in range(2)]
        for count in range(4):
            write_reports(settings.corpus_dir, a=hushan_with(count))
            corpus.changes.reload()
        corpus.changes.rollback()
        done.set()
    assert set.union(*(asker.result() for asker in askers)) > {corpus.current.number}


# Adding and removing reports


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


# Rolling back


@pytest.fixture
def three(start: Open, settings: CorpusSettings) -> CorpusService:
    """Versions 1, 2 and 3, with two, three and four schools."""
    corpus = start()
    for count in ("三所", "四所"):
        write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", count))
        corpus.changes.reload()
    return corpus


def test_a_rollback_serves_the_version_before(three: CorpusService, model: GramEmbeddings) -> None:
    """Without indexing anything."""
    model.embedded.clear()
    change = three.changes.rollback()
    assert (change.old, change.new) == (3, 2)
    assert "三所" in words(three.current)
    assert model.embedded == []


def test_a_rollback_twice_returns_to_where_it_began(three: CorpusService) -> None:
    three.changes.rollback()
    three.changes.rollback()
    assert "四所" in words(three.current)


def test_a_rollback_serves_the_version_named(three: CorpusService) -> None:
    three.changes.rollback(1)
    assert "两所" in words(three.current)
    with pytest.raises(CorpusError, match="version 9"):
        three.changes.rollback(9)


def test_a_rollback_outlives_a_restart(three: CorpusService, start: Open, settings: CorpusSettings) -> None:
    """Although the folder holds the newer files; a reload takes them over again, changed ones a start does too."""
    three.changes.rollback(1)
    assert whys(start) == []
    corpus = start()
    assert "两所" in words(corpus.current)
    corpus.changes.reload()
    assert "四所" in words(corpus.current)
    corpus.changes.rollback(1)
    write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", "五所"))
    assert whys(start) == [Why.FILES]
    assert "五所" in words(start().current)


def test_there_is_nothing_before_the_first_version(start: Open) -> None:
    with pytest.raises(CorpusError, match="no older version"):
        start().changes.rollback()


def test_the_record_says_who_did_what(three: CorpusService) -> None:
    three.changes.rollback(1, who="telegram:7")
    latest = three.recorded.changes()[0]
    assert (latest.who, latest.action, latest.old_version, latest.new_version) == ("telegram:7", "rollback", 3, 1)
    assert [row.who for row in three.recorded.changes()] == ["telegram:7", "terminal", "terminal", "start"]
    assert [row.detail[0] for row in three.recorded.changes()] == ["~", "~", "~", "+"]


# Growing and shrinking


def test_the_latest_versions_are_kept_and_older_ones_leave_no_files(start: Open, settings: CorpusSettings) -> None:
    corpus = start(keep_versions=3)
    for count in range(8):
        write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", f"{count + 3}所"))
        corpus.changes.reload()
    assert [version.number for version in corpus.recorded.versions()] == [9, 8, 7]
    assert len(list((settings.data_dir / "indexes").iterdir())) == 3
    assert files(settings.data_dir) >= {"wenbao.db", "encodings.npz"}
    corpus.close()
    top = {path.name for path in settings.data_dir.iterdir()}
    assert top == {"indexes", "encodings.npz", "lock", "wenbao.db"}


def test_the_current_version_is_kept_however_old_it_is(three: CorpusService, start: Open) -> None:
    three.changes.rollback(1)
    corpus = start(keep_versions=1)
    assert {version.number for version in corpus.recorded.versions()} == {1, 3}
    assert "两所" in words(corpus.current)
    assert whys(start) == []


def test_what_cannot_be_removed_does_not_undo_a_change(
    start: Open, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = start(keep_versions=1)

    def fail(*_args: object) -> None:
        raise CorpusError("An index could not be removed")

    monkeypatch.setattr(ChromaFolders, "remove", fail)
    write_reports(settings.corpus_dir, a=hushan_with(9))
    assert corpus.changes.reload().new == 2
    assert words(corpus.current) == hushan_with(9)


def test_unfinished_work_is_swept_at_the_next_start(start: Open, settings: CorpusSettings) -> None:
    start()
    (settings.data_dir / "indexes" / "unfinished-0123456789abcdef").mkdir()
    (settings.corpus_dir / ".b.txt.unfinished").write_bytes(b"half a rep")
    start()
    assert not list((settings.data_dir / "indexes").glob("unfinished-*"))
    assert files(settings.corpus_dir) == {"a.txt"}


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
