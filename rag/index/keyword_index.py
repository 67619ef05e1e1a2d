"""Snapshot -> keyword index over its sentences: which sentences share which character bigrams with a question. Pure.

The postings are built with array operations on the code points of all sentences at once, so that 100,000 sentences take
about a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.sentence_labels import labels_of
from rag.documents.tables.spaced_rows import column_names
from rag.text.plain import fold, unwrapped

_SHIFT = 21  # a code point has at most 21 bits


class KeywordIndex:
    """Postings of every bigram over the sentences of a version, in ``CorpusSnapshot.order``."""

    def __init__(self, version: CorpusSnapshot) -> None:
        self.reports = np.fromiter((at.report for at in version.order), np.int32, len(version.order))
        """The index of each sentence's report; shape (sentences,)."""
        self.size = len(self.reports)
        """Sentences that are looked through."""
        codes, owners = _gram_occurrences([_searchable(version, i) for i in range(self.size)])
        self._codes, starts = np.unique(codes, return_index=True)
        self._bounds = np.append(starts, len(codes))
        self._owners = owners
        self._asked: NDArray[np.bool_] | None = None

    def within(self, reports: Sequence[int]) -> KeywordIndex:
        """The same over some of the reports alone: a word that only the others hold is none here."""
        narrowed = copy(self)
        narrowed._asked = np.isin(self.reports, reports)
        narrowed.size = int(np.count_nonzero(narrowed._asked))
        return narrowed

    def postings(self, gram: str) -> NDArray[np.int32]:
        """Ordinals of the sentences (with their section path) that hold the gram, ascending."""
        code = _code(gram)
        at = int(self._codes.searchsorted(code))
        if at == len(self._codes) or self._codes[at] != code:
            return self._owners[:0]
        found = self._owners[self._bounds[at] : self._bounds[at + 1]]
        return found if self._asked is None else found[self._asked[found]]

    def held(self, ordinal: int, grams: Iterable[str]) -> set[str]:
        """Those that the sentence with this ordinal (or its section path) holds."""
        return {gram for gram in grams if self._holds(ordinal, gram)}

    def _holds(self, ordinal: int, gram: str) -> bool:
        found = self.postings(gram)
        at = int(np.searchsorted(found, ordinal))
        return at < len(found) and int(found[at]) == ordinal

    def present(self, grams: Iterable[str]) -> set[str]:
        """Those that stand somewhere."""
        return {gram for gram in grams if len(self.postings(gram))}

    def idf(self, gram: str) -> float:
        """Inverse document frequency as in BM25 (Robertson & Spärck Jones), never negative."""
        found = len(self.postings(gram))
        return float(np.log1p((self.size - found + 0.5) / (found + 0.5)))

    @property
    def most(self) -> float:
        """The inverse document frequency of what stands in no sentence."""
        return float(np.log1p((self.size + 0.5) / 0.5))

    def idfs(self, grams: Iterable[str]) -> dict[str, float]:
        return {gram: self.idf(gram) for gram in grams}

    def coverage(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """The share (0–1) of the weighted grams that each sentence holds, shape (sentences,)."""
        total = sum(weights.values())
        if not self.size or total <= 0:
            return np.zeros(len(self.reports))
        lists = [self.postings(gram) for gram in weights]
        each = np.repeat(list(weights.values()), [len(found) for found in lists])
        return np.bincount(np.concatenate(lists), each, minlength=len(self.reports)) / total


def _searchable(version: CorpusSnapshot, ordinal: int) -> str:
    at = version.order[ordinal]
    sentence = version.sentence(at)
    text = version.report(at).text
    words = text[sentence.start : sentence.end]
    labels = (*labels_of(text, sentence), *column_names(text, sentence.start))
    return fold("\n".join((*version.section(at).path, *labels, unwrapped(words))))


def _gram_occurrences(texts: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Distinct (gram code, sentence ordinal) pairs, sorted by code, then ordinal."""
    texts = [_WORD_BREAK.sub("\n", text) + "\n" for text in texts]
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    if not len(points):
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
    word = points != ord("\n")
    pair = word[:-1] & word[1:]
    alone = word & ~np.append(False, word[:-1]) & ~np.append(word[1:], False)
    codes = np.concatenate([((points[:-1] << _SHIFT) | points[1:])[pair], points[alone]])
    of = np.concatenate([owners[:-1][pair], owners[alone]])
    order = np.lexsort((of, codes))
    codes, of = codes[order], of[order]
    first = np.append(True, (codes[1:] != codes[:-1]) | (of[1:] != of[:-1]))
    return codes[first], of[first].astype(np.int32)


_WORD_BREAK = re.compile(r"[\W_]+")


def _code(gram: str) -> int:
    return ord(gram) if len(gram) == 1 else (ord(gram[0]) << _SHIFT) | ord(gram[1])
