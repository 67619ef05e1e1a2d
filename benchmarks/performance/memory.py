"""Corpora of two sizes -> resident memory of a serving process, and what it is made of."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.performance.children import run_part
from rag.settings import CorpusSettings

_MB = 1024 * 1024


def measure_memory(setup: Setup) -> list[Figures]:
    questions, corpora = [question.text for question in setup.questions()], setup.corpora()
    found = [run_part("memory", settings, questions) for settings in watched("Processes", corpora)]
    sizes = [f"{one['sentences']} sentences" for one in found]
    steps = [_grown(one["steps"]) for one in found]
    rows: list[tuple[Cell, ...]] = [(name, *(step[name] for step in steps)) for name in steps[0]]
    own = [list(one["steps"].values())[-1] for one in found]
    rows.append(("resident", *(round((one["own"] + one["files"]) / _MB) for one in own)))
    rows.append(("of which files mapped, shared by processes", *(round(one["files"] / _MB) for one in own)))
    graphs = " and ".join(str(round(_graph(settings) / _MB)) for settings in corpora)
    note = f"Opening loads the graph of Chroma: {graphs} MB, the size of its files."
    return [Figures("Resident memory of a serving process, MB", ("grown by", *sizes), tuple(rows), (note,))]


def _graph(settings: CorpusSettings) -> int:
    """Bytes of the files that Chroma keeps the graph of an index in."""
    return sum(file.stat().st_size for file in (settings.data_dir / "indexes").glob("*/*/*.bin"))


def _grown(steps: dict[str, dict[str, int]]) -> dict[str, int]:
    """By how much each step made it grow."""
    sums = {name: step["own"] + step["files"] for name, step in steps.items()}
    first = next(iter(sums))
    return {
        first: round(sums[first] / _MB),
        **{name: round((sums[name] - sums[before]) / _MB) for before, name in pairwise(sums)},
    }
