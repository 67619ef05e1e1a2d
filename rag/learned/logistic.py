"""Features -> probabilities, by logistic regressions that were fitted once (``benchmarks/learning/fit.py``). Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Any


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: probability = 1 / (1 + exp(-(intercept + weights · features)))."""

    intercept: float
    weights: tuple[float, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Logistic:
        """The coefficients as files hold them."""
        return cls(data["intercept"], tuple(data["weights"]))

    def logit(self, features: Sequence[float]) -> float:
        if len(features) != len(self.weights):
            raise ValueError(f"{len(features)} features for {len(self.weights)} weights")
        weighed: float = sum(map(mul, self.weights, features))  # a third of the time of a generator
        return self.intercept + weighed

    def logits(self, rows: Iterable[Sequence[float]]) -> list[float]:
        return list(map(self.logit, rows))

    def probability(self, features: Sequence[float]) -> float:
        return sigmoid(self.logit(features))

    def probabilities(self, rows: Iterable[Sequence[float]]) -> list[float]:
        return sigmoids(self.logits(rows))


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def sigmoids(logits: Iterable[float]) -> list[float]:
    return list(map(sigmoid, logits))
