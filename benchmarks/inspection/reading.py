"""``python -m benchmarks.inspection.reading FOLDER``: what is understood of each report in a folder, one line a file.

Loaded or why not, title, region, year, publishing body, date, speaker, share of the text outside sections (front matter
left aside), headings and sections without a year. ``--outline`` shows the headings below.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from rag.documents.loader import load_report
from rag.documents.metadata_overrides import load_corrections
from rag.documents.report_folder import report_files
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from rag.types import Outline, Report, SentenceKind

HEAD = "file | title | region | year | body | date | speaker | characters | front | outside | headings | no year"
_OWN_FRONT = 600
"""Characters that front matter may have: a title, a date, a salutation."""


def table(folder: Path, *, outline: bool) -> Iterator[str]:
    corrections = load_corrections(folder)
    yield HEAD
    for path in report_files(folder):
        try:
            report = load_report(path, corrections.get(path.name))
        except ReportError as exc:
            yield f"{path.name} | not loaded: {exc}"
            continue
        found = make_outline(report)
        yield " | ".join([path.name, *_row(report, found)])
        if outline:
            yield from _headings(found)


def _row(report: Report, outline: Outline) -> list[str]:
    front = sum(s.end - s.start for s in outline.sentences if s.kind is SentenceKind.FRONT)
    outside = sum(s.end - s.start for s in outline.sentences if not outline.sections[s.section].path) - front
    paths = {section.path for section in outline.sections if section.path}
    undated = {section.path for section in outline.sections if section.path and section.year is None}
    told = (report.name, report.region, report.year, report.body, report.delivered, report.speaker)
    size = len(report.text)
    counts = (
        size,
        f"{front}{'!' if front > _OWN_FRONT else ''}",
        f"{max(outside, 0) / size:.1%}",
        len(paths),
        len(undated),
    )
    return [str(value) if value is not None else "-" for value in (*told, *counts)]


def _headings(outline: Outline) -> Iterator[str]:
    shown: set[tuple[str, ...]] = set()
    for section in outline.sections:
        if section.path and section.path not in shown:
            shown.add(section.path)
            yield f"    {'  ' * len(section.path)}{section.path[-1]}  [{section.year or '-'}]"


def main(
    folder: Annotated[Path, typer.Argument(help="A folder of reports.")],
    outline: Annotated[bool, typer.Option("--outline", help="Show the headings too.")] = False,
) -> None:
    """Show what is understood of the reports in a folder."""
    for line in table(folder, outline=outline):
        typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
