"""Folders and files -> the report files in them, by the name of their report; what is measured on each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from benchmarks.documentation.pages import ROOT
from benchmarks.harness.quiet import note
from rag.documents.report_folder import report_files

Measured = TypeVar("Measured")
Reports = Annotated[list[Path] | None, typer.Option("--report", help="A report or a folder; repeatable.")]
Work = Annotated[Path | None, typer.Option(help="Keep the indexes here, for the next run.")]


def find_reports(paths: Iterable[Path]) -> dict[str, Path]:
    """By the name of the report, which is that of the file; "" for the first: of questions that name none."""
    files = [file for path in paths for file in (report_files(path) if path.is_dir() else [path])]
    return {"": files[0], **{file.stem: file for file in files}}


def measure_each(
    names: Sequence[str],
    reports: Sequence[Path],
    work: Path | None,
    measure: Callable[[str, Mapping[str, Path], Path], Measured],
) -> Iterator[tuple[str, Measured]]:
    """Each file of questions or claims with what ``measure`` gives for its name, the report files (the seed report and
    ``reports``) and the folder of indexes, which is a passing one where ``work`` is None."""
    files = find_reports([ROOT / "seeds", *reports])
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            note(name)
            yield name, measure(name, files, work or Path(scratch))
