"""A question that names one indicator -> the figures that the report gives of it, by their names. Pure.

A name that reports agree on needs no likeness: what the ledger holds under it answers, and where it holds nothing, the
figure of something near (进出口企业 for 进出口总额) does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import groupby

from rag.answering.facts import RegionFigure
from rag.answering.statements import Composition, labels_of, quote
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.asked_indicator import AskedIndicator, read_indicator
from rag.ledger.comparability import own_year
from rag.ledger.figures.indicator import folded_name, said_name
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Measure, Progress, Row
from rag.retrieval.answerability.beside import FoundForName
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.retrieval.scopes.scope import Scope
from rag.text.figures import Direction
from rag.text.time_expressions import find_years
from rag.types import Question, Span

_SHARES = frozenset({Measure.SHARE, Measure.RATIO, Measure.POINTS})
_MOVES = frozenset({Measure.GROWTH, Measure.RATIO, Measure.POINTS})
_PREFERRED = (Progress.RESULT, Progress.EXPECTED, Progress.TARGET)


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator that a question names, and what the reports give of it."""

    told: Composition | None
    """One statement for each region and year asked for, or for each that the reports cover; None where they give no
    such figure."""
    found: FoundForName | None = None
    """The sentences found by likeness, compared with the name; None where several regions are asked."""
    silent: tuple[tuple[int, ...], ...] = ()
    """The reports of regions that give no figure, where other regions do."""
    is_whole: bool = True
    """Every region gives a figure under the indicator's name."""
    given: tuple[tuple[RegionFigure, ...], ...] = ()
    """The figures of it that each region gives."""

    def weigh(self, reading: Reading) -> Reading:
        """The reading with its decision based on the indicator's name: its figure was found, or is missing."""
        decision = reading.decision.by_name(is_told=self.told is not None, found=self.found)
        return replace(reading, decision=decision, silent=self.silent if self.told else reading.silent)


@dataclass(frozen=True)
class _Given:
    """An indicator asked for, and the figures of the reports asked."""

    asked: AskedIndicator
    rows: Sequence[Row]

    @cached_property
    def of_years(self) -> dict[int, list[Row]]:
        """Year -> the figures of the indicator for that year; 0 for figures of no known year."""
        of_years = defaultdict[int, list[Row]](list)
        for row in self.asked.told_by(self.rows):
            of_years[own_year(row) or 0].append(row)
        return of_years

    @cached_property
    def is_known(self) -> bool:
        """The name is a standard one, or a report that was asked gives figures under it: for another year, or in
        another measure."""
        return self.asked.is_standard or any(row.name == self.asked.name for row in self.rows)


class IndicatorReader:
    """The indicators that a question names, in each wording. The indicator asked for and the figures of a scope are
    read once."""

    def __init__(self, snapshot: CorpusSnapshot) -> None:
        self._snapshot = snapshot
        self._given = cache(self._read)
        self._rows = cache(partial(_rows, snapshot=snapshot))

    def find(self, question: Question, reading: Reading) -> NamedIndicator | None:
        """None where no indicator is named, or more is asked than its figures."""
        parts = reading.scope.parts
        given = [one for part in parts if (one := self._given(question, part))]
        if len(given) < len(parts):
            return None
        if len(parts) == 1:
            return _of_region(given[0], question, reading, self._snapshot)
        return _of_regions(given, reading, self._snapshot)

    def _read(self, question: Question, scope: Scope) -> _Given | None:
        asked = _asked(question, scope, self._snapshot)
        return _Given(asked, self._rows(scope)) if asked else None


def _of_region(given: _Given, question: Question, reading: Reading, snapshot: CorpusSnapshot) -> NamedIndicator:
    years = reading.scope.years
    rows = _told(given.of_years, years)
    if not rows and years and not find_years(question.text):  # 目标呢 after 去年社零增长多少: no year of its own
        rows = _told(given.of_years, ())
    extracts = [_extract(list(told), reading, snapshot) for _, told in groupby(rows, key=lambda row: row.at)]
    return NamedIndicator(_quoted(extracts, reading), _held_against(given, reading, snapshot))


def _held_against(given: _Given, reading: Reading, snapshot: CorpusSnapshot) -> FoundForName:
    """The sentences found by likeness, compared with the name of the indicator."""
    asked, found = given.asked, _found(given.rows, reading, snapshot)
    return FoundForName(
        is_known=given.is_known,
        counts_others=_counts_others(asked, found),
        is_near=_is_near(asked, given.rows, reading, snapshot),
        measures_otherwise=_measures_otherwise(asked, found),
    )


def _of_regions(each: Sequence[_Given], reading: Reading, snapshot: CorpusSnapshot) -> NamedIndicator | None:
    """The figures of one year for each region; for a region without a figure under that name, what was found by
    likeness. None where no region gives any."""
    parts = reading.scope.parts
    extracts, silent, given, alike = [], [], [], 0
    for one, part in zip(each, parts, strict=True):
        rows = _latest(_told(one.of_years, part.years))
        like = next((found for found in reading.usable if found.excerpt.at.report in part.reports), None)
        if rows:
            extracts.append(_extract(rows, reading, snapshot))
            given.append(tuple(_of_its_region(row, snapshot) for row in rows))
        elif like and part.reports not in reading.silent and _may_tell(one.asked, like, reading, snapshot):
            extracts.append(reading.extract(like, snapshot))
            alike += one.asked.is_standard
        else:
            silent.append(part.reports)
    told = _quoted(extracts, reading) if given else None
    whole = len(given) + alike == len(parts)
    return NamedIndicator(told, None, tuple(silent), whole, () if alike else tuple(given)) if told else None


