"""Who asks too much in one chat is told once, and then left unanswered for a minute."""

from __future__ import annotations

from bot.telegram.queue.rate_limit import Admission, RateLimit

YES, NOTICE, NO = Admission.YES, Admission.NOTICE, Admission.NO


def test_one_notice_and_then_silence() -> None:
    now = 0.0
    cooldown = RateLimit(2, clock=lambda: now)
    assert [cooldown.admit("1", "1") for _ in range(5)] == [YES, YES, NOTICE, NO, NO]
    now = 59.9
    assert cooldown.admit("1", "1") is NO
    now = 60.0
    assert [cooldown.admit("1", "1") for _ in range(3)] == [YES, YES, NOTICE]


def test_slow_questions_are_all_answered() -> None:
    now = 0.0
    cooldown = RateLimit(2, clock=lambda: now)
    for minute in range(10):
        now = 30.0 * minute
        assert cooldown.admit("1", "1") is YES


def test_people_and_chats_do_not_count_for_each_other() -> None:
    cooldown = RateLimit(1, clock=lambda: 0.0)
    assert [cooldown.admit(*place) for place in ("11", "12", "21", "11")] == [YES, YES, YES, NOTICE]


def test_only_so_many_people_are_remembered() -> None:
    cooldown = RateLimit(1, people=2, clock=lambda: 0.0)
    assert [cooldown.admit("1", person) for person in "12313"] == [YES, YES, YES, YES, NOTICE]
