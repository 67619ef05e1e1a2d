"""Answers and passages -> text in a terminal: the answer, then each quote with its place, the answering words bold.

If the output is not a terminal, the same words are printed without colours or wrapping.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.output.ledger_tables import figure_table, ledger_tables
from bot.cli.output.wrapping import Wrapped
from bot.core.answer_text import is_answered, on_page, said, section_line
from bot.core.citation_status import CitationStatus, describe_fate, find_paragraph
from bot.core.documents.ledger_documents import figure_lines, ledger_lines
from bot.core.sanitize import is_visible, printable
from bot.core.text_diff import find_differences
from bot.texts import Texts, texts_for
from rag.corpus.diff.citation_tracking import Fate
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.row import Row as FigureRow
from rag.ledger.targets import Ledger
from rag.text.plain import display_width
from rag.text.table_rows import Cell, TableRow, read_row
from rag.types import Answer, Citation, Passage, Span, Statement

_INDENT = 4
_WIDE = 500  # columns of a table that is not shown in a terminal


class Screen:
    """Standard output."""

    def __init__(self, texts: Texts, several_reports: bool = False, console: Console | None = None) -> None:
        """``several_reports``: the corpus holds more than one, so that quotes have to say which one they are from."""
        self._texts = texts
        self._several = several_reports
        self.console = console or Console(highlight=False, markup=False, emoji=False)

    def say(self, sentence: str) -> None:
        self._print(Text(printable(sentence)))

    def show_statement(self, statement: Statement) -> None:
        if is_visible(statement.text):
            self._print(Text(printable(statement.marked), style="bold"))

    def show_answer(self, answer: Answer, *, told: bool = False) -> None:
        """``told``: its statements have been shown as they came."""
        answered = is_answered(answer)
        if not (told and answered):
            self._print(Text(said(answer, texts_for(answer.language)), style="bold" if answered else ""))
        shown = answer.citations if answered else answer.nearest
        for number, citation in enumerate(shown, 1):
            self._print()
            self._show_quote(f"[{citation.number}]" if answered else str(number), citation)

    def list_questions(self, questions: Sequence[str]) -> None:
        """Nothing where there are none."""
        if questions:
            self.say(self._texts.terminal_examples)
        for question in questions:
            self._print(Text(printable(question)), indent=_INDENT)

    def show_citations(self, citations: Sequence[Citation]) -> None:
        """Quotes with their places, one after the other."""
        for number, citation in enumerate(citations, 1):
            self._print()
            self._show_quote(str(number), citation)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        if not passages:
            self.say(self._texts.nothing_found)
        for number, passage in enumerate(passages, 1):
            place = printable(section_line(passage.report, passage.section, self._several))
            self._print(Text(f"{number} {place}  {passage.score:.2f}", style="dim"))
            self._show_words(passage.text, ())

    def show_standing(self, standing: CitationStatus, number: int) -> None:
        """Cited words in their paragraph, bold; where they have changed, both wordings with the difference marked.

        ``number``: of today's version.
        """
        place = printable(section_line(standing.report.name, standing.section, self._several))
        at = standing.report.page(standing.span.start)
        page = on_page(at, self._texts, recognised=standing.report.is_recognised(at))
        self._print(Text(place + page, style="dim"))
        if fate := describe_fate(standing, number, self._texts):
            self.say(fate)
        if standing.fate is Fate.CHANGED and standing.cited:
            old, new = standing.cited.quote, standing.words
            taken, put = find_differences(old, new)
            for label, words, marks, style in (
                (self._texts.as_cited, old, taken, "strike"),
                (self._texts.as_now, new, put, "bold"),
            ):
                self.say(label)
                self._print(marked(words, marks, style), indent=_INDENT)
        if (paragraph := find_paragraph(standing)) and paragraph.text != standing.words:
            self._print(marked(paragraph.text, paragraph.cited, "bold"), indent=_INDENT)
        elif standing.fate is not Fate.CHANGED:
            self._print(marked(standing.words, (Span(0, len(standing.words)),), "bold"), indent=_INDENT)

    def show_sections(self, version: CorpusSnapshot) -> None:
        """The outline of every report, indented; a section that goes on after those below it stands once."""
        for report, outline in zip(version.reports, version.outlines, strict=True):
            self._print(Text(printable(report.name), style="bold"))
            for path in dict.fromkeys(section.path for section in outline.sections if section.path):
                self._print(Text(printable(path[-1])), indent=2 * len(path))

    def show_reports(self, names: Sequence[str], chosen: str | None) -> None:
        """The reports with the numbers to choose by; only the name of a single report."""
        if len(names) < 2:
            self.say(self._texts.only_report.format(name=names[0]) if names else self._texts.empty_corpus)
            return
        for number, name in enumerate((self._texts.all_reports, *names)):
            mark = "✓" if (chosen or self._texts.all_reports) == name else " "
            self._print(Text(f"{mark} {number} {printable(name)}"))
        self.say(self._texts.terminal_reports)

    def show_ledger(self, version: CorpusSnapshot, ledger: Ledger) -> None:
        """The targets and what came of them: tables in a terminal, else lines."""
        if not self.console.is_terminal:
            self._print(Text(ledger_lines(version, ledger, self._texts)))
            return
        for part in ledger_tables(version, ledger, self._texts):
            self.console.print(part)

    def show_figures(self, version: CorpusSnapshot, rows: Sequence[FigureRow]) -> None:
        """A row for each figure: a table in a terminal, else lines."""
        if self.console.is_terminal and rows:
            self.console.print(figure_table(version, rows, self._texts))
        else:
            self._print(Text(figure_lines(version, rows, self._texts)))

    def show_table(self, table: Table) -> None:
        """Whole, also where the output is narrower."""
        console = self.console if self.console.is_terminal else Console(width=_WIDE, color_system=None)
        console.print(table)

    def _show_quote(self, label: str, citation: Citation) -> None:
        place = printable(section_line(citation.report, citation.section, self._several))
        page = on_page(citation.page, self._texts, recognised=citation.recognised)
        self._print(Text(f"{label} {place}{page}", style="dim"))
        marks = tuple(Span(mark.start - citation.start, mark.end - citation.start) for mark in citation.highlights)
        self._show_words(citation.quote, marks)

    def _show_words(self, words: str, marks: Sequence[Span]) -> None:
        """Words of a report; a table row as a table of its columns and its values."""
        row = read_row(words)
        if row and self.console.is_terminal:
            self._print(Text(printable(row.head)), indent=_INDENT)
            self.console.print(Padding(_grid(row, marks), (0, 0, 0, _INDENT + 2)))
        else:
            self._print(_table(row, marks) if row else marked(words, marks, "bold"), indent=_INDENT)

    def _print(self, text: Text | None = None, indent: int = 0) -> None:
        if text is None:
            self.console.print()
        elif self.console.is_terminal:
            self.console.print(Padding(Wrapped(text), (0, 0, 0, indent)) if indent else Wrapped(text))
        else:
            margin = " " * indent
            self.console.print(margin + text.plain.replace("\n", "\n" + margin), soft_wrap=True)


def marked(words: str, marks: Sequence[Span], style: str) -> Text:
    """The words with these stretches of them in a style."""
    text = Text()
    for start, end in pairwise(sorted({0, len(words), *(cut for mark in marks for cut in mark)})):
        inside = any(mark.overlaps(Span(start, end)) for mark in marks)
        text.append(printable(words[start:end]), style if inside else None)
    return text


def _grid(row: TableRow, marks: Sequence[Span]) -> Table:
    """A line for each cell: the name of its column, its value."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for cell in row.cells:
        grid.add_row(*(Wrapped(Text(printable(words), _style(cell, marks))) for words in (cell.column, cell.value)))
    return grid


def _table(row: TableRow, marks: Sequence[Span]) -> Text:
    """The name of the row, then a line for each cell."""
    width = max((display_width(cell.column) for cell in row.cells), default=0)
    text = Text(printable(row.head))
    for cell in row.cells:
        gap = " " * (width - display_width(cell.column) + 2)
        text.append(f"\n  {printable(cell.column)}{gap}{printable(cell.value)}", _style(cell, marks))
    return text


def _style(cell: Cell, marks: Sequence[Span]) -> str:
    return "bold" if any(mark.overlaps(cell.span) for mark in marks) else ""
