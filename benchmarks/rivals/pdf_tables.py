"""``python -m benchmarks.rivals.pdf_tables``: the cells of tables in PDF files, read by this program and by libraries.

The files are those of ``tests.tables``: 24 tables, two thirds of them ruled, broken over pages. A cell counts as right
where it stands in a row with its row's name, apart from other cells, below the year of its column; as wrong where it
stands below another year. The libraries are no dependencies; the environment of ``benchmarks/rivals/__init__.py`` needs
``pip install pdfplumber pymupdf camelot-py pypdf pypdfium2`` too. What is not installed is named.
"""

from __future__ import annotations

import io
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import typer

from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from tests.table_files import as_pdf
from tests.tables import Asked, make_tables

_SEEDS = (1, 2, 3)
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"20\d\d")
_ROWS_ABOVE = 40

Rows = Sequence[Sequence[str | None]]
"""A table; None where a merged cell goes on."""


class Cells(NamedTuple):
    """What came of the cells asked for."""

    right: int
    wrong: int
    asked: int
    seconds: float


def _ours(path: Path) -> Iterator[Rows]:
    """Each row with a head of its own, as the report's text has it."""
    report = load_report(path)
    version = CorpusSnapshot("v", (report,), (make_outline(report),))
    for told in (one for at in version.order for one in version.told(at)):
        if told.row and told.cell:
            yield [["", told.cell.column], [told.row.head, told.cell.value]]


def _pdfplumber(**settings: str) -> Callable[[Path], Iterator[Rows]]:
    def read(path: Path) -> Iterator[Rows]:
        with import_module("pdfplumber").open(path) as document:
            for page in document.pages:
                yield from page.extract_tables(settings)

    return read


def _pymupdf(path: Path) -> Iterator[Rows]:
    for page in import_module("pymupdf").open(path):
        yield from (table.extract() for table in page.find_tables())


def _camelot(flavor: str) -> Callable[[Path], Iterator[Rows]]:
    def read(path: Path) -> Iterator[Rows]:
        for table in import_module("camelot").read_pdf(str(path), flavor=flavor, pages="all"):
            yield table.df.values.tolist()

    return read


def _pypdf(path: Path) -> Iterator[Rows]:
    pages = import_module("pypdf").PdfReader(path).pages
    yield from (_split(page.extract_text(extraction_mode="layout")) for page in pages)


def _pypdfium2(path: Path) -> Iterator[Rows]:
    document: Any = import_module("pypdfium2").PdfDocument(path)
    yield from (_split(page.get_textpage().get_text_bounded()) for page in document)


def _pdfminer(path: Path) -> Iterator[Rows]:
    yield _split(import_module("pdfminer.high_level").extract_text(io.BytesIO(path.read_bytes())))


def _split(text: str) -> Rows:
    """The lines of a text, cut at blanks: all there is to tell cells apart."""
    return [line.split() for line in text.splitlines() if line.strip()]


_READERS: dict[str, Callable[[Path], Iterator[Rows]]] = {
    "wenbao (pdfminer.six, own tables)": _ours,
    "pdfplumber, lines": _pdfplumber(),
    "pdfplumber, words": _pdfplumber(vertical_strategy="text", horizontal_strategy="text"),
    "pymupdf": _pymupdf,
    "camelot, lattice": _camelot("lattice"),
    "camelot, stream": _camelot("stream"),
    "pypdf, layout": _pypdf,
    "pypdfium2, text": _pypdfium2,
    "pdfminer.six, text": _pdfminer,
}


def _measure(read: Callable[[Path], Iterator[Rows]]) -> Cells:
    right = wrong = asked = 0
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in _SEEDS:
            tables = make_tables(seed)
            path = Path(folder) / f"青禾县2025年政府工作报告{seed}.pdf"
            path.write_bytes(as_pdf(tables))
            found = [[[_plain(cell) for cell in row] for row in rows] for rows in read(path)]
            for one in (one for table in tables for one in table.asked):
                years = {year for rows in found for year in _years(rows, one)}
                right += one.year in years
                wrong += bool(years) and one.year not in years
                asked += 1
    return Cells(right, wrong, asked, (time.perf_counter() - started) / len(_SEEDS))


def _plain(cell: str | None) -> str | None:
    return None if cell is None else _BLANKS.sub("", cell)


def _years(rows: Rows, asked: Asked) -> Iterator[int]:
    """The years above, or before, each cell that holds the figure in a row of that name."""
    for at, row in enumerate(rows):
        named = [cell for cell in row if cell and (cell.startswith(asked.row) or asked.row.startswith(cell))]
        for column, cell in enumerate(row):
            if named and cell and cell.rstrip("%") in (asked.figure, asked.value.rstrip("%")):
                own = _YEAR.search(asked.row)
                heads = _heads(rows[max(at - _ROWS_ABOVE, 0) : at], column)
                if own:
                    yield from [int(own[0])] if any(asked.indicator in head for head in heads) else []
                else:
                    yield from (int(year[0]) for head in heads[:1] if (year := _YEAR.search(head)))


def _heads(above: Rows, column: int) -> list[str]:
    """The nearest cells above that hold words with a year or more than figures; merged ones reach to the right."""
    found = []
    for row in reversed(above):
        cells = list(row[: column + 1])
        while cells and cells[-1] is None:
            cells.pop()
        if cells and cells[-1] and len(cells) >= min(column, 1) and not re.fullmatch(r"[\d.,%]+", cells[-1]):
            found.append(cells[-1])
    dated = [cell for cell in found if _YEAR.search(cell)]
    return dated or found


def measure_readers() -> Iterator[tuple[str, Cells]]:
    """The readers that are installed, each shown as soon as it is measured."""
    for name, read in _READERS.items():
        try:
            cells = _measure(read)
        except ImportError:
            typer.echo(f"{name}: not installed")
            continue
        typer.echo(f"{name}: {cells.right} of {cells.asked} right, {cells.wrong} wrong, {cells.seconds:.1f} s a file")
        yield name, cells


def main() -> None:
    """Measure the readers that are installed."""
    for _ in measure_readers():
        pass


if __name__ == "__main__":
    typer.run(main)
