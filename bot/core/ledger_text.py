"""Entries of a ledger -> their words: the target, the result, and why they cannot be compared. Pure."""

from __future__ import annotations

from collections import Counter

from bot.core.sanitize import printable
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Measure, Row
from rag.ledger.targets import Entry, Ledger, TargetStatus
from rag.text.figures import Direction, Qualifier
from rag.types import Citation


def figure_words(snapshot: CorpusSnapshot, row: Row) -> str:
    """The figure as the report says it, with its qualifiers; one that falls with a minus."""
    sentence = snapshot.sentence(row.at)
    words = row.figure.full.of(snapshot.report(row.at).text[sentence.start : sentence.end])
    falls = row.measure in (Measure.GROWTH, Measure.POINTS) and row.figure.direction is Direction.DOWN
    return ("-" if falls else "") + printable(" ".join(words.split()))


def cite_row(snapshot: CorpusSnapshot, row: Row, number: int | None = None) -> Citation:
    return snapshot.citation(row.at, number, highlights=(row.told,))


def target_citation(snapshot: CorpusSnapshot, entry: Entry, number: int | None = None) -> Citation:
    return cite_row(snapshot, entry.target, number)


def result_citation(snapshot: CorpusSnapshot, entry: Entry, number: int | None = None) -> Citation | None:
    """None where nothing reports on it."""
    if entry.result:
        return cite_row(snapshot, entry.result, number)
    return snapshot.citation(entry.words, number) if entry.words else None


def result_words(snapshot: CorpusSnapshot, entry: Entry) -> str:
    """The words of a result; the whole sentence where it cannot be compared, empty where nothing reports on it."""
    if entry.result and entry.status is not TargetStatus.NOT_COMPARABLE:
        return entry.result.words(snapshot)
    at = entry.result.at if entry.result else entry.words
    return " ".join(snapshot.citation(at).quote.split()) if at else ""


def note(entry: Entry, texts: Texts) -> str:
    """Why a verdict is none, or is left to the reader."""
    if entry.obstacle:
        return texts.ledger.obstacles[entry.obstacle]
    if entry.status is not TargetStatus.ABOUT or entry.result is None:
        return ""
    aim, found = entry.target.figure, entry.result.figure
    if Qualifier.ABOUT in aim.qualifiers | found.qualifiers:
        return texts.ledger.softened
    equal = aim.low == found.low and not found.qualifiers
    return texts.ledger.strict if equal and Qualifier.OVER in aim.qualifiers else texts.ledger.open_result


def summary(ledger: Ledger, texts: Texts) -> str:
    """How many targets there are and how they came out."""
    if not ledger.entries:
        return texts.ledger.no_targets
    counts = Counter(entry.status for entry in ledger.entries)
    parts = [f"{texts.ledger.statuses[status]} {counts[status]}" for status in TargetStatus if counts[status]]
    return " · ".join([texts.ledger.count(len(ledger.entries)), *parts])


def title(ledger: Ledger, texts: Texts) -> str:
    return texts.ledger.title.format(region=ledger.region or "", year=ledger.year)


def sources(snapshot: CorpusSnapshot, ledger: Ledger, texts: Texts) -> str:
    """The two reports that are compared."""
    report = snapshot.reports[ledger.report].name
    if ledger.following is None:
        return texts.ledger.alone.format(report=report)
    return texts.ledger.compared.format(report=report, following=snapshot.reports[ledger.following].name)
