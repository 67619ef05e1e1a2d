"""Ledgers and rows of figures -> tables for a terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.output.wrapping import Wrapped
from bot.core.documents.ledger_documents import heading
from bot.core.ledger_text import cite_row, note, result_words, sources, summary, title
from bot.core.sanitize import printable
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Row
from rag.ledger.targets import Entry, Ledger


def ledger_tables(snapshot: CorpusSnapshot, ledger: Ledger, texts: Texts) -> Iterator[RenderableType]:
    """The main targets first, then the others by their sections."""
    yield _words(title(ledger, texts), "bold")
    yield _words(sources(snapshot, ledger, texts))
    yield _words(summary(ledger, texts))
    for above, entries in groupby(ledger.entries, key=lambda entry: heading(snapshot, entry, texts)):
        yield ""
        yield _words(above, "bold")
        yield _ledger_table(snapshot, list(entries), texts)


def _ledger_table(snapshot: CorpusSnapshot, entries: Sequence[Entry], texts: Texts) -> Table:
    table = Table(expand=True, show_lines=True)
    for name, share in zip(texts.ledger.columns, (4, 4, 3), strict=True):
        table.add_column(name, ratio=share)
    for entry in entries:
        why = note(entry, texts)
        verdict = texts.ledger.statuses[entry.status] + (f" ({why})" if why else "")
        table.add_row(_words(entry.target.words(snapshot)), _words(result_words(snapshot, entry)), _words(verdict))
    return table


def figure_table(snapshot: CorpusSnapshot, rows: Sequence[Row], texts: Texts) -> Table:
    """Year, words, report and sentence of each figure."""
    table = Table(expand=True)
    for name, share in zip(texts.ledger.figure_columns, (0, 4, 3, 0), strict=True):
        table.add_column(name, ratio=share or None)
    for row in rows:
        citation = cite_row(snapshot, row)
        table.add_row(str(row.year or "-"), _words(row.words(snapshot)), _words(citation.report), citation.id)
    return table


def _words(words: str, style: str = "") -> Wrapped:
    return Wrapped(Text(printable(words), style))
