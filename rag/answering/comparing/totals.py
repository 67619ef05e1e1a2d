"""A question that adds up three things or more -> the figure of each, cited, and their sum. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.comparing.arithmetic import Quantity, add, are_comparable
from rag.answering.statements import CitedSentences, Composition
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.messages.turns import own_matter
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind
from rag.text.plain import grams
from rag.types import Span, Statement

_TOTAL = re.compile(r"一共|合计|总共|共计|加起来|加在一起|相加|[总之]和|累计")
_AND = re.compile(r"、|以及|和(?![美谐平睦])|与|及(?![时其格])")
_SEVERAL = 3
_LOOKED_AT = 3
"""Sentences, best first, that are looked through for the figures of all."""
_MEANT = 0.5
"""Share of the bigrams of a name that the words of its figure hold."""


def summands(question: str) -> tuple[str, ...]:
    """The names of the three things or more that are added up; empty for any other question."""
    total = _TOTAL.search(question)
    names = [own_matter(name) for name in _AND.split(question[: total.start()])] if total else []
    return tuple(names) if len(names) >= _SEVERAL and all(names) else ()


def compose_total(names: Sequence[str], reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """None where no sentence gives a figure of each, all in one unit."""
    for candidate in reading.usable[:_LOOKED_AT]:
        figures = _figures(names, candidate)
        if figures:
            return _told(figures, candidate, reading, snapshot)
    return None


def _figures(names: Sequence[str], candidate: Candidate) -> list[Labelled]:
    said = [one for one in label(candidate.excerpt.words) if one.figure.kind is FigureKind.AMOUNT and one.figure.unit]
    found = [one for name in names if (one := _meant(name, said))]
    each = len(found) == len(names) == len({one.figure.span for one in found})
    return found if each and all(are_comparable(found[0].figure, one.figure) for one in found) else []


def _meant(name: str, said: Sequence[Labelled]) -> Labelled | None:
    """The figure whose words hold most of the name; None where none hold half of it."""
    held = [_held(name, one) for one in said]
    most = max(held, default=0.0)
    return said[held.index(most)] if most >= _MEANT else None


def _held(name: str, said: Labelled) -> float:
    wanted = grams(name)
    return len(wanted & grams(said.label)) / (len(wanted) or 1)


def _told(figures: Sequence[Labelled], candidate: Candidate, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    start = candidate.excerpt.sentence.start
    spans = [Span(start + one.figure.full.start, start + one.figure.full.end) for one in figures]
    holding = [clause for clause in candidate.excerpt.sentence.clauses if any(map(clause.overlaps, spans))]
    span = Span(min(clause.start for clause in holding), max(clause.end for clause in holding))
    cited = CitedSentences(snapshot)
    number = cited.cite(candidate.ordinal, span)
    words = span.of(snapshot.report(candidate.excerpt.at).text)
    operands = tuple(Quantity(one.figure, one.figure.full.of(candidate.excerpt.words)) for one in figures)
    total = add(operands, reading.query.english)
    quoted = Statement(reading.reader.as_sentence(words), (number,))
    return Composition((quoted, Statement(total.text, (number,), total.calculation)), cited.citations)
