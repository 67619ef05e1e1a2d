"""The menu of commands that a bot publishes. Pure."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import bad_request

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Scope = tuple[str, ...]
"""Type, and chat and user where it has them."""


def check_commands(commands: Any) -> dict[str, str]:
    """Name -> description.

    Raises:
        ApiError: Telegram would refuse one of them.
    """
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked: dict[str, str] = {}
    for command in commands:
        name, description = command["command"].removeprefix("/"), command["description"].strip()
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        checked[name] = description
    return checked


def check_scope(scope: Any) -> Scope:
    given = scope or {"type": "default"}
    if given.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    fields = _SCOPES[given["type"]]
    if any(name not in given for name in fields):
        raise bad_request(f"can't parse BotCommandScope: {fields} must be specified")
    return (given["type"], *(str(given[name]) for name in fields))


def check_language(code: str) -> str:
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
