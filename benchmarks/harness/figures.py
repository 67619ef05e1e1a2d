"""Measured numbers -> a table for people, Markdown for a README, JSON for programs. Pure but for the printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What one benchmark measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """What a reader has to know to read the numbers, one sentence each."""


def show(figures: Figures, console: Console) -> None:
    table = Table(title=figures.title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(figures.columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in figures.rows:
        table.add_row(*map(written, row))
    console.print(table)
    for note in figures.notes:
        console.print(f"  {note}", style="dim", highlight=False)
    console.print()


def markdown(figures: Figures) -> str:
    """A table of GitHub's Markdown with the notes below it."""
    lines = [
        _line(figures.columns),
        _line(["---", *["---:"] * (len(figures.columns) - 1)]),
        *(_line([written(cell) for cell in row]) for row in figures.rows),
    ]
    notes = [f"\n{note}" for note in figures.notes]
    return "\n".join([f"**{figures.title}**\n", *lines, *notes])


def as_object(figures: Figures) -> dict[str, object]:
    return asdict(figures)


def written(cell: Cell) -> str:
    """Three digits that count; what was not measured is a dash."""
    match cell:
        case None:
            return "-"
        case float():
            return f"{cell:.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
        case _:
            return str(cell)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
