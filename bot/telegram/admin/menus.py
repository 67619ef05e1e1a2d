"""The texts shown before anybody writes: the bot's description, and the menus of private chats, groups and admins."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.telegram.transport.connectivity import reason_of
from bot.texts import EN, ZH, Texts

_GROUPS = ("ask", "verify", "reports", "sections", "targets", "chart", "help")
_GROUP_ADMINS = (*_GROUPS, "watch", "unwatch", "quiet")
_PRIVATE = (
    "ask", "verify", "reports", "sections", "targets", "chart", "watch", "unwatch", "cite",
    "language", "privacy", "forget", "help", "start",
)  # fmt: skip

log = logging.getLogger(__name__)


async def publish_menus(bot: Bot, admin_ids: Iterable[int]) -> None:
    """Chinese by default; a bot without menus works all the same."""
    try:
        for texts, code in ((ZH, ""), (EN, "en")):
            await bot.set_my_commands(_menu(texts, _GROUP_ADMINS), language_code=code)
            await bot.set_my_commands(_menu(texts, _PRIVATE), BotCommandScopeAllPrivateChats(), language_code=code)
            await bot.set_my_commands(_menu(texts, _GROUPS), BotCommandScopeAllGroupChats(), language_code=code)
            scope = BotCommandScopeAllChatAdministrators()
            await bot.set_my_commands(_menu(texts, _GROUP_ADMINS), scope, language_code=code)
            await bot.set_my_description(texts.description, code)
            await bot.set_my_short_description(texts.short_description, code)
    except TelegramError as exc:
        log.warning("The description and the menus of commands were not updated: %s", reason_of(exc))
    for admin in admin_ids:
        await publish_admin_menu(bot, admin)


async def publish_admin_menu(bot: Bot, admin: int) -> None:
    """Give one admin a menu; /start gives it where there was no chat with the bot to show it in."""
    scope = BotCommandScopeChat(admin)
    try:
        for texts, code in ((ZH, ""), (EN, "en")):
            menu = [*_menu(texts, _PRIVATE), *texts.admin.commands.items()]
            await bot.set_my_commands(menu, scope, language_code=code)
    except TelegramError as exc:
        log.warning("The menu of commands of admin %s was not updated: %s", admin, reason_of(exc))


def _menu(texts: Texts, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, texts.commands[name]) for name in names]
