"""Questions as the program reads them, a trained network -> what it says of the sentences found first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.fitting.calibration_questions import Read as Found
from benchmarks.learning.fit import Floats
from benchmarks.reader.material import Prose
from benchmarks.reader.tokens import Texts
from rag.retrieval.ranking import Candidate

READ = 20
"""Sentences that are read: the right one is among them for nearly all questions."""

Answers = Callable[[Sequence[Texts]], Floats]
"""The network: log-odds that each sentence answers."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A question as it is read today, and what the network says of its first sentences."""

    fold: int
    """Or ``APART``."""
    row: Mapping[str, Any]
    """Its line of the file."""
    found: Found
    log_odds: Mapping[int, float]
    """Of the sentences read, by ordinal; best found first."""

    @property
    def is_one_answer(self) -> bool:
        """One sentence answers it, not several."""
        return self.row["form"] in ("fact", "superlative", "yesno", "why", "definition")

    @property
    def is_matter(self) -> bool:
        return self.row["form"] in ("topic", "how", "list")

    def of(self, candidate: Candidate) -> float:
        """A sentence that was not read counts as the worst of those that were."""
        return self.log_odds.get(candidate.ordinal, min(self.log_odds.values(), default=0.0))


def score(fold: int, asked: Sequence[tuple[Found, Mapping[str, Any]]], prose: Prose, answers: Answers) -> list[Scored]:
    """The questions on one report."""
    first = [[c.ordinal for c in found.reading.ranked if c.ordinal in prose.places][:READ] for found, _ in asked]
    texts = [
        prose.text.texts(found.asked.question.text, prose.places[ordinal])
        for (found, _), ordinals in zip(asked, first, strict=True)
        for ordinal in ordinals
    ]
    said = iter(map(float, answers(texts)))
    return [
        Scored(fold, row, found, {ordinal: next(said) for ordinal in ordinals})
        for (found, row), ordinals in zip(asked, first, strict=True)
    ]
