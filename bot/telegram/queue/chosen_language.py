"""An update -> the same as from a client in the language that its sender has chosen, if any."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from telegram import Bot, Update

from bot.storage.choices import Languages
from rag.errors import StorageError


async def as_chosen(update: Update, languages: Languages, bot: Bot) -> Update:
    """The update itself where it is of a shape that cannot be read once more."""
    try:
        return Update.de_json(await in_chosen_language(json.loads(update.to_json()), languages), bot)
    except (ValueError, TypeError, KeyError, AttributeError):
        return update


async def in_chosen_language(body: dict[str, Any], languages: Languages) -> dict[str, Any]:
    """``body``: the update as JSON. Where the database fails, the language of the client is followed."""
    for event in body.values():
        sender = (event.get("from") or event.get("user")) if isinstance(event, dict) else None
        if sender:
            with suppress(StorageError):
                chosen = await asyncio.to_thread(languages.of, str(sender["id"]))
                sender["language_code"] = chosen or sender.get("language_code", "")
    return body
