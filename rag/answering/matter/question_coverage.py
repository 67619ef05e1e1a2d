"""Weights of a question's bigrams, sentences -> how much of the question each and its headings hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rag.documents.snapshot import Excerpt
from rag.text.plain import fold


class QuestionCoverage(NamedTuple):
    """Shares (0–1) of the question's weighted bigrams."""

    whole: float
    clauses: tuple[float, ...]
    """Those of its clauses; that of the sentence where it has none."""
    title: float
    """That of its own heading."""
    path: float
    """That of all headings that it stands under."""
    texts: tuple[str, ...]
    """The words of its clauses; all its words where it has none."""

    def behind(self, most: Sequence[float]) -> tuple[float, ...]:
        """Shares minus the greatest share that any sentence holds, and the greatest of all headings."""
        own = self.whole, max(self.clauses), self.title, self.path
        return (*(one - best for one, best in zip(own, most, strict=False)), self.path)


def held_by(excerpts: Sequence[Excerpt], weights: Mapping[str, float]) -> list[QuestionCoverage]:
    total = sum(weights.values()) or 1.0

    def share(text: str) -> float:
        words = fold(text)
        return sum(weight for gram, weight in weights.items() if gram in words) / total

    def held(excerpt: Excerpt) -> QuestionCoverage:
        words, start, path = excerpt.words, excerpt.sentence.start, excerpt.section.path
        texts = tuple(words[clause.start - start : clause.end - start] for clause in excerpt.sentence.clauses)
        texts = texts or (words,)
        title = share(path[-1]) if path else 0.0
        return QuestionCoverage(share(words), tuple(map(share, texts)), title, share(" ".join(path)), texts)

    return list(map(held, excerpts))
