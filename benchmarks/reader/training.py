"""Pairs -> a trained reader. Few threads, fixed seeds."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.question_encoder.export import export_encoder, floats, import_encoder
from benchmarks.question_encoder.network import Encoder, padded
from benchmarks.question_encoder.start import read_start
from benchmarks.question_encoder.tokens import encode, make_tokenizer
from benchmarks.question_encoder.training import Course, batched
from benchmarks.reader.pairs import Pair, Said
from rag.index.embeddings import model_file
from rag.verification.rereading.reader import SCALE

_WARMING = 100
_LEAST = 0.02
_REPORT = 50
_LITTLE = 0.1
"""The size of the weights of the verdicts at the start."""
_CLAIMS_ARE_READ = 2
"""How often, while questions are read once: there are fewer."""
_FURTHER_RATE, _FURTHER_QUESTIONS = 0.5, 3
"""A reader that has learned before learns at this share of the rate, from all claims once and each third question."""


class Network(nn.Module):
    """Ids and mask, both (pairs, tokens) -> scores: of the verdicts, and that the second text answers the first,
    (pairs, verdicts + 1)."""

    def __init__(self) -> None:
        super().__init__()
        start = read_start(model_file())
        self.tokenizer = make_tokenizer(start)
        self.encoder = Encoder(start)
        self.head = nn.Linear(start.hidden, len(Said) + 1)
        with torch.no_grad():
            self.head.weight.mul_(_LITTLE)
            self.head.bias.zero_()

    def forward(self, ids: Tensor, mask: Tensor, course: Course) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=course.bfloat16):
            vectors = self.encoder(ids, mask)
        scores: Tensor = self.head(SCALE * vectors.float())
        return scores

    def export(self) -> dict[str, NDArray[Any]]:
        """As ``rag.verification.rereading.reader.ClaimReader`` takes it; whether a question is answered is left out."""
        weights, biases = floats(self.head.weight)[: len(Said)], floats(self.head.bias)[: len(Said)]
        return {**export_encoder(self.encoder), "weights": weights, "biases": biases}

    def load(self, learned: Mapping[str, NDArray[Any]]) -> None:
        """Goes on from what ``export`` gave; whether a question is answered is learned anew."""
        with torch.no_grad():
            self.head.weight[: len(Said)] = torch.tensor(learned["weights"])
            self.head.bias[: len(Said)] = torch.tensor(learned["biases"])
            import_encoder(self.encoder, learned)


def train(pairs: Sequence[Pair], course: Course, begun: Mapping[str, NDArray[Any]] | None = None) -> Network:
    """``begun``: what a reader has learned before, to go on from."""
    torch.manual_seed(course.seed)
    torch.set_num_threads(course.threads)
    random, network = np.random.default_rng(course.seed), Network()
    if begun:
        network.load(begun)
        course = replace(course, rate=_FURTHER_RATE * course.rate)
        questions = [pair for pair in pairs if pair.said is None][::_FURTHER_QUESTIONS]
        among = [*questions, *(pair for pair in pairs if pair.said is not None)]
    else:
        among = [pair for pair in pairs for _ in range(1 if pair.said is None else _CLAIMS_ARE_READ)]
    rows = encode(network.tokenizer, [pair.text for pair in among])
    optimizer = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=0.0)
    batches, began, lost = batched([len(row) for row in rows], course.batch, random), time.monotonic(), 0.0
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = course.rate * min(1.0, (step + 1) / _WARMING) * max(_LEAST, 1 - step / len(batches))
        scores = network(*padded([rows[at] for at in batch]), course)
        loss = _loss(scores, [among[at] for at in batch])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        lost += loss.item()
        if (step + 1) % _REPORT == 0:
            typer.echo(f"{step + 1} of {len(batches)}, loss {lost / _REPORT:.3f}, {time.monotonic() - began:.0f} s")
            lost = 0.0
    return network


def _loss(scores: Tensor, pairs: Sequence[Pair]) -> Tensor:
    asked = torch.tensor([pair.said is None for pair in pairs])
    said = torch.tensor([Said.NEITHER if pair.said is None else pair.said for pair in pairs])
    answers = torch.tensor([float(pair.answers) for pair in pairs])
    verdicts = functional.cross_entropy(scores[:, :-1], said, reduction="none")
    answered = functional.binary_cross_entropy_with_logits(scores[:, -1], answers, reduction="none")
    return torch.where(asked, answered, verdicts).mean()
