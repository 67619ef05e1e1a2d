"""A corpus -> the rows of the ledger: each figure that measures something, with its indicator and year. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from rag.documents.snapshot import CorpusSnapshot, Location
from rag.ledger.figures.indicator import counted_name, folded_name
from rag.ledger.figures.measured import Measured, measured_figures
from rag.ledger.figures.naming import Named, name_figure
from rag.ledger.figures.row import Measure, Progress, Row
from rag.ledger.figures.stretches import averages, several_years
from rag.text.figures import Direction, Figure, FigureKind
from rag.text.figures.units import MONEY, PEOPLE, PERCENT, POINTS, SPOKEN_POINTS, is_count
from rag.text.time_expressions import Calendar, Mention, find_years, speakers_calendar
from rag.types import Report, SentenceKind, Span

_MAIN = re.compile(r"(?:预期|主要|发展)目标(?:任务|初步安排)?[^，,；;]{0,6}?(?:是|为|[:：])")
_ESTIMATED = re.compile(r"预计(?!到)|初步(?:预计|核算|统计)|有望")
_GROWTH_NAME = re.compile(r"(?:(?:增速|增幅|涨幅|降幅|增长率)[^，,；;、]{0,8}|增长(?:目标|预期|设定|安排|[按为在])*)$")
_SHORTEST = 2
"""Characters of a name: fewer are what is left of a sentence read wrongly."""
_COUNTED = PEOPLE | {"人次", "户次", "场次", "架次", "列", "标箱", "班次", ""}


_READ: WeakKeyDictionary[CorpusSnapshot, dict[int, tuple[Row, ...]]] = WeakKeyDictionary()
"""Rows read from the versions in use."""


def read_rows(snapshot: CorpusSnapshot, report: int) -> tuple[Row, ...]:
    """The rows of one report, in its order."""
    read = _READ.setdefault(snapshot, {})
    if report not in read:
        read[report] = tuple(_of_report(snapshot, report))
    return read[report]


def _of_report(snapshot: CorpusSnapshot, report: int) -> Iterator[Row]:
    outline = snapshot.outlines[report]
    marked = several_years(snapshot.reports[report], outline)
    for at, sentence in enumerate(outline.sentences):
        if sentence.kind is SentenceKind.PROSE:
            yield from _of_sentence(snapshot, Location(report, at), several=sentence.id in marked)


def _of_sentence(snapshot: CorpusSnapshot, at: Location, *, several: bool) -> Iterator[Row]:
    report, sentence, section = snapshot.report(at), snapshot.sentence(at), snapshot.section(at)
    text = report.text[sentence.start : sentence.end]
    dates, calendar = find_years(text), speakers_calendar(report)
    before: tuple[Measured, Named] | None = None
    for one in measured_figures(text):
        named = name_figure(one, text, before)
        before = (one, named)
        if len(named.indicator) < _SHORTEST:
            continue
        own = year_of(one, dates, calendar)
        year = own or (None if several and section.year == report.year else section.year)
        measure = measure_of(one.figure, one.head.of(text), one.tail.of(text))
        name = folded_name(named.indicator, report.region)
        yield Row(
            at=at,
            indicator=named.indicator,
            name=counted_name(name) if measure is Measure.COUNT else name,
            acts=named.acts,
            before=one.head.of(text),
            owner=_owner(text, one, section.path),
            year=year,
            figure=one.figure,
            measure=measure,
            progress=None if one.is_base else _progress(own or section.year, report, text[: one.figure.full.start]),
            told=Span(sentence.start + named.told.start, sentence.start + named.told.end),
            is_main=bool(_MAIN.search(text)),
            spans_years=(several and not _is_dated(one, dates)) or averages(one.head.of(text)),
        )


def year_of(one: Measured, dates: Sequence[Mention], calendar: Calendar) -> int | None:
    """The year its sentence gives a figure; a base of comparison (较2020年) and the start of a stretch are not it."""
    named = [date for date in dates if not (date.compared or date.since)]
    before = [date for date in named if date.span.end <= one.figure.full.start]
    after = [date for date in named if one.figure.full.end <= date.span.start < one.clause.end]
    mention = before[-1] if before else after[0] if after else None
    return calendar.year(mention) if mention else None


def _is_dated(one: Measured, dates: Sequence[Mention]) -> bool:
    """Whether its clause names its year."""
    named = (date.span.start for date in dates if not (date.compared or date.since))
    return any(one.clause.start <= start < one.figure.full.start for start in named)


def measure_of(figure: Figure, head: str, tail: str) -> Measure:
    if figure.kind is FigureKind.ORDINAL:
        return Measure.RANK
    if figure.unit == PERCENT:
        moves = figure.direction in (Direction.UP, Direction.DOWN)
        grows = moves or _GROWTH_NAME.search(head) or tail.startswith(("增长", "的增长"))
        return Measure.GROWTH if grows else Measure.SHARE
    if figure.unit in (POINTS, SPOKEN_POINTS):
        return Measure.POINTS
    if figure.unit in ("倍", "番"):
        return Measure.RATIO
    counted = figure.unit not in MONEY and (is_count(figure.unit) or figure.unit in _COUNTED)
    return Measure.COUNT if counted else Measure.AMOUNT


def _progress(year: int | None, report: Report, before: str) -> Progress | None:
    if year is None or report.year is None:
        return None
    if year >= report.year:
        return Progress.TARGET
    return Progress.EXPECTED if _ESTIMATED.search(before) else Progress.RESULT


def _owner(text: str, one: Measured, path: Sequence[str]) -> str:
    """Its part of the sentence up to the end of its clause, and the heading over it."""
    before = re.split(r"[；;。]", text[: one.clause.end].rstrip("；;。"))[-1]
    return "\n".join([before, *path[-1:]])
