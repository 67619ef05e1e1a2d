"""Two bots, a Chroma server, a PostgreSQL and a balancer, as processes of their own: what one does holds for both."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.botapi.server import BotApi
from tests.corpora import HUSHAN, hushan_with, write_reports
from tests.topology import Cluster, replicated, run_command

pytestmark = pytest.mark.long

QUESTION = "新建小学几所"


async def answer(api: BotApi, cluster: Cluster, only: int | None = None) -> str:
    """To somebody new; ``only``: of this bot, the others get no updates meanwhile."""
    targets = cluster.balancer.targets
    cluster.balancer.targets = targets if only is None else [targets[only]]
    asker = api.person("Asker")
    asker.send(QUESTION)
    found = await asyncio.wait_for(asker.chat.sent.get(), 60)
    cluster.balancer.targets = targets
    return str(found.text.splitlines()[0])


async def until_answered(api: BotApi, cluster: Cluster, only: int, words: str) -> None:
    while words not in await answer(api, cluster, only):
        pass


async def test_two_bots_are_one(api: BotApi, tmp_path: Path) -> None:
    """Started at once on an empty database; a reload in a third process reaches both; what is sent when one is killed
    the other answers; SIGTERM ends that one with status 0."""
    reports = write_reports(tmp_path / "reports", a=HUSHAN)
    async with replicated(api.url, api.token, reports, tmp_path) as cluster:
        for bot in (0, 1):
            assert "两所" in await answer(api, cluster, bot)
        write_reports(reports, a=hushan_with(8))
        await run_command(cluster, tmp_path / "admin", "corpus", "reload")
        for bot in (0, 1):
            await asyncio.wait_for(until_answered(api, cluster, bot, "8所"), 60)
        await cluster.bots[0].kill()
        assert "8所" in await answer(api, cluster)
        assert await cluster.bots[1].stop() == 0
