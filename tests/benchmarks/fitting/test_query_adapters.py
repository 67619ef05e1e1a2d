"""An adapter is learned from questions and what answers them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.fitting.query_adapters import RANK, Answered, cross_fit, fit_adapter
from benchmarks.harness.in_memory import Remembering
from rag.errors import WenbaoError
from rag.retrieval.query_adapter import QueryAdapter
from rag.settings import EmbeddingSettings

DIMENSIONS, REPORTS, QUESTIONS = 48, 6, 40


def made_up(seed: int = 0) -> tuple[list[Answered], dict[str, tuple[np.ndarray, np.ndarray]]]:
    """Questions are their answers in other directions: every second dimension is exchanged with its neighbour."""
    chance = np.random.default_rng(seed)
    order = np.arange(DIMENSIONS) ^ 1
    clauses, answered = {}, []
    for number in range(REPORTS):
        vectors = chance.standard_normal((QUESTIONS, DIMENSIONS)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        clauses[str(number)] = np.arange(QUESTIONS), vectors
        asked = vectors[:, order] + 1 + 0.05 * chance.standard_normal(vectors.shape).astype(np.float32)
        answered += [Answered(str(number), one, (frozenset({at}),), frozenset({at})) for at, one in enumerate(asked)]
    return answered, clauses


def found_first(
    adapter: QueryAdapter, answered: list[Answered], clauses: dict[str, tuple[np.ndarray, np.ndarray]]
) -> float:
    first = [
        np.argmax(clauses[one.report][1] @ adapter.adapt(one.vector.tolist()).vector) in one.groups[0]
        for one in answered
    ]
    return float(np.mean(first))


def test_what_answers_comes_first_also_in_reports_that_nothing_was_fitted_on() -> None:
    answered, clauses = made_up()
    fitted = fit_adapter([one for one in answered if one.report != "5"], clauses)
    own = [one for one in answered if one.report == "5"]
    untouched = QueryAdapter(fitted.centre, *np.zeros((2, 1, DIMENSIONS), np.float32), fitted.nothing)
    assert fitted.read.shape == fitted.written.shape == (RANK, DIMENSIONS)
    assert found_first(untouched, own, clauses) < 0.2 < 0.6 < found_first(fitted, own, clauses)


def test_a_folder_with_too_few_reports_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(WenbaoError, match="add reports"):
        cross_fit([], {}, Remembering(tmp_path, EmbeddingSettings()))
