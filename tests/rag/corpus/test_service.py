"""The corpus as it starts: what it indexes, what it serves, what it refuses, and how it says so."""

from __future__ import annotations

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
from rag.errors import CorpusBusy, EmptyCorpus
from rag.evaluation.regression_gate import Canary
from rag.index.builder import build
from rag.settings import CorpusSettings, EmbeddingSettings
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, hushan_with, write_reports
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
