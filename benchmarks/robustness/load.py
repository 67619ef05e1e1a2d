"""A crowd that asks the running bot for minutes -> what was lost, doubled, out of order, slow.

    python -m benchmarks.robustness.load

The crowd and Telegram (the strict Bot API server of the tests, with Telegram's flood limits) are in this process; the
bot is what ``wenbao run`` starts: one that polls with everything embedded, or replicas behind a balancer on a Chroma
server and a PostgreSQL. A person asks the next question when the last one was answered.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.harness.quiet import note
from benchmarks.harness.timing import percentile
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.world import Chat, Message
from tests.topology import Bot, embedded, replicated

_PATIENCE = 60.0  # seconds for the last answers
_WARM = 30.0  # seconds until what a running bot holds is there: connections, threads, the questions of this crowd
_TOLD_EVERY = 15.0  # seconds
_MB = 1024 * 1024


@dataclass
class Asked:
    """One question and its outcome."""

    message: Message
    at: float
    answers: list[tuple[float, Message]] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return self.answers[0][0] - self.at


@dataclass
class Crowd:
    """People in private chats and in groups, and everything they asked, by chat and message."""

    api: BotApi
    texts: Sequence[str]
    seats: list[tuple[Person, Chat]]
    asked: dict[tuple[int, int], Asked] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    strays: int = 0
    """Messages of the bot that answer nothing."""

    async def ask(self, rate: float, seconds: float, chance: random.Random) -> None:
        """``rate`` questions a second, at random moments, of random people who wait for nothing."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.expovariate(rate))
            person, chat = chance.choice(self.seats)
            if person.user.id in self.waiting:
                continue
            text = chance.choice(self.texts)
            self.waiting.add(person.user.id)
            at = time.monotonic()
            message = person.send(text if chat is person.chat else f"/ask {text}", chat)
            self.asked[chat.id, message.id] = Asked(message, at)

    async def read(self, chat: Chat) -> None:
        """Everything the bot sends into a chat, until cancelled."""
        while True:
            message = await chat.sent.get()
            asked = self.asked.get((chat.id, message.reply_to.id)) if message.reply_to else None
            if asked is None:
                self.strays += 1
                continue
            asked.answers.append((time.monotonic(), message))
            if asked.message.sender:
                self.waiting.discard(asked.message.sender.id)

    async def answered(self) -> None:
        while self.waiting:  # noqa: ASYNC110  # looked at, not waited for: a benchmark
            await asyncio.sleep(0.1)

    async def tell(self) -> None:
        """How it goes, until cancelled."""
        while True:
            await asyncio.sleep(_TOLD_EVERY)
            note(f"{len(self.asked)} asked, {len(self.waiting)} of them not answered yet")


