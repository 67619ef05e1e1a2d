"""Weights of a question's bigrams, sentences -> how much of the question each and its headings hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rag.documents.snapshot import Excerpt
from rag.text.plain import fold


class Held(NamedTuple):
    """Shares (0–1) of the question's weighted bigrams."""

    whole: float
    clauses: tuple[float, ...]
    """Those of its clauses; that of the sentence where it has none."""
    title: float
    """That of its own heading."""
    path: float
    """That of all headings that it stands under."""


def held_by(excerpts: Sequence[Excerpt], weights: Mapping[str, float]) -> list[Held]:
    total = sum(weights.values()) or 1.0

    def share(text: str) -> float:
        words = fold(text)
        return sum(weight for gram, weight in weights.items() if gram in words) / total

    return [
        Held(
            share(excerpt.words),
            tuple(map(share, clauses_of(excerpt))),
            share(excerpt.section.path[-1]) if excerpt.section.path else 0.0,
            share(" ".join(excerpt.section.path)),
        )
        for excerpt in excerpts
    ]


def clauses_of(found: Excerpt) -> list[str]:
    """The words of its clauses; all its words where it has none."""
    start = found.sentence.start
    return [found.words[clause.start - start : clause.end - start] for clause in found.sentence.clauses] or [
        found.words
    ]
