"""A plan -> the bot run through it on a simulated clock, and what is wrong with what people saw."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from sqlalchemy import Engine

import bot.telegram.app
import bot.telegram.linking_bot
from bot.core.ports import Emit, tell_nobody
from bot.settings import Settings
from rag.errors import StorageError
from rag.storage.database import Database, sqlite_url
from rag.types import Answer, Question
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, cite, make_answer, make_version
from tests.simulation.loop import SimulatedLoop, clocks_of
from tests.simulation.plan import Ask, Kind, Plan, make_plan
from tests.simulation.telegram import Network, Shown, SimulatedRequest, World, words
from tests.telegram_bot import migrated_file

_OLD, _NEW = "6%", "9%"
_VERSIONS = (Served(make_version(), 1), Served(make_version(TEXT.replace(_OLD, _NEW)), 2))
_AFTERMATH = 5.0
"""Seconds in which a second answer would come."""
_NUMBER = re.compile(r"第(\d+)问(改?)")


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, and what should not have."""

    plan: Plan
    trace: tuple[str, ...]
    faults: tuple[str, ...]


class SlowAnswerer(FakeAnswerer):
    """Answers with the words of the version that was served when it was asked, after a while."""

    def __init__(self, corpus: FakeCorpus, chance: Random) -> None:
        super().__init__(corpus=corpus)
        self._chance = chance

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:  # noqa: ARG002
        version = self.corpus.current.version
        await asyncio.sleep(self._chance.uniform(0.01, 3))
        grown = next(rate for rate in (_OLD, _NEW) if f"GDP增长{rate}" in version.reports[0].text)
        answer = make_answer(version, question.text, f"GDP增长{grown}")
        number = _NUMBER.search(question.text)
        assert number
        (statement,) = answer.statements
        told = type(statement)(f"GDP增长{grown}，{number[0]}。", statement.citations)
        await emit(told)
        await asyncio.sleep(self._chance.uniform(0, 1))
        return type(answer)(
            question.text, answer.status, "extractive", (told,), (cite(version, f"GDP增长{grown}"),), (), version.id
        )


class FailingDatabase(Database):
    """A disk that fails as planned, of a process that may be gone."""

    def __init__(self, url: str, network: Network, plan: Plan, chance: Random, loop: SimulatedLoop) -> None:
        self._engine = _engine(url)
        self._network, self._plan, self._chance, self._loop = network, plan, chance, loop

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[object]:  # type: ignore[override]
        self._refuse_dead()
        with super().reading(snapshot=snapshot) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[object]:  # type: ignore[override]
        self._refuse_dead()
        with super().writing() as connection:
            yield connection
            self._refuse_dead()
            if self._plan.has([Kind.DISK], self._loop.time()) and self._chance.random() < 0.5:
                raise StorageError("The database failed (disk I/O error); check the disk.")

    def _refuse_dead(self) -> None:
        if self._network.is_dead:
            raise StorageError("The process is gone.")


@cache
def _engine(url: str) -> Engine:
    """One engine for all lives: it remembers the SQL that was compiled in earlier ones."""
    return Database(url)._engine


def simulate(seed: int) -> Story:
    """One seed, from the first question until everything must have been answered."""
    plan, chance = make_plan(seed), Random(seed)  # noqa: S311  # a seed is what is wanted
    loop = SimulatedLoop(chance)
    world = World(loop.time)
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with _database_file() as file, clocks_of(loop, dict(sys.modules)), _drawn(chance):
            loop.run_until_complete(_Director(plan, chance, loop, world, file).run())
    finally:
        logging.disable(before)
        loop.close()
    return Story(plan, tuple(world.trace), tuple(find_faults(plan, world)))


