"""Rows and ledgers -> JSON documents, CSV and lines for a terminal. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction
from itertools import groupby

from bot.core.charts.finding import Charted, line_of
from bot.core.documents import shapes
from bot.core.documents.encoding import shaped
from bot.core.ledger_text import (
    cite_row,
    note,
    result_citation,
    result_words,
    sources,
    summary,
    target_citation,
    title,
)
from bot.core.sanitize import printable
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.comparability import own_year
from rag.ledger.figures.row import Row
from rag.ledger.targets import Entry, Ledger
from rag.types import Citation

_FIGURE_COLUMNS = (
    "region", "indicator", "name", "year", "value", "high", "unit", "kind", "qualifiers", "progress", "text",
    "report", "section", "sentence", "start", "end",
)  # fmt: skip
_TARGET_COLUMNS = (
    "indicator", "status", "target", "result", "note", "main", "section", "target_sentence", "result_sentence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def figures_document(snapshot: CorpusSnapshot, rows: Sequence[Row]) -> shapes.Figures:
    return shapes.Figures(snapshot.id, [_figure(snapshot, row) for row in rows])


def _figure(snapshot: CorpusSnapshot, row: Row) -> shapes.Figure:
    figure = row.figure
    return shapes.Figure(
        region=snapshot.report(row.at).region,
        indicator=row.indicator,
        name=row.name,
        year=own_year(row),
        value=_number(figure.low),
        high=_number(figure.high) if figure.high != figure.low else None,
        unit=figure.unit,
        kind=row.measure.value,
        qualifiers=sorted(qualifier.value for qualifier in figure.qualifiers),
        progress=row.progress.value if row.progress else None,
        text=row.words(snapshot),
        citation=shaped(shapes.Citation, cite_row(snapshot, row)),
    )


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def figures_csv(snapshot: CorpusSnapshot, rows: Sequence[Row]) -> str:
    def line(row: Row) -> dict[str, object]:
        figure = _figure(snapshot, row)
        return {
            **asdict(figure),
            "qualifiers": " ".join(figure.qualifiers),
            "report": figure.citation.report,
            "section": " › ".join(figure.citation.section),
            "sentence": figure.citation.id,
            "start": figure.citation.start,
            "end": figure.citation.end,
        }

    return _csv(_FIGURE_COLUMNS, map(line, rows))


def targets_document(snapshot: CorpusSnapshot, ledger: Ledger, texts: Texts) -> shapes.Targets:
    following = snapshot.reports[ledger.following].name if ledger.following is not None else None
    return shapes.Targets(
        region=ledger.region,
        year=ledger.year,
        report=snapshot.reports[ledger.report].name,
        next_report=following,
        version=snapshot.id,
        targets=[_target(snapshot, entry, texts) for entry in ledger.entries],
    )


def _target(snapshot: CorpusSnapshot, entry: Entry, texts: Texts) -> shapes.Target:
    result = result_citation(snapshot, entry)
    return shapes.Target(
        indicator=entry.target.indicator,
        target=_told(entry.target.words(snapshot), target_citation(snapshot, entry)),
        result=_told(result_words(snapshot, entry), result) if result else None,
        status=entry.status.value,
        note=note(entry, texts),
        main=entry.target.is_main,
    )


def _told(text: str, citation: Citation) -> shapes.ToldFigure:
    return shapes.ToldFigure(text, shaped(shapes.Citation, citation))


def targets_csv(snapshot: CorpusSnapshot, ledger: Ledger, texts: Texts) -> str:
    def line(entry: Entry) -> dict[str, object]:
        told = _target(snapshot, entry, texts)
        return {
            **asdict(told),
            "target": told.target.text,
            "result": told.result.text if told.result else "",
            "section": " › ".join(told.target.citation.section),
            "target_sentence": told.target.citation.id,
            "result_sentence": told.result.citation.id if told.result else "",
        }

    return _csv(_TARGET_COLUMNS, map(line, ledger.entries))


def _csv(columns: Sequence[str], lines: Iterable[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _cell(value) for name, value in line.items()})
    return out.getvalue().rstrip("\n")


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text; figures stay figures."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = printable(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def ledger_lines(snapshot: CorpusSnapshot, ledger: Ledger, texts: Texts) -> str:
    """The main targets first, then the others by their sections."""
    lines = [title(ledger, texts), sources(snapshot, ledger, texts), summary(ledger, texts)]
    for above, entries in groupby(ledger.entries, key=lambda entry: heading(snapshot, entry, texts)):
        lines += ["", above, *(line for entry in entries for line in _entry_lines(snapshot, entry, texts))]
    return printable("\n".join(lines))


def heading(snapshot: CorpusSnapshot, entry: Entry, texts: Texts) -> str:
    """The heading that an entry is told under."""
    path = snapshot.section(entry.target.at).path
    return texts.ledger.main_targets if entry.target.is_main else " › ".join(path)


def _entry_lines(snapshot: CorpusSnapshot, entry: Entry, texts: Texts) -> list[str]:
    target, result = entry.target.words(snapshot), result_words(snapshot, entry)
    why = note(entry, texts)
    status = texts.ledger.statuses[entry.status] + (f" ({why})" if why else "")
    return [f"  {target}", *([f"    → {result}"] if result else []), f"    {status}"]


def figure_lines(snapshot: CorpusSnapshot, rows: Sequence[Row], texts: Texts) -> str:
    """One line a figure: year, words, report."""
    if not rows:
        return texts.ledger.no_figures
    return printable(
        "\n".join(f"{own_year(row) or '-'}  {row.words(snapshot)}  {_place(cite_row(snapshot, row))}" for row in rows)
    )


def chart_lines(snapshot: CorpusSnapshot, found: Charted, texts: Texts) -> str:
    """The title, and each figure with the sentence it stands in."""
    lines = (
        f"  {line_of(snapshot, row, texts, is_in_time=found.chart.is_in_time)}  {_place(cite_row(snapshot, row))}"
        for row in found.rows
    )
    return printable("\n".join([found.chart.title, *lines]))


def _place(citation: Citation) -> str:
    return f"({citation.report} {citation.id})"
