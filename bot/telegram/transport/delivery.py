"""Messages -> Telegram: sent in reply, or edited into the ones sent before."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import telegram
from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResult,
    InlineQueryResultsButton,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated

from bot.telegram.message_builder import Message
from bot.telegram.transport.ephemeral import edit_alone, ephemeral_id
from bot.texts import Texts

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = ("message to edit not found", "message can't be edited")


async def reply(question: telegram.Message, message: Message) -> int:
    """Send a message threaded to the question, in its topic; returns its id.

    A question deleted in the meantime is answered all the same, without thread.
    """
    parameters = ReplyParameters(question.message_id, allow_sending_without_reply=True)
    thread = question.message_thread_id if question.is_topic_message else None
    try:
        return await _send(question.get_bot(), question.chat_id, message, parameters, thread)
    except ChatMigrated as exc:  # the group has become a supergroup since it was asked in
        return await _send(question.get_bot(), exc.new_chat_id, message, None, None)


async def reply_with_picture(question: telegram.Message, picture: bytes, caption: Message) -> None:
    """Send a PNG as a message is sent in ``reply``."""
    parameters = ReplyParameters(question.message_id, allow_sending_without_reply=True)
    thread = question.message_thread_id if question.is_topic_message else None
    try:
        await _send_picture(question.get_bot(), question.chat_id, picture, caption, parameters, thread)
    except ChatMigrated as exc:
        await _send_picture(question.get_bot(), exc.new_chat_id, picture, caption, None, None)


async def _send_picture(
    bot: telegram.Bot,
    chat_id: int,
    picture: bytes,
    caption: Message,
    parameters: ReplyParameters | None,
    thread: int | None,
) -> None:
    await bot.send_photo(
        chat_id,
        picture,
        caption=caption.text,
        caption_entities=caption.entities,
        reply_parameters=parameters,
        message_thread_id=thread,
        filename="chart.png",
    )


async def post(bot: telegram.Bot, chat_id: int, message: Message, thread: int | None = None) -> None:
    """Send a message that replies to nothing."""
    await _send(bot, chat_id, message, None, thread)


async def _send(
    bot: telegram.Bot, chat_id: int, message: Message, parameters: ReplyParameters | None, thread: int | None
) -> int:
    sent = await bot.send_message(
        chat_id,
        message.text,
        entities=message.entities,
        reply_markup=message.keyboard,
        reply_parameters=parameters,
        message_thread_id=thread,
        link_preview_options=_NO_PREVIEW,
    )
    return sent.message_id


async def deliver(messages: Sequence[Message], question: telegram.Message, olds: Sequence[int]) -> tuple[int, ...]:
    """Show an answer: new messages, or the ``olds`` of an earlier answer to the same question edited; their ids."""
    ids = [await _replace(question, old, message) for old, message in zip(olds, messages, strict=False)]
    ids += [await reply(question, message) for message in messages[len(olds) :]]
    for old in olds[len(messages) :]:
        await remove(question.get_bot(), question.chat_id, old)
    return tuple(ids)


async def show(query: CallbackQuery, message: Message, texts: Texts) -> None:
    """Put another text into the message whose button was pressed; for messages too old for that, say so. Messages of a
    group from before it became a supergroup cannot be changed: the text comes as a message there."""
    shown = query.message
    if shown is None or not shown.is_accessible:
        await alert(query, texts.old_button)
        return
    await acknowledge(query)
    if (number := ephemeral_id(shown)) is not None:
        await edit_alone(query, number, message)
        return
    try:
        await edit(query.get_bot(), shown.chat.id, shown.message_id, message)
    except ChatMigrated as exc:
        await _send(query.get_bot(), exc.new_chat_id, message, None, None)


async def change_keyboard(query: CallbackQuery, keyboard: InlineKeyboardMarkup) -> None:
    """Change the keyboard of the message whose button was pressed. Where it was changed in the same moment, or its
    group has become a supergroup since, that is not possible."""
    try:
        with suppress(ChatMigrated):
            await query.edit_message_reply_markup(keyboard)
    except BadRequest as exc:
        if not _says(exc, "message is not modified", "message to edit not found", "message can't be edited"):
            raise


async def alert(query: CallbackQuery, sentence: str) -> None:
    """Tell who pressed the button, and nobody else."""
    await acknowledge(query, sentence, as_alert=True)


async def acknowledge(query: CallbackQuery, sentence: str = "", *, as_alert: bool = False) -> None:
    """Let the button rest, and say something to the person who pressed it. Telegram takes no answer long after the
    press: the button does its work all the same."""
    try:
        await query.answer(sentence or None, show_alert=as_alert)
    except BadRequest as exc:
        if not _says(exc, "query is too old"):
            raise


async def put_cards(
    query: InlineQuery,
    cards: Sequence[InlineQueryResult],
    cache_time: int,
    button: InlineQueryResultsButton | None,
    next_offset: str = "",
) -> None:
    """Show cards, fixed words in the person's language. Telegram takes none long after the typing."""
    try:
        await query.answer(cards, cache_time=cache_time, is_personal=True, next_offset=next_offset, button=button)
    except BadRequest as exc:
        if not _says(exc, "query is too old"):
            raise


async def _replace(question: telegram.Message, old: int, message: Message) -> int:
    """Edit an old message, or send a new one if the old one is gone; returns the id of the one that shows it."""
    try:
        await edit(question.get_bot(), question.chat_id, old, message)
    except BadRequest as exc:
        if not _says(exc, *_GONE):
            raise
        return await reply(question, message)
    return old


async def put(bot: telegram.Bot, chat_id: int, message_id: int, message: Message) -> None:
    """Show another text in a message of ours; where that is gone, in a new one."""
    try:
        await edit(bot, chat_id, message_id, message)
    except BadRequest as exc:
        if not _says(exc, *_GONE):
            raise
        await bot.send_message(
            chat_id,
            message.text,
            entities=message.entities,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )


async def edit(bot: telegram.Bot, chat_id: int, message_id: int, message: Message) -> None:
    """Show another text in a message of ours."""
    try:
        await bot.edit_message_text(
            message.text,
            chat_id,
            message_id,
            entities=message.entities,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as exc:
        if not _says(exc, "message is not modified"):  # a button pressed twice
            raise


async def remove(bot: telegram.Bot, chat_id: int, message_id: int, instead: str = "") -> None:
    """Delete a message of ours; one that is too old for that says ``instead``."""
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as exc:
        if not _says(exc, "message to delete not found", "message can't be deleted"):
            raise
        if instead and _says(exc, "message can't be deleted"):
            await edit(bot, chat_id, message_id, Message(instead))


def _says(error: BadRequest, *descriptions: str) -> bool:
    """Bot API errors carry no codes of their own; their descriptions are all there is to tell them apart."""
    return any(description in error.message.lower() for description in descriptions)
