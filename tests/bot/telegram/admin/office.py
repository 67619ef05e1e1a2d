"""A corpus that admins change in the chat, and how they go about it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from bot.texts import ZH
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import Cancelled, EmptyCorpus
from rag.evaluation.regression_gate import Canary
from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import Progress
from rag.storage.database import Database
from tests.botapi.limits import NO_LIMITS, Flood
from tests.botapi.server import BotApi
from tests.botapi.world import File, Message
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, write_reports
from tests.telegram_bot import running

TOLD = ZH.admin
MORE = HUSHAN.replace("两所", "三所")
ADMIN, OTHER = 7001, 7002
NAME = "湖山区2025年政府工作报告"


class Office:
    """A corpus and a bot for it. ``gate`` holds a build back while it is closed."""

    def __init__(self, api: BotApi, home: Path, database: Database, *, empty: bool = False) -> None:
        self.api = api
        api.state.flood = Flood(NO_LIMITS)  # progress is shown many times as often as in life
        self.database = database
        self.settings = corpus_settings(home)
        self.reports = write_reports(home / "reports", **({} if empty else {"a": HUSHAN}))
        self.gate = threading.Event()
        self.gate.set()
        self.building = threading.Event()
        self.admin = api.person("Admin", user_id=ADMIN)
        self.admin.chat.is_started = True
        self.corpus = self._open()

    def _open(self) -> CorpusService:
        corpus = CorpusService(self.settings, self._build, self.database, Canary(self.reports))
        with suppress(EmptyCorpus):
            corpus.open()
        corpus.catch_up = lambda: False  # type: ignore[method-assign] # here only admins publish what is in the folder
        return corpus

    def restart(self) -> None:
        self.corpus.close()
        self.corpus = self._open()

    def _build(self, job: Job, progress: Progress, cancelled: threading.Event) -> Built:
        self.building.set()
        progress(16, 64)
        while not self.gate.wait(0.01):
            if cancelled.is_set():
                self.gate.set()
                raise Cancelled("The build was cancelled; nothing has changed.")
        return build(job, progress, cancelled)

    @asynccontextmanager
    async def running(self, **settings: Any) -> AsyncIterator[None]:
        given = {"admin_ids": f"{ADMIN}", **settings}
        async with running(self.api, Answerer(self.corpus), self.database, self.corpus, **given):
            yield

    async def told(self, text: str) -> Message:
        """What the bot shows in the end after the admin wrote this."""
        self.admin.send(text)
        return await self.admin.chat.next_message()

    async def preview(self) -> Message:
        """The message of a reload, when it has become its preview."""
        message = await self.told("/reload")
        return await settled(message)

    @property
    def words(self) -> str:
        return "".join(report.text for report in self.corpus.current.version.reports)


async def settled(message: Message) -> Message:
    """When the progress in it has ended."""
    while message.text.startswith((TOLD.reading, TOLD.writing, TOLD.downloading, "正在建立索引")):
        await message.chat.next_edit()
    return message


async def decided(office: Office, message: Message, label: str) -> Message:
    """The message after its button was pressed."""
    press = office.admin.press(message, label)
    await press.answered()
    assert await message.chat.next_edit() is message
    return message


def report(text: str = JIANGWAN, name: str = "b.txt") -> File:
    return File(name, text.encode())
