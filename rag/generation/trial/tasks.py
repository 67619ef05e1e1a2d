"""A corpus version -> questions on it whose answers are known, made from its own sentences. Pure.

A figure of a sentence is asked for by the words it belongs to: once beside its sentence, once where that is not given.
A section is asked for as a whole, in Chinese and in English. The same version gives the same questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import TypeVar

from rag.answering.statements import whole
from rag.documents.snapshot import CorpusSnapshot
from rag.generation.context import Material, Supported, evidence_of
from rag.text.content_words import gist
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind
from rag.text.full_stops import as_sentence
from rag.types import Question, SentenceKind

FACTS, SECTIONS = 4, 2
AROUND = 7
"""Sentences before and after the one that answers, and of a section that is asked for."""
_LEAST, _MOST = 4, 14
"""Characters of the words that a figure is asked for by."""
_LONGEST = 100
_SHARED = 0.4
"""Share of those words from which a sentence is taken to be about them too."""


_Found = TypeVar("_Found")


class Want(StrEnum):
    """The behaviour of a good model."""

    FIGURE = "figure"
    NOTHING = "nothing"
    """It says that the sentences do not answer."""
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Task:
    want: Want
    material: Material
    answers: frozenset[int]
    """0-based: the passages that an answer rests on."""
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Fact:
    """A figure that can be asked for."""

    ordinal: int
    words: str
    unit: str
    value: Fraction
    year: int | None

    @property
    def question(self) -> str:
        year = f"{self.year}年" if self.year else ""
        return f"{year}{self.words}多少{'' if self.unit in ('%', '个百分点') else self.unit}？"


def make_tasks(version: CorpusSnapshot) -> tuple[Task, ...]:
    """Few where the corpus is small; none where it holds no figures."""
    facts = _spread(list(_facts(version)), FACTS)
    sections = _spread(list(_sections(version)), SECTIONS)
    tasks = [_ask_figure(fact, version) for fact in facts]
    tasks += [task for fact, other in zip(facts, reversed(facts), strict=True) if (task := _miss(fact, other, version))]
    tasks += [_ask_section(members, version, english=False) for members in sections]
    tasks += [_ask_section(members, version, english=True) for members in sections[:1]]
    return tuple(tasks)


def _spread(found: Sequence[_Found], count: int) -> list[_Found]:
    """Some, evenly over all."""
    step = max(1, len(found) // count)
    return list(found[step // 2 :: step][:count])


def _facts(version: CorpusSnapshot) -> Iterator[_Fact]:
    """The first fitting fact of each section whose words are those of no other figure of its sentence."""
    seen: set[tuple[int, int]] = set()
    for ordinal, at in enumerate(version.order):
        found = version.sentence(at)
        place = (at.report, found.section)
        if found.kind is not SentenceKind.PROSE or place in seen or found.end - found.start > _LONGEST:
            continue
        told = label(version.report(at).text[found.start : found.end])
        if fit := next((said for said in told if _can_be_asked(said, told)), None):
            seen.add(place)
            head = fit.head.strip(" ，,。、：:")
            yield _Fact(ordinal, head, fit.figure.unit, fit.figure.low, version.section(at).year)


def _can_be_asked(said: Labelled, told: Sequence[Labelled]) -> bool:
    figure, head = said.figure, said.head.strip(" ，,。、：:")
    alone = sum(bool(gist(other.label) & gist(head)) for other in told) == 1
    plain = figure.kind is FigureKind.AMOUNT and figure.low == figure.high and not figure.indefinite and figure.unit
    named = _LEAST <= len(head) <= _MOST and not any(letter.isdecimal() for letter in head)
    return bool(plain) and alone and named and not said.tail.strip()


def _sections(version: CorpusSnapshot) -> Iterator[list[int]]:
    """The sections under a heading of their own that say enough."""
    members: dict[tuple[int, int], list[int]] = {}
    for ordinal, at in enumerate(version.order):
        if version.sentence(at).kind is SentenceKind.PROSE and len(version.section(at).path) > 1:
            members.setdefault((at.report, version.sentence(at).section), []).append(ordinal)
    yield from (found for found in members.values() if len(found) >= 3)


def _ask_figure(fact: _Fact, version: CorpusSnapshot) -> Task:
    material = _material(fact.question, _window(fact.ordinal, version), version)
    return Task(Want.FIGURE, material, frozenset({_index(fact.ordinal, material, version)}), fact.value)


def _miss(fact: _Fact, other: _Fact, version: CorpusSnapshot) -> Task | None:
    """A question for the figure where another one is given; None where its words stand there too."""
    window = [ordinal for ordinal in _window(other.ordinal, version) if ordinal != fact.ordinal]
    words = gist(fact.words)
    told = (whole(ordinal, version).text for ordinal in window)
    if not words or any(len(gist(text) & words) >= _SHARED * len(words) for text in told):
        return None
    return Task(Want.NOTHING, _material(fact.question, window, version), frozenset())


def _ask_section(members: Sequence[int], version: CorpusSnapshot, *, english: bool) -> Task:
    asked = members[:AROUND]
    around = [ordinal for ordinal in _window(asked[0], version) if ordinal not in members][:3]
    heading = version.section(version.order[asked[0]]).path[-1]
    question = f"Summarize what the report says under “{heading}”." if english else f"“{heading}”这一项讲了哪些内容？"
    material = _material(question, sorted({*asked, *around}), version, language="en" if english else "zh")
    return Task(Want.SECTION, material, frozenset(_index(ordinal, material, version) for ordinal in asked))


def _window(ordinal: int, version: CorpusSnapshot) -> list[int]:
    report = version.order[ordinal].report
    near = range(max(0, ordinal - AROUND), min(len(version.order), ordinal + AROUND + 1))
    prose = (n for n in near if version.sentence(version.order[n]).kind is SentenceKind.PROSE)
    return list(islice((n for n in prose if version.order[n].report == report), 2 * AROUND + 1))


def _material(question: str, ordinals: Sequence[int], version: CorpusSnapshot, language: str = "zh") -> Material:
    quotes = (whole(ordinal, version) for ordinal in ordinals)
    return Material(
        question=Question(question),
        language=language,
        passages=tuple(version.passage(version.order[ordinal], 0.0) for ordinal in ordinals),
        evidence=tuple(evidence_of(ordinal, version) for ordinal in ordinals),
        quotes=tuple(Supported(as_sentence(quote.text), (n,), ((quote.span,),)) for n, quote in enumerate(quotes)),
        free=True,
    )


def _index(ordinal: int, material: Material, version: CorpusSnapshot) -> int:
    id_ = version.sentence(version.order[ordinal]).id
    return next(n for n, passage in enumerate(material.passages) if passage.id == id_)
