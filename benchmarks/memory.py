"""Corpora of two sizes -> resident memory of a serving process, and what it is made of."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.children import run_part
from benchmarks.figures import Cell, Figures
from benchmarks.quiet import watched
from benchmarks.setup import Setup

_MB = 1024 * 1024


def measure_memory(setup: Setup) -> list[Figures]:
    questions = [question.text for question in setup.questions()]
    found = [run_part("memory", settings, questions) for settings in watched("Processes", setup.corpora())]
    sizes = [f"{one['sentences']} sentences" for one in found]
    steps = [_grown(one["steps"]) for one in found]
    rows: list[tuple[Cell, ...]] = [(name, *(step[name] for step in steps)) for name in steps[0]]
    own = [list(one["steps"].values())[-1] for one in found]
    rows.append(("resident", *(round((one["own"] + one["files"]) / _MB) for one in own)))
    rows.append(("of which files mapped, shared by processes", *(round(one["files"] / _MB) for one in own)))
    return [Figures("Resident memory of a serving process, MB", ("grown by", *sizes), tuple(rows))]


def _grown(steps: dict[str, dict[str, int]]) -> dict[str, int]:
    """By how much each step made it grow."""
    sums = {name: step["own"] + step["files"] for name, step in steps.items()}
    first = next(iter(sums))
    return {
        first: round(sums[first] / _MB),
        **{name: round((sums[name] - sums[before]) / _MB) for before, name in pairwise(sums)},
    }
