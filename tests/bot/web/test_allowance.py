"""An asker has so many requests a minute, which may come at once."""

from __future__ import annotations

import pytest

from bot.web.askers import Allowance


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("a_minute", [1, 7, 60, 9999])
def test_all_may_come_at_once_and_come_back_one_by_one(a_minute: int) -> None:
    clock = Clock()
    allowance = Allowance(a_minute, clock=clock)
    assert [allowance.wait("a") for _ in range(a_minute)] == [0.0] * a_minute
    wait = allowance.wait("a")
    assert wait == pytest.approx(60 / a_minute)
    clock.now += wait
    assert allowance.wait("a") == 0.0
    assert allowance.wait("a") > 0.0


def test_what_is_not_used_is_not_saved_up() -> None:
    clock = Clock()
    allowance = Allowance(2, clock=clock)
    clock.now += 3600
    assert [allowance.wait("a") > 0 for _ in range(3)] == [False, False, True]


def test_nobody_waits_for_another() -> None:
    allowance = Allowance(1, clock=Clock())
    assert (allowance.wait("a"), allowance.wait("b")) == (0.0, 0.0)


def test_as_many_are_remembered_as_there_is_room_for() -> None:
    allowance = Allowance(1, askers=2, clock=Clock())
    assert [allowance.wait(asker) for asker in "abc"] == [0.0] * 3
    assert allowance.wait("a") == 0.0
    assert allowance.wait("c") > 0.0
