"""Heavy work is done apart from all else: one piece at a time for each person, and nobody's keeps others waiting."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.telegram.queue.heavy_jobs import HeavyJobs

ALICE, BOB = "1", "2"


async def test_a_person_has_one_piece_done_at_a_time() -> None:
    jobs, gate, both = HeavyJobs(workers=3), threading.Event(), threading.Barrier(3)
    begun: list[str] = []

    def work(name: str) -> str:
        begun.append(name)
        if not gate.is_set():
            both.wait()
            gate.wait()
        return name

    tasks = [asyncio.create_task(jobs.run(ALICE, work, f"alice {number}")) for number in (1, 2)]
    tasks.append(asyncio.create_task(jobs.run(BOB, work, "bob")))
    await asyncio.to_thread(both.wait)
    assert sorted(begun) == ["alice 1", "bob"]
    gate.set()
    assert await asyncio.gather(*tasks) == ["alice 1", "alice 2", "bob"]


async def test_it_is_not_done_in_the_threads_that_answer_questions() -> None:
    name = await HeavyJobs().run(ALICE, lambda: threading.current_thread().name)
    assert name.startswith("heavy")


async def test_what_fails_is_raised_and_the_next_is_done() -> None:
    jobs = HeavyJobs()
    with pytest.raises(ZeroDivisionError):
        await jobs.run(ALICE, lambda: 1 / 0)
    assert await jobs.run(ALICE, lambda: "done") == "done"
