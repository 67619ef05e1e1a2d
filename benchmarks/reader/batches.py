"""Lengths -> batches of nearly one length, by index. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_SPREAD = 8.0
"""Tokens by which lengths are shaken, so that not the same ones come together always."""


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 — repeatable, not secret


def batched(lengths: Sequence[int], tokens: int, random: Random | None = None) -> list[list[int]]:
    """As many in each as ``tokens`` allow, padding included; shuffled where there is ``random``."""
    order = sorted(range(len(lengths)), key=lambda at: lengths[at] + (random.random() * _SPREAD if random else 0.0))
    batches: list[list[int]] = []
    longest = 0
    for at in order:
        if not batches or max(longest, lengths[at]) * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            longest = 0
        batches[-1].append(at)
        longest = max(longest, lengths[at])
    if random:
        random.shuffle(batches)
    return batches
