"""Coefficients fitted on claims about other reports: the weights of words and of features. Pure.

``calibration.json`` beside this file is written by ``benchmarks/fitting/fit_claims.py`` and
``benchmarks/reader/fit_rereadings.py``; nothing in it comes from the seed report or from a claim about it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.learned.logistic import Logistic
from rag.retrieval.calibration import unpack_grams

BY_DISTANCE, BY_WORDS = "_by_distance", "_by_words"
"""Suffixes of the names of coefficients: for a model that encodes claims in one way alone, and for no vectors."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients fitted once, and how often people write each pair of characters."""

    texts: int
    """Questions and claims that were counted."""
    said: dict[str, int]
    """Pair of characters -> how many of the texts hold it; rare ones are left out."""
    models: dict[str, Logistic]
    """The coefficients of ``figures``, ``events``, ``tellings``, ``sayings`` and ``refutations``, each also with
    both suffixes, and those of ``rereadings``."""

    def informativeness(self, gram: str) -> float:
        """The informativeness from near 0 (in most texts: 多少, 去年) to 1 (in none), as a normalised inverse document
        frequency."""
        return math.log((self.texts + 1) / (self.said.get(gram, 0) + 0.5)) / math.log((self.texts + 1) / 0.5)


@cache
def load_calibration() -> Calibration:
    data = json.loads(files("rag.verification").joinpath("calibration.json").read_text(encoding="utf-8"))
    models = {name: Logistic.of(model) for name, model in data["models"].items()}
    return Calibration(data["texts"], unpack_grams(data["said"]), models)
