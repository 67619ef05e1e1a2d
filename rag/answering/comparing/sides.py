"""A question on two years, or on two things -> the figures that may be meant on each side. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years
from rag.types import SentenceKind

_LOOKED_AT = 12
"""Sentences of each side that are looked through, best first."""
_COVERED = 0.2
"""Share of the question's weighted bigrams that the words of a figure have to hold."""
_MEANS = 0.1
"""The weight of similarity of meaning relative to shared words, in choosing the sentences of a year."""
_OWN = 0.6
"""The weight of a figure's words relative to those of its clause."""
_PAIR = 2
_GRAM = 2
_SIDES = re.compile(
    r"(?P<one>.{1,60}?)(?P<between>和|与|跟|同|还是|比起?|相比|对比|vs\.?|\bthan\b|\band\b|\bor\b)(?P<other>.{1,200})",
    re.DOTALL,
)
_THAN = frozenset({"比", "比起", "相比", "than"})
"""Words between two things that compare the first with the second."""


@dataclass(frozen=True, slots=True)
class MeantFigure:
    """A figure that may be meant, and its sentence."""

    candidate: Candidate
    said: Labelled
    covered: float
    year: int | None


def find_sides(reading: Reading, snapshot: CorpusSnapshot, *, both: bool) -> Iterator[list[MeantFigure]]:
    """The figures of each of the two years asked for; of each of two things where the years do not differ."""
    prose = [c for c in reading.ranked if c.excerpt.sentence.kind is SentenceKind.PROSE]
    wordings = [grams(reading.words)]
    if years := _years(reading, snapshot, both=both):
        for year in years:
            of_year = [c for c in prose if c.year == year]
            of_year.sort(key=lambda c: -(c.features.words + _MEANS * c.features.meaning))
            yield _figures(of_year, wordings, reading.weights)
        return
    halves = _halves(reading.query.text)
    if halves is None:
        return
    one, other = grams(halves["one"]), grams(halves["other"])
    name = grams(_second_name(halves["one"], halves["other"]))
    for own, rest in ((one - other, name - one), (other - one, one - other)):
        found = _figures(reading.usable, [own], reading.weights, one & other)
        unlike = [told for told in found if not any(gram in told.said.label for gram in rest & set(reading.weights))]
        yield unlike or found


def holds_first_against_second(question: str) -> bool:
    """Whether ``question`` compares the first of its two things with the second: 城镇居民的收入比农村居民的."""
    halves = _halves(question)
    return halves is not None and halves["between"] in _THAN


def _halves(question: str) -> re.Match[str] | None:
    return _SIDES.match(fold(without_years(question)))


def _second_name(one: str, other: str) -> str:
    """The words of ``other`` that name it: those up to the last one that ``one`` shares.

    Where they share none (城镇和农村居民的收入), what follows the second belongs to both, and its first words name it.
    """
    shared = [at + _GRAM for at in range(len(other)) if other[at : at + _GRAM] in grams(one)]
    return other[: shared[-1] if shared else len(one)]


def _years(reading: Reading, snapshot: CorpusSnapshot, *, both: bool) -> tuple[int, ...]:
    """The two years compared: those that the question names, else the last two that the reports asked cover."""
    if len(reading.scope.years) == _PAIR:
        return reading.scope.years
    if not both:
        return ()
    sections = (section for report in reading.scope.reports for section in snapshot.outlines[report].sections)
    told = sorted({section.year for section in sections if section.year is not None})
    return tuple(told[-_PAIR:]) if len(told) >= _PAIR else ()


def _figures(
    candidates: Sequence[Candidate],
    wordings: Sequence[Set[str]],
    weights: Mapping[str, float],
    common: Set[str] = frozenset(),
) -> list[MeantFigure]:
    """The figures whose words hold enough of the question, in one of its wordings.

    ``common``: what is asked of both things, which tells figures of one thing apart.
    """
    found = []
    for candidate in candidates[:_LOOKED_AT]:
        text = candidate.excerpt.words
        amounts = [one for one in label(text) if one.figure.kind is FigureKind.AMOUNT and one.figure.unit]
        clauses = {span: grams(text[span.start : span.end]) for span in {one.clause for one in amounts}}
        for said in amounts:
            words, around = grams(said.lead + said.label + said.figure.unit), clauses[said.clause]
            covered = max(
                _OWN * _share(wording, words, weights) + (1 - _OWN) * _share(wording, words | around, weights)
                for wording in wordings
            )
            if covered >= _COVERED:
                whole = _share(common, words | around, weights)
                found.append(MeantFigure(candidate, said, covered + whole, candidate.year))
    return found


def _share(wording: Set[str], words: Set[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.get(gram, 0.0) for gram in wording)
    return sum(weights.get(gram, 0.0) for gram in wording & words) / total if total else 0.0
