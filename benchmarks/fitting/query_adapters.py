"""Questions and the sentences that answer them -> the query adapter of an embedding model.

Fitted is a linear map of a question's vector, so that the clauses of the sentences that answer come to lie nearer to it
than all other clauses of the report: a softmax over these (the InfoNCE loss of van den Oord, Li and Vinyals 2018), once
for each thing that an answer has to tell, by gradient descent with momentum from the identity on. Of what was added to
the identity the leading RANK directions are kept. That is what can be fitted for a model that others serve; the local
one is trained itself (``benchmarks/question_encoder``).

What is fitted on distances later may not see the questions that the map was fitted on: it would trust them too much.
So there are maps of folds, too, each fitted on the questions about other reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting.calibration_questions import Asked, is_any
from benchmarks.harness.in_memory import Remembering, clauses_of
from benchmarks.question_encoder.encoders import CrossFitted, Encoder
from rag.errors import WenbaoError
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.messages.turns import in_full
from rag.retrieval.pipeline import embed
from rag.retrieval.query import in_plain_characters, read
from rag.retrieval.query_adapter import QueryAdapter
from rag.retrieval.scopes.finding import find_scope

Floats = NDArray[np.float32]
RANK = 32
FOLDS = 6
_LEAST = 2
"""Reports with an answered question, so that each has an adapter fitted on others."""
SHARPNESS = 20.0
"""The factor of the inner products in the softmax. Questions have length 1, clauses on average."""
STEPS, RATE, MOMENTUM, PENALTY = 120, 0.02, 0.9, 0.01
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that its report answers."""

    report: str
    vector: Floats
    groups: tuple[frozenset[int], ...]
    """For each thing that an answer has to tell the ordinals of the sentences that tell it."""
    welcome: frozenset[int]
    """The ordinals of all sentences that may be told."""


@dataclass(frozen=True, slots=True)
class _Contrasts:
    """The questions on a report, a row for each thing that has to be told, beside its clauses."""

    asked: Floats
    """Shape (rows, dimensions)."""
    clauses: Floats
    """Shape (clauses, dimensions)."""
    tells: Floats
    """1 where the clause tells it, else 0; shape (rows, clauses)."""
    aside: Floats
    """_NEVER where the clause tells something else that may be told, else 0; shape (rows, clauses)."""
    weights: Floats
    """How much a row counts: the less, the more of them the question has; shape (rows, 1)."""


def cross_fit(asked: Sequence[Asked], served: Mapping[str, SearchableCorpus], embeddings: Remembering) -> CrossFitted:
    """Raises:
    WenbaoError: too few reports answer a question, so that nothing can be fitted on others.
    """
    answered = [one for name, corpus in served.items() for one in _answered(asked, name, corpus, embeddings)]
    clauses = {name: clauses_of(corpus) for name, corpus in served.items()}
    names = list(dict.fromkeys(one.report for one in answered))
    if len(names) < _LEAST:
        raise WenbaoError(f"{len(names)} of the reports answer a question on them; add reports until {_LEAST} do.")
    adapters = dict[str, QueryAdapter]()
    for part in range(min(FOLDS, len(names))):
        aside = names[part::FOLDS]
        fitted = fit_adapter([one for one in answered if one.report not in aside], clauses)
        adapters.update(dict.fromkeys(aside, fitted))
    by_report = {name: Encoder({}, adapter) for name, adapter in adapters.items()}
    return CrossFitted(Encoder({}, fit_adapter(answered, clauses)), by_report)


def _answered(
    asked: Iterable[Asked], report: str, corpus: SearchableCorpus, embeddings: Remembering
) -> Iterator[Answered]:
    words = [corpus.version.words(at).strip() for at in corpus.version.order]

    def find(quotes: Sequence[str]) -> frozenset[int]:
        return frozenset(ordinal for ordinal, text in enumerate(words) if is_any(quotes, text))

    for one in asked:
        groups = tuple(filter(None, map(find, one.groups))) if one.report == report else ()
        if groups:
            question = in_full(in_plain_characters(one.question))
            query = read(question, find_scope(question, corpus.version).own)[0]
            vector = np.asarray(embed(query, embeddings), np.float32)
            yield Answered(report, vector, groups, frozenset().union(find(one.may), *groups))


def fit_adapter(answered: Sequence[Answered], clauses: Mapping[str, tuple[NDArray[np.intp], Floats]]) -> QueryAdapter:
    """``clauses``: of each report the ordinals of their sentences and their vectors, shape (clauses, dimensions)."""
    centre = np.mean([one.vector for one in answered], 0)
    everything = np.concatenate([clauses[name][1] for name in dict.fromkeys(one.report for one in answered)])
    middle = everything.mean(0)
    size = np.linalg.norm(everything - middle, axis=1).mean()
    parts = [
        _contrasts([one for one in answered if one.report == name], centre, ordinals, (vectors - middle) / size)
        for name, (ordinals, vectors) in clauses.items()
        if any(one.report == name for one in answered)
    ]
    added = _descend(parts)
    left, values, right = np.linalg.svd(added)
    kept = min(RANK, len(values))
    nothing = np.zeros_like(centre)
    return QueryAdapter(centre, left[:, :kept].T, values[:kept, None] * right[:kept], nothing)


def _contrasts(answered: Sequence[Answered], centre: Floats, ordinals: NDArray[np.intp], vectors: Floats) -> _Contrasts:
    rows = [(one, group) for one in answered for group in one.groups]
    own = np.stack([one.vector - centre for one, _ in rows])
    tells = np.stack([np.isin(ordinals, list(group)) for _, group in rows])
    welcome = np.stack([np.isin(ordinals, list(one.welcome)) for one, _ in rows])
    weights = [len(one.groups) ** -0.5 for one, _ in rows]
    return _Contrasts(
        asked=own / np.linalg.norm(own, axis=1, keepdims=True),
        clauses=vectors,
        tells=tells.astype(np.float32),
        aside=np.where(welcome & ~tells, _NEVER, np.float32(0)),
        weights=np.array(weights, np.float32)[:, None],
    )


def _descend(parts: Sequence[_Contrasts]) -> Floats:
    """What is added to the identity, shape (dimensions, dimensions)."""
    dimensions = parts[0].asked.shape[1]
    total = sum(float(part.weights.sum()) for part in parts)
    added, step = np.zeros((2, dimensions, dimensions), np.float32)
    for _ in range(STEPS):
        slope = sum(_slope(part, added) for part in parts) / total + PENALTY * added
        step = MOMENTUM * step - RATE * slope
        added = added + step
    return np.asarray(added, np.float32)


def _slope(part: _Contrasts, added: Floats) -> Floats:
    """The gradient of the loss on what is added, shape (dimensions, dimensions)."""
    logits = SHARPNESS * ((part.asked + part.asked @ added) @ part.clauses.T) + part.aside
    chances = np.exp(logits - logits.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    told = chances * part.tells
    wrong = chances - told / (told.sum(1, keepdims=True) + np.float32(1e-12))
    return np.asarray(SHARPNESS * part.asked.T @ ((wrong * part.weights) @ part.clauses), np.float32)
