"""A corpus, a report -> the targets of that year and their results in the next report. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.documents.snapshot import CorpusSnapshot, Location
from rag.documents.structure.sentence_labels import labels_of
from rag.ledger.comparability import Obstacle, is_bound
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Progress, Row
from rag.ledger.likeness import Rarity
from rag.ledger.matching import MatchedResult, match
from rag.ledger.verdict import TargetVerdict, judge
from rag.text.plain import grams
from rag.types import SentenceKind

_ENOUGH = 1.75
"""Weight of a name that says enough to be looked for in words: two rare pairs."""
_MOVED = re.compile("增|升|降|减|高于|低于|快于|持平|新高")
_TOLD_IN_WORDS = 0.75
"""Share of the weight of a target's name that a clause without a figure has to hold, to be about the target."""


class TargetStatus(StrEnum):
    MET = "met"
    MISSED = "missed"
    ABOUT = "about"
    NOT_COMPARABLE = "not_comparable"
    NOT_MENTIONED = "not_mentioned"
    PENDING = "pending"
    """The next report is not there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A target and its result."""

    target: Row
    status: TargetStatus
    result: Row | None = None
    words: Location | None = None
    """The sentence that reports on it without a figure."""
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The targets of one region and year, main ones first."""

    region: str | None
    year: int
    report: int
    following: int | None
    """The report with the results."""
    entries: tuple[Entry, ...]


def open_ledger(snapshot: CorpusSnapshot, report: int) -> Ledger:
    """The targets that a report sets for its own year."""
    year = snapshot.reports[report].year
    if year is None:
        raise ValueError("a report without a year sets no targets")
    following = find_following(snapshot, report)
    targets = targets_of(snapshot, report)
    entries = _settle(snapshot, targets, report, following) if following is not None else map(_pending, targets)
    ordered = sorted(entries, key=lambda entry: not entry.target.is_main)
    return Ledger(snapshot.reports[report].region, year, report, following, tuple(ordered))


def find_following(snapshot: CorpusSnapshot, report: int) -> int | None:
    own = snapshot.reports[report]
    if own.year is None or own.region is None:
        return None
    later = (i for i, other in enumerate(snapshot.reports) if other.region == own.region and other.year == own.year + 1)
    return next(later, None)


def targets_of(snapshot: CorpusSnapshot, report: int) -> list[Row]:
    year = snapshot.reports[report].year
    rows = (row for row in read_rows(snapshot, report) if row.progress is Progress.TARGET and row.year == year)
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault((row.name, row.measure, row.figure.low, row.figure.high), row)
    return list(first.values())


def results_of(snapshot: CorpusSnapshot, report: int) -> list[Row]:
    """The results that a report gives for the year before its own, and its levels at the end of several years."""
    year = (snapshot.reports[report].year or 0) - 1
    done = (Progress.RESULT, Progress.EXPECTED)
    return [
        row
        for row in read_rows(snapshot, report)
        if row.progress in done and (row.year == year or (row.year is None and row.spans_years))
    ]


def _pending(target: Row) -> Entry:
    return Entry(target, TargetStatus.PENDING)


def _settle(snapshot: CorpusSnapshot, targets: Sequence[Row], report: int, following: int) -> Iterator[Entry]:
    rarity = Rarity(_clauses(snapshot, (report, following)))
    found = match(targets, results_of(snapshot, following), rarity)
    for target, one in zip(targets, found, strict=True):
        if one is None:
            words = _find_words(snapshot, target, following, rarity)
            obstacle = Obstacle.WORDS if words else None
            status = TargetStatus.NOT_COMPARABLE if words else TargetStatus.NOT_MENTIONED
            yield Entry(target, status, words=words, obstacle=obstacle)
        else:
            yield _judged(target, one)


def _judged(target: Row, found: MatchedResult) -> Entry:
    if found.obstacle:
        return Entry(target, TargetStatus.NOT_COMPARABLE, found.result, obstacle=found.obstacle)
    verdict = judge(target, found.result)
    if verdict is not TargetVerdict.MET and is_bound(target, found.result):
        return Entry(target, TargetStatus.NOT_COMPARABLE, found.result, obstacle=Obstacle.YEARS)
    return Entry(target, TargetStatus(verdict.value), found.result)


def _clauses(snapshot: CorpusSnapshot, reports: Sequence[int]) -> Iterator[str]:
    for report in reports:
        text = snapshot.reports[report].text
        for sentence in snapshot.outlines[report].sentences:
            yield from (clause.of(text) for clause in sentence.clauses)


def _find_words(snapshot: CorpusSnapshot, target: Row, report: int, rarity: Rarity) -> Location | None:
    """The sentence of the review that holds the target's name best, if well enough."""
    wanted = grams(target.name)
    if sum(map(rarity.weight, wanted)) < _ENOUGH:
        return _find_named(snapshot, target.name, report)
    best, most = None, _TOLD_IN_WORDS
    for at, clause in _reviewed(snapshot, report):
        held = rarity.share(wanted, grams(clause))
        if held >= most:
            best, most = at, held
    return best


def _find_named(snapshot: CorpusSnapshot, name: str, report: int) -> Location | None:
    """The shortest clause of the review with a name that says too little to be looked for (投资), and how it moved."""
    named = [(at, clause) for at, clause in _reviewed(snapshot, report) if name in clause and _MOVED.search(clause)]
    return min(named, key=lambda pair: len(pair[1]))[0] if named else None


def _reviewed(snapshot: CorpusSnapshot, report: int) -> Iterator[tuple[Location, str]]:
    outline, own = snapshot.outlines[report], snapshot.reports[report]
    for at, sentence in enumerate(outline.sentences):
        year = outline.sections[sentence.section].year
        told = sentence.kind is SentenceKind.PROSE and year is not None and own.year is not None and year < own.year
        if told and not labels_of(own.text, sentence):
            for clause in sentence.clauses:
                yield Location(report, at), clause.of(own.text)
