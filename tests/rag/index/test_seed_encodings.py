"""The encodings that come with the program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.index.embedding_cache import ENCODINGS, SHIPPED, Encodings, load_encodings, load_known
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.index.entries import make_entries, texts_of
from rag.index.file_reading import read_files
from rag.index.searchable_corpus import make_version
from rag.settings import EmbeddingSettings
from tests.paths import SEED, SEEDS

LOCAL = EmbeddingSettings()


@pytest.fixture(scope="module")
def shipped() -> Encodings:
    return load_encodings(SHIPPED, model_fingerprint(LOCAL))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    read = read_files([SEED], {}, SEEDS, distinct=True)
    return list(dict.fromkeys(texts_of(make_entries(make_version(read.reports, read.outlines)))))


def test_every_text_of_the_shipped_report_is_known(shipped: Encodings, texts: list[str]) -> None:
    unknown = [text for text in texts if shipped.row(text) is None]
    assert not unknown, "run python -m tests.seed_encodings"
    assert len(shipped) == len(texts)


def test_the_known_vectors_are_those_of_the_model(shipped: Encodings, texts: list[str]) -> None:
    some = texts[:: len(texts) // 6]
    known = shipped.vectors[[shipped.row(text) for text in some]].astype(np.float32)
    encoded = np.asarray(load_embeddings(LOCAL).embed_documents(some), np.float32)
    assert np.sum(known * encoded, axis=1) == pytest.approx(1, abs=2e-3)


def test_encodings_of_ones_own_come_before_those_that_are_shipped(tmp_path: Path) -> None:
    path, model = tmp_path / ENCODINGS, model_fingerprint(LOCAL)
    assert len(load_known(path, model, ())) == len(load_encodings(SHIPPED, model))
    Encodings(model, [b"0" * 16], np.zeros((1, 384), np.float16)).save(path)
    assert len(load_known(path, model, ())) == 1


def test_another_model_knows_nothing_that_is_shipped(tmp_path: Path) -> None:
    assert len(load_known(tmp_path / ENCODINGS, "another", ())) == 0
