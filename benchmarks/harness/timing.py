"""Calls to compare -> their times, measured so that the noise of a shared machine falls on all of them alike. Pure but
for the clock."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


def best_times(
    calls: Mapping[str, Callable[[Item], object]], rounds: Sequence[Sequence[Item]]
) -> dict[str, list[float]]:
    """For each call and each place in a round the shortest of its times over the rounds, in seconds.

    All calls are made for one item before the next item has its turn, the first call another one in every round. A
    round holds the same items as the others in other words, so that no call can have kept its result.
    """
    best = {name: [float("inf")] * len(rounds[0]) for name in calls}
    names = list(calls)
    with _no_collection():
        for number, items in enumerate(rounds):
            turn = number % len(names)
            for place, item in enumerate(items):
                for name in (*names[turn:], *names[:turn]):
                    started = time.perf_counter()
                    calls[name](item)
                    best[name][place] = min(best[name][place], time.perf_counter() - started)
    return best


def seconds_of(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextmanager
def _no_collection() -> Iterator[None]:
    """As ``timeit`` does: garbage made by one call is not collected in the time of another."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
