"""Boosted trees are asked as they were grown, and tell apart what no line does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.learning.boosting import Boosting, boosted
from rag.learned.trees import Trees, read_trees

TREES = Trees(
    -0.5,
    np.array([[0, 1], [1, 1]], np.int16),
    np.array([[0.0, 1.0], [2.0, -1.0]], np.float32),
    np.array([[0.1, 0.2, 0.4, 0.8], [1.0, 2.0, 3.0, 4.0]], np.float32),
)


def walked(row: list[float]) -> float:
    """The same, one question after another."""
    logit = TREES.start
    for features, thresholds, leaves in zip(TREES.features, TREES.thresholds, TREES.leaves, strict=True):
        leaf = sum((row[f] > t) << level for level, (f, t) in enumerate(zip(features, thresholds, strict=True)))
        logit += float(leaves[leaf])
    return float(1 / (1 + np.exp(-logit)))


@given(st.lists(st.lists(st.floats(-4, 4, width=32), min_size=2, max_size=2), max_size=5))
def test_all_rows_are_asked_at_once_as_one_by_one(rows: list[list[float]]) -> None:
    assert TREES.probabilities(rows) == pytest.approx([walked(row) for row in rows])


def test_what_is_grown_parts_what_only_two_features_together_tell() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(2000, 4))
    y = (x[:, 0] * x[:, 2] > 0).astype(float)
    model = boosted(x[:1000], y[:1000], Boosting(trees=60, rate=0.2))
    said = np.array(model.probabilities(x[1000:].tolist())) > 0.5
    assert (said == (y[1000:] > 0)).mean() > 0.9


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "trees.npz", **TREES.arrays("one"))
    rows = [[1.0, 3.0], [-1.0, 0.0]]
    assert read_trees(tmp_path / "trees.npz")["one"].probabilities(rows) == pytest.approx(TREES.probabilities(rows))
