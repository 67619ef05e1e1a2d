"""Clauses are searched with the vector as the calibration of its model turns it, and scored in the common unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rag.index.vector_search import Hit
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.clause_search import find_clauses
from rag.retrieval.query_adapter import QueryAdapter

CLAUSES = ((1.0, 0.0), (0.0, 1.0), (0.6, 0.8))
TURN = QueryAdapter(
    centre=np.zeros(2, np.float32), read=np.array([[1, 0]], np.float32), written=np.array([[0, 4]], np.float32)
)
"""What lies along the first axis is sought along the second."""


class FewClauses:
    def find(self, vector: Sequence[float], k: int, reports: Sequence[int] | None = None) -> list[Hit]:
        assert reports is None
        scores = [sum(one * other for one, other in zip(vector, clause, strict=True)) for clause in CLAUSES]
        return sorted((Hit(at, 0, score) for at, score in enumerate(scores)), key=lambda hit: -hit.score)[:k]


def test_the_vector_is_turned_before_it_is_searched_with() -> None:
    turned = replace(CALIBRATION.general, adapter=TURN)
    plain = find_clauses([1.0, 0.0], 2, FewClauses(), CALIBRATION.general)
    assert [hit.ordinal for hit in plain] == [0, 2]
    assert [hit.ordinal for hit in find_clauses([1.0, 0.0], 2, FewClauses(), turned)] == [1, 2]


def test_differences_are_in_the_unit_of_the_shared_coefficients() -> None:
    wide = replace(CALIBRATION.general, spread=2 * CALIBRATION.spread)
    plain = find_clauses([1.0, 0.0], 3, FewClauses(), replace(CALIBRATION.general, spread=CALIBRATION.spread))
    halved = find_clauses([1.0, 0.0], 3, FewClauses(), wide)
    assert [hit.score for hit in halved] == pytest.approx([hit.score / 2 for hit in plain])
