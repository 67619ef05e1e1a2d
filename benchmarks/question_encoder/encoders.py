"""Encoders of questions as they are trained: for the program, and for each report one that was trained on others.

What is fitted on distances may not see the questions that the encoder was trained on: it would trust them too much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting.fitted_coefficients import set_for_model
from benchmarks.harness.in_memory import Remembering
from rag.errors import WenbaoError
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.query_adapter import QueryAdapter

PARTS = 3
WHOLE = "whole"
_ADAPTER = "adapter"
_REPORTS = "reports"
_SHIPPED = "question_encoder.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """How questions are encoded, and how their vectors are turned before they are searched with."""

    learned: Mapping[str, NDArray[Any]]
    """As ``rag.learned.encoder_file`` adds it to a model file; empty for a model that is used as it is."""
    adapter: QueryAdapter | None
    aside: tuple[str, ...] = ()
    """The reports that it was not trained on."""

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = self.adapter.arrays() if self.adapter else {}
        turned = {f"{_ADAPTER} {name}": array for name, array in arrays.items()}
        np.savez_compressed(path, **self.learned, **turned, **{_REPORTS: np.array(self.aside)})  # type: ignore[arg-type]


def load_encoder(path: Path) -> Encoder:
    with np.load(path) as saved:
        arrays = dict(saved)
    aside = tuple(map(str, arrays.pop(_REPORTS)))
    turned = [arrays.pop(f"{_ADAPTER} {name}").astype(np.float32) for name in QueryAdapter.__match_args__]
    return Encoder(arrays, QueryAdapter(*turned), aside)


def encoders_of(work: Path) -> Path:
    return work / "encoders"


def parts_of(names: Sequence[str]) -> list[Sequence[str]]:
    """The reports that each encoder but the whole one leaves out."""
    return [names[part::PARTS] for part in range(PARTS)]


@dataclass(frozen=True, slots=True)
class CrossFitted:
    """The encoder for the program, and for each report one that was fitted on questions about others."""

    whole: Encoder
    by_report: Mapping[str, Encoder]

    def each(
        self, served: Mapping[str, SearchableCorpus], embeddings: Remembering
    ) -> Iterator[tuple[str, SearchableCorpus]]:
        """Every report, searched meanwhile as one that nothing was fitted on; ``whole`` is what stays."""
        for name, corpus in served.items():
            use(self.by_report.get(name, self.whole), embeddings)
            yield name, corpus
        use(self.whole, embeddings)


AS_IT_IS = CrossFitted(Encoder({}, None), {})
"""A model that nothing is learned for."""


def use(encoder: Encoder, embeddings: Remembering) -> None:
    embeddings.use(encoder.learned)
    set_for_model(embeddings, adapter=encoder.adapter)


def trained_encoders(work: Path) -> CrossFitted:
    """Those that ``benchmarks.question_encoder`` trained.

    Raises:
        WenbaoError: it has not been run with this folder, for the whole and for each part.
    """
    paths = [encoders_of(work) / f"{name}.npz" for name in (WHOLE, *map(str, range(PARTS)))]
    if missing := [path.stem for path in paths if not path.exists()]:
        raise WenbaoError(
            f"{encoders_of(work)} holds no encoder {missing[0]};"
            f" run python -m benchmarks.question_encoder with --work {work} --part {missing[0]} first."
        )
    whole, *parts = map(load_encoder, paths)
    return CrossFitted(whole, {report: part for part in parts for report in part.aside})


def save_shipped(encoder: Encoder, folder: Path) -> None:
    """As the program loads it."""
    np.savez_compressed(folder / _SHIPPED, **encoder.learned)  # type: ignore[arg-type]
