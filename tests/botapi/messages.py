"""Methods that send, edit and delete messages."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi.errors import Json, bad_request, strict
from tests.botapi.keyboards import check_keyboard
from tests.botapi.params import Params
from tests.botapi.photos import check_photo
from tests.botapi.state import State
from tests.botapi.text import check_text, utf16_length
from tests.botapi.world import Action, Chat, Draft, File, Message, Quote

_MAX_CAPTION = 1024
_MAX_QUOTE = 1024
_DELETABLE = 48 * 3600  # seconds, https://core.telegram.org/bots/api#deletemessage
_ACTIONS = {"typing", "upload_document", "upload_photo", "choose_sticker", "find_location", "record_voice"}


def send_message(state: State, params: Params) -> Json:
    if "ephemeral_message_parameters" in params and state.has_ephemeral:
        return _send_ephemeral(state, params)
    chat = state.writable_chat(params.text("chat_id"))
    text, entities = _text(params)
    return _post(state, chat, params, text=text, entities=entities)


def _send_ephemeral(state: State, params: Params) -> Json:
    """The chat and the receiver are those of the callback query."""
    given = params.value("ephemeral_message_parameters")
    press = state.presses.get(given.get("callback_query_id", ""))
    if set(given) != {"callback_query_id"} or params.text("chat_id", ""):
        raise strict("only replies to callback queries are modelled here")
    if press is None or not press[0].chat.is_group:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text, entities = _text(params)
    pressed, user = press
    state.writable_chat(str(pressed.chat.id))
    keyboard = check_keyboard(params.value("reply_markup"), pressed.chat.type)
    number = next(state.ids)
    message = Message(pressed.chat, 0, state.me, text, entities, keyboard, ephemeral_id=number)
    state.ephemeral[number] = message
    user.alone.put_nowait(message)
    return message.as_json()


def edit_ephemeral_message_text(state: State, params: Params) -> bool:
    message = state.ephemeral.get(params.number("ephemeral_message_id"))
    user = state.users.get(params.number("receiver_user_id"))
    if message is None or user is None or str(message.chat.id) != params.text("chat_id"):
        raise bad_request("message to edit not found")
    message.text, message.entities = _text(params)
    message.keyboard = check_keyboard(params.value("reply_markup"), message.chat.type)
    user.alone.put_nowait(message)
    return True


def send_document(state: State, params: Params) -> Json:
    chat = state.writable_chat(params.text("chat_id"))
    file = _file(state, params, "document")
    text, entities = _caption(params)
    return _post(state, chat, params, text=text, entities=entities, document=file)


def send_photo(state: State, params: Params) -> Json:
    chat = state.writable_chat(params.text("chat_id"))
    file = _file(state, params, "photo")
    check_photo(file.content)
    text, entities = _caption(params)
    return _post(state, chat, params, text=text, entities=entities, photo=file)


def edit_message_text(state: State, params: Params) -> Json | bool:
    text, entities = _text(params)
    message = _editable(state, params)
    if message.has_caption:
        raise bad_request("there is no text in the message to edit")
    keyboard = check_keyboard(params.value("reply_markup"), None if message.inline_id else message.chat.type)
    _count(state, message.chat)
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise _not_modified()
    message.text, message.entities = text, entities
    return _edited(message, keyboard)


def edit_message_caption(state: State, params: Params) -> Json | bool:
    message = _editable(state, params)
    if not message.has_caption:
        raise bad_request("there is no caption in the message to edit")
    raise strict("captions that change are not modelled here")


def edit_message_reply_markup(state: State, params: Params) -> Json | bool:
    message = _editable(state, params)
    keyboard = check_keyboard(params.value("reply_markup"), None if message.inline_id else message.chat.type)
    _count(state, message.chat)
    if keyboard == message.keyboard:
        raise _not_modified()
    return _edited(message, keyboard)


def delete_message(state: State, params: Params) -> bool:
    chat = state.writable_chat(params.text("chat_id"))
    message = state.message(chat, params.number("message_id"), "to delete")
    if message.sender is not state.me and state.me.id not in chat.admins and chat.type != "private":
        raise bad_request("message can't be deleted")
    if time.time() - message.date > _DELETABLE and state.me.id not in chat.admins:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    chat.deletions.put_nowait(message)
    return True


def delete_messages(state: State, params: Params) -> bool:
    for message_id in params.value("message_ids"):
        delete_message(state, Params(params.fields | {"message_id": str(message_id)}, {}))
    return True


def send_chat_action(state: State, params: Params) -> bool:
    chat = state.writable_chat(params.text("chat_id"))
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.put_nowait(Action(action, _thread(chat, params)))
    return True


def send_message_draft(state: State, params: Params) -> bool:
    chat = state.writable_chat(params.text("chat_id"))
    if chat.type != "private":
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    if params.number("draft_id") == 0:
        raise bad_request("draft_id must be non-zero")
    text, _ = check_text(params.text("text", ""), params.value("entities"), least=0)
    chat.drafts.put_nowait(Draft(params.number("draft_id"), text, _thread(chat, params)))
    return True


def set_message_reaction(state: State, params: Params) -> bool:
    chat = state.writable_chat(params.text("chat_id"))
    message = state.message(chat, params.number("message_id"), "to react")
    message.extra = {**message.extra, "reaction": params.value("reaction")}
    return True


def _text(params: Params) -> tuple[str, list[Json]]:
    if params.text("parse_mode", ""):
        raise strict("parse_mode is not modelled here")
    return check_text(params.text("text", ""), params.value("entities"))


def _caption(params: Params) -> tuple[str, list[Json]]:
    if params.text("parse_mode", ""):
        raise strict("parse_mode is not modelled here")
    return check_text(params.text("caption", ""), params.value("caption_entities"), _MAX_CAPTION, least=0)


def _post(state: State, chat: Chat, params: Params, **content: Any) -> Json:
    keyboard = check_keyboard(params.value("reply_markup"), chat.type)
    thread = _thread(chat, params)
    reply_to, quote = _reply(chat, params)
    if reply_to and thread is None:
        thread = reply_to.thread_id
    _count(state, chat)
    message = state.add_message(
        chat, state.me, keyboard=keyboard, thread_id=thread, reply_to=reply_to, quote=quote, **content
    )
    chat.sent.put_nowait(message)
    return message.as_json()


def _thread(chat: Chat, params: Params) -> int | None:
    thread = params.number("message_thread_id", 0)
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread or None


def _reply(chat: Chat, params: Params) -> tuple[Message | None, Quote | None]:
    given = params.value("reply_parameters")
    if not given:
        return None, None
    if str(given.get("chat_id", chat.id)) != str(chat.id):
        raise strict("replies in another chat are not modelled here")
    message = chat.messages.get(int(given["message_id"]))
    if message is None or message.deleted:
        if given.get("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    return message, _quote(message, given)


def _quote(message: Message, given: Json) -> Quote | None:
    text = given.get("quote")
    if not text:
        return None
    place = message.text.find(text)
    if place < 0 or utf16_length(text) > _MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    return Quote(text, given.get("quote_position") or utf16_length(message.text[:place]))


def _file(state: State, params: Params, kind: str) -> File:
    name = params.text(kind, "")
    file = params.files.get(name.removeprefix("attach://")) or params.files.get(kind) or state.files.get(name)
    if file is None or not file.content:
        raise bad_request("file must be non-empty")
    state.files[file.id] = file
    return file


def _editable(state: State, params: Params) -> Message:
    if "inline_message_id" in params:
        message = state.inline_messages.get(params.text("inline_message_id"))
        if message is None or message.deleted:
            raise bad_request("MESSAGE_ID_INVALID")
        return message
    chat = state.writable_chat(params.text("chat_id"))
    message = state.message(chat, params.number("message_id"), "to edit")
    if message.sender is not state.me:
        raise bad_request("message can't be edited")
    return message


def _edited(message: Message, keyboard: list[list[Json]]) -> Json | bool:
    message.keyboard = keyboard
    message.edit_date = int(time.time())
    message.chat.edits.put_nowait(message)
    return True if message.inline_id else message.as_json()


def _not_modified() -> Exception:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message"
    )


def _count(state: State, chat: Chat) -> None:
    state.flood.count(chat.id, chat.is_group or chat.type == "channel")
