"""A question that compares or adds up figures -> both figures, cited, and what follows from them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product, starmap

from rag.answering.comparing.arithmetic import Quantity, add, are_comparable, compare, is_more
from rag.answering.comparing.sides import MeantFigure, find_sides, holds_first_against_second
from rag.answering.statements import CitedSentences, Composition, label_text
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.indicator import said_name
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.text.figures import compatible
from rag.text.plain import grams
from rag.text.time_expressions import asked_years
from rag.types import Note, Span, Statement

_ALIKE = 0.5
"""The weight of two figures sharing words, relative to the share of the question that these hold."""
_LONGEST_NAME = 20
_COMPARABLE = 0.5
"""The gain of two figures that can be held against each other. Others that are much more like the question are told
without a difference: that of two figures beside it would be wrong."""
_SAME_SENTENCE = 0.5
"""The weight of the figures of two things standing in one sentence."""
_TOGETHER = 0.35
"""Sum of the share of words in common and the share of the question held, from which figures of two years are taken to
be about one matter. Below it, no difference is calculated."""
_ONE_INDICATOR = 0.3
"""The same for figures of one year, by their words alone."""
_HELD_AGAINST = re.compile(r"[比较]|\bthan\b", re.IGNORECASE)
_WHICH = re.compile(r"哪|谁|\bwhich\b", re.IGNORECASE)


def compose_comparison(reading: Reading, snapshot: CorpusSnapshot, *, total: bool, both: bool) -> Composition | None:
    """None where no two figures on the matter are found.

    ``total``: the figures are to be added, not compared; ``both``: two years are asked for.
    """
    unit = reading.query.unit
    sides = [[told for told in side if _is_in(unit, told)] or side for side in find_sides(reading, snapshot, both=both)]
    if len(sides) != 2 or not all(sides):
        return None
    pairs = [pair for pair in starmap(_FigurePair, product(*sides)) if pair.is_of_one_matter]
    if not pairs:
        return None
    pair = max(pairs, key=lambda pair: pair.worth + _COMPARABLE * pair.is_comparable)
    return _tell(pair, reading, snapshot, total=total)


def _is_in(unit: str, told: MeantFigure) -> bool:
    """The figure is in the unit that was asked for."""
    return not unit or told.said.figure.unit == unit or compatible(unit, told.said.figure.unit)


@dataclass(frozen=True)
class _FigurePair:
    """Two figures that the question may ask to compare."""

    one: MeantFigure
    other: MeantFigure

    @cached_property
    def likeness(self) -> float:
        """Share (0–1) of their bigrams that the words of both figures hold."""
        mine, its = grams(self.one.said.label), grams(self.other.said.label)
        return len(mine & its) / (len(mine | its) or 1)

    @cached_property
    def is_comparable(self) -> bool:
        return are_comparable(self.one.said.figure, self.other.said.figure)

    @property
    def is_of_one_sentence(self) -> bool:
        return self.one.candidate.ordinal == self.other.candidate.ordinal

    @property
    def is_of_one_matter(self) -> bool:
        """They stand in one sentence, or in like words."""
        if self.is_of_one_sentence:
            return self.one.said.figure.span != self.other.said.figure.span
        if self.one.year == self.other.year:  # each was looked for by its own name: 低保标准 is no match for 居民收入
            return self.likeness >= _ONE_INDICATOR
        return self.likeness + min(self.one.covered, self.other.covered) >= _TOGETHER

    @property
    def worth(self) -> float:
        together = _ALIKE * self.likeness + _SAME_SENTENCE * self.is_of_one_sentence
        logits = self.one.candidate.logit + self.other.candidate.logit
        return self.one.covered + self.other.covered + together + 0.02 * logits


def _tell(pair: _FigurePair, reading: Reading, snapshot: CorpusSnapshot, *, total: bool) -> Composition:
    cited, figures = CitedSentences(snapshot), (pair.one, pair.other)
    statements = _quoted(figures, reading, snapshot, cited)
    if not pair.is_comparable:
        return Composition(tuple(statements), cited.citations, note=Note.NOT_COMPARABLE)
    called = _called(figures, reading, snapshot)
    operands = [
        Quantity(told.said.figure, _written(told), told.year, _name(told), called.get(told.year, ""))
        for told in figures
    ]
    english = reading.query.english
    if not total and _speaks_of_first(figures, operands, reading, snapshot):
        operands.reverse()
    derived = add((operands[0], operands[1]), english) if total else compare(operands[0], operands[1], english)
    numbers = tuple(sorted({number for statement in statements for number in statement.citations}))
    statements.append(Statement(derived.text, numbers, derived.calculation))
    return Composition(tuple(statements), cited.citations)


def _quoted(
    pair: tuple[MeantFigure, MeantFigure], reading: Reading, snapshot: CorpusSnapshot, cited: CitedSentences
) -> list[Statement]:
    """A statement for each figure; two figures of one clause share a statement."""
    one_year, english = pair[0].year == pair[1].year, reading.query.english
    found = dict.fromkeys((_clause(told, reading, snapshot), None if one_year else told.year) for told in pair)
    told = []
    for one, year in found:
        words = label_text("", year, english=english) + reading.reader.as_sentence(one.text)
        told.append(Statement(words, (cited.cite(one.ordinal, one.span),)))
    return list(dict.fromkeys(told))


def _speaks_of_first(
    pair: tuple[MeantFigure, MeantFigure], operands: Sequence[Quantity], reading: Reading, snapshot: CorpusSnapshot
) -> bool:
    """Whether the first is compared with the second (去年比今年), or is the greater where the question asks which one
    is."""
    asked = reading.query.text
    if _WHICH.search(reading.query.asked):
        return is_more(operands[0], operands[1])
    report = snapshot.report(pair[0].candidate.excerpt.at)
    if pair[0].year != pair[1].year:
        years = asked_years(asked, report)
        return (
            bool(years)
            and years[0].year == pair[0].year
            and _HELD_AGAINST.search(asked, years[0].span.end, years[-1].span.start) is not None
        )
    return holds_first_against_second(asked)


def _called(pair: Sequence[MeantFigure], reading: Reading, snapshot: CorpusSnapshot) -> dict[int | None, str]:
    """Year -> the question's word for it: 去年."""
    asked = reading.query.text
    years = asked_years(asked, snapshot.report(pair[0].candidate.excerpt.at))
    return {one.year: one.span.of(asked) for one in years if one.relative}


def _clause(told: MeantFigure, reading: Reading, snapshot: CorpusSnapshot) -> Extract:
    """The clauses around the figure; those that answer where these hold it."""
    start = told.candidate.excerpt.sentence.start
    figure = Span(start + told.said.figure.full.start, start + told.said.figure.full.end)
    found = reading.extract(told.candidate, snapshot)
    if found.span.start <= figure.start and figure.end <= found.span.end:
        return found
    text, clauses = snapshot.report(told.candidate.excerpt.at).text, told.candidate.excerpt.sentence.clauses
    holding = [clause for clause in clauses if clause.overlaps(figure)]
    span = Span(min(c.start for c in holding), max(c.end for c in holding)) if holding else figure
    return Extract(
        told.candidate.ordinal,
        span,
        told.said.lead.rstrip("，,") + span.of(text) if not told.said.head.strip() else span.of(text),
    )


def _name(told: MeantFigure) -> str:
    """The indicator, if its words are short and name no others beside it."""
    name = said_name(told.said.label)
    return name if len(name) <= _LONGEST_NAME and "、" not in name else ""


def _written(told: MeantFigure) -> str:
    return told.said.figure.full.of(told.candidate.excerpt.words)
