"""The commands that the bot's menu offers: to everybody, and more of them to admins."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommandScopeChat
from telegram.error import TelegramError

from bot.telegram.transport.connectivity import reason_of
from bot.texts import EN, ZH

log = logging.getLogger(__name__)


async def publish_menus(bot: Bot, admin_ids: Iterable[int]) -> None:
    """Chinese by default; a bot without menus works all the same."""
    try:
        await bot.set_my_commands(list(ZH.commands.items()))
        await bot.set_my_commands(list(EN.commands.items()), language_code="en")
    except TelegramError as exc:
        log.warning("The menu of commands was not updated: %s", reason_of(exc))
    for admin in admin_ids:
        await publish_admin_menu(bot, admin)


async def publish_admin_menu(bot: Bot, admin: int) -> None:
    """The menu of one admin, who gets it with /start where there is no chat with the bot yet to show it in."""
    scope = BotCommandScopeChat(admin)
    try:
        await bot.set_my_commands([*ZH.commands.items(), *ZH.admin.commands.items()], scope)
        await bot.set_my_commands([*EN.commands.items(), *EN.admin.commands.items()], scope, language_code="en")
    except TelegramError as exc:
        log.warning("The menu of commands of admin %s was not updated: %s", admin, reason_of(exc))
