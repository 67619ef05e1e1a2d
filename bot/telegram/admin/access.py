"""A message -> whether an admin wrote it, himself and to the bot alone. Pure.

Only the numeric id of its sender counts. What an admin forwards is somebody else's; senders that write as
a chat (anonymous admins, channels) or through a bot are never admins.
"""

from __future__ import annotations

from collections.abc import Collection

from telegram import Message, User
from telegram.ext import filters


class Admins:
    """ADMIN_IDS."""

    def __init__(self, ids: Collection[int]) -> None:
        self.ids = frozenset(ids)

    def include(self, user: User | None) -> bool:
        return user is not None and not user.is_bot and user.id in self.ids


class FromAdmin(filters.MessageFilter):
    """Messages that an admin wrote in his private chat with the bot."""

    def __init__(self, admins: Admins) -> None:
        super().__init__()
        self._admins = admins

    def filter(self, message: Message) -> bool:
        own = message.sender_chat is None and message.forward_origin is None and message.via_bot is None
        return own and message.chat.type == message.chat.PRIVATE and self._admins.include(message.from_user)


def signed(user: User) -> str:
    """How an admin stands in the record: without a name, which he could change."""
    return f"telegram:{user.id}"
