"""A corpus -> answers a second when many ask at once, against what one core's encoder can encode."""

from __future__ import annotations

from itertools import islice

from benchmarks.harness.figures import Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.performance.children import run_part

AT_ONCE = 50
_ONE_THREAD = {"OMP_NUM_THREADS": "1"}
_WAYS: dict[str, dict[str, str]] = {
    "as it comes": {},
    "waiting threads sleep (OMP_WAIT_POLICY=passive)": {"OMP_WAIT_POLICY": "passive"},
    "one thread an encoding (OMP_NUM_THREADS=1)": _ONE_THREAD,
}


def measure_crowd(setup: Setup) -> list[Figures]:
    settings = setup.small()
    texts = list(islice(dict.fromkeys(question.text for question in setup.questions()), AT_ONCE))
    task = {"questions": texts, "rounds": setup.rounds}
    found = {name: run_part("crowd", settings, task, env) for name, env in watched("Crowds", list(_WAYS.items()))}
    bound = found["one thread an encoding (OMP_NUM_THREADS=1)"]["encoded"]
    return [
        Figures(
            f"{len(texts)} questions at once, a second",
            ("", "encoded in turn", "encoded in one call", "answered at once", "of one core's bound", "slowest s"),
            tuple(
                (
                    name,
                    way["encoded"],
                    way["encoded in one call"],
                    way["answered"],
                    way["answered"] / bound,
                    way["slowest answer"],
                )
                for name, way in found.items()
            ),
            ("One core's bound: the questions encoded one after the other by one thread.",),
        )
    ]
