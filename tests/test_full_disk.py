"""A disk with no byte left, under a bot that runs: nothing is lost, and nothing is told twice."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.corpora import HUSHAN, write_reports
from tests.small_disk import SmallDisk
from tests.topology import Bot, embedded

pytestmark = pytest.mark.long

QUESTION, ANSWER = "新建小学几所", "新建小学两所。[1]"
_ASKED = 12
"""More than the pages that SQLite has room for in what it has written already."""


async def first_line(asker: Person) -> str:
    return str((await asyncio.wait_for(asker.chat.sent.get(), 120)).text.splitlines()[0])


async def until_it_is_noticed(bot: Bot, told: int) -> None:
    """``told``: bytes of the log that tell of earlier things."""
    while b"disk" not in bot.log.read_bytes()[told:]:  # noqa: ASYNC110  # another process tells it
        await asyncio.sleep(0.05)


async def test_what_is_asked_while_the_disk_is_full_is_answered_once_when_there_is_room(
    api: BotApi, tmp_path: Path
) -> None:
    home = tmp_path / "bot"
    home.mkdir()
    disk = SmallDisk(home)
    reports = write_reports(tmp_path / "reports", a=HUSHAN)
    async with embedded(api.url, api.token, reports, tmp_path, disk.before) as bot:
        before = api.person("Before")
        before.send(QUESTION)
        assert await first_line(before) == ANSWER
        told = len(bot.log.read_bytes())
        disk.fill(bot.process.pid)
        askers = [api.person(f"Asker {number}") for number in range(_ASKED)]
        for asker in askers:
            asker.send(QUESTION)
        await asyncio.wait_for(until_it_is_noticed(bot, told), 60)
        disk.empty(bot.process.pid)
        assert [await first_line(asker) for asker in askers] == [ANSWER] * _ASKED
        after = api.person("After")
        after.send(QUESTION)
        assert await first_line(after) == ANSWER
        assert all(asker.chat.sent.empty() for asker in askers)
        with closing(sqlite3.connect(disk.seen_by(bot.process.pid) / "wenbao.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert await bot.stop() == 0
