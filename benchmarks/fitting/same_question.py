"""Pairs of questions, an embedding model -> the cosine from which two questions are one for it.

    python -m benchmarks.fitting.same_question [--work FOLDER]

A source that an admin has confirmed for a question also answers one that asks the same in other words
(``rag/answering/pins/similarity.py``). ``benchmarks/questions/same_questions.jsonl`` holds the same questions in other
words, and different ones. Words tell most of the different ones apart (进出口总额, 出口总额); the rest is left to the
vectors (买了多少, 卖了多少). The cosine lies halfway between the nearest different pair of that rest and two equal
vectors: to answer a question from the source of another is worse than to search once more.

Printed are the nearest of these pairs and how many of the same are taken; the cosine goes into
``rag/retrieval/calibration.json``, where the model has a calibration. ``calibrate`` does the same for a new
one. EMBEDDING_MODEL names the model.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer

from benchmarks.fitting.calibration_questions import read_lines
from benchmarks.fitting.fitted_coefficients import name_of_model, save, set_for_model
from benchmarks.harness.in_memory import Remembering
from bot.settings_loading import load_settings
from rag.answering.pins.similarity import may_be_one
from rag.retrieval import calibration
from rag.retrieval.calibration import CALIBRATION

_SHOWN = 5
_FILE = Path(calibration.__file__).with_name("calibration.json")


class Pair(NamedTuple):
    """Two questions, as an embedding model sees them."""

    one: str
    other: str
    same: bool
    """They ask the same."""
    cosine: float


def main(
    work: Annotated[Path | None, typer.Option(help="Where vectors are kept between runs; one for each model.")] = None,
    out: Annotated[Path, typer.Option(help="Where the cosine goes.")] = _FILE,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        embeddings = Remembering(work or Path(folder), load_settings().embedding)
        if name_of_model(embeddings) in CALIBRATION.models:
            fit_same_question(embeddings)
            save(out)
        else:
            typer.echo(f"{embeddings.fingerprint} has no calibration; python -m benchmarks.fitting.calibrate fits one")
            _show(pairs_of(embeddings))


def fit_same_question(embeddings: Remembering) -> None:
    pairs = pairs_of(embeddings)
    _show(pairs)
    set_for_model(embeddings, same_question=threshold(pairs))


def pairs_of(embeddings: Remembering) -> list[Pair]:
    """The pairs of the file that words do not tell apart, the nearest first."""
    lines = (line for line in read_lines("same_questions.jsonl") if may_be_one(line["one"], line["other"]))
    pairs = [Pair(line["one"], line["other"], line["same"], _cosine(line, embeddings)) for line in lines]
    return sorted(pairs, key=lambda pair: -pair.cosine)


def _cosine(line: dict[str, str], embeddings: Remembering) -> float:
    a, b = (np.asarray(embeddings.embed_text(line[side])) for side in ("one", "other"))
    return float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b))


def threshold(pairs: Sequence[Pair]) -> float:
    """Halfway from the nearest different pair to two equal vectors."""
    return round((1 + max(pair.cosine for pair in pairs if not pair.same)) / 2, 4)


def _show(pairs: Sequence[Pair]) -> None:
    least = threshold(pairs)
    taken = sum(pair.same and pair.cosine >= least for pair in pairs)
    same = sum(line["same"] for line in read_lines("same_questions.jsonl"))
    typer.echo(f"Same question from {least}: {taken} of {same} same ones")
    for pair in [pair for pair in pairs if not pair.same][:_SHOWN]:
        typer.echo(f"{pair.cosine:.4f} different: {pair.one} | {pair.other}")


if __name__ == "__main__":
    typer.run(main)
