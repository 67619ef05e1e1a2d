"""Users, chats and messages as Telegram keeps them, and how they look to a bot."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field

from tests.botapi.errors import Json
from tests.botapi.text import cut

PATIENCE = 10.0
"""Seconds to wait for the bot before a test fails."""
_FILE_IDS = itertools.count(1)


@dataclass(eq=False)
class User:
    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    alone: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    """Messages that nobody else sees, as they come or are edited."""

    def as_json(self) -> Json:
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {"username": self.username, "language_code": self.language_code}
        return body | {name: value for name, value in optional.items() if value}


@dataclass(eq=False)
class File:
    """A document or a photo."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"
    id: str = field(default_factory=lambda: f"file{next(_FILE_IDS)}")

    @property
    def path(self) -> str:
        return f"documents/{self.id}"

    def as_json(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": f"unique-{self.id}",
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }

    def as_sizes(self) -> list[Json]:
        """A photo as bots see it: smaller copies first. No copy is kept here, so that only the last one opens."""
        whole = {name: value for name, value in self.as_json().items() if name not in ("file_name", "mime_type")}
        small = {"file_id": f"{self.id}-small", "file_unique_id": f"unique-{self.id}-small", "file_size": 1000}
        return [small | {"width": 90, "height": 60}, whole | {"width": 1280, "height": 853}]


@dataclass(eq=False)
class Chat:
    """A chat with what the bot did in it, in queues to be awaited."""

    id: int
    type: str
    title: str = ""
    user: User | None = None
    """The other side of a private chat."""
    members: set[User] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    """User ids."""
    is_forum: bool = False
    refusal: str = ""
    """Why the bot may not write here, in Telegram's words."""
    migrated_to: int = 0
    is_started: bool = True
    """False for a private chat in which the user has not written yet."""
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    sent: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    edits: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    deletions: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    actions: asyncio.Queue[Action] = field(default_factory=asyncio.Queue)
    drafts: asyncio.Queue[Draft] = field(default_factory=asyncio.Queue)

    @property
    def is_group(self) -> bool:
        return self.type in ("group", "supergroup")

    def as_json(self) -> Json:
        if self.user:
            body: Json = {"id": self.id, "type": self.type, "first_name": self.user.first_name}
            return body | ({"username": self.user.username} if self.user.username else {})
        return {"id": self.id, "type": self.type, "title": self.title} | ({"is_forum": True} if self.is_forum else {})

    async def next_message(self) -> Message:
        """The next message of the bot that was not taken yet."""
        return await asyncio.wait_for(self.sent.get(), PATIENCE)

    async def next_edit(self) -> Message:
        """The message that the bot edited next, as it is now."""
        return await asyncio.wait_for(self.edits.get(), PATIENCE)

    async def next_deletion(self) -> Message:
        return await asyncio.wait_for(self.deletions.get(), PATIENCE)

    async def next_action(self) -> Action:
        return await asyncio.wait_for(self.actions.get(), PATIENCE)

    async def next_draft(self) -> Draft:
        return await asyncio.wait_for(self.drafts.get(), PATIENCE)


@dataclass(frozen=True)
class Action:
    """A chat action such as typing."""

    action: str
    thread_id: int | None


@dataclass(frozen=True)
class Draft:
    """A frame of a message being streamed."""

    id: int
    text: str
    thread_id: int | None


@dataclass(frozen=True)
class Quote:
    """The part of a message that is replied to."""

    text: str
    position: int
    is_manual: bool = True

    def as_json(self) -> Json:
        return {"text": self.text, "position": self.position, "is_manual": self.is_manual}


@dataclass(eq=False)
class Message:
    chat: Chat
    id: int
    sender: User | None
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)
    reply_to: Message | None = None
    quote: Quote | None = None
    thread_id: int | None = None
    document: File | None = None
    photo: File | None = None
    """With a document or a photo, text and entities are the caption."""
    via_bot: User | None = None
    sender_chat: Chat | None = None
    inline_id: str = ""
    ephemeral_id: int = 0
    """Of a message that one person sees alone; it has no other id."""
    extra: Json = field(default_factory=dict)
    """Further fields as a bot sees them: service messages, forwards, stickers, …"""
    date: int = field(default_factory=lambda: int(time.time()))
    edit_date: int = 0
    deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    """By person."""

    @property
    def buttons(self) -> list[str]:
        """Labels, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def has_caption(self) -> bool:
        return self.document is not None or self.photo is not None

    def styled(self, kind: str) -> list[str]:
        """The stretches of text that carry entities of this type."""
        return [cut(self.text, e["offset"], e["length"]) for e in self.entities if e["type"] == kind]

    def button(self, label: str) -> Json:
        """The button with this label.

        Raises:
            LookupError: there is none, or there are several.
        """
        found = [button for row in self.keyboard for button in row if button["text"] == label]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons {label!r} among {self.buttons}")
        return found[0]

    def as_json(self, with_reply: bool = True) -> Json:
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.as_json(), **self.extra}
        body |= self._text_json()
        if self.ephemeral_id:
            body |= {"message_id": 0, "ephemeral_message_id": self.ephemeral_id}
        if self.sender:
            body["from"] = self.sender.as_json()
        if self.sender_chat:
            body["sender_chat"] = self.sender_chat.as_json()
        if self.via_bot:
            body["via_bot"] = self.via_bot.as_json()
        if self.edit_date:
            body["edit_date"] = self.edit_date
        if self.thread_id:
            body |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": self.keyboard}
        return body | self._reply_json() if with_reply else body

    def _text_json(self) -> Json:
        name, entities = ("caption", "caption_entities") if self.has_caption else ("text", "entities")
        body: Json = {name: self.text} if self.text else {}
        body |= {entities: self.entities} if self.entities else {}
        body |= {"photo": self.photo.as_sizes()} if self.photo else {}
        return body | ({"document": self.document.as_json()} if self.document else {})

    def _reply_json(self) -> Json:
        if self.reply_to is None or self.reply_to.deleted:
            return {}
        body: Json = {"reply_to_message": self.reply_to.as_json(with_reply=False)}
        return body | ({"quote": self.quote.as_json()} if self.quote else {})
