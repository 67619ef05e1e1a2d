"""A bot that is killed at random moments loses no question, and answers none twice."""

from __future__ import annotations

from benchmarks.kills import kill_again_and_again


async def test_nothing_is_lost_and_nothing_doubled_however_often_the_bot_is_killed() -> None:
    told = await kill_again_and_again(2, seed=7, private=6, groups=4)
    assert (told.kills, told.lost, told.doubled) == (2, 0, 0)
    assert len(told.answers) > 10
