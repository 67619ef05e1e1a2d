"""Readings of a question, the answer by quoting -> the evidence given to a model that has passed its trial. Pure.

Sentences are taken by how likely they belong to the answer, as many as there is room for, and given in the order of
the report. What the answer by quoting shows is always among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering.statements import whole
from rag.documents.snapshot import CorpusSnapshot
from rag.generation.context import Material, Supported, evidence_of
from rag.retrieval.pipeline import Reading
from rag.text.full_stops import as_sentence
from rag.types import Answer, Form, Question, SentenceKind

OVERHEAD = 6
"""Characters that the number of a sentence takes."""
LIKELY = 0.02
"""The probability under which a sentence is left out, unless it is among the best."""
_BEST = 12
_BEST_IN_ENGLISH = 40
"""The same for an English question, whose words say less of which sentences are on it than a reader can."""
_SHORT = 80
"""Characters up to which a sentence takes the place of a draft as a whole."""


def gather(
    question: Question, readings: Sequence[Reading], answer: Answer, version: CorpusSnapshot, room: int
) -> Material | None:
    """``room``: characters. None where nothing was found."""
    ordinals = sorted(_within(room, _wanted(readings, answer, version), version))
    if not ordinals:
        return None
    quotes = tuple(_quote(index, ordinal, readings, version) for index, ordinal in enumerate(ordinals))
    return Material(
        question=question,
        language=answer.language,
        passages=tuple(version.passage(version.order[ordinal], 0.0) for ordinal in ordinals),
        evidence=tuple(evidence_of(ordinal, version) for ordinal in ordinals),
        quotes=quotes,
        free=True,
        computed=tuple(_computed(answer, ordinals, version)),
    )


def _wanted(readings: Sequence[Reading], answer: Answer, version: CorpusSnapshot) -> Iterator[int]:
    """The passages that quoting shows; the headings where the whole report is asked for; then the likeliest of each
    reading in turn, and what search found beside them."""
    yield from (version.ordinals[c.id] for c in (*answer.citations, *answer.more, *answer.nearest))
    if answer.form is Form.OVERVIEW:
        yield from _headings(answer, version)
    likely = [
        [one.candidate.ordinal for n, one in enumerate(reading.relevant) if n < _BEST or one.probability >= LIKELY]
        for reading in readings
    ]
    for place in range(max(map(len, likely), default=0)):
        yield from (ordinals[place] for ordinals in likely if place < len(ordinals))
    for reading in readings:
        found = reading.ranked[: _BEST_IN_ENGLISH if reading.query.english else _BEST]
        beside = (candidate.ordinal for candidate in found)
        yield from (
            ordinal for ordinal in beside if version.sentence(version.order[ordinal]).kind is SentenceKind.PROSE
        )


def _headings(answer: Answer, version: CorpusSnapshot) -> Iterator[int]:
    """The headings of the cited reports, down to the second level."""
    cited = {citation.report for citation in answer.citations}
    for report, outline in zip(version.reports, version.outlines, strict=True):
        for found in outline.sentences if report.name in cited else ():
            section = outline.sections[found.section]
            if section.path and len(section.path) <= 2 and found.start <= section.heading_end:
                yield version.ordinals[found.id]


def _within(room: int, wanted: Iterator[int], version: CorpusSnapshot) -> set[int]:
    """The first of ``wanted`` that there is room for, with the headings above them."""
    taken: set[int] = set()
    sections: set[tuple[int, int]] = set()
    for ordinal in wanted:
        at = version.order[ordinal]
        found, section = version.sentence(at), (at.report, version.sentence(at).section)
        path = 0 if section in sections else sum(map(len, version.section(at).path))
        cost = found.end - found.start + OVERHEAD + path
        if ordinal in taken or (taken and cost > room):
            continue
        taken.add(ordinal)
        sections.add(section)
        room -= cost
    return taken


def _quote(index: int, ordinal: int, readings: Sequence[Reading], version: CorpusSnapshot) -> Supported:
    """The quote that replaces a draft that does not hold: the whole sentence, or the clauses that answer."""
    found = whole(ordinal, version)
    if len(found.text) > _SHORT:
        candidates = ((c, reading) for reading in readings for c in reading.relevant if c.candidate.ordinal == ordinal)
        known = next(candidates, None)
        found = known[1].extract(known[0].candidate, version) if known else found
    return Supported(as_sentence(found.text), (index,), ((found.span,),))


def _computed(answer: Answer, ordinals: Sequence[int], version: CorpusSnapshot) -> Iterator[Supported]:
    cited = {citation.number: citation for citation in answer.citations}
    for statement in answer.statements:
        if statement.calculation:
            own = [cited[number] for number in statement.citations]
            places = tuple(ordinals.index(version.ordinals[citation.id]) for citation in own)
            marks = tuple(citation.highlights for citation in own)
            yield Supported(statement.text, places, marks, calculation=statement.calculation)
