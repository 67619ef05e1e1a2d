"""What is indexed for a version, and under which name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import rag.index.entries
from rag.documents.snapshot import CorpusSnapshot
from rag.index.embedding_cache import Encodings, encode
from rag.index.entries import WEIGHTS, FusedVectors, IndexEntry, Views, fingerprint, make_entries, texts_of
from rag.index.searchable_corpus import make_version
from rag.types import Report
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings


def report(text: str, name: str) -> Report:
    return Report(name=name, text=text, file=f"{name}.txt", sha256="0" * 64, year=2025)


@pytest.fixture
def version() -> CorpusSnapshot:
    return make_version((report(HUSHAN, "湖山"), report(JIANGWAN, "江湾")))


def fused(entries: list[IndexEntry]) -> tuple[FusedVectors, Encodings]:
    none = Encodings("fake", (), np.zeros((0, 0), np.float16))
    encodings = encode(texts_of(entries), GramEmbeddings(), none, lambda _done, _total: None)
    return FusedVectors(entries, encodings), encodings


def test_every_clause_of_every_sentence_has_one_entry(version: CorpusSnapshot) -> None:
    """In reading order."""
    expected = [
        (sentence.id, index)
        for outline in version.outlines
        for sentence in outline.sentences
        for index in range(len(sentence.clauses))
    ]
    assert [(entry.sentence, entry.clause) for entry in make_entries(version)] == expected


def test_the_views_of_a_clause_are_its_surroundings(version: CorpusSnapshot) -> None:
    entry = next(e for e in make_entries(version) if "3000人" in e.views.clause)
    assert entry.views.clause == "城镇新增就业3000人"
    assert entry.views.context == "二、2025年工作安排 主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。"


def test_a_row_of_a_text_table_is_found_by_the_names_of_its_columns() -> None:
    """A year in each row, an indicator in each column: the row alone says what it is of nowhere."""
    table = "附表 历年数据\n年份     接待游客（万人次）   新增学位（个）\n2023年               14132             2400\n"
    rows = "2024年               38774             2600\n"
    entries = make_entries(make_version((report(HUSHAN + "\n" + table + rows, "湖山"),)))
    entry = next(e for e in entries if "38774" in e.views.clause)
    assert "接待游客 新增学位 2024年" in entry.views.context


def test_a_sentence_of_one_clause_is_its_clause(version: CorpusSnapshot) -> None:
    entry = next(e for e in make_entries(version) if "小学" in e.views.clause)
    assert entry.views.clause == "新建小学两所。"


def test_the_inner_product_with_a_question_is_the_weighted_sum_of_cosines(version: CorpusSnapshot) -> None:
    """The centre that was taken from all vectors is added again by the search."""
    entries = make_entries(version)
    question = np.array(GramEmbeddings().embed_query("新增就业多少人"))
    vectors, encodings = fused(entries)
    found = np.concatenate([batch.vectors for batch in vectors.batches()]) @ question + vectors.centre @ question
    cosines = [[encodings.vectors[encodings.row(view)] @ question for view in entry.views] for entry in entries]
    np.testing.assert_allclose(found, np.array(cosines) @ WEIGHTS, atol=1e-5)


def test_the_centre_is_the_mean(version: CorpusSnapshot) -> None:
    vectors, _ = fused(make_entries(version))
    total = np.concatenate([batch.vectors for batch in vectors.batches()]).mean(axis=0)
    np.testing.assert_allclose(total, 0, atol=1e-4)


def test_batches_hold_all_entries_in_order(version: CorpusSnapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = make_entries(version)
    vectors, _ = fused(entries)
    whole = np.concatenate([batch.vectors for batch in vectors.batches()])
    monkeypatch.setattr(rag.index.entries, "_BATCH", 4)
    parts = list(vectors.batches())
    assert [entry for batch in parts for entry in batch.entries] == entries
    np.testing.assert_array_equal(np.concatenate([batch.vectors for batch in parts]), whole)


ENTRY = IndexEntry("a" * 12, 0, Views(*("增长5%" for _ in Views._fields)))


@pytest.mark.parametrize(
    "other",
    [
        ENTRY._replace(sentence="b" * 12),
        ENTRY._replace(clause=1),
        *(ENTRY._replace(views=ENTRY.views._replace(**{view: "增长6%"})) for view in Views._fields),
    ],
)
def test_an_index_is_named_after_all_that_goes_into_it(other: IndexEntry) -> None:
    assert fingerprint([ENTRY], "local") == fingerprint([ENTRY], "local")
    assert fingerprint([ENTRY], "local") != fingerprint([other], "local")


def test_another_model_another_weight_and_another_layout_name_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {fingerprint([ENTRY], "local"), fingerprint([ENTRY], "another"), fingerprint([], "local")}
    monkeypatch.setattr(rag.index.entries, "WEIGHTS", WEIGHTS._replace(clause=0.9))
    names.add(fingerprint([ENTRY], "local"))
    monkeypatch.setattr(rag.index.entries, "LAYOUT", rag.index.entries.LAYOUT + 1)
    names.add(fingerprint([ENTRY], "local"))
    assert len(names) == 5


def test_what_does_not_reach_the_index_does_not_rename_it(version: CorpusSnapshot) -> None:
    """A corrected publishing body needs no new vectors."""
    corrected = replace(version, reports=tuple(replace(r, body="湖山区政府") for r in version.reports))
    assert fingerprint(make_entries(corrected), "local") == fingerprint(make_entries(version), "local")
