"""A bot to be killed: ``python -m tests.doomed API_URL TOKEN DATABASE_URL [answers]``.

It begins to answer questions on GDP and never ends, or ``answers`` them at once.
"""

from __future__ import annotations

import asyncio
import sys

from bot.settings import Settings
from bot.telegram.app import serve
from rag.storage.database import Database
from tests.fakes import FakeAnswerer


async def main(url: str, token: str, database_url: str, how: str = "") -> None:
    settings = Settings(_env_file=None, telegram_bot_token=token, telegram_api_url=url)
    answering = FakeAnswerer(gates={} if how == "answers" else {"GDP": asyncio.Event()})
    await serve(settings, answering, Database(database_url), asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
