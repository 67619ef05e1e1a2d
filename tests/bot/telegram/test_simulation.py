"""The whole bot through networks, disks and processes that fail, on a clock that jumps: one seed, one course of events.

``python -m tests.simulation --first SEED --seeds 1 --trace`` shows what happens with a seed.
"""

from __future__ import annotations

import pytest

from tests.simulation.life import simulate

SOME, MANY = range(98), range(98, 1000)
TOLD = (958, 979)
"""Seeds with a process that is told to end while the disk fails, and with an edit that a killed process had in hand."""


@pytest.mark.parametrize("seed", [*SOME, *TOLD])
def test_every_question_is_answered_once_in_order_and_to_its_asker(seed: int) -> None:
    """By one version of the reports, within four minutes of the last fault."""
    assert simulate(seed).faults == ()


@pytest.mark.long
@pytest.mark.parametrize("seed", MANY)
def test_so_it_is_with_many_more_courses_of_events(seed: int) -> None:
    assert simulate(seed).faults == ()


def test_a_seed_tells_the_same_story_again() -> None:
    """With kills, lost answers, a failing disk and edits in it: what a seed has found can be looked at."""
    assert simulate(57).trace == simulate(57).trace
    assert simulate(11).trace == simulate(11).trace
