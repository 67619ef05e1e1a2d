"""The fits of ``benchmarks``, on examples whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.learning.fit import conditional_logit, logistic


def groups(count: int, candidates: int, apart: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Of each the first candidate is right, and stands ``apart`` from the others in the first of two features."""
    chance = np.random.default_rng(0)
    right = np.arange(candidates) == 0
    return [(chance.standard_normal((candidates, 2)) + apart * right[:, None] * [1, 0], right) for _ in range(count)]


@pytest.mark.parametrize("apart", [1.0, 5.0, 20.0])
def test_what_tells_right_from_wrong_gets_the_weight(apart: float) -> None:
    """However far apart they are: steps that overshoot are cut short."""
    telling, idle = conditional_logit(groups(60, 40, apart), 0.05)
    assert telling > 5 * abs(idle)


def test_features_have_penalties_of_their_own() -> None:
    """The same feature twice: the weight goes to the copy that costs less."""
    one = np.random.default_rng(0).standard_normal(200)
    y = (one + np.random.default_rng(1).standard_normal(200) > 0).astype(float)
    dear, cheap = logistic(np.column_stack([one, one]), y, np.array([10.0, 0.1])).weights
    assert cheap > 50 * dear > 0
