"""Who asks faster than he is answered gets an answer to what he asked last."""

from __future__ import annotations

import asyncio

from bot.telegram.queue.newest_only import NewestOnly

ALICE, BOB = 1, 2
LONG = 10_000.0  # seconds that no test waits


async def ask(overtaking: NewestOnly, person: int, gate: asyncio.Event | None = None) -> bool:
    async with overtaking.turn(person) as is_newest:
        if is_newest and gate:
            await gate.wait()
        return is_newest


async def test_of_those_that_wait_only_the_newest_is_done() -> None:
    overtaking, gate = NewestOnly(8, burst=9, interval=LONG), asyncio.Event()
    asked = []
    for _ in range(4):
        asked.append(asyncio.create_task(ask(overtaking, ALICE, gate)))
        await asyncio.sleep(0)
    assert await ask(overtaking, BOB)
    gate.set()
    assert await asyncio.gather(*asked) == [True, False, False, True]


async def test_so_many_are_done_at_once_and_what_is_overtaken_meanwhile_is_not() -> None:
    overtaking, gate = NewestOnly(1, burst=9, interval=LONG), asyncio.Event()
    first = asyncio.create_task(ask(overtaking, BOB, gate))
    await asyncio.sleep(0)
    old = asyncio.create_task(ask(overtaking, ALICE))
    await asyncio.sleep(0)
    new = asyncio.create_task(ask(overtaking, ALICE))
    await asyncio.sleep(0)
    assert [old.done(), new.done()] == [False, False]
    gate.set()
    assert await asyncio.gather(first, old, new) == [True, False, True]


async def test_who_is_too_fast_for_long_waits_with_the_newest_alone() -> None:
    """The others do not; after the interval it is his turn."""
    now = 0.0
    overtaking = NewestOnly(8, burst=2, interval=LONG, clock=lambda: now)
    assert [await ask(overtaking, ALICE) for _ in range(2)] == [True, True]
    old = asyncio.create_task(ask(overtaking, ALICE))
    await asyncio.sleep(0)
    new = asyncio.create_task(ask(overtaking, ALICE))
    assert not await old
    assert await ask(overtaking, BOB)
    assert not new.done()
    now = LONG
    assert await ask(overtaking, ALICE)
    assert not await new


async def test_only_those_who_asked_last_are_remembered() -> None:
    overtaking = NewestOnly(8, burst=1, interval=LONG, people=1)
    assert [await ask(overtaking, person) for person in (ALICE, BOB, ALICE)] == [True, True, True]
