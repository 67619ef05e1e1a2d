"""A statement, a reading -> the figures of the statement that are of the matter asked about. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rag.retrieval.pipeline import Reading
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind
from rag.text.ngrams import grams


def figures_on_matter(told: str, reading: Reading, among: Callable[[Figure], bool] = bool) -> list[Figure]:
    """The amounts of a statement whose words are the question's: 死亡人数 rather than 生产安全事故起数, where
    生产安全事故死亡人数 is asked for. ``among``: which figures come into question."""
    labelled = [said for said in label(told) if said.figure.kind is FigureKind.AMOUNT and among(said.figure)]
    fit = [_fit(grams(said.label), reading.weights) for said in labelled]
    return [said.figure for said, one in zip(labelled, fit, strict=True) if one == max(fit)]


def _fit(words: set[str], asked: Mapping[str, float]) -> tuple[float, float]:
    """The share of the words that the question holds, and the weight that these have there."""
    held = words & asked.keys()
    return len(held) / (len(words) or 1), sum(asked[gram] for gram in held)
