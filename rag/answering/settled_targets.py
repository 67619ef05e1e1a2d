"""A question on targets and their results -> both, cited, with the verdict that arithmetic gives. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.statements import CitedSentences, Composition
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Progress, Row
from rag.ledger.lookup import find_entries, year_by_year
from rag.ledger.requests import Request, RequestKind
from rag.ledger.selection import planning_reports
from rag.ledger.targets import Entry, Ledger, TargetStatus, open_ledger, targets_of
from rag.retrieval.scopes.scope import Scope
from rag.text.divisions import same_place
from rag.text.full_stops import as_sentence
from rag.types import Citation, Note, Span, Statement

_SHOWN = 15
"""Targets told in an answer; the others are offered after it."""
_SEVERAL = 2
"""Years from which there is something to tell one by one."""
_SETTLED = (
    TargetStatus.MET,
    TargetStatus.ABOUT,
    TargetStatus.MISSED,
    TargetStatus.NOT_COMPARABLE,
    TargetStatus.NOT_MENTIONED,
)
_STATUSES = {RequestKind.MISSED: (TargetStatus.MISSED, TargetStatus.ABOUT), RequestKind.MET: (TargetStatus.MET,)}
"""Kind of request -> the status of the targets in the answer."""
_WORDS = {
    TargetStatus.MET: ("达到", "met"),
    TargetStatus.ABOUT: ("接近", "close"),
    TargetStatus.MISSED: ("未达到", "missed"),
    TargetStatus.NOT_COMPARABLE: ("无法比较", "not comparable"),
    TargetStatus.NOT_MENTIONED: ("未提及", "not mentioned"),
}


def compose_settled(request: Request, scope: Scope, snapshot: CorpusSnapshot, *, english: bool) -> Composition | None:
    """Targets and their results; None where the corpus has none. For one indicator, all its figures, with the remark
    that they cannot be compared."""
    if scope.places:
        return None
    regions = tuple(dict.fromkeys(snapshot.reports[report].region for report in scope.reports))
    told = _compose(request, regions, scope, snapshot, english=english)
    if told is None and request.asked is RequestKind.ONE and len(regions) == 1:
        series = _tell_series(request.indicator, regions[0], snapshot)
        return replace(series, note=Note.NOT_SETTLED) if series else None
    return told


def _compose(
    request: Request, regions: Sequence[str | None], scope: Scope, snapshot: CorpusSnapshot, *, english: bool
) -> Composition | None:
    year = scope.years[0] if scope.years else None
    if len(regions) > 1:
        broad = request.asked in (RequestKind.OUTCOMES, RequestKind.MISSED)
        return _tell_regions(regions, year, snapshot, english=english) if broad else None
    if request.asked is RequestKind.SERIES:
        return _tell_series(request.indicator, regions[0], snapshot)
    report = next(iter(planning_reports(snapshot, regions[0], year)), None)
    if report is None:
        return None
    if request.asked is RequestKind.TARGETS:
        return _tell_targets(report, snapshot, is_main=request.is_main)
    return _tell_outcomes(request, open_ledger(snapshot, report), snapshot, english=english)


def _tell_outcomes(request: Request, ledger: Ledger, snapshot: CorpusSnapshot, *, english: bool) -> Composition | None:
    if ledger.following is None or not ledger.entries:
        return None
    if request.asked is RequestKind.ONE:
        meant = find_entries(ledger.entries, request.indicator, ledger.region)
        return _tell(meant[:_SHOWN], (), ledger, snapshot, english=english) if meant else None
    shown, rest = _chosen(request.asked, ledger)
    return _tell(shown, rest, ledger, snapshot, english=english, counted=True)


def _tell_regions(
    regions: Sequence[str | None], year: int | None, snapshot: CorpusSnapshot, *, english: bool
) -> Composition | None:
    """The outcome of the targets of each region, and those that were missed."""
    cited = CitedSentences(snapshot)
    statements: list[Statement] = []
    for region in regions:
        for report in planning_reports(snapshot, region, year)[:1]:
            ledger = open_ledger(snapshot, report)
            if ledger.following is not None and ledger.entries:
                missed = [entry for entry in ledger.entries if entry.status is TargetStatus.MISSED]
                statements.append(_count(ledger, english=english))
                statements += [_settle(entry, snapshot, cited, english=english) for entry in missed]
    return Composition(tuple(statements), cited.citations) if statements else None


def _chosen(asked: RequestKind, ledger: Ledger) -> tuple[list[Entry], list[Entry]]:
    """Entries to tell, and those to offer after them."""
    if wanted := _STATUSES.get(asked):
        meant = [entry for status in wanted for entry in ledger.entries if entry.status is status]
    else:
        meant = [entry for entry in ledger.entries if entry.target.is_main or entry.status is TargetStatus.MISSED]
        meant += [
            entry
            for entry in ledger.entries
            if entry not in meant and entry.status in (TargetStatus.MET, TargetStatus.ABOUT)
        ]
    return meant[:_SHOWN], meant[_SHOWN:]


def _tell(
    entries: Sequence[Entry],
    rest: Sequence[Entry],
    ledger: Ledger,
    snapshot: CorpusSnapshot,
    *,
    english: bool,
    counted: bool = False,
) -> Composition:
    cited = CitedSentences(snapshot)
    statements = [_count(ledger, english=english)] if counted else []
    statements += [_settle(entry, snapshot, cited, english=english) for entry in entries]
    more = tuple(_citation(entry.target, snapshot) for entry in rest)
    return Composition(tuple(statements), cited.citations, more=more)


def _count(ledger: Ledger, *, english: bool) -> Statement:
    counts = Counter(entry.status for entry in ledger.entries)
    total = len(ledger.entries)
    calculation = f"{'+'.join(str(counts[status]) for status in _SETTLED if counts[status])}={total}"
    region = ledger.region or ""
    if english:
        parts = ", ".join(f"{counts[status]} {_WORDS[status][1]}" for status in _SETTLED if counts[status])
        return Statement(f"Of {total} targets of {region} for {ledger.year} with figures: {parts}.", (), calculation)
    parts = "，".join(f"{_WORDS[status][0]}{counts[status]}个" for status in _SETTLED if counts[status])
    return Statement(f"{region}{ledger.year}年有{total}个带数字的目标，对照下一年的报告：{parts}。", (), calculation)


def _settle(entry: Entry, snapshot: CorpusSnapshot, cited: CitedSentences, *, english: bool) -> Statement:
    """全省地区生产总值增长5.5%以上：达到，全省地区生产总值5.3万亿元、增长5.5%。"""
    target, verdict = entry.target.words(snapshot), _WORDS[entry.status][english]
    numbers = [_cite(entry.target, snapshot, cited)]
    result = ""
    if entry.result:
        result = entry.result.words(snapshot)
        numbers.append(_cite(entry.result, snapshot, cited))
    elif entry.words:
        numbers.append(cited.cite(_ordinal(entry.words, snapshot), _whole(entry.words, snapshot)))
    colon, comma, stop = (": ", "; ", ".") if english else ("：", "，", "。")
    told = f"{target}{colon}{verdict}{comma if result else ''}{result}{stop}"
    return Statement(told, tuple(dict.fromkeys(numbers)))


def _tell_targets(report: int, snapshot: CorpusSnapshot, *, is_main: bool) -> Composition | None:
    targets = sorted(targets_of(snapshot, report), key=lambda row: not row.is_main)
    if is_main and targets and targets[0].is_main:
        targets = [row for row in targets if row.is_main]
    if not targets:
        return None
    cited = CitedSentences(snapshot)
    statements = tuple(
        Statement(as_sentence(row.words(snapshot)), (_cite(row, snapshot, cited),)) for row in targets[:_SHOWN]
    )
    return Composition(statements, cited.citations, more=tuple(_citation(row, snapshot) for row in targets[_SHOWN:]))


def _tell_series(indicator: str, region: str | None, snapshot: CorpusSnapshot) -> Composition | None:
    """One line a year; None for a single year, which is asked for otherwise."""
    rows = year_by_year(_rows_of(region, snapshot), indicator, region)
    if len(rows) < _SEVERAL:
        return None
    cited = CitedSentences(snapshot)
    statements = tuple(
        Statement(f"{_dated(row)}{as_sentence(row.words(snapshot))}", (_cite(row, snapshot, cited),)) for row in rows
    )
    return Composition(statements, cited.citations)


def _dated(row: Row) -> str:
    return f"{row.year}年目标：" if row.progress is Progress.TARGET else f"{row.year}年："


def _rows_of(region: str | None, snapshot: CorpusSnapshot) -> Iterator[Row]:
    for at, report in enumerate(snapshot.reports):
        if same_place(report.region, region or ""):
            yield from read_rows(snapshot, at)


def _cite(row: Row, snapshot: CorpusSnapshot, cited: CitedSentences) -> int:
    return cited.cite(_ordinal(row.at, snapshot), row.told)


def _citation(row: Row, snapshot: CorpusSnapshot) -> Citation:
    return snapshot.citation(row.at, highlights=(row.told,))


def _ordinal(at: Location, snapshot: CorpusSnapshot) -> int:
    return snapshot.ordinals[snapshot.sentence(at).id]


def _whole(at: Location, snapshot: CorpusSnapshot) -> Span:
    found = snapshot.sentence(at)
    return Span(found.start, found.end)
