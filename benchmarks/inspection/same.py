"""Two checkouts, the same questions -> which answers differ.

    python -m benchmarks.inspection.same OTHER [--report FOLDER]… [--questions FILE]… [--work FOLDER]

Every question and claim of ``benchmarks/questions`` is put to this checkout and to OTHER, each by its own ``wenbao
ask`` or ``wenbao verify``, on the one report that it is about. Questions on a report whose file is not in ``seeds`` or
under a ``--report`` are left out, and counted. Printed is each answer of which a person would see a difference: status,
words, quotes, sections, verdicts; ids, places, versions and times do not count. The exit status is 1 if there is one.

With ``--work`` the indexes are kept, so that the next comparison encodes nothing; an ``encodings.npz`` laid there
before (from a DATA_DIR that holds the same reports) saves the first encoding too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.evaluation.report_files import find_reports
from benchmarks.harness.quiet import note
from rag.errors import WenbaoError

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).parents[1] / "questions"
_COMMANDS = {"question": "ask", "claim": "verify"}
"""Name of the text in a line -> what is asked to answer it."""
_UNSEEN = frozenset({"id", "version", "seconds", "start", "end"})

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of one file on one report."""

    file: Path
    report: str
    """Empty: the one that comes with the program."""
    command: str
    lines: tuple[Mapping[str, Any], ...]

    @property
    def texts(self) -> list[str]:
        return [line.get("question") or line["claim"] for line in self.lines]


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that is not answered the same."""

    file: str
    id: str
    text: str
    other: Answer
    here: Answer

    def lines(self) -> Iterator[str]:
        """What a person reads: the parts that differ, the other checkout's first."""
        yield f"{self.file} {self.id}: {self.text}"
        for name in dict.fromkeys((*self.other, *self.here)):
            if self.other.get(name) != self.here.get(name):
                yield f"  - {name}: {json.dumps(self.other.get(name), ensure_ascii=False)}"
                yield f"  + {name}: {json.dumps(self.here.get(name), ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working copy of the program, and where what it makes is kept."""

    path: Path
    work: Path

    @property
    def _python(self) -> str:
        own = self.path / ".venv" / "bin" / "python"
        return str(own) if own.exists() else sys.executable

    def data_dir(self, report: Path) -> Path:
        return self.work / report.stem / "data"

    def answers(self, batch: Batch, report: Path) -> list[Answer]:
        """What is answered to each line, in order.

        Raises:
            WenbaoError: the program failed; a line that it cannot answer is no failure.
        """
        reports = self.work / report.stem / "reports"
        reports.mkdir(parents=True, exist_ok=True)
        shutil.copy(report, reports)
        given = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in batch.lines)
        command = [self._python, "-m", "bot", batch.command, "--batch", "-", "--json"]
        done = subprocess.run(  # noqa: S603  # the program of the two checkouts
            command,
            input=given,
            env=self._environment(report),
            cwd=self.work,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        found = [json.loads(line) for line in done.stdout.splitlines()]
        if len(found) != len(batch.lines):
            raise WenbaoError(f"{self.path} failed on {batch.file.name}: {done.stderr.strip()[-300:]}")
        return found

    def _environment(self, report: Path) -> dict[str, str]:
        corpus = {"CORPUS_DIR": str(self.work / report.stem / "reports"), "DATA_DIR": str(self.data_dir(report))}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, **corpus, "PYTHONPATH": str(self.path), "PYTHONUTF8": "1"}


def main(
    other: Annotated[Path, typer.Argument(help="Another checkout, such as a git worktree of an earlier commit.")],
    reports: Annotated[list[Path] | None, typer.Option("--report", help="A report or a folder; repeatable.")] = None,
    questions: Annotated[list[Path] | None, typer.Option("--questions", help="A question file; repeatable.")] = None,
    work: Annotated[Path | None, typer.Option(help="Keep the indexes here, for the next comparison.")] = None,
) -> None:
    files = find_reports([ROOT / "seeds", *(reports or [])])
    batches = list(read_batches(questions or sorted(QUESTIONS.glob("*.jsonl"))))
    with tempfile.TemporaryDirectory() as scratch:
        home = (work or Path(scratch)).resolve()
        checkouts = Checkout(other.resolve(), home / "other"), Checkout(ROOT, home / "here")
        differences = [found for batch in batches for found in _compared(batch, files, *checkouts)]
    raise typer.Exit(1 if differences else 0)


def read_batches(files: Sequence[Path]) -> Iterator[Batch]:
    """The lines of each file by report; files of another kind give none."""
    for file in files:
        groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for line in map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").splitlines())):
            command = next((command for name, command in _COMMANDS.items() if name in line), None)
            if command:
                groups.setdefault((line.get("report") or "", command), []).append(line)
        for (report, command), lines in groups.items():
            yield Batch(file, report, command, tuple(lines))


def _compared(batch: Batch, files: Mapping[str, Path], other: Checkout, here: Checkout) -> list[Difference]:
    """What differs, printed as it is found."""
    title = f"{batch.file.name}{batch.report and f', {batch.report}'}"
    report = files.get(batch.report)
    if report is None:
        typer.echo(f"{title}: {len(batch.lines)} left out, there is no file of the report.")
        return []
    note(title)
    _lend_encodings(here.work.parent, other.data_dir(report))
    there = other.answers(batch, report)
    _lend_encodings(other.data_dir(report), here.data_dir(report))
    found = list(differences(batch, there, here.answers(batch, report)))
    for difference in found:
        typer.echo("\n".join(difference.lines()))
    typer.echo(f"{title}: {len(batch.lines) - len(found)} of {len(batch.lines)} answered the same.")
    return found


def _lend_encodings(lender: Path, borrower: Path) -> None:
    """Vectors that one has made are not made again by the other."""
    made, wanted = lender / "encodings.npz", borrower / "encodings.npz"
    if made.exists() and not wanted.exists():
        borrower.mkdir(parents=True, exist_ok=True)
        shutil.copy(made, wanted)


def differences(batch: Batch, other: Sequence[Answer], here: Sequence[Answer]) -> Iterator[Difference]:
    for line, text, one, two in zip(batch.lines, batch.texts, map(seen, other), map(seen, here), strict=True):
        if one != two:
            yield Difference(batch.file.name, str(line.get("id", "")), text, one, two)


def seen(value: Any) -> Any:
    """An answer without what nobody reads."""
    if isinstance(value, dict):
        return {name: seen(part) for name, part in value.items() if name not in _UNSEEN}
    return [seen(part) for part in value] if isinstance(value, list) else value


if __name__ == "__main__":
    try:
        typer.run(main)
    except WenbaoError as exc:
        sys.exit(str(exc))
