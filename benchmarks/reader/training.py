"""Pairs -> a trained network; texts -> what it says of them. One thread, fixed seeds, half precision."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
import typer
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.learning.fit import Floats
from benchmarks.reader.batches import batched, seeded
from benchmarks.reader.network import VERDICTS, Network
from benchmarks.reader.pairs import NO_VERDICT, Pair
from benchmarks.reader.tokens import PAD, Texts, Tokens, encode

_WARMING = 0.06
"""Share of the steps in which the rate grows."""
_LEAST = 0.02
_DECAY = 0.01
_REPORT = 200
_READ_AT_ONCE = 6000
"""Tokens, where nothing is learned."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained."""

    rate: float = 1.5e-4
    tokens: int = 2400
    """Of a batch, padding included."""
    seed: int = 0


class _Batch(NamedTuple):
    ids: Tensor
    segments: Tensor
    mask: Tensor


def train(network: Network, tokenizer: Tokenizer, pairs: Sequence[Pair], course: Course) -> None:
    """Once over the pairs. The vectors of pieces stay as they are: few of them occur here."""
    torch.manual_seed(course.seed)
    torch.set_num_threads(1)
    encoded = encode(tokenizer, [pair.texts for pair in pairs])
    batches = batched([len(one.ids) for one in encoded], course.tokens, seeded(course.seed))
    network.word.weight.requires_grad_(False)
    network.train()
    optimizer = torch.optim.AdamW(_groups(network), lr=course.rate, fused=True)
    total = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARMING * total + 1), max(_LEAST, (total - step) / total))
    )
    typer.echo(f"{len(pairs)} pairs in {total} batches")
    started, lost = time.perf_counter(), 0.0
    for step, batch in enumerate(batches, start=1):
        loss = _loss(network, [encoded[at] for at in batch], [pairs[at] for at in batch])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost += loss.item()
        if step % _REPORT == 0:
            typer.echo(f"{step}/{total}: loss {lost / _REPORT:.3f}, {time.perf_counter() - started:.0f} s")
            lost = 0.0


def read(network: Network, tokenizer: Tokenizer, texts: Sequence[Texts]) -> tuple[Floats, Floats]:
    """Log-odds that each sentence answers, shape (pairs,), and the scores of the verdicts, shape (pairs, verdicts)."""
    network.eval()
    encoded = encode(tokenizer, texts)
    answers, verdicts = np.zeros(len(encoded)), np.zeros((len(encoded), VERDICTS))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batched([len(one.ids) for one in encoded], _READ_AT_ONCE):
            said = network(*_tensors([encoded[at] for at in batch]))
            answers[batch], verdicts[batch] = (part.numpy() for part in said)
    return answers, verdicts


def _groups(network: Network) -> list[dict[str, object]]:
    learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learned if parameter.ndim > 1], "weight_decay": _DECAY},
        {"params": [parameter for parameter in learned if parameter.ndim <= 1], "weight_decay": 0.0},
    ]


def _loss(network: Network, encoded: Sequence[Tokens], pairs: Sequence[Pair]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        answers, claims = network(*_tensors(encoded))
    wanted = torch.tensor([pair.answers for pair in pairs])
    weights = torch.tensor([pair.weight for pair in pairs])
    each = functional.binary_cross_entropy_with_logits(answers, wanted, reduction="none")
    loss = (each * weights).sum() / weights.sum().clamp(min=1.0)
    verdicts = torch.tensor([pair.verdict for pair in pairs])
    if (verdicts != NO_VERDICT).any():
        loss = loss + functional.cross_entropy(claims, verdicts, ignore_index=NO_VERDICT)
    return loss


def _tensors(encoded: Sequence[Tokens]) -> _Batch:
    length = max(len(one.ids) for one in encoded)
    batch = _Batch(
        torch.full((len(encoded), length), PAD),
        torch.zeros(len(encoded), length, dtype=torch.long),
        torch.zeros(len(encoded), length, dtype=torch.bool),
    )
    for row, one in enumerate(encoded):
        batch.ids[row, : len(one.ids)] = torch.tensor(one.ids)
        batch.segments[row, one.asked : len(one.ids)] = 1
        batch.mask[row, : len(one.ids)] = True
    return batch
