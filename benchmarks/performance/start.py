"""A corpus with its index in place -> how long ``wenbao ask`` takes to its answer, and where the time goes."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from statistics import median

from benchmarks.harness.figures import Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.performance.children import environment, run, run_part

_KEPT = {"PYTHONDONTWRITEBYTECODE": ""}  # byte code is, as the Makefile has it
GOAL = 2.0  # seconds, on two cores
_SHOWN = 15
_IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+(\d+) \|( *)(\S+)$", re.MULTILINE)


def measure_start(setup: Setup) -> list[Figures]:
    settings = setup.small()
    question = setup.questions()[0].text
    ask = ["-m", "bot", "ask", question, "--json"]
    env = environment(settings, _KEPT)
    run(ask, env)  # compiles what was not yet
    calls: dict[str, Callable[[], object]] = {
        "interpreter alone": lambda: run(["-c", "pass"], env),
        "wenbao --help": lambda: run(["-m", "bot", "--help"], env),
        "wenbao ask": lambda: run(ask, env),
    }
    rounds = range(setup.rounds)
    stages = [run_part("stages", settings, question, _KEPT) for _ in watched("Starts, step by step", rounds)]
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in watched("Starts", rounds):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - started)
    whole = tuple((name, median(found), min(found)) for name, found in times.items())
    steps = tuple(
        (f"of which {step}", median(found), min(found))
        for step in stages[0]
        if (found := [stage[step] for stage in stages])
    )
    return [
        Figures(
            "Cold start, index in place",
            ("", "median s", "best s"),
            (*whole, *steps),
            (f"Goal for wenbao ask: {GOAL} s on two cores.", "The steps are those of another process than the whole."),
        ),
        _imports(run(["-X", "importtime", *ask], env).stderr),
    ]


def _imports(told: str) -> Figures:
    """Python's report on imports, summed by top-level package."""
    own: Counter[str] = Counter()
    for microseconds, _, _, module in _IMPORT.findall(told):
        own[module.partition(".")[0]] += int(microseconds)
    rows = [(package, us / 1000, us / own.total()) for package, us in own.most_common(_SHOWN)]
    others = own.total() - sum(us for _, us in own.most_common(_SHOWN))
    return Figures(
        "Imports of wenbao ask, by package",
        ("package", "ms", "share"),
        (*rows, ("all others", others / 1000, others / own.total()), ("sum", own.total() / 1000, 1.0)),
        ("By python -X importtime, which makes all of them slower: read the shares.",),
    )