def gather(api: BotApi, texts: Sequence[str], people: int, chats: int) -> Crowd:
    """Three of four chats are private; the other people share the groups."""
    everybody = [api.person(f"Person {number}") for number in range(people)]
    private = min(people, chats * 3 // 4)
    seats = [(person, person.chat) for person in everybody[:private]]
    groups: list[list[Person]] = [[] for _ in range(chats - private)]
    for number, person in enumerate(everybody[private:]):
        groups[number % len(groups)].append(person)
    for number, members in enumerate(groups):
        chat = api.group(f"Group {number}", *members)
        seats += [(person, chat) for person in members]
    return Crowd(api, texts, seats)


def out_of_order(asked: Sequence[Asked]) -> int:
    """Answers sent before the answer to an earlier question in the same chat."""
    wrong = 0
    latest: dict[int, float] = {}
    for one in asked:
        if not one.answers:
            continue
        chat, at = one.message.chat.id, one.answers[0][0]
        wrong += at < latest.get(chat, 0.0)
        latest[chat] = max(at, latest.get(chat, 0.0))
    return wrong


def resident(bot: Bot) -> float:
    """MB of the process, without the files it has mapped."""
    told = Path(f"/proc/{bot.process.pid}/status").read_text(encoding="ascii")
    return sum(int(kb) for kb in re.findall(r"^RssAnon:\s+(\d+) kB", told, re.MULTILINE)) / 1024


@asynccontextmanager
async def serving(api: BotApi, corpus: Path, home: Path, replicas: int) -> AsyncIterator[list[Bot]]:
    if replicas == 1:
        async with embedded(api.url, api.token, corpus, home) as bot:
            yield [bot]
    else:
        async with replicated(api.url, api.token, corpus, home, replicas) as cluster:
            yield cluster.bots


async def measure(
    corpus: Path, texts: Sequence[str], *, people: int, chats: int, rate: float, seconds: float, replicas: int
) -> dict[str, object]:
    chance = random.Random(1)  # noqa: S311  # the same crowd every time
    note(f"starting {replicas} bot{'s' * (replicas > 1)}, which index the reports first")
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api, serving(api, corpus, Path(folder), replicas) as bots:
            note("ready; the crowd begins")
            crowd = gather(api, texts, people, chats)
            reading = [asyncio.create_task(crowd.read(chat)) for chat in api.state.chats.values()]
            reading.append(asyncio.create_task(crowd.tell()))
            warm = min(_WARM, seconds / 4)
            await crowd.ask(rate, warm, chance)  # counted like the rest
            before = [resident(bot) for bot in bots]
            await crowd.ask(rate, seconds - warm, chance)
            note("nobody asks any more; the last answers are waited for")
            with suppress(TimeoutError):
                await asyncio.wait_for(crowd.answered(), _PATIENCE)
            after = [resident(bot) for bot in bots]
            for task in reading:
                task.cancel()
            sends = len(api.calls("sendMessage"))
            note("stopping")
    asked = sorted(crowd.asked.values(), key=lambda one: (one.message.chat.id, one.message.id))
    times = [one.seconds for one in asked if one.answers] or [float("nan")]
    return {
        "seconds": seconds,
        "replicas": replicas,
        "people": people,
        "chats": chats,
        "asked": len(asked),
        "asked a second": round(len(asked) / seconds, 1),
        "lost": sum(not one.answers for one in asked),
        "doubled": sum(len(one.answers) > 1 for one in asked),
        "out of order": out_of_order(asked),
        "strays": crowd.strays,
        "sends": sends,
        "p50": round(percentile(times, 0.5), 3),
        "p95": round(percentile(times, 0.95), 3),
        "slowest": round(max(times), 3),
        "memory before, MB of their own": [round(mb) for mb in before],
        "memory after, MB": [round(mb) for mb in after],
        "before: after the first seconds": warm,
        "grown by, percent": [round(100 * (a - b) / b, 1) for b, a in zip(before, after, strict=True)],
        "cores": os.cpu_count(),
    }


def main(
    seconds: Annotated[float, typer.Option(help="How long people ask.")] = 600,
    people: Annotated[int, typer.Option()] = 1_000,
    chats: Annotated[int, typer.Option()] = 200,
    rate: Annotated[float, typer.Option(help="Questions a second, of all together.")] = 8,
    replicas: Annotated[int, typer.Option(help="1: a bot with everything embedded; more: behind a balancer.")] = 1,
    corpus: Annotated[Path, typer.Option(help="Folder of reports.")] = Path("seeds"),
    questions: Annotated[Path, typer.Option(help="Questions on them, as for wenbao eval.")] = Path(
        "benchmarks/questions/yushan.jsonl"
    ),
) -> None:
    """Measure the running bot under load; figures as JSON."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["question"] for line in lines if line.strip()]
    found = asyncio.run(
        measure(corpus.resolve(), texts, people=people, chats=chats, rate=rate, seconds=seconds, replicas=replicas)
    )
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    # told to stop, it stops the bots and servers that it has started
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    typer.run(main)
