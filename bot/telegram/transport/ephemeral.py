"""A press of a button in a group -> a message shown to the person who pressed it alone, where Telegram supports that.

Bot API 10.4: a message sent with the id of a callback query alone, within 15 seconds, is shown to the person who
pressed, in the chat of the button. An older server refuses it, because it names no chat, and shows it to nobody.
https://core.telegram.org/bots/api#ephemeralmessageparameters
"""

from __future__ import annotations

import logging
from typing import cast

import telegram
from telegram import CallbackQuery, MaybeInaccessibleMessage
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.telegram.message_builder import Message

log = logging.getLogger(__name__)

_NO_CHAT = cast("str", None)
"""Left out: the chat is that of the button."""


async def show_alone(query: CallbackQuery, message: Message) -> bool:
    """Show a message to the person who pressed the button; False where that cannot be done."""
    try:
        await query.get_bot().send_message(
            _NO_CHAT,
            message.text,
            entities=message.entities,
            reply_markup=message.keyboard,
            api_kwargs={"ephemeral_message_parameters": {"callback_query_id": query.id}},
        )
    except (BadRequest, ChatMigrated, Forbidden) as exc:
        log.debug("a message could not be shown to one person alone: %s", exc)
        return False
    return True


def ephemeral_id(shown: MaybeInaccessibleMessage | None) -> int | None:
    """The id of a message that one person sees alone; None for any other message."""
    number = shown.api_kwargs.get("ephemeral_message_id") if isinstance(shown, telegram.Message) else None
    return number if isinstance(number, int) else None


async def edit_alone(query: CallbackQuery, number: int, message: Message) -> None:
    """Show another text in the ephemeral message with this id, whose button was pressed."""
    fields = {
        "chat_id": query.message.chat.id if query.message else 0,
        "receiver_user_id": query.from_user.id,
        "ephemeral_message_id": number,
        "text": message.text,
        "entities": list(message.entities),
    }
    if message.keyboard:
        fields["reply_markup"] = message.keyboard
    try:
        await query.get_bot().do_api_request("editEphemeralMessageText", api_kwargs=fields)
    except BadRequest as exc:
        log.debug("a message that one person sees alone could not be changed: %s", exc)
