"""Extracts -> the statements of an answer, their citations, the answer they make up, and remarks. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import Query, is_english
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.text.table_rows import say_all
from rag.text.time_expressions import Tense, tense
from rag.types import Answer, Citation, Form, Note, Question, Reason, Span, Statement, Status

EXTRACTIVE = "extractive"
_SAYS = re.compile(
    r"(?:提[到及出过]?|说|讲|写|谈|列|定|强调|明确|部署|安排|规划|公布|宣布|制定|出台|推出)[了过]|提[到及]"
)
"""Verbs of saying and deciding: a plan answers what was announced."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The statements of an answer, and the sentences that carry them."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    more: tuple[Citation, ...] = ()
    note: Note | None = None
    is_planned: bool | None = None
    """Whether a result is asked for, or how many there are, and this is all planned; None where nobody has looked."""


@dataclass(slots=True)
class CitedSentences:
    """Numbers the sentences of one answer in the order in which they are first cited."""

    snapshot: CorpusSnapshot
    _spans: dict[int, list[Span]] = field(default_factory=dict)

    def cite(self, ordinal: int, span: Span) -> int:
        """The number of the sentence; ``span`` are the words of it that carry the statement."""
        spans = self._spans.setdefault(ordinal, [])
        if span not in spans:
            spans.append(span)
        return list(self._spans).index(ordinal) + 1

    @property
    def citations(self) -> tuple[Citation, ...]:
        order = self.snapshot.order
        return tuple(
            self.snapshot.citation(order[ordinal], number, tuple(sorted(spans)))
            for number, (ordinal, spans) in enumerate(self._spans.items(), 1)
        )


def quote(extracts: Sequence[Extract], labels: Sequence[str], reader: CorpusReader) -> Composition:
    """One statement for each extract, after its label."""
    cited = CitedSentences(reader.version)
    statements = tuple(
        Statement(f"{label}{reader.as_sentence(found.text)}", _cite(found, cited))
        for found, label in zip(extracts, labels, strict=True)
    )
    return Composition(statements, cited.citations)


def _cite(found: Extract, cited: CitedSentences) -> tuple[int, ...]:
    """The number of its sentence, and that of the line that names the columns where a row does not."""
    number = cited.cite(found.ordinal, found.span)
    if found.columns is None:
        return (number,)
    head = cited.snapshot.sentence(cited.snapshot.order[found.columns])
    return number, cited.cite(found.columns, Span(head.start, head.end))


def label_text(region: str, year: int | None, *, english: bool) -> str:
    """The label before a statement: its region and its year, as far as they are given."""
    if english:
        told = " ".join(part for part in (region, str(year or "")) if part)
        return f"{told}: " if told else ""
    return f"{region}{f'{year}年' if year else ''}：" if region or year else ""


def labels_of(extracts: Sequence[Extract], scope: Scope, reader: CorpusReader, *, english: bool = False) -> list[str]:
    """The label before each statement: the region where the corpus holds several, the year where it is not plain."""
    snapshot = reader.version
    places = [snapshot.order[found.ordinal] for found in extracts]
    years = [reader.year_told(found.ordinal, found.text) for found in extracts]
    say_year = scope.relative or len(set(years)) > 1 or any(at.report in snapshot.with_editions for at in places)
    say_region = len(snapshot.reports) > 1
    labels = []
    for at, year in zip(places, years, strict=True):
        report = snapshot.report(at)
        region = (report.region or report.name) if say_region else ""
        labels.append(label_text(region, year if say_year else None, english=english))
    return labels


def whole(ordinal: int, snapshot: CorpusSnapshot) -> Extract:
    """All of a sentence."""
    found = snapshot.excerpt(ordinal)
    sentence, row = found.sentence, found.told[0].row
    span = Span(sentence.start, sentence.end)
    if row:
        return Extract(ordinal, span, say_all(row, row.cells))
    if sentence.clauses:
        span = Span(sentence.clauses[0].start, sentence.clauses[-1].end)
    return Extract(ordinal, span, " ".join(span.of(snapshot.report(found.at).text).split()))


def make_answer(question: Question, form: Form | None, told: Composition, snapshot: CorpusSnapshot) -> Answer:
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        engine=EXTRACTIVE,
        statements=told.statements,
        citations=told.citations,
        nearest=(),
        version=snapshot.id,
        language="en" if is_english(question.text) else "zh",
        form=form,
        more=told.more,
        note=told.note,
    )


def refuse(question: Question, snapshot: CorpusSnapshot, reason: Reason, asked: Sequence[int] | None = None) -> Answer:
    """``asked``: the indices of the reports asked; None for all."""
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    reports = snapshot.reports if asked is None else [snapshot.reports[at] for at in asked]
    return Answer(
        question=question.text,
        status=Status.OFF_TOPIC if aside else Status.NOT_IN_REPORT,
        engine=EXTRACTIVE,
        statements=(),
        citations=(),
        nearest=(),
        version=snapshot.id,
        language="en" if is_english(question.text) else "zh",
        reason=reason,
        unread=() if aside else tuple(report.name for report in reports if report.is_incomplete),
    )


def note_on_year(reading: Reading, cited: Sequence[Citation], snapshot: CorpusSnapshot) -> Note | None:
    """The remark that the year asked for is not told, where neither the sentences cited nor their headings tell one."""
    ordinals = {snapshot.ordinals[citation.id] for citation in cited}
    agreement = {found.features.year for found in reading.ranked if found.ordinal in ordinals}
    return Note.YEAR_UNKNOWN if reading.scope.years and agreement == {0.0} else None


def is_only_planned(query: Query, cited: Sequence[Citation], snapshot: CorpusSnapshot) -> bool:
    """Whether a result is asked for, and every sentence cited is from what a report plans for its own year."""
    if not (query.state or tense(query.asked) is Tense.RESULT) or _SAYS.search(query.asked):
        return False
    places = [snapshot.locate(citation.id) for citation in cited]
    return bool(places) and all(at is not None and snapshot.is_planned(at) for at in places)
