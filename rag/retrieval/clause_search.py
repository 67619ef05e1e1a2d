"""The vector of a question or claim, the clauses of the corpus -> those nearest to it. Pure but for the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from rag.retrieval.calibration import VectorCalibration

if TYPE_CHECKING:
    from rag.index.vector_search import Hit


class Clauses(Protocol):
    """Clauses with their vectors; ``rag.index.vector_search.VectorSearch`` is one such search."""

    def find(self, vector: Sequence[float], k: int, reports: Sequence[int] | None = None) -> list[Hit]: ...


def find_clauses(
    vector: Sequence[float],
    k: int,
    clauses: Clauses,
    calibration: VectorCalibration,
    reports: Sequence[int] | None = None,
) -> list[Hit]:
    """The ``k`` clauses nearest to the vector, nearest first; of all reports where None are given.

    The vector is first turned by the adapter of its model, if there is one. The scores are scaled, so that their
    differences mean the same for every model.
    """
    hits = clauses.find(calibration.search_vector(vector), k, reports)
    scale = calibration.scale([hit.score for hit in hits])
    return hits if scale == 1 else [hit._replace(score=hit.score * scale) for hit in hits]
