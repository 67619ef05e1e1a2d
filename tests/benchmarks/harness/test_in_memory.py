"""Vectors of questions are kept by the encoder that made them, also between runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.harness.in_memory import Remembering
from rag.settings import EmbeddingSettings


@pytest.fixture
def norms() -> dict[str, np.ndarray]:
    """A last norm that leaves a vector along one dimension."""
    return {"l11.oln.w": np.zeros(384, np.float32), "l11.oln.b": np.eye(384, dtype=np.float32)[7]}


def test_each_encoder_has_vectors_of_its_own(tmp_path: Path, norms: dict[str, np.ndarray]) -> None:
    embeddings = Remembering(tmp_path, EmbeddingSettings())
    shipped, text = embeddings.embed_query("新建几所小学"), embeddings.embed_text("新建几所小学")
    embeddings.use(norms)
    assert int(np.argmax(embeddings.embed_query("新建几所小学"))) == 7
    embeddings.use({})
    assert embeddings.embed_query("新建几所小学") == text != shipped
    embeddings.save()
    again = Remembering(tmp_path, EmbeddingSettings())
    assert again.embed_query("新建几所小学") == pytest.approx(shipped, abs=1e-6)
    assert len(list(tmp_path.glob("questions*.npz"))) == 3


def test_kept_vectors_are_taken_in_the_next_run(tmp_path: Path) -> None:
    """Those of texts too, which lie with the model that nothing is learned for."""
    np.savez(tmp_path / "questions.npz", texts=np.array(["问"]), vectors=np.ones((1, 384), np.float32))
    embeddings = Remembering(tmp_path, EmbeddingSettings())
    assert embeddings.embed_text("问") == [1.0] * 384
    embeddings.embed_text("答")
    embeddings.save()
    assert set(np.load(tmp_path / "questions.npz")["texts"]) == {"问", "答"}
