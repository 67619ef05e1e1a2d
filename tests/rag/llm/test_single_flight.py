"""Equal work is done once for all who ask at the same time, and stops when nobody waits."""

from __future__ import annotations

import asyncio

import pytest

from rag.llm.single_flight import Shared, Tell


class Job:
    """Work that tells one part, waits to be let go on, tells another and is done."""

    def __init__(self) -> None:
        self.runs = 0
        self.ended = 0
        self.go = asyncio.Event()

    async def __call__(self, tell: Tell[str]) -> str:
        self.runs += 1
        try:
            await tell("一")
            await self.go.wait()
            await tell("二")
            return "done"
        finally:
            self.ended += 1


class Asker:
    def __init__(self, shared: Shared[str, str, str], job: Job, key: str = "k") -> None:
        self.heard: list[str] = []
        self.task = asyncio.create_task(shared.run(key, job, self._hear))

    async def _hear(self, part: str) -> None:
        self.heard.append(part)


def make_shared(size: int = 8) -> Shared[str, str, str]:
    return Shared(size, keep=lambda result: result == "done")


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_equal_questions_share_one_run_and_each_hears_all() -> None:
    shared, job = make_shared(), Job()
    first = Asker(shared, job)
    await settle()
    second = Asker(shared, job)
    await settle()
    assert (first.heard, second.heard) == (["一"], ["一"])
    job.go.set()
    assert await asyncio.gather(first.task, second.task) == ["done", "done"]
    assert (first.heard, second.heard) == (["一", "二"], ["一", "二"])
    assert job.runs == 1


async def test_a_result_is_remembered_with_its_parts() -> None:
    shared, job = make_shared(), Job()
    job.go.set()
    assert await Asker(shared, job).task == "done"
    again = Asker(shared, job)
    assert await again.task == "done"
    assert again.heard == ["一", "二"]
    assert job.runs == 1


async def test_different_questions_do_not_share() -> None:
    shared, job = make_shared(), Job()
    job.go.set()
    await asyncio.gather(Asker(shared, job, "a").task, Asker(shared, job, "b").task)
    assert job.runs == 2


async def test_the_oldest_results_are_forgotten() -> None:
    shared, job = make_shared(size=2), Job()
    job.go.set()
    for key in ("a", "b", "a", "c", "a", "b"):
        await Asker(shared, job, key).task
    assert job.runs == 4


async def test_a_result_not_worth_it_is_not_remembered() -> None:
    shared, job = Shared[str, str, str](8, keep=lambda _: False), Job()
    job.go.set()
    await Asker(shared, job).task
    await Asker(shared, job).task
    assert job.runs == 2


async def test_one_who_leaves_does_not_stop_the_others() -> None:
    shared, job = make_shared(), Job()
    first, second = Asker(shared, job), Asker(shared, job)
    await settle()
    first.task.cancel()
    await settle()
    job.go.set()
    assert await second.task == "done"


async def test_the_work_stops_when_the_last_one_leaves() -> None:
    shared, job = make_shared(), Job()
    first, second = Asker(shared, job), Asker(shared, job)
    await settle()
    first.task.cancel()
    second.task.cancel()
    await settle()
    assert job.ended == 1
    job.go.set()
    assert await Asker(shared, job).task == "done"
    assert job.runs == 2


async def test_one_who_asks_while_the_work_is_being_stopped_has_it_done_anew() -> None:
    shared, job = make_shared(), Job()
    first = Asker(shared, job)
    await settle()
    first.task.cancel()
    second = Asker(shared, job)
    job.go.set()
    assert await second.task == "done"


async def test_an_error_reaches_everyone_and_is_not_remembered() -> None:
    shared, job = make_shared(), Job()
    failing = True

    async def work(tell: Tell[str]) -> str:
        if failing:
            raise ValueError
        return await job(tell)

    async def hear(_: str) -> None:
        pass

    results = await asyncio.gather(*(shared.run("k", work, hear) for _ in range(2)), return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    failing = False
    job.go.set()
    assert await shared.run("k", work, hear) == "done"


async def test_a_listener_that_fails_harms_only_itself() -> None:
    shared, job = make_shared(), Job()

    async def fail(_: str) -> None:
        raise ConnectionError

    bad = asyncio.create_task(shared.run("k", job, fail))
    good = Asker(shared, job)
    job.go.set()
    assert await good.task == "done"
    with pytest.raises(ConnectionError):
        await bad
