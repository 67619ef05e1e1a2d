"""Question files, and reports that are served -> questions as the program reads them, with what answers them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.harness.in_memory import Remembering
from benchmarks.learning.fit import Floats
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.pipeline import Reading, read_question
from rag.types import Question, SentenceKind

_QUESTIONS = Path(__file__).parents[1] / "questions"
_FURTHER = (
    "newcomers_fit.jsonl",
    "guests_fit.jsonl",
    "neighbours_fit.jsonl",
    "travellers_fit.jsonl",
    "districts.jsonl",
    "counties_fit.jsonl",
    "townspeople_fit.jsonl",
    "passersby_fit.jsonl",
    "regulars_fit.jsonl",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and which sentences of its report answer it, by their words or their opening words."""

    question: Question
    form: str
    groups: tuple[tuple[str, ...], ...]
    """For each thing that an answer has to tell the sentences that tell it."""
    may: tuple[str, ...]
    file: str = ""
    """The file that it stands in: questions of one were written by the same people."""

    @property
    def must(self) -> tuple[str, ...]:
        return tuple(one for group in self.groups for one in group)

    @property
    def answerable(self) -> bool:
        return bool(self.must)

    @property
    def report(self) -> str:
        return self.question.report or ""


@dataclass(frozen=True, slots=True)
class Read:
    """A question as the program reads it, and which of its candidates have to, and which may, stand in an answer."""

    asked: Asked
    served: SearchableCorpus
    reading: Reading
    right: NDArray[np.bool_]
    welcome: NDArray[np.bool_]

    @property
    def features(self) -> Floats:
        return np.array([candidate.features for candidate in self.reading.ranked], float)


def load_questions() -> list[Asked]:
    """Those of both files; a question on a choice that the chat made is asked of its report alone."""
    older = read_lines("calibration.jsonl")
    readers = read_lines("readers.jsonl")
    told = (_asked(line, "", [line.get("quotes") or [line["quote"]]] if line["answers"] else []) for line in older)
    return [
        *(replace(one, file="calibration.jsonl") for one in told),
        *(replace(asked_readers(line), file="readers.jsonl") for line in readers),
    ]


def asked_readers(line: dict[str, Any]) -> Asked:
    """A line of ``readers.jsonl`` or ``readers_judged.jsonl``."""
    return _asked(line, line["form"], line.get("must", ()))


def load_further_questions() -> list[Asked]:
    """Those of other people, later."""
    return [replace(asked_readers(line), file=name) for name in _FURTHER for line in read_lines(name)]


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_QUESTIONS / name).read_text(encoding="utf-8").splitlines()]


def _asked(line: dict[str, object], form: str, groups: Sequence[Sequence[str]]) -> Asked:
    history = line.get("history") or ()
    question = Question(str(line["question"]), tuple(map(str, history)), str(line["report"]))  # type: ignore[call-overload]
    return Asked(question, form, tuple(map(tuple, groups)), tuple(line.get("may", ())))  # type: ignore[arg-type]


def read_as_asked(asked: Asked, served: SearchableCorpus, embeddings: Remembering) -> Read:
    reading = read_question(asked.question, served, embeddings)
    words = [candidate.excerpt.words for candidate in reading.ranked]
    prose = [
        served.version.sentence(served.version.order[c.ordinal]).kind is SentenceKind.PROSE for c in reading.ranked
    ]
    right = [is_any(asked.must, text) for text in words]
    welcome = [kind and is_any(asked.may, text) for kind, text in zip(prose, words, strict=True)]
    return Read(asked, served, reading, np.array(right, bool), np.array(welcome, bool))


def is_any(quotes: Sequence[str], text: str) -> bool:
    return any(quote in text or text in quote for quote in quotes)
