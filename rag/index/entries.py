"""Version -> one vector per clause, made of several views of the clause's place. Pure.

A clause's vector is a weighted sum of the unit vectors of two texts: the sentence under its section path, and the
clause by itself. The inner product of a question's vector with the sum is the weighted sum of its cosines with the two,
so that one search weighs both. The sums are not normalised: that would weigh them unequally.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.documents.snapshot import CorpusSnapshot, Location
from rag.documents.structure.sentence_labels import labels_of
from rag.documents.tables.spaced_rows import column_names
from rag.index.embedding_cache import Encodings
from rag.text.plain import plain_text, unwrapped

LAYOUT = 1
"""The layout of what is written for an entry. Raised when that changes while the entries do not: old indexes are made
anew."""
_BATCH = 1000


class Views(NamedTuple):
    """The texts that a clause is found by."""

    context: str
    clause: str


class Weights(NamedTuple):
    """How much each view counts, in the order of ``Views``."""

    context: float
    clause: float


WEIGHTS = Weights(context=0.6, clause=0.4)


class IndexEntry(NamedTuple):
    """One vector to be: what it stands for, and the texts it is made of."""

    sentence: str
    """Id of the sentence."""
    clause: int
    """Index into ``Sentence.clauses``."""
    views: Views


class Batch(NamedTuple):
    """Vectors ready to be written."""

    entries: Sequence[IndexEntry]
    vectors: NDArray[np.float32]
    """Shape (entries, dimensions); the centre has been taken from each."""


def make_entries(version: CorpusSnapshot) -> list[IndexEntry]:
    """One entry per clause of every sentence, in reading order."""
    return [entry for at in version.order for entry in _sentence_entries(version, at)]


def _sentence_entries(version: CorpusSnapshot, at: Location) -> Iterator[IndexEntry]:
    report, sentence, section = version.report(at), version.sentence(at), version.section(at)
    words = unwrapped(plain_text(report.text[sentence.start : sentence.end]))
    labels = (*labels_of(report.text, sentence), *column_names(report.text, sentence.start))
    context = " ".join((*map(plain_text, section.path), *labels, words))
    alone = len(sentence.clauses) == 1
    for index, clause in enumerate(sentence.clauses):
        # a sentence of one clause is its clause: the final stop is not worth an encoding
        views = Views(context, words if alone else unwrapped(plain_text(clause.of(report.text))))
        yield IndexEntry(sentence.id, index, views)


def fingerprint(entries: Sequence[IndexEntry], model: str) -> str:
    """16 hexadecimal digits that change whenever a text, an outline rule, a weight or the model of an index changes,
    and only then."""
    digest = hashlib.blake2b(repr((LAYOUT, model, WEIGHTS)).encode(), digest_size=8)
    for entry in entries:
        digest.update(repr(entry).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def texts_of(entries: Sequence[IndexEntry]) -> Iterator[str]:
    """Every view of every entry, repeated ones repeated."""
    return (text for entry in entries for text in entry.views)


class FusedVectors:
    """The vectors of entries, made when they are asked for: at 100,000 sentences all at once would be a gigabyte."""

    def __init__(self, entries: Sequence[IndexEntry], encodings: Encodings) -> None:
        self._entries = entries
        self._encodings = encodings
        rows = [[encodings.row(text) for text in entry.views] for entry in entries]
        self._rows = np.array(rows, np.intp)
        self.centre = self._centre()
        """Mean of the vectors, shape (dimensions,). E5's vectors all point the same way (cosines .75–.93); without the
        centre taken from them the graph that Chroma searches finds 2–4 % fewer of the nearest."""

    def _centre(self) -> NDArray[np.float32]:
        counts = sum(
            weight * np.bincount(self._rows[:, view], minlength=len(self._encodings))
            for view, weight in enumerate(WEIGHTS)
        )
        return np.asarray(counts @ self._encodings.vectors / len(self._entries), np.float32)

    def batches(self) -> Iterator[Batch]:
        for start in range(0, len(self._entries), _BATCH):
            places = slice(start, start + _BATCH)
            vectors = np.zeros((len(self._rows[places]), len(self.centre)), np.float32) - self.centre
            for view, weight in enumerate(WEIGHTS):
                vectors += np.float32(weight) * self._encodings.vectors[self._rows[places, view]]
            yield Batch(self._entries[places], vectors)
