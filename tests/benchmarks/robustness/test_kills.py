"""A bot that is killed at random moments loses no question, and answers none twice."""

from __future__ import annotations

import pytest

from benchmarks.robustness.kills import Trial, Way, kill_again_and_again


@pytest.mark.parametrize("way", Way)
async def test_nothing_is_lost_and_nothing_doubled_however_often_the_bot_is_killed(way: Way) -> None:
    told = await kill_again_and_again(Trial(2, 7, way, private=6, groups=4))
    assert (told.kills, told.lost, told.doubled) == (2, 0, 0)
    assert len(told.answers) > 10


async def test_a_bot_that_is_spared_answers_each_question_once() -> None:
    """So many rounds as kills; what is counted after kills is owed to them."""
    told = await kill_again_and_again(Trial(2, 7, private=6, groups=4, is_spared=True))
    assert (told.kills, told.lost, told.doubled) == (0, 0, 0)
    assert len(told.answers) > 10
