"""Examples -> linear models: logistic regression, conditional logit and softmax regression. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.learned.logistic import Logistic

Floats = NDArray[np.float64]
Group = tuple[Floats, NDArray[np.bool_]]
_STEPS = 50
_LEAST = 1e-9
"""Of a step: a shorter one changes nothing."""


def logistic(
    x: Floats, y: Floats, penalty: float | Floats, weights: Floats | None = None, scale: bool | NDArray[np.bool_] = True
) -> Logistic:
    """L2-penalised logistic regression; ``x`` has shape (examples, features), ``y`` is 0 or 1.

    With ``scale`` the penalty is on features in units of their standard deviation; it and ``penalty`` are one for all
    features, or of shape (features,).
    """
    mean, spread = np.where(scale, x.mean(0), 0.0), np.where(scale, x.std(0) + 1e-9, 1.0)
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    weights = np.ones(len(y)) if weights is None else weights
    ridge = np.diag(np.append(1e-6, np.broadcast_to(penalty, x.shape[1])))
    found = np.zeros(z.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-z @ found))
        slope = z.T @ (weights * (p - y)) + ridge @ found
        curve = z.T @ (z * (weights * p * (1 - p) + 1e-9)[:, None]) + ridge
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < _LEAST:
            break
    scaled = found[1:] / spread
    return Logistic(float(found[0] - mean @ scaled), tuple(map(float, scaled)))


def softmax(x: NDArray[np.float32], y: NDArray[np.intp], classes: int, penalty: float, steps: int = 400) -> Floats:
    """L2-penalised softmax regression by accelerated gradient descent (Nesterov 1983) with restarts.

    ``x`` has shape (examples, features), ``y`` holds the class of each; returned are the intercepts and the weights,
    shape (1 + features, classes).
    """
    ones = np.ones((len(x), 1), np.float32)
    z = np.hstack([ones, x])
    ridge = np.full((z.shape[1], 1), penalty, np.float32)
    ridge[0] = 1e-3
    wanted = np.eye(classes, dtype=np.float32)[y]
    found = ahead = np.zeros((z.shape[1], classes), np.float32)
    rate, momentum = 2.0 / float(np.max(z.sum(1)) * len(z) ** 0.5 + penalty), 1.0
    for _ in range(steps):
        scores = z @ ahead
        p = np.exp(scores - scores.max(1, keepdims=True))
        slope = z.T @ (p / p.sum(1, keepdims=True) - wanted) + ridge * ahead
        new = ahead - rate * slope
        restart = float(np.sum(slope * (new - found))) > 0
        after = 1.0 if restart else (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = new if restart else new + (momentum - 1) / after * (new - found)
        found, momentum = new, after
    return found.astype(np.float64)


def conditional_logit(groups: Sequence[Group], penalty: float) -> Floats:
    """Weights under which the right candidates of a group outweigh the others (McFadden 1974).

    A group is (features of its candidates, which of them are right); every group has a right one. The gradient of the
    log-likelihood is the difference of two means, its curvature no more than a covariance. A step that makes matters
    worse is halved until it does not: where the right ones stand far above the others, a whole one leads astray.
    """
    spread = np.concatenate([x for x, _ in groups]).std(0) + 1e-6
    scaled = [(x / spread, right) for x, right in groups]
    found = np.zeros(len(spread))
    for _ in range(_STEPS):
        slope, curve = penalty * found, penalty * np.eye(len(spread))
        for z, right in scaled:
            p = _softmax(z @ found)
            q = p * right / (p @ right)
            slope = slope + (z.T @ (p - q)) / len(groups)
            curve = curve + _covariance(z, p) / len(groups)
        step, loss = np.linalg.solve(curve, slope), _loss(scaled, penalty, found)
        while np.abs(step).max() > _LEAST and _loss(scaled, penalty, found - step) > loss:
            step = step / 2
        found = found - step
        if np.abs(step).max() <= _LEAST:
            break
    return np.asarray(found / spread, np.float64)


def _loss(groups: Sequence[Group], penalty: float, weights: Floats) -> float:
    """What ``conditional_logit`` makes small: the mean negative log-likelihood, and the penalty."""
    lost = [-np.log(max(_softmax(z @ weights) @ right, 1e-300)) for z, right in groups]
    return float(np.mean(lost) + penalty * (weights @ weights) / 2)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def _covariance(z: Floats, p: Floats) -> Floats:
    mean = p @ z
    return np.asarray((z * p[:, None]).T @ z - np.outer(mean, mean))
