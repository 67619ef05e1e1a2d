"""A corpus -> questions on it that are surely answered, each with the sentence it was made from.

They are made from the figures that the reports give, and asked before anybody sees them: only those stay whose answer
cites the sentence they were made from and gives its figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answering.quoting import answer_by_quoting
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Measure, Progress, Row
from rag.text.figures.units import is_count
from rag.types import Question, Report, Status

if TYPE_CHECKING:
    from rag.documents.snapshot import CorpusSnapshot
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

MOST = 16
_REPORTS, _TRIED = 4, 12
"""Reports that questions are made from, the newest of each first, and questions tried of each."""
_NAME = re.compile(r"(?!共|其中|全[省市区县]|各类)[\u3400-\u9fffA-Za-z]{2,10}")
_UNIT = re.compile(r"[\u3400-\u9fff]{1,3}")
_GENERAL = {"zh": ("{year}年的主要目标是什么？",), "en": ("What are the main targets for {year}?",)}
_ENGLISH = ("What is the GDP target for {year}?", "Summarize the report")


@dataclass(frozen=True, slots=True)
class Example:
    """A question that this corpus surely answers."""

    question: str
    language: str
    sentence: str = ""
    """Id of the one it was made from; empty for a question on the whole report."""
    section: tuple[str, ...] = ()
    report: str = ""


def find_examples(served: SearchableCorpus, embeddings: Embeddings, wanted: Callable[[], bool]) -> tuple[Example, ...]:
    """At most ``MOST``, general ones first, as long as they are ``wanted``. Blocks, some milliseconds a question."""
    found: list[Example] = []
    for example, figure in _candidates(served.version):
        if wanted() and len(found) < MOST and _is_sure(example, figure, served, embeddings):
            found.append(example)
    return tuple(found)


def to_begin_with(examples: Iterable[Example], language: str, most: int) -> list[Example]:
    """Questions that show what can be asked: a general one first, then those on figures."""
    own = [one for one in examples if one.language == language]
    general = [one for one in own if not one.sentence]
    return [*general[:1], *(one for one in own if one.sentence), *general[1:]][:most]


def _is_sure(example: Example, figure: str, served: SearchableCorpus, embeddings: Embeddings) -> bool:
    answer, reading = answer_by_quoting(Question(example.question), served, embeddings)
    if answer.status is not Status.ANSWERED or (reading and not reading.decision.is_sure):
        return False
    cites = not example.sentence or example.sentence == answer.citations[0].id
    return cites and figure in answer.text


def _candidates(version: CorpusSnapshot) -> Iterator[tuple[Example, str]]:
    """The candidates with the figure that the answer has to give."""
    newest = sorted(range(len(version.reports)), key=lambda at: -(version.reports[at].year or 0))[:_REPORTS]
    several = len({report.region for report in version.reports}) > 1
    if newest and (year := version.reports[newest[0]].year):
        for language, questions in _GENERAL.items():
            yield from ((Example(question.format(year=year), language), "") for question in questions)
        yield from ((Example(question.format(year=year), "en"), "") for question in _ENGLISH)
    for number in newest:
        yield from _of_report(number, version, several=several)


def _of_report(number: int, version: CorpusSnapshot, *, several: bool) -> Iterator[tuple[Example, str]]:
    """The examples of a report, at most one of each sentence, those on the main targets first."""
    report, seen = version.reports[number], set[tuple[int, int]]()
    rows = sorted(read_rows(version, number), key=lambda row: (not row.is_main, row.at.sentence))
    for row in rows:
        place = (row.at.sentence, row.is_main)
        if (place in seen and not row.is_main) or not (asked := _question(row, report, several=several)):
            continue
        if len(seen) >= _TRIED:
            return
        seen.add(place if not row.is_main else (row.at.sentence, -len(seen)))
        section = version.section(row.at)
        yield Example(asked, "zh", version.sentence(row.at).id, section.path, report.name), _written(row, version)


def _question(row: Row, report: Report, *, several: bool) -> str:
    """Empty for a figure whose words make no clear question."""
    if row.year is None or row.progress is None or row.spans_years or not _NAME.fullmatch(row.indicator):
        return ""
    asks = _asks(row)
    place = report.region or "" if several else ""
    return f"{place}{row.year}年{row.indicator}{asks}？" if asks else ""


def _asks(row: Row) -> str:
    aims = "目标" if row.progress is Progress.TARGET else ""
    if row.measure is Measure.GROWTH:
        return f"{aims}增长多少"
    if row.measure is Measure.AMOUNT:
        return f"{aims}是多少"
    counted = row.measure is Measure.COUNT and is_count(row.figure.unit) and _UNIT.fullmatch(row.figure.unit)
    return f"{aims}多少{row.figure.unit}" if counted else ""


def _written(row: Row, version: CorpusSnapshot) -> str:
    sentence = version.sentence(row.at)
    return row.figure.span.of(version.report(row.at).text[sentence.start : sentence.end])
