"""Programs that run in earnest, and what happens to machines and networks -> what people saw, and how soon it was over.

Everything is real: ``wenbao run`` as processes, PostgreSQL and Chroma's server that are stopped and started again, a
disk of the bot's own that is filled (where the system allows none, a limit of the process), connections cut by a proxy.
Telegram is the strict Bot API server of the tests.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, product
from pathlib import Path

from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.quiet import note
from benchmarks.harness.setup import Setup
from rag.corpus.versions.repository import VersionRepository
from rag.index.vector_search import HELD
from rag.storage.database import Database
from tests.botapi.errors import ApiError, flood
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.corpora import HUSHAN, JIANGWAN, hushan_with, write_reports
from tests.modelserver import ModelServer, hang
from tests.proxy import Proxy
from tests.servers import kill_postgres, start_postgres
from tests.small_disk import SmallDisk, can_mount
from tests.topology import ROOT, Bot, Cluster, embedded, fetch, replicated, run_command, start_bot

QUESTION = "新建小学几所"
RIGHT = frozenset(f"{place}新建小学{count}所。[1]" for place in ("", "湖山区：") for count in ("两", "8"))
"""The first line of the answer: of the report alone and beside others, in the first version and in the second."""
_OTHERS = ("".join(name) for name in islice(product("东西南北中上下", "江河山海湖泉"), HELD + 1))
_EVERY = 0.3  # seconds between two questions
_LASTS = 5.0  # seconds that a fault lasts
_PATIENCE = 90.0
_BROKEN = Path(__file__).parent / "broken"
_HTML = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<html>Bad Gateway</html>"

Act = Callable[[], Awaitable[object]]


@dataclass
class Crowd:
    """People who ask one question each, and what they were told."""

    api: BotApi
    asked: list[tuple[Person, float]] = field(default_factory=list)
    told: dict[int, list[tuple[float, str]]] = field(default_factory=dict)
    reading: list[asyncio.Task[None]] = field(default_factory=list)

    def ask(self) -> Person:
        person = self.api.person(f"Person {len(self.asked)}")
        self.told[person.user.id] = []
        self.reading.append(asyncio.create_task(self._read(person)))
        self.asked.append((person, time.monotonic()))
        person.send(QUESTION)
        return person

    async def ask_on(self) -> None:
        while True:
            self.ask()
            await asyncio.sleep(_EVERY)

    async def answered(self, *people: Person) -> float:
        """When the last of these had the right answer."""
        while not all(any(text in RIGHT for _, text in self.told[person.user.id]) for person in people):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return time.monotonic()

    async def end(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while not all(self.told.values()):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        for task in self.reading:
            task.cancel()

    @property
    def seen(self) -> str:
        """How many were told what, at first."""
        first = Counter("the answer" if told[0][1] in RIGHT else told[0][1] for told in self.told.values() if told)
        lost = sum(not told for told in self.told.values())
        doubled = sum(len(told) > 1 for told in self.told.values())
        return (
            "; ".join(f"{count} × {text}" for text, count in first.most_common()) + f"; lost {lost}, doubled {doubled}"
        )

    @property
    def longest(self) -> float:
        return max((self.told[person.user.id] or [(float("inf"), "")])[0][0] - at for person, at in self.asked)

    async def _read(self, person: Person) -> None:
        while True:
            message = await person.chat.sent.get()
            self.told[person.user.id].append((time.monotonic(), message.text.splitlines()[0]))


async def suffer(api: BotApi, injected: str, begin: Act, end: Act) -> tuple[Cell, ...]:
    """People ask before, during and after a fault of some seconds."""
    note(injected)
    crowd = Crowd(api)
    await crowd.answered(crowd.ask())
    asking = asyncio.create_task(crowd.ask_on())
    await asyncio.sleep(3 * _EVERY)
    await begin()
    await asyncio.sleep(_LASTS)
    await end()
    over = time.monotonic()
    recovered = await asyncio.wait_for(crowd.answered(crowd.ask()), _PATIENCE) - over
    asking.cancel()
    await crowd.end()
    return injected, crowd.seen, crowd.longest, recovered


async def nothing() -> None:
    """For what ends by itself."""


async def of_several(api: BotApi, folder: Path) -> AsyncIterator[tuple[Cell, ...]]:
    """Two bots, PostgreSQL, Chroma's server; more reports than are held in memory, so that every question asks it."""
    others = {name: JIANGWAN.replace("江湾", name) for name in _OTHERS}
    reports = write_reports(folder / "reports", a=HUSHAN, **others)
    async with replicated(api.url, api.token, reports, folder) as cluster:
        database, chroma = cluster.database, cluster.chroma
        kill, start = partial(asyncio.to_thread, kill_postgres), partial(asyncio.to_thread, start_postgres)
        yield await suffer(api, "PostgreSQL is killed, then started", partial(kill, database), partial(start, database))
        yield await suffer(
            api,
            "the Chroma server is gone, then back",
            partial(asyncio.to_thread, chroma.stop),
            partial(asyncio.to_thread, chroma.start),
        )
        yield await _switch(cluster, reports, folder)
        yield await _terminate(api, cluster)
        cluster.bots[0] = await start_bot(folder / "bot0", cluster.bots[0].settings)
        yield await suffer(api, "one of two bots is killed", cluster.bots[0].kill, nothing)


