"""The bot running against a Bot API server, in the test's own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.answering import Answering
from bot.app import serve
from bot.settings import Settings
from tests.botapi.server import BotApi


def settings_for(api: BotApi, **others: Any) -> Settings:
    """Without what a .env here may hold."""
    given = {"_env_file": None, "telegram_bot_token": api.token, "telegram_api_url": api.url, **others}
    return Settings(**given)


@asynccontextmanager
async def running(api: BotApi, answering: Answering, **settings: Any) -> AsyncIterator[None]:
    """When the context ends, the bot has finished with every update it was given."""
    stop = asyncio.Event()
    bot = asyncio.create_task(serve(settings_for(api, **settings), answering, stop))
    try:
        yield
        await api.state.updates.confirmed()
    finally:
        stop.set()
        await bot
