"""Weights of four bits are read as the encoder itself reads them."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from benchmarks.question_encoder.start import dequantise, read_start

HIDDEN, INNER, VOCABULARY = 32, 64, 5
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "省")


def block(scale: float, nibbles: bytes) -> bytes:
    return struct.pack("<e", scale) + nibbles


def test_a_block_holds_a_scale_and_thirty_two_weights() -> None:
    """Byte j holds weight j in its low half and weight j + 16 in its high half, each eight too large."""
    weights = dequantise(block(0.5, bytes([0x0F, *[0x88] * 14, 0xF0])), 1, 32)
    assert weights[0, 0] == 0.5 * (15 - 8)
    assert weights[0, 16] == 0.5 * (0 - 8)
    assert weights[0, 15] == 0.5 * (0 - 8)
    assert weights[0, 31] == 0.5 * (15 - 8)
    assert not weights[0, 1:15].any()


def quantised(rows: int, columns: int) -> bytes:
    return block(1.0, bytes([0x99] * 16)) * (rows * columns // 32)


def zeros(count: int) -> bytes:
    return np.zeros(count, "<f4").tobytes()


def packed() -> bytes:
    """A file of one layer, all of whose matrices hold ones."""
    tensors = {"emb.word": quantised(VOCABULARY, HIDDEN), "emb.pos": zeros(4 * HIDDEN)}
    tensors |= {name: zeros(HIDDEN) for name in ("emb.type", "emb.ln.w", "emb.ln.b")}
    shapes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN)) | {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
    for name, (rows, columns) in shapes.items():
        tensors |= {f"l0.{name}.w": quantised(rows, columns), f"l0.{name}.b": zeros(rows)}
    tensors |= {f"l0.{norm}.{kind}": zeros(HIDDEN) for norm in ("aln", "oln") for kind in "wb"}
    names = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, names)]).astype("<u4")
    head = b"8 bytes." + struct.pack("<7ifi", HIDDEN, 1, 2, INNER, VOCABULARY, 4, 1, 1e-12, 32)
    head += struct.pack("<5iQ", VOCABULARY, 0, 2, 1, 3, offsets[-1]) + offsets.tobytes() + zeros(VOCABULARY)
    head += b"".join(names) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(name) + 21 for name in tensors)
    for name, data in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, at, len(data))
        at += len(data)
    return head + b"".join(tensors.values())


def test_the_packed_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "packed.bin"
    file.write_bytes(packed())
    start = read_start(file)
    assert (start.hidden, start.heads, start.inner) == (HIDDEN, 2, INNER)
    assert start.pieces == PIECES
    assert start.tensors["emb.word"].shape == (VOCABULARY, HIDDEN)
    assert start.tensors["l0.fi.w"].shape == (INNER, HIDDEN)
    assert (start.tensors["l0.q.w"] == 1).all()