async def _switch(cluster: Cluster, reports: Path, folder: Path) -> tuple[Cell, ...]:
    """From the moment that the database has it."""
    note("a reload elsewhere")
    write_reports(reports, a=hushan_with(8))
    records = VersionRepository(Database(cluster.database))
    before = records.current()
    number = before.number if before else 0
    reloading = asyncio.create_task(run_command(cluster, folder / "admin", "corpus", "reload"))
    while (current := records.current()) and current.number == number:  # noqa: ASYNC110  # a benchmark looks
        await asyncio.sleep(0.02)
    published = time.monotonic()
    while not all([await _serves(bot, number + 1) for bot in cluster.bots]):  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    seconds = time.monotonic() - published
    await reloading
    return "another process publishes a reload", "answers of the new version, from both bots", None, seconds


async def _serves(bot: Bot, number: int) -> bool:
    return f"wenbao_corpus_version {number}.0" in (await fetch(f"{bot.probes}/metrics"))[1]


async def _terminate(api: BotApi, cluster: Cluster) -> tuple[Cell, ...]:
    note("SIGTERM in the middle of answers")
    crowd = Crowd(api)
    for _ in range(30):
        crowd.ask()
    began = time.monotonic()
    status = await asyncio.wait_for(cluster.bots[0].stop(), _PATIENCE)
    seconds = time.monotonic() - began
    await crowd.end()
    return (
        f"SIGTERM to one of two bots, 30 questions at once (exit status {status})",
        crowd.seen,
        crowd.longest,
        seconds,
    )


async def of_one(api: BotApi, folder: Path) -> AsyncIterator[tuple[Cell, ...]]:
    """One bot that polls, with everything embedded, which reaches Telegram through a proxy and by a name."""
    reports = write_reports(folder / "reports", a=HUSHAN)
    sign, disk = folder / "no names", SmallDisk(folder / "bot")
    disk.folder.mkdir()
    broken = {"PYTHONPATH": f"{_BROKEN}:{ROOT}", "NO_NAMES": str(sign)}
    async with Proxy(api.url) as proxy:
        by_name = proxy.url.replace("127.0.0.1", "localhost")
        async with embedded(by_name, api.token, reports, folder, disk.before, **broken) as bot:

            async def no_names() -> None:
                sign.touch()
                await proxy.refuse()
                await proxy.accept()

            async def names() -> None:
                sign.unlink()

            async def say(response: bytes | None) -> None:
                proxy.say(response)

            async def fail(method: str, error: ApiError, times: int) -> None:
                api.fail(method, error, times)

            async def fill() -> None:
                disk.fill(bot.process.pid)

            async def empty() -> None:
                disk.empty(bot.process.pid)

            yield await suffer(api, "Telegram is gone, then back", proxy.refuse, proxy.accept)
            yield await suffer(api, "names are not resolved, then they are", no_names, names)
            yield await suffer(api, "502 with HTML to everything", partial(say, _HTML), partial(say, None))
            yield await suffer(
                api, "429 to five messages, 10 s each", partial(fail, "sendMessage", flood(10), 5), nothing
            )
            conflict = ApiError(409, "Conflict: terminated by other getUpdates request")
            yield await suffer(api, "a second poller, 3 times", partial(fail, "getUpdates", conflict, 3), nothing)
            full = "the disk is full" if can_mount() else "no file can grow"
            yield await suffer(api, f"{full}, then not", fill, empty)


async def of_a_model(api: BotApi, folder: Path) -> AsyncIterator[tuple[Cell, ...]]:
    """A language model that takes the question and says nothing."""
    note("SIGTERM while a language model says nothing")
    reports = write_reports(folder / "reports", a=HUSHAN)
    async with ModelServer(hang()) as server:
        model = {"LLM_MODEL": "openai:m", "LLM_BASE_URL": server.url, "LLM_API_KEY": "none"}
        async with embedded(api.url, api.token, reports, folder, **model) as bot:
            crowd = Crowd(api)
            crowd.ask()
            await server.asked.wait()
            began = time.monotonic()
            status = await asyncio.wait_for(bot.stop(), _PATIENCE)
            seconds = time.monotonic() - began
            left = 0 if await server.idle() else server.open
    async with embedded(api.url, api.token, reports, folder):
        await crowd.end()
    injected = f"SIGTERM while a language model says nothing (exit status {status}, requests left open {left})"
    yield injected, f"{crowd.seen}, after the next start", crowd.longest, seconds


Scene = Callable[[BotApi, Path], AsyncIterator[tuple[Cell, ...]]]
_SCENES: dict[str, Scene] = {
    "Two bots on PostgreSQL and a Chroma server": of_several,
    "One bot with everything embedded": of_one,
    "One bot and a language model": of_a_model,
}


async def _play(scene: Scene) -> list[tuple[Cell, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api:
            return [row async for row in scene(api, Path(folder))]


def measure_faults(_setup: Setup) -> Iterator[Figures]:
    for name, scene in _SCENES.items():
        yield Figures(
            f"{name}: faults, of {_LASTS:g} s where nothing else is said",
            ("injected", "seen by those who asked before, during and after", "longest wait, s", "recovered in, s"),
            tuple(asyncio.run(_play(scene))),
            (
                "Recovered: from the end of the fault to the answer to a question asked then.",
                "After SIGTERM: to the end of the process. After a reload: until both bots serve it.",
            ),
        )
