"""Readers of claims as they are trained: for the program, and for reports those that were trained on others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.question_encoder.encoders import WHOLE
from rag.errors import WenbaoError
from rag.verification.rereading import reader
from rag.verification.rereading.reader import ClaimReader

_ASIDE = "aside"


def save_reader(work: Path, part: str, learned: Mapping[str, NDArray[Any]], aside: Sequence[str]) -> None:
    """``aside``: the reports that it was not trained on."""
    path = work / "readers" / f"{part}.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **learned, **{_ASIDE: np.array(aside, str)})  # type: ignore[arg-type]


def load_reader(work: Path, part: str) -> tuple[dict[str, NDArray[Any]], tuple[str, ...]]:
    """What the reader of a part has learned, and the reports that it was not trained on."""
    with np.load(work / "readers" / f"{part}.npz") as saved:
        arrays = dict(saved)
    aside = arrays.pop(_ASIDE)
    return arrays, tuple(map(str, aside))


def readers_by_report(work: Path) -> dict[str, ClaimReader]:
    """For each report that a part left out, the reader of that part.

    Raises:
        WenbaoError: no part was trained.
    """
    parts = [path.stem for path in sorted((work / "readers").glob("*.npz")) if path.stem != WHOLE]
    if not parts:
        raise WenbaoError(f"{work} holds no reader; run python -m benchmarks.reader with --work {work} --part 0 first.")
    readers = [(ClaimReader(learned), aside) for learned, aside in (load_reader(work, part) for part in parts)]
    return {report: one for one, aside in readers for report in aside}


def ship_reader(work: Path) -> None:
    """Puts the one for the program where it loads it from.

    Raises:
        WenbaoError: it was not trained.
    """
    if not (work / "readers" / f"{WHOLE}.npz").exists():
        raise WenbaoError(f"{work} holds no whole reader; run python -m benchmarks.reader with --work {work} first.")
    learned, _ = load_reader(work, WHOLE)
    np.savez_compressed(Path(reader.__file__).with_name("claim_reader.npz"), **learned)  # type: ignore[arg-type]
