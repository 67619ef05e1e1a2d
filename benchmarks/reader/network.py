"""The reader as it is trained: four layers over both texts, and what each word of the first finds in the second.

A cross-encoder that starts from an encoder of single texts learns slowly to compare. Here the comparison is given, and
learned is what has to be matched: for each word of the question the nearest word of the sentence (as in ColBERT,
Khattab and Zaharia 2020, arXiv:2004.12832), weighed by sixteen learned gates, beside the means of both texts.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.reader.start import Floats, Start

LAYERS = (0, 1, 2, 3)
POSITIONS = 256
VERDICTS = 3
_GATES = 16
_SPECIAL = 3
_LOUDER = 4.0
"""How much more the sixteen matches count at the start than one number of a mean."""
_NEVER = -1e4


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019): attention, then a feed-forward part, each with a layer norm behind it."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        hidden = start.hidden
        self.heads = start.heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, start.epsilon)
        self.fi = nn.Linear(hidden, start.inner)
        self.fo = nn.Linear(start.inner, hidden)
        self.oln = nn.LayerNorm(hidden, start.epsilon)

    def forward(self, x: Tensor, hidden_away: Tensor) -> Tensor:
        pairs, length, hidden = x.shape
        size = hidden // self.heads
        q, k, v = self.qkv(x).view(pairs, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(torch.matmul(q * size**-0.5, k.transpose(-1, -2)) + hidden_away, -1)
        mixed = torch.matmul(weights, v).transpose(1, 2).reshape(pairs, length, hidden)
        x = self.aln(x + self.ao(mixed))
        y: Tensor = self.oln(x + self.fo(functional.gelu(self.fi(x))))
        return y


class Network(nn.Module):
    """Token ids, segments (0: question, 1: sentence) and mask, each (pairs, tokens) -> answers (pairs), claims
    (pairs, 3)."""

    def __init__(self, start: Start, kept: list[int]) -> None:
        super().__init__()
        hidden = start.hidden
        self.word = nn.Embedding(len(kept), hidden)
        self.pos = nn.Embedding(POSITIONS, hidden)
        self.seg = nn.Embedding(2, hidden)
        self.ln = nn.LayerNorm(hidden, start.epsilon)
        self.layers = nn.ModuleList(Layer(start) for _ in LAYERS)
        self.pool = nn.Linear(4 * hidden + 2 * _GATES, hidden)
        self.head = nn.Linear(hidden, 1)
        self.claim = nn.Linear(hidden, VERDICTS)
        self.gate = nn.Linear(hidden, _GATES)
        self.p0 = nn.Linear(hidden, hidden, bias=False)
        self.p1 = nn.Linear(hidden, hidden, bias=False)
        with torch.no_grad():
            self._begin(start.tensors, kept)

    def _begin(self, tensors: dict[str, Floats], kept: list[int]) -> None:
        _copy(self.word.weight, tensors["emb.word"][kept])
        _copy(self.pos.weight, tensors["emb.pos"][:POSITIONS])
        _copy(self.seg.weight, np.stack([tensors["emb.type"][: self.seg.embedding_dim]] * 2))
        _copy(self.ln.weight, tensors["emb.ln.w"])
        _copy(self.ln.bias, tensors["emb.ln.b"])
        for layer, index in zip(self.layers, LAYERS, strict=True):
            for kind, name in (("w", "weight"), ("b", "bias")):
                _copy(getattr(layer.qkv, name), np.concatenate([tensors[f"l{index}.{part}.{kind}"] for part in "qkv"]))
                for part in ("ao", "aln", "fi", "fo", "oln"):
                    _copy(getattr(getattr(layer, part), name), tensors[f"l{index}.{part}.{kind}"])
        for projection in (self.p0, self.p1):
            nn.init.eye_(projection.weight)
        self.pool.weight[:, 4 * self.word.embedding_dim :] *= _LOUDER

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        words = self.word(ids)
        x = self.ln(words + self.pos(torch.arange(ids.shape[1]))[None] + self.seg(segments))
        hidden_away = torch.where(mask[:, None, None, :], 0.0, _NEVER).to(x.dtype)
        if torch.is_autocast_enabled("cpu"):
            hidden_away = hidden_away.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, hidden_away)
        asked = mask & (segments == 0) & (ids > _SPECIAL)
        told = mask & (segments == 1) & (ids > _SPECIAL)
        u, v = _mean(x, asked), _mean(x, told)
        gates = torch.softmax(self.gate(x).float() + torch.where(asked, 0.0, _NEVER)[..., None], 1)
        matches = [
            (gates * _nearest(projection(y), told)[..., None]).sum(1)
            for projection, y in ((self.p0, words), (self.p1, x))
        ]
        pooled = torch.tanh(self.pool(torch.cat([u, v, (u - v).abs(), u * v, *matches], -1)))
        return self.head(pooled)[:, 0].float(), self.claim(pooled).float()


def _copy(parameter: Tensor, values: Floats) -> None:
    parameter.copy_(torch.tensor(values))


def _mean(x: Tensor, among: Tensor) -> Tensor:
    weights = among[..., None].to(x.dtype)
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def _nearest(x: Tensor, among: Tensor) -> Tensor:
    """For each token the highest cosine with one of ``among``; (pairs, tokens)."""
    unit = functional.normalize(x.float(), dim=-1)
    cosines = torch.matmul(unit, unit.transpose(1, 2))
    return torch.where(among[:, None, :], cosines, -1.0).max(-1).values
