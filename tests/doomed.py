"""A bot to be killed: ``python -m tests.doomed API_URL TOKEN DATABASE_URL [answers] [blind] [PORT]``.

It begins to answer questions on GDP and never ends, or ``answers`` them at once. A ``blind`` one does not look for what
another process may have sent. With a port it is a webhook there, else it polls.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from bot.settings import Settings
from bot.telegram.app import serve
from bot.telegram.transport import interrupted
from rag.storage.database import Database
from tests.fakes import FakeAnswerer


async def main(url: str, token: str, database_url: str, *how: str) -> None:
    port = next((word for word in how if word.isdigit()), "")
    settings = Settings(_env_file=None, telegram_bot_token=token, telegram_api_url=url, **_webhook(port))
    answering = FakeAnswerer(gates={} if "answers" in how else {"GDP": asyncio.Event()})
    if "blind" in how:
        interrupted.LOOKED_AT = 0
    await serve(settings, answering, Database(database_url), asyncio.Event())


def _webhook(port: str) -> dict[str, Any]:
    if not port:
        return {}
    address = f"127.0.0.1:{port}"
    return {"webhook_url": f"http://{address}/updates", "webhook_listen": address, "webhook_secret": "secret"}


def run_quietly(*arguments: str) -> None:
    """The same, as the target of a process; what it logs is nobody's business."""
    logging.disable()
    asyncio.run(main(*arguments))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
