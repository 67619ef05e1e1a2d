"""A question's words, sentences -> how near they are by words that reports use together. Pure.

空气 and PM2.5, 旅游 and 景区 share no character, and stand together in every report. ``kinship.npz`` beside
this file holds a vector for each bigram of official Chinese, near to those of the bigrams that it stands with. It is
written by ``benchmarks/fitting/fit_kinship.py``; nothing in it comes from the seed report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.documents.snapshot import Excerpt
from rag.learned.logistic import sigmoids
from rag.text.glossary import read_terms
from rag.text.plain import fold, grams

Vectors = NDArray[np.float32]
SCALE = 127
"""The byte that stands for 1.0 in the file."""
_REMEMBERED = 4096
"""Texts whose vectors are kept: less than a kilobyte each."""
_FAR, _NEAR = 0.2, 0.7
"""Cosines at which a bigram is unrelated, and fully related, to the question."""
_GREATEST = 3
_GUIDES = 8
"""The number of likeliest sentences with which the others are compared."""
_TINY = 1e-6


class Kinship(NamedTuple):
    """The features of a sentence beside the question and the likeliest others; the order is that of the
    coefficients."""

    alike: float
    """Cosine of the sentence and the question, × the share (0–1) of the question that the table knows."""
    behind: float
    """That cosine less the mean of those that are greatest."""
    met: float
    """Share (0–1) of the question's weight that the likest bigrams of the sentence make up."""
    share: float
    """Share (0–1) of the sentence that has to do with the question."""
    titled: float
    """Cosine of its heading and the question."""
    shared: float
    """Cosine of the sentence and what the likeliest others have in common: 看病 stands in no report, and leads to 医院
    this way."""
    shared_behind: float
    """The same less the mean of those that are greatest."""
    shared_likely: float
    """``shared`` × its probability."""
    shared_titled: float
    """Cosine of its heading and what the likeliest others have in common."""
    nearest: float
    """The greatest cosine with one of these, × the probability of that one."""


def with_official_words(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of a Chinese question's bigrams, and of those of the official words for what it says in everyday ones
    (医疗 for 看病), which weigh as much as its most telling bigram, shared between the forms of a word."""
    most, asked = max(weights.values(), default=0.0), fold(text)
    added: dict[str, float] = {}
    for _, official in read_terms(text, colloquial=True):
        forms = [form for form in official if fold(form) not in asked]
        for gram in {gram for form in forms for gram in grams(form)}:
            added[gram] = max(added.get(gram, 0.0), most / len(forms))
    return {**added, **weights}


def kinships(weights: Mapping[str, float], found: Sequence[tuple[Excerpt, float]]) -> list[Kinship]:
    """One for each sentence found, which comes with its log-odds; ``weights``: of the question's bigrams."""
    if not found:
        return []
    words = [excerpt.words for excerpt, _ in found]
    texts = list(map(_read, words))
    asked = _ask(weights, texts)
    logits = np.array([logit for _, logit in found], np.float32)
    told = np.stack([text.vector for text in texts])
    titles = np.stack([_read(excerpt.section.path[-1] if excerpt.section.path else "").vector for excerpt, _ in found])
    likely = np.array(sigmoids(logits), np.float32)
    guides = np.argsort(-logits, kind="stable")[:_GUIDES]
    others = _others(told, guides, likely)
    alike, shared = told @ asked.vector, (others * told).sum(1)
    apart = dict(zip(words, texts, strict=True))
    met = {words: (_met(text, asked), _share(text, asked)) for words, text in apart.items()}
    columns = (
        alike * asked.weights.sum(),
        _behind(alike),
        *np.array([met[one] for one in words]).T,
        titles @ asked.vector,
        shared,
        _behind(shared),
        shared * likely,
        (others * titles).sum(1),
        _nearest(told, guides, likely),
    )
    return [Kinship(*row) for row in np.stack(columns, 1).tolist()]


def _others(told: Vectors, guides: NDArray[np.intp], likely: Vectors) -> Vectors:
    """The unit vectors of what the guides other than the sentence have in common, shape (sentences, dimensions)."""
    weights = np.zeros(len(told), np.float32)
    weights[guides] = likely[guides]
    sums = weights @ told - weights[:, None] * told
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / (lengths + _TINY), np.float32)


