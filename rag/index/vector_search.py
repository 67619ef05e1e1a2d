"""A question's vector -> the clauses nearest to it, among all reports or some.

Up to 16,000 clauses are compared one by one, with vectors taken from Chroma once and held: exact, at that size no
slower than a graph, and untouched by what happens to Chroma meanwhile. Of more, Chroma's graph is asked. It is never
told to keep to some reports: it would try clause after clause of all the others on its way, which with 280,000 clauses
takes a fifth of a second. It is asked for more clauses than are wanted, and those of other reports are left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.documents.snapshot import CorpusSnapshot
from rag.index.vector_store import VectorIndex, key_of

EXACT = 16_000
"""Clauses compared one by one: 25 MB are read."""
HELD = 40
"""Reports whose vectors are held. One of a province has about a thousand clauses: 1.5 MB."""
_MARGIN = 1.3
"""How many more than their share are asked for, so that one search of the graph mostly does."""


class Hit(NamedTuple):
    """A clause found by its vector."""

    ordinal: int
    """The ordinal of its sentence in the version."""
    clause: int
    """Index into ``Sentence.clauses``."""
    score: float
    """Inner product of the question's vector with the clause's."""


class _Held(NamedTuple):
    """The clauses of a report."""

    places: NDArray[np.int32]
    """The ordinal of each clause's sentence and its index there; shape (clauses, 2)."""
    vectors: NDArray[np.float32]
    """Shape (clauses, dimensions)."""


class VectorSearch:
    """Searches the vectors of a version. Thread-safe."""

    def __init__(self, vectors: VectorIndex, version: CorpusSnapshot) -> None:
        self._vectors = vectors
        self._version = version
        self._all = range(len(version.reports))
        # not of a method: an object that refers to itself is not freed at once when it is no longer used
        self._held = lru_cache(HELD)(partial(_take, vectors, version))

    def find(self, vector: Sequence[float], k: int, reports: Sequence[int] | None = None) -> list[Hit]:
        """The ``k`` clauses nearest to ``vector``, nearest first; of some reports where their indices are given.

        Raises:
            SearchError: Chroma failed.
        """
        asked = np.asarray(vector, np.float32)
        among = self._all if reports is None else reports
        if self._are_few(among):
            return self._compare(asked, k, among)
        return self._ask(asked, k, among)

    @property
    def is_sound(self) -> bool:
        """Whether it can be used; if not, the index has to be opened again, or made again."""
        return self._vectors.is_sound

    def can_search(self) -> bool:
        """Whether a question can be answered now: all vectors are held here, or what holds them answers. May block."""
        return self._are_few(self._all) or self._vectors.is_reachable()

    def examine(self) -> None:
        """Find out whether what is kept of the index is still as it was written; ``is_sound`` tells. Takes a while."""
        self._vectors.examine()

    def hold(self) -> None:
        """Take the vectors of all reports now, if they are few enough to be held.

        Raises:
            SearchError: Chroma failed, or lacks some.
        """
        if self._are_few(self._all):
            for report in self._all:
                self._held(report)

    def _are_few(self, reports: Sequence[int]) -> bool:
        return len(reports) <= HELD and self._count(reports) <= EXACT

    def _count(self, reports: Sequence[int]) -> int:
        return sum(self._version.clauses[report] for report in reports)

    def _compare(self, asked: NDArray[np.float32], k: int, among: Sequence[int]) -> list[Hit]:
        held = [self._held(report) for report in among]
        if not held:
            return []
        scores = np.concatenate([report.vectors @ asked for report in held])
        best = _largest(scores, k)
        places = np.concatenate([report.places for report in held])[best].tolist()
        found = (scores[best] + float(asked @ self._vectors.centre)).tolist()
        return [Hit(ordinal, clause, score) for (ordinal, clause), score in zip(places, found, strict=True)]

    def _ask(self, asked: NDArray[np.float32], k: int, among: Sequence[int]) -> list[Hit]:
        kept, clauses, total = frozenset(among), self._count(among), len(self._vectors)
        wanted = k if clauses == total else math.ceil(k * _MARGIN * total / clauses)
        while True:
            found = self._vectors.query(asked, wanted)
            ordinals = (self._version.ordinals[near.sentence] for near in found)
            hits = [Hit(ordinal, near.clause, near.score) for ordinal, near in zip(ordinals, found, strict=True)]
            hits = [hit for hit in hits if self._version.order[hit.ordinal].report in kept]
            if len(hits) >= min(k, clauses) or wanted >= total:
                return hits[:k]
            wanted *= 4


def _take(vectors: VectorIndex, version: CorpusSnapshot, report: int) -> _Held:
    sentences = version.outlines[report].sentences
    clauses = [(sentence.id, clause) for sentence in sentences for clause in range(len(sentence.clauses))]
    places = [(version.ordinals[sentence], clause) for sentence, clause in clauses]
    return _Held(np.array(places, np.int32).reshape(-1, 2), vectors.take([key_of(*clause) for clause in clauses]))


def _largest(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Indices of the ``k`` largest, the largest first."""
    some = np.argpartition(-scores, k)[:k] if k < len(scores) else np.arange(len(scores))
    return some[np.argsort(-scores[some], kind="stable")]
