"""People who write to the bot, and what they do: the part of a test that plays Telegram's users."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import Json
from tests.botapi.inline import InlineAnswer
from tests.botapi.state import CallbackAnswer, GuestQuery, State
from tests.botapi.text import utf16_length
from tests.botapi.updates import Webhook
from tests.botapi.world import PATIENCE, Chat, File, Message, Quote, User

_FOUND = re.compile(r"(?P<bot_command>(?<![\w/])/\w{1,64}(?:@\w{3,32})?)|(?P<mention>(?<![\w@])@\w{4,32})", re.ASCII)


@dataclass(frozen=True)
class Press:
    """A press of a button."""

    answer: asyncio.Future[CallbackAnswer]

    async def answered(self) -> CallbackAnswer:
        """What the bot answered to the press itself."""
        return await asyncio.wait_for(self.answer, PATIENCE)


@dataclass(frozen=True)
class InlineQuery:
    answer: asyncio.Future[InlineAnswer]

    async def answered(self) -> InlineAnswer:
        return await asyncio.wait_for(self.answer, PATIENCE)


@dataclass(frozen=True)
class Summons:
    """A mention of the bot where it is not a member."""

    message: Message
    answer: asyncio.Future[Message]

    async def answered(self) -> Message:
        return await asyncio.wait_for(self.answer, PATIENCE)


class Person:
    """Somebody with a client. ``chat`` is the private chat with the bot."""

    def __init__(self, state: State, user: User, chat: Chat) -> None:
        self._state = state
        self.user = user
        self.chat = chat

    async def next_alone(self) -> Message:
        """The next message in a group that nobody else sees."""
        return await asyncio.wait_for(self.user.alone.get(), PATIENCE)

    def send(
        self,
        text: str = "",
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        quote: str = "",
        entities: list[Json] | None = None,
        thread: int | None = None,
        document: File | None = None,
        photo: File | None = None,
        anonymous: bool = False,
        **extra: Any,
    ) -> Message:
        """Write a message; commands and mentions in it are found as clients find them.

        ``anonymous``: as an anonymous admin of the group. ``extra``: further fields of a Message as bots see it.
        """
        chat = chat or self.chat
        chat.is_started = True
        place = utf16_length(reply_to.text[: reply_to.text.index(quote)]) if reply_to and quote else 0
        message = self._state.add_message(
            chat,
            _ANONYMOUS if anonymous else self.user,
            text=text,
            entities=[*find_entities(text), *(entities or [])],
            reply_to=reply_to or _topic_start(chat, thread),
            quote=Quote(quote, place) if quote else None,
            thread_id=thread,
            document=document,
            photo=photo,
            sender_chat=chat if anonymous else None,
            extra=extra,
        )
        self._state.files |= {file.id: file for file in (document, photo) if file}
        if self._reaches_bot(message):
            self._state.updates.add("message", message.as_json())
        return message

    def edit(self, message: Message, text: str) -> None:
        message.text, message.entities = text, find_entities(text)
        message.edit_date = int(time.time())
        if self._reaches_bot(message):
            self._state.updates.add("edited_message", message.as_json())

    def delete(self, message: Message) -> None:
        """Bots are not told."""
        message.deleted = True

    def press(self, message: Message, label: str, *, inaccessible: bool = False) -> Press:
        """Press the button with this label; ``inaccessible`` is how Telegram shows messages that are too old.

        Raises:
            LookupError: there is no such button, or it is not one that calls the bot.
        """
        return self.call(message, message.button(label)["callback_data"], inaccessible=inaccessible)

    def call(self, message: Message, data: str, *, inaccessible: bool = False) -> Press:
        """A callback query with any data, such as a modified client can send."""
        number, answer = self._query_id(), asyncio.get_running_loop().create_future()
        self._state.callbacks[number] = answer
        query: Json = {"id": number, "from": self.user.as_json(), "chat_instance": "1", "data": data}
        if message.inline_id:
            query["inline_message_id"] = message.inline_id
        elif inaccessible:
            query["message"] = {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
        else:
            query["message"] = message.as_json()
        self._state.presses[number] = (message, self.user)
        self._state.updates.add("callback_query", query)
        return Press(answer)

    def search(self, text: str, offset: str = "", chat_type: str = "private") -> InlineQuery:
        """Type ``@bot text`` into any chat."""
        number, answer = self._query_id(), asyncio.get_running_loop().create_future()
        self._state.inline_queries[number] = answer
        query = {"id": number, "from": self.user.as_json(), "query": text, "offset": offset, "chat_type": chat_type}
        self._state.updates.add("inline_query", query)
        return InlineQuery(answer)

    def choose(self, answer: InlineAnswer, result_id: str, chat: Chat, query: str = "") -> Message:
        """Send one of the cards into a chat."""
        result = next(result for result in answer.results if result.id == result_id)
        message = self._state.place_inline(chat, self.user, result)
        chosen: Json = {"result_id": result_id, "from": self.user.as_json(), "query": query}
        chosen |= {"inline_message_id": message.inline_id} if result.keyboard else {}
        self._state.updates.add("chosen_inline_result", chosen)
        if self._state.me in chat.members or chat.type == "private":
            self._state.updates.add("message", message.as_json())
        return message

    def summon(self, text: str, chat: Chat, reply_to: Message | None = None) -> Summons:
        """Mention the bot in a chat it is not in (guest mode)."""
        number, answer = self._query_id(), asyncio.get_running_loop().create_future()
        message = self._state.add_message(
            chat,
            self.user,
            text=text,
            entities=find_entities(text),
            reply_to=reply_to,
            extra={"guest_query_id": number},
        )
        self._state.guest_queries[number] = GuestQuery(chat, self.user, answer)
        self._state.updates.add("guest_message", message.as_json())
        return Summons(message, answer)

    def react(self, message: Message, *emoji: str) -> None:
        """Bots hear of it where they are admins, or in private."""
        if message.chat.type != "private" and self._state.me.id not in message.chat.admins:
            return
        reaction = {
            "chat": message.chat.as_json(),
            "message_id": message.id,
            "user": self.user.as_json(),
            "date": int(time.time()),
            "old_reaction": message.reactions.get(self.user.id, []),
            "new_reaction": [{"type": "emoji", "emoji": e} for e in emoji],
        }
        message.reactions[self.user.id] = reaction["new_reaction"]
        self._state.updates.add("message_reaction", reaction)

    def _query_id(self) -> str:
        return str(next(self._state.ids) + (1 << 60))

    def _reaches_bot(self, message: Message) -> bool:
        """Privacy mode (https://core.telegram.org/bots/features#privacy-mode), and membership."""
        chat, me = message.chat, self._state.me
        if chat.type == "private":
            return True
        if me not in chat.members:
            return False
        if self._state.reads_all or me.id in chat.admins or (message.reply_to and message.reply_to.sender is me):
            return True
        named = [t.lower() for t in _entity_texts(message)]
        return any(t == f"@{me.username}" or (t.startswith("/") and t.endswith(f"@{me.username}")) for t in named)


_FIRST_PERSON = 7_000_000_000
"""Ids of people have more than 32 bits today, and so many digits that no measured time holds one by chance."""


class People:
    """Makes people and chats."""

    def __init__(self, state: State) -> None:
        self.state = state

    def person(self, name: str, language: str = "zh-hans", user_id: int = 0) -> Person:
        number = user_id or _FIRST_PERSON + next(self.state.ids)
        user = User(number, name, username=f"user{number}", language_code=language)
        chat = Chat(number, "private", user=user, is_started=False)
        self.state.users[number] = user
        self.state.chats[number] = chat
        return Person(self.state, user, chat)

    def group(self, title: str, *people: Person, forum: bool = False, with_bot: bool = True) -> Chat:
        """A supergroup."""
        chat = self._chat("supergroup", title, people, with_bot)
        chat.is_forum = forum
        return chat

    def channel(self, title: str, *people: Person) -> Chat:
        return self._chat("channel", title, people, with_bot=True)

    def topic(self, chat: Chat, name: str, by_bot: bool = False) -> int:
        """A topic of a forum; returns its thread id."""
        sender = self.state.me if by_bot else next(iter(chat.members - {self.state.me}))
        created = {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}}
        start = self.state.add_message(chat, sender, extra=created)
        start.thread_id = start.id
        chat.topics[start.id] = name
        return start.id

    def add_bot(self, chat: Chat, by: Person) -> None:
        """Into a group, by somebody in it."""
        chat.members.add(self.state.me)
        states = [{"status": status, "user": self.state.me.as_json()} for status in ("left", "member")]
        changed = {"chat": chat.as_json(), "from": by.user.as_json(), "date": int(time.time())}
        changed |= {"old_chat_member": states[0], "new_chat_member": states[1]}
        self.state.updates.add("my_chat_member", changed)

    def remove_bot(self, chat: Chat) -> None:
        """Throw it out of a group, or block it in private."""
        chat.members.discard(self.state.me)
        kind = "supergroup" if chat.type == "supergroup" else "group"
        chat.refusal = "bot was blocked by the user" if chat.user else f"bot was kicked from the {kind} chat"

    def migrate(self, chat: Chat) -> Chat:
        """Make a supergroup of a group; the bot is told in both."""
        new = self._chat("supergroup", chat.title, (), with_bot=True)
        new.members |= chat.members
        new.admins |= chat.admins
        sender = next(iter(chat.members - {self.state.me}))
        for where, told in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
            self.state.updates.add("message", self.state.add_message(where, sender, extra=told).as_json())
        chat.migrated_to = new.id
        return new

    async def webhook_set(self) -> None:
        """Until the bot has said where to post updates."""
        await self.state.updates.webhook_set()

    def set_webhook(self, url: str, secret: str) -> None:
        """As an earlier run of the bot left it."""
        self.state.updates.set_webhook(Webhook(url, secret), drop_pending=False)

    def _chat(self, kind: str, title: str, people: tuple[Person, ...], with_bot: bool) -> Chat:
        chat = Chat(-1_000_000_000_000 - next(self.state.ids), kind, title, members={p.user for p in people})
        chat.members |= {self.state.me} if with_bot else set()
        self.state.chats[chat.id] = chat
        return chat


_ANONYMOUS = User(1087968824, "Group", "GroupAnonymousBot", is_bot=True)


def find_entities(text: str) -> list[Json]:
    """Commands and mentions, where clients see them."""
    return [
        {"type": found.lastgroup, "offset": utf16_length(text[: found.start()]), "length": len(found[0])}
        for found in _FOUND.finditer(text)
    ]


def _entity_texts(message: Message) -> list[str]:
    return [found[0] for found in _FOUND.finditer(message.text)]


def _topic_start(chat: Chat, thread: int | None) -> Message | None:
    """In a topic, what replies to nothing formally replies to the message that opened the topic."""
    return chat.messages[thread] if thread else None
