"""A process is dead when its beat has stood still for long enough, by the watcher's own clock."""

from __future__ import annotations

from bot.telegram.queue.heartbeats import Heartbeats


def test_a_beat_that_stands_still_for_too_long_is_a_death() -> None:
    pulses = Heartbeats(silent_for=15)
    assert pulses.dead({"a": 1, "b": 1}, {"a", "b"}, 0) == set()
    assert pulses.dead({"a": 2, "b": 1}, {"a", "b"}, 14) == set()
    assert pulses.dead({"a": 2, "b": 1}, {"a", "b"}, 15) == {"b"}


def test_who_never_beat_is_given_the_same_time() -> None:
    pulses = Heartbeats(silent_for=15)
    assert pulses.dead({}, {"a"}, 100) == set()
    assert pulses.dead({}, {"a"}, 115) == {"a"}


def test_time_in_which_nothing_was_seen_does_not_count() -> None:
    """A database that was away for a minute has killed nobody."""
    pulses = Heartbeats(silent_for=15)
    pulses.dead({"a": 1}, {"a"}, 0)
    pulses.forget()
    assert pulses.dead({"a": 1}, {"a"}, 60) == set()


def test_who_holds_nothing_any_more_is_forgotten() -> None:
    pulses = Heartbeats(silent_for=15)
    pulses.dead({"a": 1}, {"a"}, 0)
    pulses.dead({"a": 1}, set(), 10)
    assert pulses.dead({"a": 1}, {"a"}, 20) == set()
