"""Examples -> boosted trees for a logistic loss. Pure.

Each tree asks the same few questions of every example, one feature against one threshold each (oblivious trees:
Kohavi 1994; boosted as in Friedman 2001, leaves by a Newton step, on a part of the examples and of the features as in
Friedman 2002). Features are compared in at most BINS steps, by their quantiles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.learned.trees import Trees

Floats = NDArray[np.float64]
BINS = 32


@dataclass(frozen=True, slots=True)
class Boosting:
    """How trees are grown."""

    trees: int = 300
    depth: int = 4
    rate: float = 0.05
    """Share of a tree's step that is taken."""
    rows: float = 0.5
    """Share of the examples that a tree is grown on."""
    columns: float = 0.3
    """Share of the features that each of its questions is chosen from."""
    penalty: float = 10.0
    """Curvature added to that of each leaf."""
    seed: int = 0


def boosted(x: Floats, y: Floats, how: Boosting = Boosting()) -> Trees:
    """``x`` has shape (examples, features), ``y`` is 0 or 1."""
    rng = np.random.default_rng(how.seed)
    cuts = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in x.T]
    binned = np.column_stack([np.searchsorted(cut, column, "left") for cut, column in zip(cuts, x.T, strict=True)])
    start = float(np.log((y.mean() + 1e-6) / (1 - y.mean() + 1e-6)))
    logits = np.full(len(y), start)
    grown = []
    for _ in range(how.trees):
        p = 1 / (1 + np.exp(-logits))
        taken = np.flatnonzero(rng.random(len(y)) < how.rows)
        features, bins = _questions(binned[taken], (y - p)[taken], (p * (1 - p))[taken], how, rng)
        leaf = _leaf(binned, features, bins)
        slope = np.bincount(leaf[taken], (y - p)[taken], 2**how.depth)
        curve = np.bincount(leaf[taken], (p * (1 - p))[taken], 2**how.depth)
        steps = how.rate * slope / (curve + how.penalty)
        logits += steps[leaf]
        grown.append((features, [_threshold(cuts[f], b) for f, b in zip(features, bins, strict=True)], steps))
    return Trees(
        start,
        np.array([features for features, _, _ in grown], np.int16),
        np.array([thresholds for _, thresholds, _ in grown], np.float32),
        np.array([steps for _, _, steps in grown], np.float32),
    )


def _questions(
    binned: NDArray[np.intp], slope: Floats, curve: Floats, how: Boosting, rng: np.random.Generator
) -> tuple[list[int], list[int]]:
    """The features, and the bins above which the answer is yes, that part the examples best, one after another."""
    features: list[int] = []
    bins: list[int] = []
    for level in range(how.depth):
        leaf = _leaf(binned, features, bins)
        columns = rng.choice(binned.shape[1], max(1, round(how.columns * binned.shape[1])), replace=False)
        gains = _gains(binned[:, columns], leaf, 2**level, slope, curve, how.penalty)
        best, at = np.unravel_index(int(np.argmax(gains)), gains.shape)
        features.append(int(columns[best]))
        bins.append(int(at))
    return features, bins


def _gains(
    binned: NDArray[np.intp], leaf: NDArray[np.intp], leaves: int, slope: Floats, curve: Floats, penalty: float
) -> Floats:
    """How much each split lowers the loss, shape (columns, BINS - 1)."""
    columns = binned.shape[1]
    place = (leaf[:, None] * columns + np.arange(columns)) * BINS + binned
    shape = (leaves, columns, BINS)
    g, h = (
        np.bincount(place.ravel(), np.repeat(of, columns), leaves * columns * BINS).reshape(shape).cumsum(2)
        for of in (slope, curve)
    )
    below, over = (g[:, :, :-1], h[:, :, :-1]), (g[:, :, -1:] - g[:, :, :-1], h[:, :, -1:] - h[:, :, :-1])
    return np.asarray(sum((of**2 / (bend + penalty)).sum(0) for of, bend in (below, over)))


def _leaf(binned: NDArray[np.intp], features: list[int], bins: list[int]) -> NDArray[np.intp]:
    leaf = np.zeros(len(binned), np.intp)
    for level, (feature, at) in enumerate(zip(features, bins, strict=True)):
        leaf += (binned[:, feature] > at).astype(np.intp) << level
    return leaf


def _threshold(cuts: Floats, at: int) -> float:
    """What is in a bin above ``at`` is greater than it; infinity where nothing is."""
    return float(cuts[at]) if at < len(cuts) else float("inf")
