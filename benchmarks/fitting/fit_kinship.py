"""Reports -> ``rag/answering/matter/kinship.npz``: which words reports use together.

    python -m benchmarks.fitting.fit_kinship FOLDER

FOLDER holds the reports that ``benchmarks/questions/readers.jsonl`` is on; no others are read. To be run before
``benchmarks.fitting.fit_members``, which weighs what is found here against all else.

Counted is how often two bigrams stand in one sentence, and in two that follow each other in a section, for half. From
their pointwise mutual information, where it is above zero, the leading eigenvectors are taken (Levy, Goldberg and
Dagan 2015).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from rag.answering.matter import kinship
from rag.answering.matter.kinship import SCALE
from rag.documents.loader import load_report
from rag.index.searchable_corpus import make_version
from rag.text.plain import grams
from rag.types import SentenceKind

Floats = NDArray[np.float32]
Section = list[set[str]]
"""The bigrams of its heading and its sentences, in their order."""
DIMENSIONS = 64
LEAST = 16
"""Sentences that a bigram stands in, to be told of."""
MOST = 0.2
"""Share of the sentences that it may stand in."""
NEXT = 0.5
"""Weight of the next sentence of the section beside that of the same."""
SMOOTHING = 0.875
"""Exponent of the counts of single bigrams: without it rare ones are too near to each other."""
_ROUNDS = 6
_SPARE = 32
_QUESTIONS = Path(__file__).parents[1] / "questions" / "readers.jsonl"
_FILE = Path(kinship.__file__).with_name("kinship.npz")


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    out: Annotated[Path, typer.Option(help="Where the vectors go.")] = _FILE,
) -> None:
    asked = {json.loads(line)["report"] for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()}
    sections = [one for path in sorted(reports.iterdir()) if path.stem in asked for one in read_sections(path)]
    names, rarity, vectors = fit(sections)
    save(names, rarity, vectors, out)
    typer.echo(f"{len(names)} bigrams")


def read_sections(path: Path) -> list[Section]:
    snapshot = make_version((load_report(path),))
    sections: dict[int, Section] = {}
    for at in snapshot.order:
        sentence = snapshot.sentence(at)
        if sentence.kind is not SentenceKind.FRONT:
            sections.setdefault(sentence.section, []).append(grams(snapshot.words(at)))
    return list(sections.values())


def fit(sections: Sequence[Section], dimensions: int = DIMENSIONS) -> tuple[list[str], Floats, Floats]:
    """The bigrams, how rare they are, and their unit vectors."""
    number = sum(map(len, sections))
    found = Counter(gram for section in sections for sentence in section for gram in sentence)
    names = sorted(gram for gram, count in found.items() if len(gram) > 1 and LEAST <= count < MOST * number)
    rarity = np.array([math.log(number / found[gram]) for gram in names], np.float32)
    information = _information(_count(sections, {gram: place for place, gram in enumerate(names)}))
    vectors = _leading(information, min(dimensions, len(names)))
    return names, rarity, vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(1e-9))


def _count(sections: Iterable[Section], places: dict[str, int]) -> Floats:
    """How often two bigrams stand together; a long sentence counts for no more than a short one."""
    counts = np.zeros((len(places), len(places)), np.float32)
    for section in sections:
        held = [np.array([places[gram] for gram in sentence if gram in places], np.intp) for sentence in section]
        for at, own in enumerate(held):
            counts[np.ix_(own, own)] += 1 / max(1, len(own))
            if at and len(own) and len(held[at - 1]):
                weight = NEXT / math.sqrt(len(own) * len(held[at - 1]))
                counts[np.ix_(own, held[at - 1])] += weight
                counts[np.ix_(held[at - 1], own)] += weight
    return counts


def _information(counts: Floats) -> Floats:
    """Pointwise mutual information, where it is above zero."""
    alone = counts.sum(1) ** SMOOTHING
    expected = np.outer(alone, alone) * (counts.sum() / alone.sum() ** 2)
    return np.log(np.maximum(counts / np.maximum(expected, 1e-12), 1))


def _leading(matrix: Floats, dimensions: int) -> Floats:
    """Eigenvectors of the eigenvalues that are largest by amount, times their roots (Halko, Martinsson and Tropp 2011),
    shape (rows, dimensions)."""
    width = min(len(matrix), dimensions + _SPARE)
    basis = np.random.default_rng(0).standard_normal((len(matrix), width)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(matrix @ basis)[0]
    values, turned = np.linalg.eigh(basis.T @ matrix @ basis)
    most = np.argsort(-abs(values))[:dimensions]
    return np.asarray(basis @ turned[:, most] * np.sqrt(abs(values[most])), np.float32)


def save(names: Sequence[str], rarity: Floats, vectors: Floats, path: Path) -> None:
    whole = np.round(vectors * SCALE).astype(np.int8)
    np.savez_compressed(path, grams=np.array("".join(names)), rarity=rarity.astype(np.float16), vectors=whole)


if __name__ == "__main__":
    typer.run(main)
