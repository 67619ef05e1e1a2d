"""Opened corpora, questions -> the time of a retrieval against the time of encoding the question, and where it goes."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import rag
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import best_times, percentile
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.types import Question

K = 10
_SHOWN = 14
_PACKAGE = Path(rag.__path__[0])


def measure_speed(setup: Setup) -> list[Figures]:
    rows: list[tuple[Cell, ...]] = []
    parts: list[Figures] = []
    for settings in watched("Corpora", setup.corpora()):
        with closing(CorpusService(settings)) as corpus:
            corpus.open()
            rows.extend(_rows(corpus, setup))
            parts.append(_where(corpus, setup))
    return [_figures(rows), *parts]


def _figures(rows: Sequence[tuple[Cell, ...]]) -> Figures:
    return Figures(
        "Retrieval against the bare encoding of the question",
        ("sentences", "reports asked", "encode p50 ms", "p95", "search p50 ms", "p95", "ratio p50", "ratio p95"),
        tuple(rows),
        (
            "Encoding and search of a question follow each other in one run; of several rounds its best time counts.",
            "A follow-up is read in two ways, and encoded twice, unless the first is answered: see p95.",
            "The larger corpus is made of altered copies of reports, with the originals' vectors slightly turned.",
        ),
    )


def _rows(corpus: CorpusService, setup: Setup) -> list[tuple[Cell, ...]]:
    """All reports are asked; where there are several, also one alone."""
    version = corpus.current.version
    reports = {"all": None} if len(version.reports) == 1 else {"all": None, "one": version.reports[0].name}
    return [
        (len(version.order), asked, *_ratios(corpus, setup, report, 2 * setup.rounds * row))
        for row, (asked, report) in enumerate(reports.items())
    ]


def _ratios(corpus: CorpusService, setup: Setup, report: str | None, asked: int) -> list[float]:
    """``asked``: in how many wordings the questions were encoded before."""
    answerer, encode = Answerer(corpus), corpus.embeddings.embed_query
    questions = [replace(question, report=report) for question in setup.questions()]
    times = best_times(
        {"encode": lambda q: encode(q.text + " " * setup.rounds), "search": lambda q: answerer.search(q, K)},
        [[_reworded(q, asked + number + 1) for q in questions] for number in range(setup.rounds)],
    )
    encode_ms = [1000 * percentile(times["encode"], share) for share in (0.5, 0.95)]
    search_ms = [1000 * percentile(times["search"], share) for share in (0.5, 0.95)]
    return [*encode_ms, *search_ms, search_ms[0] / encode_ms[0], search_ms[1] / encode_ms[1]]


def _reworded(question: Question, number: int) -> Question:
    """The same question to the encoder, another one to whatever remembers questions."""
    return replace(question, text=question.text + " " * number)


def _where(corpus: CorpusService, setup: Setup) -> Figures:
    answerer, questions = Answerer(corpus), setup.questions()
    profile = cProfile.Profile()
    for question in questions:
        profile.runcall(answerer.search, _reworded(question, 4 * setup.rounds + 1), K)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed leaves it out
    ours = {
        f"{Path(file).relative_to(_PACKAGE)} {name}": (calls, own, cumulative)
        for (file, _line, name), (calls, _, own, cumulative, _) in stats.items()
        if file.startswith(str(_PACKAGE)) and not name.startswith("<")
    }
    longest = sorted(ours.items(), key=lambda item: -item[1][2])[:_SHOWN]
    return Figures(
        f"Where a search of {len(corpus.current.version.order)} sentences spends its time",
        ("function", "calls a question", "ms a question", "of which own"),
        tuple(
            (name, calls / len(questions), 1000 * cumulative / len(questions), 1000 * own / len(questions))
            for name, (calls, own, cumulative) in longest
        ),
        ("Under Python's profiler, which makes small functions look slower than they are.",),
    )
