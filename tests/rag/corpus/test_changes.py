"""The corpus as it changes: what is told, what keeps serving meanwhile, and what stays when a change fails."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.corpus.service import CorpusService
from rag.errors import Cancelled, CorpusBusy, CorpusError, ReportError, SearchError
from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import Progress
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, hushan_with, write_reports
from tests.rag.corpus.programs import Open, words


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
