"""A question that names one indicator -> the figures that the report gives of it, by their names. Pure.

A name that reports agree on needs no likeness: what the ledger holds under it answers, and where it holds nothing, the
figure of something near (进出口企业 for 进出口总额) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rag.answering.statements import Composition, labels_of, quote
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.asked_indicator import AskedIndicator, read_indicator
from rag.ledger.comparability import own_year
from rag.ledger.figures.indicator import folded_name, said_name
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Progress, Row
from rag.retrieval.answerability.decision import BESIDE
from rag.retrieval.extraction import Extract, extract_span
from rag.retrieval.pipeline import Reading
from rag.retrieval.scope import Scope
from rag.text.time_expressions import find_years
from rag.types import Question, Span

SURE = 0.95
"""The confidence in a figure found by the name of its indicator."""
_PREFERRED = (Progress.RESULT, Progress.EXPECTED, Progress.TARGET)


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator that a question names, and what the report gives of it."""

    asked: AskedIndicator
    near: bool
    """The report gives a figure that may be of it."""
    told: Composition | None
    """One statement for each year asked, or told of; None where no such figure is given."""

    def weigh(self, confidence: float) -> float:
        """The confidence in an answer, of which was ``confidence`` by likeness."""
        if self.told:
            return SURE
        return min(confidence, BESIDE) if self.asked.is_standard and not self.near else confidence


def find_indicator(question: Question, reading: Reading, snapshot: CorpusSnapshot) -> NamedIndicator | None:
    """None where no indicator is named, or more is asked than its figures."""
    asked = _asked(question, reading, snapshot)
    if asked is None:
        return None
    rows = _told(asked, reading.scope, snapshot) or _told_otherwise(asked, question, reading.scope, snapshot)
    extracts = [_extract(list(told), snapshot) for _, told in groupby(rows, key=lambda row: row.at)]
    labels = labels_of(extracts, reading.scope, snapshot, english=reading.query.english)
    return NamedIndicator(
        asked, _is_near(asked, reading, snapshot), quote(extracts, labels, snapshot) if extracts else None
    )


def _is_near(asked: AskedIndicator, reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """The report gives a figure that may be the one: of no known year, or in the best sentence without its name; or it
    tells of the indicator in other ways: 保持正增长, 增速高于全国2个百分点."""
    best = snapshot.order[reading.usable[0].ordinal] if reading.usable else None
    rows = [row for report in reading.scope.reports for row in read_rows(snapshot, report)]
    if any(asked.may_be_told_by(row) for row in rows if row.year is None or row.at == best):
        return True
    otherwise = (row for row in rows if row.at == best and row.name == asked.name)
    return _opens_with_name(asked, reading, snapshot) and all(asked.is_told_beside_by(row) for row in otherwise)


def _opens_with_name(asked: AskedIndicator, reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """Whether a clause of what answers is on the indicator, and not on a part of it or on its share."""
    if reading.first is None:
        return False
    region = snapshot.report(snapshot.order[reading.first.ordinal]).region
    clauses = (said_name(clause) for clause in re.split("[，,；;：:]", reading.first.text))
    return any(folded_name(clause, region).startswith(asked.name) for clause in clauses)


def _asked(question: Question, reading: Reading, snapshot: CorpusSnapshot) -> AskedIndicator | None:
    """None for a question on other places, or on several regions."""
    scope = reading.scope
    regions = {snapshot.reports[report].region for report in scope.reports}
    if scope.places or len(regions) != 1:
        return None
    return read_indicator((*question.history, question.text), *regions)


def _told(asked: AskedIndicator, scope: Scope, snapshot: CorpusSnapshot) -> list[Row]:
    """The figures of each year in the order of the years: those of one sentence, the main one of several."""
    rows = [row for report in scope.reports for row in read_rows(snapshot, report) if asked.is_told_by(row)]
    of_years = [row for row in rows if not scope.years or own_year(row) in scope.years]
    return [row for year in sorted({own_year(row) or 0 for row in of_years}) for row in _main(of_years, year)]


def _told_otherwise(asked: AskedIndicator, question: Question, scope: Scope, snapshot: CorpusSnapshot) -> list[Row]:
    """Those of other years, where the year is only that of the question before: 目标呢 after 去年社零增长多少."""
    if not scope.years or find_years(question.text):
        return []
    return _told(asked, replace(scope, years=()), snapshot)


def _main(rows: Sequence[Row], year: int) -> Iterator[Row]:
    of_year = [row for row in rows if (own_year(row) or 0) == year]
    best = min(of_year, key=lambda row: (_PREFERRED.index(row.progress or Progress.TARGET), not row.is_main))
    return (row for row in of_year if row.at == best.at)


def _extract(rows: Sequence[Row], snapshot: CorpusSnapshot) -> Extract:
    """The clauses that hold the figures."""
    at = rows[0].at
    told = Span(min(row.told.start for row in rows), max(row.told.end for row in rows))
    holding = [clause for clause in snapshot.sentence(at).clauses if clause.overlaps(told)]
    span = Span(min(clause.start for clause in holding), max(clause.end for clause in holding))
    return extract_span(snapshot, snapshot.ordinals[snapshot.sentence(at).id], span)
