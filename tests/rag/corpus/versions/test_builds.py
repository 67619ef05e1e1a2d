"""What a build does once it does not do again: neither in the process that reads, nor in the one that serves."""

from __future__ import annotations

import pickle
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any
from weakref import WeakValueDictionary

import pytest

from rag.corpus.service import CorpusService
from rag.corpus.versions import store as version_store
from rag.documents.snapshot import CorpusSnapshot
from rag.index import builder, searchable_corpus
from rag.index.build_process import Built, Job
from rag.index.embedding_cache import Progress
from rag.index.entries import IndexEntry, make_entries
from rag.settings import CorpusSettings
from rag.types import Outline, Report
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, embed_cheaply, hushan_with, write_reports

Counts = dict[str, Counter[Any]]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """How often each report was outlined, and each version's entries were made."""
    # an outline that something of an earlier test still holds would not be made again
    monkeypatch.setattr(searchable_corpus, "_OUTLINES", WeakValueDictionary())
    counts: Counts = {"outlines": Counter(), "entries": Counter()}
    make_outline = searchable_corpus.make_outline

    def outlined(report: Report) -> Outline:
        counts["outlines"][report.file, report.text] += 1
        return make_outline(report)

    def entered(version: CorpusSnapshot) -> list[IndexEntry]:
        counts["entries"][version.id] += 1
        return make_entries(version)

    monkeypatch.setattr(searchable_corpus, "make_outline", outlined)
    for module in (version_store, builder):
        monkeypatch.setattr(module, "make_entries", entered)
    embed_cheaply(monkeypatch)
    return counts


def build_apart(job: Job, progress: Progress, cancelled: threading.Event) -> Built:
    """As in a child process: nothing is shared but what is sent."""
    there: Job = pickle.loads(pickle.dumps(job))  # noqa: S301  # ours
    back = pickle.dumps(builder.build(there, progress, cancelled))
    built: Built = pickle.loads(back)  # noqa: S301
    return built


@pytest.fixture
def settings(tmp_path: Any) -> CorpusSettings:
    write_reports(tmp_path / "reports", a=HUSHAN, b=JIANGWAN)
    return corpus_settings(tmp_path)


@pytest.fixture
def corpus(settings: CorpusSettings, counts: Counts) -> Iterator[CorpusService]:
    assert not counts["outlines"]
    corpus = CorpusService(settings, build_apart)
    corpus.open()
    yield corpus
    corpus.close()


def test_a_first_start_outlines_each_report_and_enters_each_version_once(corpus: CorpusService, counts: Counts) -> None:
    assert sorted(counts["outlines"].values()) == [1, 1]
    assert counts["entries"] == {corpus.current.version.id: 1}


def test_so_does_a_reload(corpus: CorpusService, counts: Counts, settings: CorpusSettings) -> None:
    for counter in counts.values():
        counter.clear()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    assert corpus.changes.reload().new == 2
    assert set(counts["outlines"].values()) == {1}
    assert counts["entries"] == {corpus.current.version.id: 1}


def test_so_does_a_rehearsal(corpus: CorpusService, counts: Counts, settings: CorpusSettings) -> None:
    for counter in counts.values():
        counter.clear()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    assert corpus.changes.reload(dry_run=True).reports_changed
    assert set(counts["outlines"].values()) == {1}
    assert set(counts["entries"].values()) == {1}


def test_so_does_a_later_start(corpus: CorpusService, counts: Counts, settings: CorpusSettings) -> None:
    corpus.close()
    for counter in counts.values():
        counter.clear()
    again = CorpusService(settings, build_apart)
    again.open()
    assert set(counts["outlines"].values()) <= {1}
    assert set(counts["entries"].values()) == {1}
    again.close()


def test_a_report_that_stays_is_kept_once(corpus: CorpusService, settings: CorpusSettings) -> None:
    """The new version has the outline of the one before, not another one like it."""
    before = corpus.current.version
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    assert corpus.current.version.outlines[1] is before.outlines[1]