def _nearest(told: Vectors, guides: NDArray[np.intp], likely: Vectors) -> Vectors:
    cosines = told @ told[guides].T * likely[guides]
    cosines[guides, np.arange(len(guides))] = 0  # none is near to itself
    return np.asarray(np.maximum(cosines.max(1), 0), np.float32)


def _behind(values: Vectors) -> Vectors:
    return values - np.float32(np.sort(values)[-_GREATEST:].mean())


def _met(text: _Text, asked: _QuestionVectors) -> float:
    return float(asked.weights @ asked.likeness[:, asked.within(text)].max(1)) if len(text.places) else 0.0


def _share(text: _Text, asked: _QuestionVectors) -> float:
    rarity = _table().rarity[text.places]
    return float(rarity @ asked.near[asked.within(text)] / rarity.sum()) if len(text.places) else 0.0


@dataclass(frozen=True, slots=True)
class _Table:
    places: Mapping[str, int]
    rarity: Vectors
    """Weights of the bigrams, shape (bigrams,)."""
    vectors: Vectors
    """Unit vectors, shape (bigrams, dimensions)."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as the table sees it."""

    places: NDArray[np.intp]
    """Its bigrams that stand in the table."""
    vector: Vectors
    """A vector of length one, or of zeros."""


@dataclass(frozen=True, slots=True)
class _QuestionVectors:
    """A question as the table sees it, beside the bigrams of the sentences found: a tenth of the table."""

    vector: Vectors
    weights: Vectors
    """The shares (0–1) of its bigrams in the table."""
    told: NDArray[np.intp]
    """The places in the table of the bigrams of the sentences, in order."""
    likeness: Vectors
    """Cosines (0–1) of its bigrams with these, shape (its bigrams, bigrams told)."""
    near: Vectors
    """How much (0–1) each of these has to do with it, shape (bigrams told,)."""

    def within(self, text: _Text) -> NDArray[np.intp]:
        """The places of the bigrams of one of the sentences in ``likeness`` and ``near``."""
        return np.searchsorted(self.told, text.places)


def _ask(weights: Mapping[str, float], texts: Sequence[_Text]) -> _QuestionVectors:
    table = _table()
    told = np.unique(np.concatenate([text.places for text in texts]))
    known = {table.places[gram]: weight for gram, weight in weights.items() if gram in table.places}
    total = sum(weights.values()) or 1.0
    own, shares = table.vectors[list(known)], np.array([weight / total for weight in known.values()], np.float32)
    vector = _unit(shares @ own)
    beside = table.vectors[told]
    likeness = np.maximum(0, own @ beside.T)
    near = np.clip((beside @ vector - _FAR) / (_NEAR - _FAR), 0, 1)
    return _QuestionVectors(vector, shares, told, likeness, near)


@lru_cache(_REMEMBERED)
def _read(text: str) -> _Text:
    table = _table()
    places = np.array(sorted(table.places[gram] for gram in grams(text) if gram in table.places), np.intp)
    return _Text(places, _unit(table.rarity[places] @ table.vectors[places]))


def _unit(vector: Vectors) -> Vectors:
    return vector / (np.linalg.norm(vector) or np.float32(1))


@cache
def _table() -> _Table:
    with as_file(files("rag.answering.matter").joinpath("kinship.npz")) as path, np.load(path) as data:
        pairs, vectors = str(data["grams"]), data["vectors"].astype(np.float32) / SCALE
        rarity = data["rarity"].astype(np.float32)
    places = {pairs[at : at + 2]: at // 2 for at in range(0, len(pairs), 2)}
    return _Table(places, rarity, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
