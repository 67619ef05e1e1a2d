"""The clauses nearest to a question: one by one where they are few, by Chroma's graph where they are many."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import rag.index.vector_search
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.index.chroma_embedded import ChromaFolders
from rag.index.embedding_cache import Encodings, encode
from rag.index.entries import FusedVectors, make_entries, texts_of
from rag.index.searchable_corpus import make_version, open_served
from rag.index.vector_search import Hit, VectorSearch
from rag.index.vector_store import VectorIndex
from rag.storage.models import VersionRecord, VersionState
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, write_reports

MODEL, INDEX = GramEmbeddings(), "0123456789abcdef"
QUESTION = MODEL.embed_query("生产总值增长多少")
JOBS = "\n".join(f"第{number}批新增就业{number}00人，其中青年{number}0人。" for number in range(1, 200))


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> CorpusSnapshot:
    """The second report is much the longest."""
    texts = {"a": HUSHAN, "b": JIANGWAN.replace("江湾市", "大江市") + JOBS, "c": JIANGWAN}
    folder = write_reports(tmp_path_factory.mktemp("reports"), **texts)
    return make_version(tuple(load_report(path) for path in sorted(folder.iterdir())))


@pytest.fixture(scope="module")
def fused(version: CorpusSnapshot) -> FusedVectors:
    entries = make_entries(version)
    none = Encodings("fake", (), np.zeros((0, 0), np.float16))
    return FusedVectors(entries, encode(texts_of(entries), MODEL, none, lambda _done, _total: None))


@pytest.fixture(scope="module")
def store(fused: FusedVectors, tmp_path_factory: pytest.TempPathFactory) -> ChromaFolders:
    store = ChromaFolders(tmp_path_factory.mktemp("indexes"))
    store.write(INDEX, fused)
    store.complete(INDEX)
    return store


Scores = dict[tuple[int, int], float]


@pytest.fixture(scope="module")
def scores(version: CorpusSnapshot, fused: FusedVectors) -> Scores:
    """Of every clause, computed from the vectors as they were written."""
    found = (np.concatenate([batch.vectors for batch in fused.batches()]) + fused.centre) @ np.array(QUESTION)
    places = [(at, i) for at, where in enumerate(version.order) for i in range(len(version.sentence(where).clauses))]
    return dict(zip(places, found.tolist(), strict=True))


def assert_nearest(hits: list[Hit], version: CorpusSnapshot, scores: Scores, reports: tuple[int, ...]) -> None:
    """Those of the reports, best first; of equal ones any."""
    best = sorted((score for (at, _), score in scores.items() if version.order[at].report in reports), reverse=True)
    found = [scores[hit.ordinal, hit.clause] for hit in hits]
    assert {version.order[hit.ordinal].report for hit in hits} <= set(reports)
    assert len({(hit.ordinal, hit.clause) for hit in hits}) == len(hits)
    np.testing.assert_allclose(found, best[: len(hits)], atol=1e-4)
    np.testing.assert_allclose([hit.score for hit in hits], found, atol=1e-4)


REPORTS = [None, (0,), (1,), (2,), (0, 2), (1, 2), (0, 1, 2)]


@pytest.mark.parametrize("reports", REPORTS)
@pytest.mark.parametrize("exact", [rag.index.vector_search.EXACT, 0])
def test_the_nearest_clauses_of_the_reports_asked_are_found(
    store: ChromaFolders,
    version: CorpusSnapshot,
    scores: Scores,
    reports: tuple[int, ...] | None,
    exact: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Few or many, and however small a part of the index the reports are."""
    monkeypatch.setattr(rag.index.vector_search, "EXACT", exact)
    hits = VectorSearch(store.open(INDEX), version).find(QUESTION, 4, reports)
    assert len(hits) == 4
    assert_nearest(hits, version, scores, reports or (0, 1, 2))


def test_more_than_there_is_may_be_asked_for(
    store: ChromaFolders, version: CorpusSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clauses = sum(len(sentence.clauses) for sentence in version.outlines[2].sentences)
    for exact in (rag.index.vector_search.EXACT, 0):
        monkeypatch.setattr(rag.index.vector_search, "EXACT", exact)
        assert len(VectorSearch(store.open(INDEX), version).find(QUESTION, 5_000, (2,))) == clauses


def test_no_reports_hold_nothing(
    store: ChromaFolders, version: CorpusSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for exact in (rag.index.vector_search.EXACT, 0):
        monkeypatch.setattr(rag.index.vector_search, "EXACT", exact)
        assert VectorSearch(store.open(INDEX), version).find(QUESTION, 3, ()) == []


def test_only_so_many_reports_are_held(
    store: ChromaFolders, version: CorpusSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rag.index.vector_search, "HELD", 2)
    taken: list[int] = []
    take = VectorIndex.take

    def counted(self: VectorIndex, keys: list[str]) -> np.ndarray:
        taken.append(len(keys))
        return take(self, keys)

    monkeypatch.setattr(VectorIndex, "take", counted)
    searched = VectorSearch(store.open(INDEX), version)
    for report in (0, 0, 2, 0, 1, 2, 2):
        assert searched.find(QUESTION, 3, (report,))
    assert len(taken) == 4  # 0, 2, 1, and 2 again
    assert searched.find(QUESTION, 3)  # three reports are more than are held
    assert len(taken) == 4


def test_what_was_opened_answers_when_its_files_are_gone(
    version: CorpusSnapshot, fused: FusedVectors, tmp_path: Path
) -> None:
    """Chroma may open them anew at any question."""
    store = ChromaFolders(tmp_path / "indexes")
    store.write(INDEX, fused)
    store.complete(INDEX)
    record = VersionRecord(1, version.id, datetime.now(UTC), VersionState.READY, "", "", INDEX, 0, "")
    served = open_served(record, version, store, INDEX, "grams")
    shutil.rmtree(tmp_path / "indexes")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda report: served.nearest.find(QUESTION, 3, report), REPORTS * 20))
    assert all(len(hits) == 3 for hits in found)