def _may_tell(asked: AskedIndicator, like: Candidate, reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """Whether the sentence found by likeness may be about the indicator; for a standard indicator, one of its clauses
    has to be."""
    region = snapshot.report(snapshot.order[like.ordinal]).region
    clauses = re.split("[，,；;：:]", reading.extract(like, snapshot).text)
    return not asked.is_standard or any(folded_name(said_name(one), region).startswith(asked.name) for one in clauses)


def _of_its_region(row: Row, snapshot: CorpusSnapshot) -> RegionFigure:
    return RegionFigure(snapshot.report(row.at).region or "", row.figure, row.figure.full.of(snapshot.words(row.at)))


def _latest(rows: Sequence[Row]) -> list[Row]:
    """The figures of the last year with a result, else of the last year with any, all from one sentence."""
    done = [row for row in rows if row.progress is not Progress.TARGET] or rows
    last = max((own_year(row) or 0 for row in done), default=0)
    return [row for row in done if (own_year(row) or 0) == last]


def _quoted(extracts: Sequence[Extract], reading: Reading) -> Composition | None:
    labels = labels_of(extracts, reading.scope, reading.reader, english=reading.query.english)
    return quote(extracts, labels, reading.reader) if extracts else None


def _rows(scope: Scope, snapshot: CorpusSnapshot) -> list[Row]:
    """The figures of the reports asked."""
    return [row for report in scope.reports for row in read_rows(snapshot, report)]


def _measures_otherwise(asked: AskedIndicator, rows: Sequence[Row]) -> bool:
    """Whether a share or a growth rate is asked for, and the sentences found only give figures of other measures."""
    if asked.is_share:
        return bool(rows) and not any(row.measure in _SHARES for row in rows)
    moves = any(row.measure in _MOVES or row.figure.direction is not Direction.NONE for row in rows)
    return asked.is_growth and bool(rows) and not moves


def _found(given: Sequence[Row], reading: Reading, snapshot: CorpusSnapshot) -> list[Row]:
    """The rows that stand in what was found."""
    if reading.decision.first is None:
        return []
    at, span = snapshot.order[reading.decision.first.ordinal], reading.decision.first.span
    return [row for row in given if row.at == at and row.told.overlaps(span)]


def _counts_others(asked: AskedIndicator, found: Sequence[Row]) -> bool:
    """Whether the figures found count things of this kind without being said to be the ones asked for."""
    return any(asked.is_of_others(row) and not CALIBRATION.is_slip(asked.name, row.name) for row in found)


def _is_near(asked: AskedIndicator, given: Sequence[Row], reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """The report gives a figure that may be meant, either of no known year or in the best sentence without its name; or
    it is about the indicator in other words: 保持正增长, 增速高于全国2个百分点."""
    best = snapshot.order[reading.usable[0].ordinal] if reading.usable else None
    if any(asked.may_be_told_by(row) for row in given if row.year is None or row.at == best):
        return True
    otherwise = (row for row in given if row.at == best and row.name == asked.name)
    return _opens_with_name(asked, given, reading, snapshot) and all(asked.is_told_beside_by(row) for row in otherwise)


def _opens_with_name(asked: AskedIndicator, given: Sequence[Row], reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """Whether a clause of the answer is about the indicator, and not about a part or a share of it."""
    if reading.decision.first is None:
        return False
    at = snapshot.order[reading.decision.first.ordinal]
    region = snapshot.report(at).region
    figures = (row for row in given if row.at == at and row.name != asked.name)
    others = {row.name for row in figures if not asked.is_told_beside_by(row)}
    names = [folded_name(said_name(clause), region) for clause in re.split("[，,；;：:]", reading.decision.first.text)]
    return any(name.startswith(asked.name) and name not in others for name in names)


def _asked(question: Question, scope: Scope, snapshot: CorpusSnapshot) -> AskedIndicator | None:
    """The indicator asked for; None for a question on other places, or on several regions."""
    regions = {snapshot.reports[report].region for report in scope.reports}
    if scope.places or len(regions) != 1:
        return None
    return read_indicator((*question.history, question.text), *regions)


def _told(of_years: Mapping[int, list[Row]], years: Sequence[int]) -> list[Row]:
    """The figures of each year (of all where none is asked for) in the order of the years: those of one sentence, the
    main one of several."""
    asked = (year for year in sorted(of_years) if not years or year in years)
    return [row for year in asked for row in _main(of_years[year])]


def _main(of_year: Sequence[Row]) -> Iterator[Row]:
    best = min(of_year, key=lambda row: (_PREFERRED.index(row.progress or Progress.TARGET), not row.is_main))
    return (row for row in of_year if row.at == best.at)


def _extract(rows: Sequence[Row], reading: Reading, snapshot: CorpusSnapshot) -> Extract:
    """The clauses that hold the figures; the extract found by likeness where it is the same."""
    at = rows[0].at
    told = Span(min(row.told.start for row in rows), max(row.told.end for row in rows))
    holding = [clause for clause in snapshot.sentence(at).clauses if clause.overlaps(told)]
    span = Span(min(clause.start for clause in holding), max(clause.end for clause in holding))
    ordinal, first = snapshot.ordinals[snapshot.sentence(at).id], reading.decision.first
    is_found = first is not None and (first.ordinal, first.span) == (ordinal, span)
    return first if first and is_found else Extract.of(snapshot, ordinal, span)
