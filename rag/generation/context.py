"""A question and its readings -> the evidence in a language model's prompt. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.facts import choose
from rag.documents.snapshot import CorpusSnapshot
from rag.grounding.figures import Evidence
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import Query, is_english
from rag.retrieval.ranking import Candidate
from rag.types import Passage, Question, Span

MOST_PASSAGES = 5
MOST_CHARACTERS = 500
"""The most characters of all passages together, unless those that the extractive answer quotes alone are longer."""
OF_OTHER_WORDINGS = 2
"""Passages that each other wording of the question may add."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A statement and what carries it."""

    text: str
    """The statement with its closing punctuation."""
    evidence: tuple[int, ...]
    """0-based indices into the passages."""
    highlights: tuple[tuple[Span, ...], ...]
    """The clauses of each of ``evidence`` that carry the statement, as offsets into the report."""
    written: bool = False
    """Whether the words are a model's, not the sentence's own."""
    calculation: str = ""
    """The arithmetic of a derived statement, as in ``rag.types.Statement``."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The requirements on a statement where quoting found no answer."""

    passages: frozenset[int]
    """0-based indices: it rests on one of these."""
    query: Query
    """It holds what this expects."""
    words: str
    """It speaks of something of this: the question, and the other wordings that are sure."""


@dataclass(frozen=True, slots=True)
class Material:
    """The material that an answer is written from."""

    question: Question
    language: str
    """``zh`` or ``en``."""
    passages: tuple[Passage, ...]
    """Best first; their number here, from 1, is what the model names."""
    evidence: tuple[Evidence, ...]
    """The same sentences as the figure check reads them."""
    quotes: tuple[Supported, ...]
    """The sentence's own words that the extractive engine would quote, for each passage."""
    anchors: tuple[Supported, ...] = ()
    """The extractive answer: a reply that passes it over is not trusted."""
    demand: Demand | None = None
    """The requirements where there is no extractive answer."""
    free: bool = False
    """The model may choose and word as it likes: there are neither anchors nor a demand."""
    computed: tuple[Supported, ...] = ()
    """The results that the program has worked out from the passages."""


@dataclass(frozen=True, slots=True)
class _ReadCandidate:
    """A candidate, and the reading that found it."""

    candidate: Candidate
    reading: Reading


def make_material(
    question: Question, readings: Sequence[Reading], version: CorpusSnapshot, cited: Sequence[str] = ()
) -> Material | None:
    """``readings``: of the question as it was asked, then of other wordings; ``cited``: ids of the sentences that the
    extractive answer cites. None where nothing may be answered from.

    What was found for the question as it was asked never gives way to what was found for another wording.
    """
    asked = readings[0]
    known = {candidate.ordinal for candidate in asked.ranked}
    quoted = [version.ordinals[id_] for id_ in cited if version.ordinals.get(id_) in known]
    chosen = (quoted or [c.ordinal for c in choose(asked, version)]) if asked.is_answered else []
    found = _pick(readings, chosen, version)
    places = {one.candidate.ordinal: index for index, one in enumerate(found)}
    quotes = tuple(_quote(index, one, version) for index, one in enumerate(found))
    demand = None if chosen else _demand(readings, places)
    if not (chosen or demand):
        return None
    passages = tuple(version.passage(version.order[one.candidate.ordinal], one.candidate.probability) for one in found)
    return Material(
        question=question,
        language="en" if is_english(question.text) else "zh",
        passages=passages,
        evidence=tuple(evidence_of(one.candidate.ordinal, version) for one in found),
        quotes=quotes,
        anchors=tuple(quotes[places[ordinal]] for ordinal in chosen),
        demand=demand,
    )


def _pick(readings: Sequence[Reading], chosen: Sequence[int], version: CorpusSnapshot) -> list[_ReadCandidate]:
    """The passages, each once: those of the extractive answer, the best of every wording, then the rest."""
    picked: dict[int, _ReadCandidate] = {}
    room = MOST_CHARACTERS
    for one in _in_order(readings, chosen):
        ordinal = one.candidate.ordinal
        sentence = version.sentence(version.order[ordinal])
        if ordinal in picked or (picked and ordinal not in chosen and room < sentence.end - sentence.start):
            continue
        picked[ordinal] = one
        room -= sentence.end - sentence.start
    return list(picked.values())[: max(MOST_PASSAGES, len(chosen))]


def _in_order(readings: Sequence[Reading], chosen: Sequence[int]) -> Iterator[_ReadCandidate]:
    asked, *others = readings
    own = [_ReadCandidate(candidate, asked) for candidate in asked.usable]
    named = [_ReadCandidate(candidate, asked) for candidate in asked.ranked if candidate.ordinal in chosen]
    kept = MOST_PASSAGES - OF_OTHER_WORDINGS * len(others)
    yield from own[:1]
    yield from named
    yield from own[:kept]
    for other in others:
        yield from (_ReadCandidate(candidate, other) for candidate in other.usable[:OF_OTHER_WORDINGS])
    yield from own[kept:]


def _demand(readings: Sequence[Reading], places: dict[int, int]) -> Demand | None:
    """The best passage of each wording that is sure enough; a wording of a model's has to be sure by itself."""
    asked, *others = readings
    sure = [asked, *(other for other in others if other.is_answered)] if asked.decision.is_near else []
    best = (reading.usable[0].ordinal for reading in sure if reading.usable)
    passages = frozenset(places[ordinal] for ordinal in best if ordinal in places)
    words = " ".join(reading.query.searched for reading in sure)
    return Demand(passages, asked.query, words) if passages else None


def _quote(index: int, found: _ReadCandidate, version: CorpusSnapshot) -> Supported:
    said = found.reading.extract(found.candidate, version)
    return Supported(f"{said.text}。", (index,), ((said.span,),))


def evidence_of(ordinal: int, version: CorpusSnapshot) -> Evidence:
    """A sentence as the figure check reads it."""
    at = version.order[ordinal]
    told = version.told(at)
    year = told[0].year if len({one.year for one in told}) == 1 else None
    return Evidence("；".join(one.text for one in told), year, version.section(at).path, version.report(at))
