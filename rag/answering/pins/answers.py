"""Question -> the answer from a source that an admin has confirmed for it, or for one that asks the same."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from rag.answering.pins.repository import Pin, Pins
from rag.answering.pins.similarity import is_near, may_be_one, same_words, with_years
from rag.answering.statements import Composition, make_answer
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.index.embeddings import Embeddings
from rag.retrieval.calibration import profile_of
from rag.retrieval.messages.turns import read_turn
from rag.retrieval.query import read
from rag.retrieval.scopes.editions import newest
from rag.text.time_expressions import Calendar, readers_calendar
from rag.types import Answer, Question, Report, Span, Statement

_EMBEDDED = 512  # questions of pins whose vectors are remembered


class HasEmbeddings(Protocol):
    @property
    def embeddings(self) -> Embeddings: ...

    @property
    def model(self) -> str:
        """Fingerprint of the embedding model."""


class Confirmed:
    """The pins of an installation, as answers."""

    def __init__(self, pins: Pins, model: HasEmbeddings) -> None:
        """``model``: what holds the embedding model, which is loaded when it is first needed."""
        self._pins = pins
        self._model = model
        self._embed_pinned = lru_cache(_EMBEDDED)(self._embed)

    def answer(self, question: Question, version: CorpusSnapshot) -> Answer | None:
        """None where no pin is on it, or its words are gone from the version.

        Raises:
            StorageError: the pins have not been read before, and cannot be.
        """
        started = time.perf_counter()
        pins = self._pins.all()
        # 那今年呢 is another question after another
        if not pins or (question.history and read_turn(question).leans_openly):
            return None
        leans = bool(question.history) and len(read(question)) == 1
        calendar = readers_calendar(newest(version.reports, range(len(version.reports))))
        for pin in self._on(question.text, pins, calendar, in_other_words=not leans):
            at = find_pinned(pin, version)
            if at and question.report in (None, pin.report):
                return _answer(question, at, version, time.perf_counter() - started)
        return None

    def _on(self, text: str, pins: Sequence[Pin], calendar: Calendar, *, in_other_words: bool) -> list[Pin]:
        """Those of the same words, then of the same words for the same year, else those that ask the same in others."""
        words, asked = same_words(text), with_years(text, calendar)
        dated = same_words(asked)
        same = [pin for pin in pins if same_words(pin.question) == words]
        same = same or [pin for pin in pins if same_words(with_years(pin.question, calendar)) == dated]
        if same or not in_other_words:
            return same
        alike = [pin for pin in pins if may_be_one(with_years(pin.question, calendar), asked)]
        if not alike:
            return []
        vector, cosine = self._embed(text), profile_of(self._model.model).calibration.same_question
        return [pin for pin in alike if is_near(self._embed_pinned(pin.question), vector, cosine)]

    def _embed(self, text: str) -> tuple[float, ...]:
        return tuple(self._model.embeddings.embed_text(text))


def is_held(pin: Pin, reports: Iterable[Report]) -> bool:
    """Its words stand in its report."""
    return any(report.name == pin.report and pin.quote in report.text for report in reports)


def find_pinned(pin: Pin, version: CorpusSnapshot) -> Location | None:
    """The place of the pin's words in this version: the sentence itself, or one that holds them in its report."""
    if (at := version.locate(pin.sentence)) and pin.quote in version.citation(at).quote:
        return at
    for number, report in enumerate(version.reports):
        start = report.text.find(pin.quote) if report.name == pin.report else -1
        words = Span(start, start + len(pin.quote))
        for at in version.order if start >= 0 else ():
            sentence = version.sentence(at)
            if at.report == number and sentence.start <= words.start and words.end <= sentence.end:
                return at
    return None


def _answer(question: Question, at: Location, version: CorpusSnapshot, seconds: float) -> Answer:
    citation = version.citation(at, 1)
    words = " ".join(citation.quote.split())
    told = Composition((Statement(words, (1,)),), (citation,))
    answer = make_answer(question, None, told, version)
    return replace(answer, seconds={"retrieve": seconds, "answer": 0.0}, confirmed=True)
