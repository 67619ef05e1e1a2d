"""Report files, and the questions and claims of readers on them -> what the network learns from, and is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.evaluation.claims import FILES
from benchmarks.fitting.calibration_questions import Asked, asked_readers, read_as_asked, read_lines
from benchmarks.fitting.calibration_questions import Read as Found
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.reader.batches import seeded
from benchmarks.reader.folds import ALWAYS, fold_of
from benchmarks.reader.pairs import Pair, Text, alike, claim_pairs, question_pairs, quoted_pairs
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.types import SentenceKind

LEARNED, JUDGED = "readers.jsonl", "readers_judged.jsonl"
FIT, JUDGE = FILES[2:4]


@dataclass(frozen=True, slots=True)
class Prose:
    """The sentences of a report that are read."""

    text: Text
    places: Mapping[int, int]
    """Ordinal of a sentence -> its index in ``text``."""


def read_prose(snapshot: CorpusSnapshot) -> Prose:
    ordinals = [n for n, at in enumerate(snapshot.order) if snapshot.sentence(at).kind is SentenceKind.PROSE]
    places = [snapshot.order[n] for n in ordinals]
    spans = [(snapshot.report(at).text, snapshot.sentence(at)) for at in places]
    sentences = [text[sentence.start : sentence.end].strip() for text, sentence in spans]
    headings = [" > ".join(snapshot.section(at).path) for at in places]
    return Prose(Text(sentences, headings), {ordinal: index for index, ordinal in enumerate(ordinals)})


def questions_on(report: str, file: str = LEARNED) -> list[tuple[Asked, Mapping[str, Any]]]:
    """Each with its line of the file."""
    return [(asked_readers(row), row) for row in read_lines(file) if row["report"] == report]


def learned_from(reports: Path, embeddings: Remembering, fold: int | None) -> Iterator[Pair]:
    """The pairs of all reports but those of ``fold``."""
    random = seeded(7)
    for name in sorted({str(row["report"]) for row in read_lines(LEARNED)}):
        if fold is None or fold_of(name) != fold:
            yield from _pairs(next(reports.glob(f"{name}.*")), embeddings, random)


def _pairs(file: Path, embeddings: Remembering, random: Random) -> Iterator[Pair]:
    asked = questions_on(file.stem)
    text, found = _searched(file, embeddings, [one for one, _ in asked])
    for (_, row), sentences in zip(asked, found, strict=True):
        yield from question_pairs(row, text, sentences, random)
    if file.stem not in {row["report"] for row in _lines(JUDGE)}:
        for row in _lines(FIT):
            if row["report"] == file.stem:
                yield from claim_pairs(row, text)
        yield from quoted_pairs(text, random)


def _searched(file: Path, embeddings: Remembering, asked: Sequence[Asked]) -> tuple[Text, list[list[int]]]:
    """The prose, and for each question what is found first in it."""
    if file.stem in ALWAYS:
        text = read_prose(make_version((load_report(file),))).text
        return text, [alike(one.question.text, text) for one in asked]
    served = open_report(file, embeddings, embeddings.folder)
    prose = read_prose(served.version)
    found = [read_as_asked(one, served, embeddings) for one in asked]
    return prose.text, [first(one, prose) for one in found]


def first(found: Found, prose: Prose) -> list[int]:
    """Indices of the sentences that are found, best first."""
    return [prose.places[c.ordinal] for c in found.reading.ranked if c.ordinal in prose.places]


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
