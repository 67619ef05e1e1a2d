"""A trained network -> an ONNX file with weights of eight bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from benchmarks.reader.network import POSITIONS, Network

_MOST = 64


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