class _Director:
    """Has people ask and the process end as planned."""

    def __init__(self, plan: Plan, chance: Random, loop: SimulatedLoop, world: World, file: Path) -> None:
        self._plan, self._chance, self._loop, self._world, self._file = plan, chance, loop, world, file
        self._corpus = FakeCorpus(_VERSIONS[0])

    async def run(self) -> None:
        for ask in self._plan.asked:
            self._loop.call_at(ask.at, self._world.ask, ask)
            if ask.edited:
                self._loop.call_at(ask.edited, self._world.edit, ask)
        for count, at in enumerate(self._plan.switches, 1):
            self._loop.call_at(at, setattr, self._corpus, "current", _VERSIONS[count % 2])
        ends = [fault for fault in self._plan.faults if fault.kind in (Kind.KILLED, Kind.STOPPED)]
        for fault in ends:
            await self._live(fault.start, killed=fault.kind is Kind.KILLED)
            await asyncio.sleep(max(0.0, fault.end - self._loop.time()))
        await self._live(self._plan.end, killed=False)

    def _until(self, end: float) -> asyncio.Task[None]:
        return asyncio.create_task(self._wait(end))

    async def _wait(self, end: float) -> None:
        """Until then; in the last life no longer than it takes to see that nothing more comes."""
        while self._loop.time() < end:
            if self._loop.time() > self._plan.calm and not any(find_faults(self._plan, self._world)):
                end = min(end, self._loop.time() + _AFTERMATH)
            await asyncio.sleep(min(1.0, end - self._loop.time()))

    async def _live(self, end: float, *, killed: bool) -> None:
        """A process, from its start to its end."""
        network, stop = Network(self._world, self._plan, self._chance, self._loop.time), asyncio.Event()
        database = FailingDatabase(sqlite_url(self._file), network, self._plan, self._chance, self._loop)
        with _requests_by(network):
            answering = SlowAnswerer(self._corpus, self._chance)
            process = asyncio.create_task(bot.telegram.app.serve(_settings(), answering, database, stop))
            await asyncio.wait((process, self._until(end)), return_when=asyncio.FIRST_COMPLETED)
            if killed:
                network.is_dead = True
                await _end_all()
            stop.set()
            await asyncio.wait((process,))
        database.close()
        if not killed and not process.cancelled():
            process.result()


@cache
def _settings() -> Settings:
    return Settings(_env_file=None, telegram_bot_token="7:simulated")


async def _end_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def find_faults(plan: Plan, world: World) -> Iterator[str]:
    """What people saw that they must never see."""
    replies = [message for message in world.messages if message.ours and not message.is_deleted]
    for ask in plan.asked:
        question = world.questions[ask.number]
        mine = [reply for reply in replies if (reply.chat, reply.replied) == (ask.chat, question.id)]
        if len(mine) != 1:
            yield f"question {ask.number} has {len(mine)} answers"
        yield from (fault for reply in mine for fault in _faults_of(ask, reply))
    yield from (f"{m.chat}/{m.id} answers nothing" for m in replies if not m.replied)
    yield from _out_of_order(plan, world, replies)


def _faults_of(ask: Ask, reply: Shown) -> Iterator[str]:
    told = [found for text in reply.texts for found in _NUMBER.findall(text)]
    if not told:
        yield f"question {ask.number} is answered with {reply.text!r}"
    if others := {number for number, _ in told if int(number) != ask.number}:
        yield f"question {ask.number} is answered with the answer to {sorted(others)}"
    if any(_OLD in text and _NEW in text for text in reply.texts):
        yield f"the answer to question {ask.number} mixes two versions"
    if ask.edited and _NUMBER.search(words(ask, edited=True))[0] not in reply.text:  # type: ignore[index]
        yield f"question {ask.number} was edited, and its old words are answered"


def _out_of_order(plan: Plan, world: World, replies: list[Shown]) -> Iterator[str]:
    """Of one person in one chat; questions that were edited may be answered when their new words came."""
    for chat, person in sorted({(ask.chat, ask.person) for ask in plan.asked}):
        whole = [ask for ask in plan.asked if (ask.chat, ask.person) == (chat, person) and not ask.edited]
        asked = [world.questions[ask.number].id for ask in whole]
        order = [reply.replied for reply in replies if reply.chat == chat and reply.replied in asked]
        firsts = list(dict.fromkeys(order))
        if firsts != sorted(firsts):
            yield f"answers to {person} in {chat} are out of order"


@contextmanager
def _requests_by(network: Network) -> Iterator[None]:
    def make(*_given: object, **_named: object) -> SimulatedRequest:
        return SimulatedRequest(network)

    with (
        patch.object(bot.telegram.linking_bot, "HTTPXRequest", make),
        patch.object(bot.telegram.linking_bot, "TolerantRequest", make),
    ):
        yield


@contextmanager
def _drawn(chance: Random) -> Iterator[None]:
    """What is drawn at random is drawn from the seed."""
    with patch.object(secrets, "token_hex", lambda count=32: chance.randbytes(count).hex()):
        yield


@contextmanager
def _database_file() -> Iterator[Path]:
    path = Path(_folder().name) / "wenbao.db"
    shutil.copyfile(migrated_file(), path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE secret SET key = ?", ("5e" * 32,))
    connection.commit()
    connection.close()
    yield path
    for file in path.parent.iterdir():
        file.unlink()


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """The same for all seeds of a process, in memory where there is such a place: without a disk to wait for."""
    memory = Path("/dev/shm")  # noqa: S108
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
