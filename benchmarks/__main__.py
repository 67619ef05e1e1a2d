"""``python -m benchmarks [NAME …]``: measure, show tables, write JSON. The table of contents of this folder.

``evaluation`` measures how good answers and verdicts are, ``performance`` speed, memory and disk, ``robustness`` what
faults, kills, crowds and made files do, ``rivals`` what other tools find. ``inspection`` shows what is understood of a
report, what a question passes through, and what two checkouts answer differently. ``fitting`` makes the coefficients of
the program by what is in ``learning``, ``lexicons`` its lists of names, ``documentation`` the tables and pictures of
the pages; ``question_encoder`` and ``reader`` train its models. All run on ``harness``.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.evaluation.claims import measure_claims
from benchmarks.evaluation.eleven import measure_eleven
from benchmarks.evaluation.model import measure_model
from benchmarks.harness.figures import Figures, as_object, markdown, show
from benchmarks.harness.setup import Setup
from benchmarks.inspection.walk import measure_walk
from benchmarks.performance.crowd import measure_crowd
from benchmarks.performance.disk import measure_disk
from benchmarks.performance.indexing import measure_indexing
from benchmarks.performance.inline import measure_inline
from benchmarks.performance.memory import measure_memory
from benchmarks.performance.reloads import measure_reloads
from benchmarks.performance.speed import measure_speed
from benchmarks.performance.start import measure_start
from benchmarks.rivals.compare import measure_rivals
from benchmarks.robustness.faults import measure_faults
from rag.documents.report_folder import report_files
from rag.errors import WenbaoError

BENCHMARKS: dict[str, Callable[[Setup], Iterable[Figures]]] = {
    "speed": measure_speed,
    "indexing": measure_indexing,
    "start": measure_start,
    "memory": measure_memory,
    "disk": measure_disk,
    "crowd": measure_crowd,
    "inline": measure_inline,
    "reloads": measure_reloads,
    "faults": measure_faults,
    "compare": measure_rivals,
    "claims": measure_claims,
    "eleven": measure_eleven,
    "walk": measure_walk,
    "model": measure_model,
}

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]…", help=f"Of {', '.join(BENCHMARKS)}; all if none is named.")
]
Reports = Annotated[
    list[Path], typer.Option("--report", help="A report or a folder; repeatable. The first is the small corpus.")
]
QuestionFile = Annotated[Path, typer.Option("--questions", help="Questions on the first report, as for wenbao eval.")]
Work = Annotated[Path | None, typer.Option(help="Keep what is made for measuring here, for the next run.")]
Sentences = Annotated[int, typer.Option(min=0, help="Size of the large corpus; 0 measures the small one alone.")]
Rounds = Annotated[int, typer.Option(min=1, help="How often each thing is measured.")]
Whole = Annotated[bool, typer.Option("--whole", help="walk: every question of the file, on the report it names.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write all figures here.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print tables for a README.")]


def main(
    names: Names = None,
    reports: Reports = [Path("seeds")],  # noqa: B006  # typer wants the value itself
    questions: QuestionFile = Path("benchmarks/questions/yushan.jsonl"),
    work: Work = None,
    sentences: Sentences = 100_000,
    rounds: Rounds = 5,
    whole: Whole = False,
    json_file: Json = None,
    as_markdown: AsMarkdown = False,
) -> None:
    """Measure speed, size and quality. Figures compare with those of the same run, not with another machine's."""
    chosen = names or list(BENCHMARKS)
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is not one of {', '.join(BENCHMARKS)}.")
    with tempfile.TemporaryDirectory() as folder:
        setup = Setup(_files(reports), questions, work or Path(folder), sentences, rounds, whole)
        found = {name: _run(name, setup, as_markdown) for name in chosen}
    if json_file:
        json_file.write_text(json.dumps(_object(found, setup), ensure_ascii=False, indent=1), encoding="utf-8")


def _run(name: str, setup: Setup, as_markdown: bool) -> list[Figures]:
    """Shown one by one: what takes minutes is read while the next is measured."""
    console, figures = Console(), []
    for one in BENCHMARKS[name](setup):
        figures.append(one)
        if as_markdown:
            console.print(markdown(one) + "\n", soft_wrap=True, highlight=False, markup=False)
        else:
            show(one, console)
    return figures


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (report_files(path) if path.is_dir() else [path])]


def _object(found: dict[str, list[Figures]], setup: Setup) -> dict[str, object]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
        "reports": [path.name for path in setup.reports],
        "questions": setup.question_file.name,
        "rounds": setup.rounds,
        "figures": {name: [as_object(one) for one in figures] for name, figures in found.items()},
    }


if __name__ == "__main__":
    try:
        typer.run(main)
    except WenbaoError as exc:
        sys.exit(str(exc))
