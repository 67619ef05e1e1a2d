"""Examples -> a trained network. Few threads, fixed seeds.

The clauses of the sentences that tell what is asked should lie nearer to the question than all other clauses of the
report: a softmax over these (the InfoNCE loss of van den Oord, Li and Vinyals 2018), once for each thing that an answer
has to tell. Beside the clauses stands one thing more, which should win where the report does not tell it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.fitting.query_adapters import SHARPNESS
from benchmarks.question_encoder.examples import Example
from benchmarks.question_encoder.network import Network, padded
from benchmarks.question_encoder.start import Floats, read_start
from benchmarks.question_encoder.tokens import encode, make_tokenizer
from rag.index.embeddings import LONGEST, model_file
from rag.retrieval.pipeline import OWN

_WARMING = 40
_LEAST = 0.02
_REPORT = 50
_SORTED = 16
"""Batches whose texts are sorted by length before they are shared out."""
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained."""

    rate: float = 1e-3
    batch: int = 32
    epochs: int = 2
    seed: int = 0
    threads: int = 1
    bfloat16: bool = False
    """The encoder computes in it: faster on processors that do so themselves, slower on others."""


@dataclass(frozen=True)
class Reports:
    """The clauses of reports: the ordinals of their sentences, and their vectors in units of the usual length."""

    clauses: Mapping[str, tuple[NDArray[np.intp], Floats]]
    vectors: dict[str, Tensor] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.vectors.update({name: torch.tensor(vectors / self.size) for name, (_, vectors) in self.clauses.items()})

    @cached_property
    def size(self) -> float:
        """The usual length of what clauses differ by from their mean."""
        everything = np.concatenate([vectors for _, vectors in self.clauses.values()])
        return float(np.linalg.norm(everything - everything.mean(0), axis=1).mean())

    def among(self, report: str, ordinals: frozenset[int]) -> Tensor:
        """Which of its clauses are of these sentences."""
        return torch.tensor(np.isin(self.clauses[report][0], list(ordinals)))


@dataclass(frozen=True, slots=True)
class _Encoded:
    example: Example
    ids: list[int]
    fresh: list[int]
    tells: Tensor
    """Which clauses tell it, shape (groups, clauses)."""
    aside: Tensor
    """Which clauses tell something else that may be told, of the same shape."""


def train(examples: Sequence[Example], reports: Reports, course: Course) -> Network:
    torch.manual_seed(course.seed)
    torch.set_num_threads(course.threads)
    random = np.random.default_rng(course.seed)
    start = read_start(model_file())
    encoded = _encode(examples, reports, make_tokenizer(start))
    network = Network(start)
    network.centre.copy_(_centre(network, encoded, course))
    optimizer = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=0.0)
    total, step, began = course.epochs * -(-len(encoded) // course.batch), 0, time.monotonic()
    for _ in range(course.epochs):
        for places in batched([len(one.ids) for one in encoded], course.batch, random):
            batch = [encoded[at] for at in places]
            loss = _loss(network, batch, reports, course)
            for group in optimizer.param_groups:
                group["lr"] = course.rate * min(1.0, (step + 1) / _WARMING) * max(_LEAST, 1 - step / total)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % _REPORT == 0:
                typer.echo(f"{step} of {total}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s")
    network.nothing.data *= reports.size  # as clauses are when they are searched
    return network


def _encode(examples: Sequence[Example], reports: Reports, tokenizer: Tokenizer) -> list[_Encoded]:
    def read(texts: Iterable[str]) -> list[list[int]]:
        return encode(tokenizer, [text[:LONGEST] for text in texts])

    whole, fresh = read(one.text for one in examples), read(one.fresh for one in examples)
    return [
        _Encoded(one, ids, own, *_targets(one, reports)) for one, ids, own in zip(examples, whole, fresh, strict=True)
    ]


def _targets(example: Example, reports: Reports) -> tuple[Tensor, Tensor]:
    welcome = reports.among(example.report, example.welcome)
    tells = [reports.among(example.report, group) for group in example.groups]
    stacked = torch.stack(tells) if tells else torch.zeros(0, len(welcome), dtype=torch.bool)
    return stacked, welcome & ~stacked


def _centre(network: Network, encoded: Sequence[_Encoded], course: Course) -> Tensor:
    """The mean vector of answered questions, as the model that we start from sees them."""
    answered = sorted((one.ids for one in encoded if len(one.tells) and one.example.weight == 1), key=len)
    batches = [answered[first : first + course.batch] for first in range(0, len(answered), course.batch)]
    with torch.no_grad():
        return torch.cat([_vectors(network, batch, course) for batch in batches]).mean(0)


def batched(lengths: Sequence[int], size: int, random: np.random.Generator) -> list[list[int]]:
    """The numbers of texts in batches of about one length, in random order."""
    shuffled, batches = random.permutation(len(lengths)).tolist(), []
    for at in range(0, len(shuffled), size * _SORTED):
        ordered = sorted(shuffled[at : at + size * _SORTED], key=lambda one: lengths[one])
        batches += [ordered[first : first + size] for first in range(0, len(ordered), size)]
    return [batches[at] for at in random.permutation(len(batches))]


def _loss(network: Network, batch: Sequence[_Encoded], reports: Reports, course: Course) -> Tensor:
    vectors = _vectors(network, [one.ids for one in batch], course)
    if leaning := [at for at, one in enumerate(batch) if one.fresh]:
        own = _vectors(network, [batch[at].fresh for at in leaning], course)
        at = torch.tensor(leaning)
        vectors = vectors.index_copy(0, at, (1 - OWN) * vectors[at] + OWN * own)
    losses = [_loss_of(one, v, network, reports) for one, v in zip(batch, network.adapt(vectors), strict=True)]
    return torch.stack(losses).sum() / len(batch)


def _loss_of(one: _Encoded, vector: Tensor, network: Network, reports: Reports) -> Tensor:
    logits = SHARPNESS * (reports.vectors[one.example.report] @ vector)
    nothing = SHARPNESS * (network.nothing @ vector + network.nothing_bias)
    if not len(one.tells):
        return one.example.weight * (torch.logsumexp(torch.cat([logits, nothing[None]]), 0) - nothing)
    among = logits.expand_as(one.tells).masked_fill(one.aside, _NEVER)
    everything = torch.logsumexp(torch.cat([among, nothing.expand(len(among), 1)], 1), 1)
    told = torch.logsumexp(among.masked_fill(~one.tells, _NEVER), 1)
    loss: Tensor = one.example.weight * len(among) ** -0.5 * (everything - told).sum()
    return loss


def _vectors(network: Network, rows: Sequence[Sequence[int]], course: Course) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16, enabled=course.bfloat16):
        vectors: Tensor = network.encoder(*padded(rows))
    return vectors.float()
