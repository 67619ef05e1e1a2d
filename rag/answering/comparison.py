"""A question that compares or adds up figures -> both figures, cited, and what follows from them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rag.answering.arithmetic import Operand, add, are_comparable, compare
from rag.answering.statements import Cited, Composition, sentence
from rag.documents.snapshot import Version
from rag.retrieval.extraction import Extract, extract
from rag.retrieval.pipeline import Reading, words_of
from rag.retrieval.ranking import Candidate
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind
from rag.text.ngrams import fold, grams
from rag.types import Note, Span, Statement

_LOOKED_AT = 12
"""Sentences of each side that are looked through, best first."""
_COVERED = 0.2
"""Share of the question's weighted bigrams that the words of a figure have to hold."""
_ALIKE = 0.5
"""What it counts that two figures have the same words, beside the share of the question that these hold."""
_SIDES = re.compile(r"(.+?)(?:和|与|跟|同|还是|比起?|相比|对比|vs\.?|\bthan\b|\band\b|\bor\b)(.+)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that may be meant, and its sentence."""

    candidate: Candidate
    said: Labelled
    covered: float
    year: int | None


def compose_comparison(reading: Reading, snapshot: Version, *, total: bool) -> Composition | None:
    """``total``: the figures are to be added, not compared. None where no two figures on the matter are found."""
    sides = list(_sides(reading, snapshot))
    if len(sides) != 2 or not all(sides):
        return None
    pairs = [
        (one, other)
        for one, other in product(*sides)
        if one.said.figure.span != other.said.figure.span or one.candidate is not other.candidate
    ]
    fitting = [pair for pair in pairs if are_comparable(pair[0].said.figure, pair[1].said.figure)]
    if not pairs:
        return None
    pair = max(fitting or pairs, key=_worth)
    return _tell(pair, reading, snapshot, total=total, comparable=bool(fitting))


def _sides(reading: Reading, snapshot: Version) -> Iterator[list[_Told]]:
    """The figures of each of the two years asked for; of each of two things where the years do not differ."""
    years = _years(reading, snapshot)
    if len(years) == 2:
        for year in years:
            of_year = [c for c in reading.usable if snapshot.section(snapshot.order[c.ordinal]).year == year]
            yield _figures(of_year, reading.weights, snapshot)
        return
    halves = _SIDES.search(fold(reading.query.text))
    if halves is None:
        return
    one, other = grams(halves[1]), grams(halves[2])
    for own, rest in ((one - other, other - one), (other - one, one - other)):
        weights = {gram: weight for gram, weight in reading.weights.items() if gram in own}
        found = _figures(reading.usable, weights, snapshot)
        yield [
            told for told in found if not any(gram in told.said.label for gram in rest & set(reading.weights))
        ] or found


def _years(reading: Reading, snapshot: Version) -> tuple[int, ...]:
    if len(reading.scope.years) == 2:
        return reading.scope.years
    told = sorted({year for c in reading.usable if (year := snapshot.section(snapshot.order[c.ordinal]).year)})
    text = reading.query.text
    both = re.search(
        r"两年|这两|both years|two years|目标.*(?:实际|结果|完成)|(?:实际|结果|完成).*目标|比(?:去年|上年)|变化", text
    )
    return tuple(told[-2:]) if len(told) >= 2 and (both or (len(reading.scope.years) == 1 and both)) else ()


def _figures(candidates: Sequence[Candidate], weights: Mapping[str, float], snapshot: Version) -> list[_Told]:
    total = sum(weights.values()) or 1.0
    found = []
    for candidate in candidates[:_LOOKED_AT]:
        at = snapshot.order[candidate.ordinal]
        for said in label(words_of(candidate, snapshot)):
            words = grams(said.lead + said.label + said.figure.unit)
            covered = sum(weights.get(gram, 0.0) for gram in words) / total
            if said.figure.kind is FigureKind.AMOUNT and said.figure.unit and covered >= _COVERED:
                found.append(_Told(candidate, said, covered, snapshot.section(at).year))
    return found


def _worth(pair: tuple[_Told, _Told]) -> float:
    one, other = pair
    words = grams(one.said.label), grams(other.said.label)
    alike = len(words[0] & words[1]) / (len(words[0] | words[1]) or 1)
    return one.covered + other.covered + _ALIKE * alike + 0.02 * (one.candidate.logit + other.candidate.logit)


def _tell(
    pair: tuple[_Told, _Told], reading: Reading, snapshot: Version, *, total: bool, comparable: bool
) -> Composition:
    cited = Cited(snapshot)
    statements = []
    for told in pair:
        found = _clause(told, reading, snapshot)
        year = f"{told.year}年：" if told.year and pair[0].year != pair[1].year else ""
        statements.append(Statement(year + sentence(found.text), (cited.cite(found.ordinal, found.span),)))
    if not comparable:
        return Composition(tuple(statements), cited.citations, note=Note.NOT_COMPARABLE)
    operands = tuple(Operand(told.said.figure, _written(told, snapshot), told.year) for told in pair)
    english = reading.query.english
    derived = add(operands, english) if total else compare(operands[0], operands[1], english)
    numbers = tuple(sorted({number for statement in statements for number in statement.citations}))
    statements.append(Statement(derived.text, numbers, derived.calculation))
    return Composition(tuple(statements), cited.citations)


def _clause(told: _Told, reading: Reading, snapshot: Version) -> Extract:
    """The clauses around the figure; those that answer where these hold it."""
    start = snapshot.sentence(snapshot.order[told.candidate.ordinal]).start
    figure = Span(start + told.said.figure.full.start, start + told.said.figure.full.end)
    found = extract(reading.query, reading.weights, snapshot, told.candidate)
    if found.span.start <= figure.start and figure.end <= found.span.end:
        return found
    at = snapshot.order[told.candidate.ordinal]
    text, clauses = snapshot.report(at).text, snapshot.sentence(at).clauses
    holding = [clause for clause in clauses if clause.overlaps(figure)]
    span = Span(min(c.start for c in holding), max(c.end for c in holding)) if holding else figure
    return Extract(
        told.candidate.ordinal,
        span,
        told.said.lead.rstrip("，,") + span.of(text) if not told.said.head.strip() else span.of(text),
    )


def _written(told: _Told, snapshot: Version) -> str:
    return told.said.figure.full.of(words_of(told.candidate, snapshot))
