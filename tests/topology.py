"""The program as it runs in earnest: processes of its own, one with everything embedded, or several that share a Chroma
server and a PostgreSQL and stand behind a balancer."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.paths import ROOT
from tests.proxy import Proxy
from tests.servers import Chroma, postgres

SECRET = "a-secret_word"
_START = 600.0  # seconds for an indexing on a busy machine
_TRIES, _BETWEEN = 10, 2.0  # of a command, and the seconds between them


@dataclass
class Bot:
    """A running ``wenbao run``."""

    process: asyncio.subprocess.Process
    probes: str
    """URL of /metrics, /healthz and /readyz."""
    log: Path
    settings: Mapping[str, str] = field(repr=False)

    async def stop(self) -> int:
        """As systemd and docker stop it; the exit status."""
        self.process.terminate()
        return await self.process.wait()

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()


async def start_bot(home: Path, settings: Mapping[str, str], before: Sequence[str] = ()) -> Bot:
    """Start ``wenbao run`` with ``home`` for its data and its log, and wait until it is ready. ``before``: words before
    the command, such as those that give it a disk of its own."""
    home.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240  # at once
    probes = f"127.0.0.1:{free_port()}"
    given = {"PYTHONPATH": str(ROOT), **settings, "DATA_DIR": str(home), "METRICS_LISTEN": probes}
    ours = ("TELEGRAM_", "WEBHOOK_", "LLM_", "CHROMA_", "DATABASE_", "LOG_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    log = home / "log"
    with log.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            *before, *(sys.executable, "-m", "bot", "run"), cwd=home, env=inherited | given, stderr=file
        )
    bot = Bot(process, f"http://{probes}", log, given)
    try:
        await asyncio.wait_for(_ready(bot), _START)
    except BaseException:
        if process.returncode is None:
            process.kill()
        raise
    return bot


async def fetch(url: str) -> tuple[int, str]:
    """Status and body; 0 where nobody answers."""
    from tornado.httpclient import AsyncHTTPClient

    try:
        response = await AsyncHTTPClient().fetch(url, raise_error=False)
    except OSError:
        return 0, ""
    return (0, "") if response.code == 599 else (response.code, response.body.decode())


async def _ready(bot: Bot) -> None:
    while (await fetch(f"{bot.probes}/readyz"))[0] != 200:
        if bot.process.returncode is not None:
            raise RuntimeError(bot.log.read_text(encoding="utf-8")[-2000:])
        await asyncio.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@asynccontextmanager
async def embedded(
    api_url: str, token: str, corpus: Path, home: Path, before: Sequence[str] = (), **others: str
) -> AsyncIterator[Bot]:
    """One bot that polls, with nothing beside it."""
    settings = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": api_url, "CORPUS_DIR": str(corpus)}
    bot = await start_bot(home / "bot", settings | others, before)
    try:
        yield bot
    finally:
        if bot.process.returncode is None:
            await bot.stop()


@dataclass
class Cluster:
    bots: list[Bot]
    balancer: Proxy
    database: str
    chroma: Chroma


@asynccontextmanager
async def replicated(api_url: str, token: str, corpus: Path, home: Path, count: int = 2) -> AsyncIterator[Cluster]:
    """``count`` bots behind a balancer, on a Chroma server and a PostgreSQL."""
    async with AsyncExitStack() as stack:
        chroma = stack.enter_context(Chroma(home / "chroma"))
        database = stack.enter_context(postgres())
        ports = [free_port() for _ in range(count)]
        balancer = await stack.enter_async_context(Proxy(*(f"http://127.0.0.1:{port}" for port in ports)))
        shared = {
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api_url,
            "CORPUS_DIR": str(corpus),
            "CHROMA_URL": chroma.url,
            "DATABASE_URL": database,
            "WEBHOOK_URL": f"{balancer.url}/updates",
            "WEBHOOK_SECRET": SECRET,
        }
        starting = [
            start_bot(home / f"bot{number}", {**shared, "WEBHOOK_LISTEN": f"127.0.0.1:{port}"})
            for number, port in enumerate(ports)
        ]
        bots: list[Bot] = list(await asyncio.gather(*starting))
        try:
            yield Cluster(bots, balancer, database, chroma)
        finally:
            await asyncio.gather(*(bot.stop() for bot in bots if bot.process.returncode is None))


async def run_command(cluster: Cluster, home: Path, *arguments: str) -> None:
    """``wenbao`` with the cluster's settings, to its end; again where a bot that has just started still looks whether
    the corpus has changed."""
    for _ in range(_TRIES):
        if await _run(cluster, home, *arguments) == 0:
            return
        await asyncio.sleep(_BETWEEN)
    raise RuntimeError(f"wenbao {' '.join(arguments)} does not end with status 0")


async def _run(cluster: Cluster, home: Path, *arguments: str) -> int:
    settings = {**cluster.bots[0].settings, "DATA_DIR": str(home)}
    home.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240  # at once
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments), cwd=home, env={**os.environ, **settings}
    )
    return await process.wait()
