"""A question's vector -> the vector that is searched with, turned towards what answers such questions. Pure.

People ask in other words than reports are written in. An embedding model brings the two near to each other; how
questions lie beside their answers in its space was learned once, on other reports: with the encoder of questions
(``benchmarks/question_encoder``), or for a model as it is (``benchmarks/fitting/query_adapters.py``). Only the question
is changed, so that indexes stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_ARRAYS = ("centre", "read", "written", "nothing")


class SearchVector(NamedTuple):
    """A vector that clauses are searched with."""

    vector: Sequence[float]
    """Inner products with it order clauses."""
    nothing: float = 0.0
    """The inner product from which on a clause may tell what is asked, up to a constant; 0 where that was not
    learned."""


@dataclass(frozen=True, slots=True, eq=False)
class QueryAdapter:
    """A linear map: the identity and a matrix of low rank, of a vector's difference from the usual question."""

    centre: Floats
    """The mean vector of questions, shape (dimensions,)."""
    read: Floats
    """The directions that a question is read in, shape (rank, dimensions)."""
    written: Floats
    """The vectors that are added as far as it lies in them, shape (rank, dimensions)."""
    nothing: Floats
    """A vector that stands for "the report does not tell it" beside the clauses, shape (dimensions,); zero where that
    was not learned."""

    def adapt(self, vector: Sequence[float]) -> SearchVector:
        own = np.asarray(vector, np.float32) - self.centre
        own /= np.linalg.norm(own) or np.float32(1)
        adapted = own + (self.read @ own) @ self.written
        return SearchVector(adapted.tolist(), float(self.nothing @ adapted))

    def arrays(self) -> dict[str, NDArray[np.float16]]:
        return {name: getattr(self, name).astype(np.float16) for name in _ARRAYS}


def save_adapters(adapters: Mapping[str, QueryAdapter], path: Path) -> None:
    """Each under the name of its embedding model."""
    arrays = {f"{model} {name}": array for model, one in adapters.items() for name, array in one.arrays().items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load_adapters(path: Path) -> dict[str, QueryAdapter]:
    with np.load(path) as data:
        models = dict.fromkeys(key.rpartition(" ")[0] for key in data.files)
        return {
            model: QueryAdapter(*(data[f"{model} {name}"].astype(np.float32) for name in _ARRAYS)) for model in models
        }
