"""One report, one encoder, one question file -> what other ways of retrieval find, and in what time, beside ours."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.harness.corpora import settings_in
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import best_times, seconds_of
from benchmarks.rivals.makers import MAKERS
from benchmarks.rivals.rival import Measured, Rival
from rag.corpus.service import CorpusService
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.engine import Answerer
from rag.evaluation.metrics import BUDGETS, Engine, Measures, evaluate, measure
from rag.types import Report

OURS = "wenbao"
_DEPTH = 60
"""Passages asked for: ours gives as many as fill the largest budget, the others what they give by default."""


def measure_rivals(setup: Setup) -> list[Figures]:
    folder = setup.work / "compare"
    shutil.rmtree(folder, ignore_errors=True)
    rivals, seconds, missing = _make_rivals(load_report(setup.reports[0]), folder)
    settings = settings_in(folder / OURS)
    settings.corpus_dir.mkdir(parents=True)
    shutil.copy(setup.reports[0], settings.corpus_dir)
    with closing(CorpusService(settings)) as corpus:
        seconds[OURS] = seconds_of(corpus.open)
        engines: dict[str, Engine] = {**{name: Measured(one) for name, one in rivals.items()}, OURS: Answerer(corpus)}
        version = corpus.current.version
        found = {
            name: _measure(engine, version, setup)
            for name, engine in watched("Tools that search", list(engines.items()))
        }
        times = _times(engines, setup)
    rows = [_row(name, found[name], times[name], times[OURS], seconds[name]) for name in engines]
    return [_figures(rows, setup, missing)]


def _make_rivals(report: Report, folder: Path) -> tuple[dict[str, Rival], dict[str, float], list[str]]:
    """Those that are installed, the seconds each took to index, and a sentence for each that is not."""
    rivals: dict[str, Rival] = {}
    seconds: dict[str, float] = {}
    missing: list[str] = []
    for number, (name, make) in watched("Tools that index", list(enumerate(MAKERS.items()))):
        started = time.perf_counter()
        try:
            made = make(report, folder / str(number))
        except ImportError as exc:
            missing.append(f"Not measured: {name} ({exc}).")
            continue
        rivals |= made
        seconds |= dict.fromkeys(made, time.perf_counter() - started)
    return rivals, seconds, missing


def _measure(engine: Engine, version: CorpusSnapshot, setup: Setup) -> Measures:
    return measure(asyncio.run(evaluate(engine, version, setup.cases())))


def _times(engines: Mapping[str, Engine], setup: Setup) -> dict[str, float]:
    """Median over the questions of the best time of each."""
    questions = setup.questions()
    best = best_times(
        {name: partial(engine.search, k=_DEPTH) for name, engine in engines.items()},
        [[replace(q, text=q.text + " " * (number + 1)) for q in questions] for number in range(setup.rounds)],
    )
    return {name: median(times) for name, times in best.items()}


def _row(name: str, found: Measures, p50: float, ours: float, seconds: float) -> tuple[Cell, ...]:
    return (name, *found.recall, *found.at_rank[:2], 1000 * p50, p50 / ours, seconds)


def _figures(rows: list[tuple[Cell, ...]], setup: Setup, missing: list[str]) -> Figures:
    budgets = tuple(f"{budget:,} characters" for budget in BUDGETS)
    return Figures(
        "Evidence found, by what a user would pick instead",
        ("", *budgets, "first is right", "in first 3", "p50 ms", "against ours", "indexing s"),
        tuple(rows),
        (
            f"{len(setup.cases())} questions on one report, the same encoder (multilingual-e5-small, 4-bit) for all.",
            "By characters: the share of the answering quotes that lie wholly in the first so many handed over.",
            "By rank: the share of questions where a passage touches a quote.",
            "Follow-ups are asked as they are; only wenbao reads the questions before them.",
            *missing,
        ),
    )
