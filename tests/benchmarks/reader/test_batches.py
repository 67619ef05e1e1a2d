"""Batches hold what they may, and every pair is in one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reader.batches import batched, seeded

LENGTHS = st.lists(st.integers(1, 160), max_size=80)


@given(LENGTHS)
def test_every_pair_is_in_one_batch_of_limited_size(lengths: list[int]) -> None:
    batches = batched(lengths, 400)
    assert sorted(at for batch in batches for at in batch) == list(range(len(lengths)))
    assert all(max(lengths[at] for at in batch) * len(batch) <= 400 for batch in batches)


@given(LENGTHS)
def test_the_same_seed_gives_the_same_batches(lengths: list[int]) -> None:
    assert batched(lengths, 400, seeded(3)) == batched(lengths, 400, seeded(3))
