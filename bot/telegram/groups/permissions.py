"""The people who may change settings of a group: its administrators, also those who write in its name."""

from __future__ import annotations

from telegram import Chat, Message
from telegram.constants import ChatMemberStatus

_ADMINISTRATORS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def administers(chat: Chat, person: int) -> bool:
    """Asked of Telegram each time: it may have changed."""
    member = await chat.get_bot().get_chat_member(chat.id, person)
    return member.status in _ADMINISTRATORS


async def written_by_administrator(message: Message) -> bool:
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id  # an anonymous administrator; no other channel
    return message.from_user is not None and await administers(message.chat, message.from_user.id)
