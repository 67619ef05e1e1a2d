"""What was found for claims -> how near a claim usually is to what says it, and how much nearer each is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import fmean

from rag.verification.search import Haul


def measure_typical(true: Iterable[Haul]) -> float:
    """The mean of the greatest inner product found for each of the true claims, where nothing was taken from it yet."""
    return round(fmean(haul.found[0][1].best for haul in true if haul.found), 4)


def above(haul: Haul, typical: float) -> Haul:
    """The same with inner products above the typical one."""
    found = tuple((told, near._replace(best=near.best - typical)) for told, near in haul.found)
    return replace(haul, found=found)
