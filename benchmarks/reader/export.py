"""A trained network -> an ONNX file with weights of eight bits, and how large and how fast it is."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic

from benchmarks.reader.network import POSITIONS, Network

_MOST = 64
_SENTENCES, _TOKENS, _ROUNDS = 12, 90, 10


def export(network: Network, out: Path) -> None:
    """Matrices and the vectors of pieces get eight bits and a scale for each row (``quantize_dynamic``)."""
    network.eval()
    ids = torch.randint(4, 1000, (3, 20))
    segments = torch.cat([torch.zeros(3, 8, dtype=torch.long), torch.ones(3, 12, dtype=torch.long)], 1)
    mask = torch.ones(3, 20, dtype=torch.bool)
    sizes = {0: torch.export.Dim("pairs", min=1, max=_MOST), 1: torch.export.Dim("tokens", min=2, max=POSITIONS)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "reader.onnx"
        torch.onnx.export(
            network,
            (ids, segments, mask),
            whole,
            input_names=["ids", "segments", "mask"],
            output_names=["answers", "claims"],
            dynamo=True,
            dynamic_shapes={"ids": sizes, "segments": sizes, "mask": sizes},
            external_data=False,
        )
        kinds = ["MatMul", "Gemm", "Gather"]
        quantize_dynamic(whole, out, kinds, per_channel=True, weight_type=QuantType.QInt8)


def measure(file: Path) -> str:
    """Its size, and the median time for twelve sentences of ninety tokens, question included."""
    seconds = [f"{_median(file, cores) * 1000:.0f} ms with {cores} threads" for cores in (1, 2)]
    return f"{file.stat().st_size / 1e6:.1f} MB; {_SENTENCES} sentences: {', '.join(seconds)}"


def _median(file: Path, cores: int) -> float:
    options = SessionOptions()
    options.intra_op_num_threads = cores
    session = InferenceSession(file, options)
    shape = (_SENTENCES, _TOKENS)
    segments = np.broadcast_to(np.arange(_TOKENS) > 15, shape)
    inputs = {"ids": np.full(shape, 100), "segments": segments.astype(np.int64), "mask": np.ones(shape, np.bool_)}
    session.run(None, inputs)
    taken = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        session.run(None, inputs)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
