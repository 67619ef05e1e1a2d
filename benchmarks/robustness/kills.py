"""A bot that is killed again and again while people ask it -> what was lost and doubled.

    python -m benchmarks.robustness.kills

The people and Telegram (the strict Bot API server of the tests) are in this process. Everybody asks the next question
when the last one was answered. The bot answers at once, so that it is sending nearly all the time when it is killed.
Two controls show that the counts mean something: ``--spared`` asks as often and kills nothing, ``--blind`` kills a bot
that does not look for what was sent before.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Annotated

import typer
from tornado.testing import bind_unused_port

from rag.storage.database import Database, sqlite_url
from tests.botapi.limits import NO_LIMITS
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.world import Chat, Message
from tests.doomed import run_quietly

PRIVATE, GROUPS = 30, 20
_LONGEST_RUN = 0.8  # seconds between the first message after a start and the kill
_FIRST = 30.0  # seconds for the first message after a start
_SILENT = 180.0  # seconds without any answer after the last kill, for what is left to be lost


class Way(StrEnum):
    """How the bot gets its updates."""

    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True)
class Trial:
    """What is done to the bot."""

    kills: int
    seed: int
    way: Way = Way.POLLING
    private: int = PRIVATE
    groups: int = GROUPS
    is_spared: bool = False
    """The bot is left alone for as many rounds."""
    is_blind: bool = False
    """The bot does not look for what was sent before."""


@dataclass
class Kills:
    """What was asked, and how often each question was answered."""

    kills: int = 0
    answers: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By chat and message of the question; 0 for what is not answered yet."""

    @property
    def lost(self) -> int:
        return sum(not count for count in self.answers.values())

    @property
    def doubled(self) -> int:
        return sum(count > 1 for count in self.answers.values())

    def __str__(self) -> str:
        return f"kills {self.kills}, questions {len(self.answers)}, lost {self.lost}, doubled {self.doubled}"


class Seat:
    """Somebody in a chat, who asks when he has his answer."""

    def __init__(self, person: Person, chat: Chat, told: Kills) -> None:
        self._person = person
        self._chat = chat
        self._told = told
        self._open: Message | None = None

    def ask(self) -> None:
        """Unless the last question still waits."""
        self.listen()
        if self._open is None:
            asked = len(self._chat.messages)
            text = f"GDP目标{asked}" if self._chat is self._person.chat else f"/ask GDP目标{asked}"
            self._open = self._person.send(text, self._chat)
            self._told.answers[self._chat.id, self._open.id] = 0

    def listen(self) -> None:
        while not self._chat.sent.empty():
            answered = self._chat.sent.get_nowait().reply_to
            if answered:
                self._told.answers[self._chat.id, answered.id] += 1
                self._open = None if answered is self._open else self._open


class Doomed:
    """The bot, in a process of its own: a copy of one that has imported everything, which takes longest."""

    def __init__(self, api: BotApi, database_url: str, trial: Trial) -> None:
        port = _free_port() if trial.way is Way.WEBHOOK else ""
        self._api = api
        self._arguments = (api.url, api.token, database_url, "answers", port, "blind" if trial.is_blind else "")
        self._sign = "setWebhook" if port else "getUpdates"
        self._making = get_context("forkserver")
        self._making.set_forkserver_preload(["__main__", "tests.doomed"])
        self._process: ForkServerProcess | None = None

    async def start(self) -> None:
        """Until it takes updates."""
        calls = len(self._api.calls(self._sign))
        self._process = self._making.Process(target=run_quietly, args=self._arguments, daemon=True)
        self._process.start()
        while len(self._api.calls(self._sign)) == calls:  # noqa: ASYNC110  # the other process can set no event of ours
            await asyncio.sleep(0.02)

    async def kill(self) -> None:
        if self._process:
            self._process.kill()
            await asyncio.to_thread(self._process.join)


async def kill_again_and_again(trial: Trial) -> Kills:
    """So many times, at random moments; then the bot is left alone until everybody has his answers."""
    told, chance = Kills(), random.Random(trial.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "wenbao.db")
        database = Database(url)
        database.migrate()
        database.close()
        async with BotApi(NO_LIMITS) as api:
            seats, bot = _seats(api, told, trial.private, trial.groups), Doomed(api, url, trial)
            await bot.start()
            for _ in range(trial.kills):
                await _run(api, seats, chance)
                if not trial.is_spared:
                    await bot.kill()
                    told.kills += 1
                    await bot.start()
            await _finish(seats, told)
            await bot.kill()
    return told


def _free_port() -> str:
    socket, number = bind_unused_port()
    socket.close()
    return str(number)


def _seats(api: BotApi, told: Kills, private: int, groups: int) -> list[Seat]:
    alone = [api.person(f"private {number}") for number in range(private)]
    members = [api.person(f"member {number}") for number in range(groups)]
    seats = [Seat(person, person.chat, told) for person in alone]
    return seats + [Seat(one, api.group(f"group {number}", one), told) for number, one in enumerate(members)]


async def _run(api: BotApi, seats: list[Seat], chance: random.Random) -> None:
    """Let everybody ask, and then until a random moment after the first message."""
    for seat in seats:
        seat.ask()
    sent = len(api.calls("sendMessage"))
    with suppress(TimeoutError):
        async with asyncio.timeout(_FIRST):
            while len(api.calls("sendMessage")) == sent:  # noqa: ASYNC110  # the other process can set no event of ours
                await asyncio.sleep(0.005)
    until = asyncio.get_running_loop().time() + chance.uniform(0, _LONGEST_RUN)
    while asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.02)
        for seat in chance.sample(seats, len(seats) // 4):
            seat.ask()


async def _finish(seats: list[Seat], told: Kills) -> None:
    """As long as answers come: a busy machine may need minutes for what it has to look for first."""
    clock = asyncio.get_running_loop().time
    left, until = told.lost, clock() + _SILENT
    while told.lost and clock() < until:  # answers come into many chats
        await asyncio.sleep(0.1)
        for seat in seats:
            seat.listen()
        if told.lost < left:
            left, until = told.lost, clock() + _SILENT
    await asyncio.sleep(1.0)  # for answers that come twice
    for seat in seats:
        seat.listen()


def main(
    kills: Annotated[int, typer.Option(help="how often the bot is killed")] = 200,
    seed: Annotated[int, typer.Option(help="of the moments")] = 1,
    way: Annotated[Way, typer.Option(help="how the bot gets its updates")] = Way.POLLING,
    spared: Annotated[bool, typer.Option("--spared", help="a control: as many rounds, no kill")] = False,
    blind: Annotated[bool, typer.Option("--blind", help="a control: the bot does not look for what was sent")] = False,
) -> None:
    """Kill a bot that 30 private chats and 20 groups ask, and count what was lost and doubled."""
    trial = Trial(kills, seed, way, is_spared=spared, is_blind=blind)
    typer.echo(f"{way}: {asyncio.run(kill_again_and_again(trial))}")


if __name__ == "__main__":
    typer.run(main)
