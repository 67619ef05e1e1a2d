"""Features -> probabilities, by boosted trees that were fitted once (``benchmarks/learning/boosting.py``). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ARRAYS = ("features", "thresholds", "leaves")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Each tree asks DEPTH questions, whether a feature is greater than a threshold; the answers are the bits of the
    number of a leaf, the first the lowest, and the leaves reached add up to log-odds."""

    start: float
    """Log-odds before the first tree."""
    features: NDArray[np.int16]
    """Shape (trees, DEPTH)."""
    thresholds: NDArray[np.float32]
    """Shape (trees, DEPTH)."""
    leaves: NDArray[np.float32]
    """Log-odds, shape (trees, 2 ** DEPTH)."""

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """One (0–1) for each row of features."""
        if not len(rows):
            return []
        asked = np.asarray(rows, np.float32)[:, self.features] > self.thresholds
        leaf = asked @ (1 << np.arange(self.features.shape[1]))
        logits = self.start + self.leaves[np.arange(len(self.leaves)), leaf].sum(1)
        found: list[float] = (1 / (1 + np.exp(-logits))).tolist()
        return found

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The arrays that ``load_trees`` reads under this name."""
        return {
            f"{name}_start": np.array(self.start),
            f"{name}_features": self.features,
            f"{name}_thresholds": self.thresholds,
            f"{name}_leaves": self.leaves,
        }


def load_trees(package: str, file: str) -> Mapping[str, Trees]:
    """Those of a ``.npz`` file of a package, by their names."""
    with as_file(files(package).joinpath(file)) as path:
        return read_trees(path)


def read_trees(path: Path) -> Mapping[str, Trees]:
    with np.load(path) as data:
        names = [key.removesuffix("_start") for key in data.files if key.endswith("_start")]
        return {name: Trees(float(data[f"{name}_start"]), *(data[f"{name}_{of}"] for of in _ARRAYS)) for name in names}
