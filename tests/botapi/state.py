"""Everything a Bot API server knows: the bot, its chats, open queries, and what it was told to do wrong."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.commands import Scope
from tests.botapi.errors import ApiError, Json, bad_request, forbidden
from tests.botapi.inline import InlineAnswer, Result
from tests.botapi.limits import Flood, Limits
from tests.botapi.updates import Updates
from tests.botapi.world import Chat, File, Message, User

TOKEN = "123456:test-token-AAAAAAAAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True)
class CallbackAnswer:
    """What the person who pressed a button sees."""

    text: str
    show_alert: bool
    url: str


@dataclass(frozen=True)
class GuestQuery:
    """A call from a chat that the bot is not in."""

    chat: Chat
    user: User
    answer: asyncio.Future[Message]


@dataclass
class Fault:
    """Something that goes wrong with the next calls of a method ("" for any)."""

    method: str
    times: int = 1
    error: ApiError | None = None
    """Sent instead of an answer."""
    body: bytes | None = None
    """Sent instead of JSON."""
    drops: bool = False
    """The connection is cut."""
    takes_effect: bool = False
    """The method does its work first."""
    until: asyncio.Event | None = None
    """The answer waits for this."""


@dataclass(frozen=True)
class Call:
    """A request of the bot."""

    method: str
    fields: dict[str, Any]


@dataclass
class State:
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] | None = None
    token: str = TOKEN
    me: User = field(default_factory=lambda: User(123456, "问报", "wenbao_test_bot", is_bot=True))
    reads_all: bool = True
    """False is privacy mode: in groups only commands, mentions and replies reach the bot."""
    has_inline: bool = True
    """Inline mode, as BotFather turns it on."""
    updates: Updates = field(default_factory=Updates)
    chats: dict[int, Chat] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], dict[str, str]] = field(default_factory=dict)
    """Of a scope and a language."""
    descriptions: dict[str, str] = field(default_factory=dict)
    """By language, as the short ones."""
    short_descriptions: dict[str, str] = field(default_factory=dict)
    callbacks: dict[str, asyncio.Future[CallbackAnswer]] = field(default_factory=dict)
    inline_queries: dict[str, asyncio.Future[InlineAnswer]] = field(default_factory=dict)
    presses: dict[str, tuple[Message, User]] = field(default_factory=dict)
    """The message and the person of each callback query, answered or not."""
    has_ephemeral: bool = True
    """Bot API 10.4: a callback query can be replied to with a message that only who pressed sees."""
    ephemeral: dict[int, Message] = field(default_factory=dict)
    guest_queries: dict[str, GuestQuery] = field(default_factory=dict)
    inline_messages: dict[str, Message] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.flood = Flood(self.limits, self.clock) if self.clock else Flood(self.limits)

    def fault(self, method: str) -> Fault | None:
        """The fault that strikes this call, if one does."""
        for fault in self.faults:
            if fault.method.lower() in ("", method) and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def chat(self, chat_id: str) -> Chat:
        """A chat the bot may read.

        Raises:
            ApiError: there is none with this id, or the bot is not in it.
        """
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        return chat

    def writable_chat(self, chat_id: str) -> Chat:
        """Raises:
        ApiError: 403, the bot was removed, blocked, or never written to.
        """
        chat = self.chat(chat_id)
        if chat.refusal:
            raise forbidden(chat.refusal)
        if not chat.is_started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """Raises:
        ApiError: there is no such message (any more).
        """
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise bad_request(f"message {purpose} not found")
        return message

    def add_message(self, chat: Chat, sender: User | None, **fields: Any) -> Message:
        message = Message(chat=chat, id=max(chat.messages, default=0) + 1, sender=sender, **fields)
        chat.messages[message.id] = message
        return message

    def place_inline(self, chat: Chat, sender: User, result: Result) -> Message:
        """What a chosen card, or the answer to a guest query, puts into a chat."""
        message = self.add_message(
            chat, sender, text=result.text, entities=result.entities, keyboard=result.keyboard, via_bot=self.me
        )
        message.inline_id = f"inline{next(self.ids)}"
        self.inline_messages[message.inline_id] = message
        return message

    def profile(self) -> Json:
        return self.me.as_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_inline_queries": self.has_inline,
        }
