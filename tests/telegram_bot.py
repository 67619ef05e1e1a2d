"""The bot running against a Bot API server, in the test's own event loop."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path
from typing import Any

from telegram import Bot

import bot.telegram.app
from bot.core.ports import Answering
from bot.settings import Settings
from bot.telegram.app import serve
from rag.corpus.service import CorpusService
from rag.storage.database import Database, sqlite_url
from tests.botapi.server import BotApi

_with_menus = ContextVar("_with_menus", default=True)
_publish_menus = bot.telegram.app.publish_menus


async def _publish_where_looked_at(bot: Bot, admin_ids: Iterable[int]) -> None:
    """Twelve requests at each start, and two for each admin."""
    if _with_menus.get():
        await _publish_menus(bot, admin_ids)


bot.telegram.app.publish_menus = _publish_where_looked_at


def settings_for(api: BotApi, **others: Any) -> Settings:
    """Without what a .env here may hold."""
    given = {"_env_file": None, "telegram_bot_token": api.token, "telegram_api_url": api.url, **others}
    return Settings(**given)


@asynccontextmanager
async def running(
    api: BotApi,
    answering: Answering,
    database: Database | None = None,
    corpus: CorpusService | None = None,
    *,
    menus: bool = False,
    **settings: Any,
) -> AsyncIterator[None]:
    """When the context ends, the bot has finished with every update it was given.

    Without a ``database`` it has an empty one, which the next run does not see. ``corpus`` is what admins may change.
    ``menus``: it publishes its menus and its description.
    """
    with empty_database() as own:
        stop = asyncio.Event()
        context = copy_context()
        context.run(_with_menus.set, menus)
        serving = serve(settings_for(api, **settings), answering, database or own, stop, corpus)
        task = asyncio.create_task(serving, context=context)
        try:
            yield
            await api.state.updates.confirmed()
        finally:
            stop.set()
            await task


@contextmanager
def empty_database() -> Iterator[Database]:
    """SQLite in a file, as the program has it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wenbao.db"
        shutil.copyfile(migrated_file(), path)
        database = Database(sqlite_url(path))
        try:
            yield database
        finally:
            database.close()


@cache
def migrated_file() -> Path:
    """Made once: Alembic takes longer than most tests."""
    folder = tempfile.mkdtemp(prefix="wenbao-")
    atexit.register(shutil.rmtree, folder)
    path = Path(folder) / "wenbao.db"
    database = Database(sqlite_url(path))
    database.migrate()
    database.close()
    return path
