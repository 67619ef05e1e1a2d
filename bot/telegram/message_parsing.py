"""A Telegram message -> the question in it, whether it is meant for the bot, and the language of its sender. Pure."""

from __future__ import annotations

import re

from telegram import Document, Message, MessageEntity, PhotoSize, TelegramObject, User
from telegram.constants import MessageEntityType
from telegram.ext import filters

from bot.core.permalinks import Account
from bot.telegram.linking_bot import LinkingBot
from bot.texts import Texts, texts_for
from bot.types import Asking, MessagePlace
from rag.text.word_tables import any_of

_DOUBT = re.compile(
    r"(?P<said>.*?)(?:这|那|这话|这个|这条|这事|这些|以上|上面)?(?:都|说的)?"
    rf"(?:{any_of(__name__, 'doubt')})[?？!！。.\s]*"
    r"|(?:请|麻烦|帮(?:我|忙)?)*(?:核实|查证|求证|核对|verify|fact[- ]?check)(?:一下|下|this|that)?"
    r"[:：,，\s]*(?P<said_after>.*)",
    re.IGNORECASE | re.DOTALL,
)


def texts_of(message: Message) -> Texts:
    """The fixed sentences in the language of the sender's client."""
    return texts_for(message.from_user.language_code if message.from_user else None)


def account_of(received: TelegramObject) -> Account:
    """The bot that was written to."""
    bot = received.get_bot()
    reader_url = bot.reader_url if isinstance(bot, LinkingBot) else ""
    return Account(bot.bot.username or "", bool(bot.bot.supports_inline_queries), reader_url)


def place_of(message: Message) -> MessagePlace:
    """The place of a message. Anonymous admins and channels write as a chat; the author is then that chat."""
    sender = message.sender_chat or message.from_user
    thread = message.message_thread_id if message.is_topic_message else None
    return MessagePlace(str(message.chat_id), message.message_id, thread or 0, str(sender.id) if sender else "")


def words(message: Message) -> str:
    """Text or caption."""
    return (message.text or message.caption or "").strip()


def picture_of(message: Message, said: str) -> PhotoSize | Document | None:
    """The picture of a message, or of the one whose words are ``said``: of that which it replies to, unless it has
    words of its own or quotes some."""
    if own := _picture_in(message):
        return own
    replied = message.reply_to_message
    return _picture_in(replied) if replied and not message.quote and said == words(replied) else None


def _picture_in(message: Message) -> PhotoSize | Document | None:
    """The largest size of a photo, or a picture sent as a file."""
    if message.photo:
        return message.photo[-1]
    document = message.document
    return document if document and (document.mime_type or "").startswith("image/") else None


def command_words(message: Message) -> str:
    """The words after a command; none after /start, by which links out of groups open a command."""
    command, _, rest = words(message).partition(" ")
    return "" if command.partition("@")[0] == "/start" else rest.strip()


def asked_by_command(message: Message) -> str:
    """The words after the command; without any, those of the message it replies to. Empty if there is neither."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    command = entities[0].length if entities else 0  # commands are ASCII: code points are UTF-16 units
    return text[command:].strip() or replied_words(message)


def asked_in_group(message: Message, me: User) -> str:
    """The message without the mention of the bot; without other words, what it replies to."""
    return _without_mentions(message, me) or replied_words(message)


def replied_words(message: Message) -> str:
    """The part of a message that was quoted, or the whole of somebody else's message; empty if there is neither."""
    if message.quote:
        return message.quote.text.strip()
    replied = message.reply_to_message
    return words(replied) if replied and not replies_to(message, message.get_bot().bot) else ""


def replies_to(message: Message, me: User) -> bool:
    """True for a reply to one of the bot's messages.

    In a topic that the bot opened, every message formally replies to the service message that opened it; those are not
    meant for the bot.
    """
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.id == me.id and not replied.forum_topic_created)


def mentions_of(message: Message, me: User) -> list[tuple[MessageEntity, str]]:
    """The places where the message names the bot, by user name or by a link to it."""
    found = {**message.parse_entities(), **message.parse_caption_entities()}
    return [(entity, text) for entity, text in found.items() if _names(entity, text, me)]


def doubted(message: Message, me: User) -> str:
    """The words that the message doubts: its own before 属实吗, or those it replies to; empty if it does not, or there
    are none."""
    asked = _doubt_in(message, me)
    if not asked:
        return ""
    return (asked["said"] or asked["said_after"] or "").strip(" \n\t,，:：。.?？!！") or replied_words(message)


def _doubt_in(message: Message, me: User) -> re.Match[str] | None:
    return _DOUBT.fullmatch(_without_mentions(message, me))


def read_asked(message: Message, me: User) -> tuple[str, Asking]:
    """The question of a message that was answered, as far as it tells: the message it replied to may be gone."""
    command = command_of(message)
    if command.startswith("/"):
        is_verification = command.partition("@")[0].lower() == "/verify"
        return asked_by_command(message), Asking.VERIFICATION if is_verification else Asking.QUESTION
    if doubt := doubted(message, me):
        return doubt, Asking.VERIFICATION
    return asked_in_group(message, me), Asking.QUESTION


def command_of(message: Message) -> str:
    """The command that opens a text or a caption, with its slash; empty if none does."""
    entity = next(iter(message.entities or message.caption_entities), None)
    if entity is None or entity.offset or entity.type is not MessageEntityType.BOT_COMMAND:
        return ""
    return message.parse_entity(entity) if message.text else message.parse_caption_entity(entity)


class CaptionCommand(filters.MessageFilter):
    """Pictures and files whose caption opens with a command of this bot."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def filter(self, message: Message) -> bool:
        if not message.caption:
            return False
        command, _, bot = command_of(message).lower().partition("@")
        return command == f"/{self._name}" and bot in ("", (message.get_bot().bot.username or "").lower())


class Doubts(filters.MessageFilter):
    """Messages that ask whether something is true."""

    def filter(self, message: Message) -> bool:
        me = message.get_bot().bot
        said = doubted(message, me)
        return bool(said) or (_doubt_in(message, me) is not None and picture_of(message, said) is not None)


class Addressed(filters.MessageFilter):
    """Messages of a group that mention the bot or reply to it."""

    def filter(self, message: Message) -> bool:
        me = message.get_bot().bot
        return replies_to(message, me) or bool(mentions_of(message, me))


class FromPerson(filters.MessageFilter):
    """Messages that somebody wrote: people, anonymous admins, channels; not other bots, nor what a bot put into a
    person's mouth (inline results), nor the automatic copies of channel posts in a discussion group.
    """

    def filter(self, message: Message) -> bool:
        if message.is_automatic_forward or message.via_bot:
            return False
        sender = message.from_user
        return message.sender_chat is not None or (sender is not None and not sender.is_bot)


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntityType.MENTION and text.lower() == f"@{me.username}".lower()


def _without_mentions(message: Message, me: User) -> str:
    units = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    for entity, _ in sorted(mentions_of(message, me), key=lambda found: found[0].offset, reverse=True):
        units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return units.decode("utf-16-le", "surrogatepass").strip(" \n\t,，:：")
