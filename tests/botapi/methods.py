"""The methods of the Bot API that are modelled, by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.botapi import messages
from tests.botapi.commands import check_commands, check_language, check_scope
from tests.botapi.errors import Json, bad_request
from tests.botapi.inline import InlineAnswer, check_button, check_offset, check_result, check_results
from tests.botapi.params import Params
from tests.botapi.state import CallbackAnswer, State
from tests.botapi.text import utf16_length
from tests.botapi.updates import Webhook

MAX_DOWNLOAD = 20 << 20
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_me(state: State, _params: Params) -> Json:
    return state.profile()


def answer_callback_query(state: State, params: Params) -> bool:
    answer = CallbackAnswer(params.text("text", ""), params.flag("show_alert"), params.text("url", ""))
    if len(answer.text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    future = state.callbacks.pop(params.text("callback_query_id"), None)
    if future is None:
        raise bad_request(_TOO_OLD)
    future.set_result(answer)
    return True


def answer_inline_query(state: State, params: Params) -> bool:
    answer = InlineAnswer(
        check_results(params.value("results") or []),
        check_offset(params.text("next_offset", "")),
        params.number("cache_time", 300),
        params.flag("is_personal"),
        check_button(params.value("button")),
    )
    future = state.inline_queries.pop(params.text("inline_query_id"), None)
    if future is None:
        raise bad_request(_TOO_OLD)
    future.set_result(answer)
    return True


def answer_guest_query(state: State, params: Params) -> Json:
    result = check_result(params.value("result"))
    query = state.guest_queries.pop(params.text("guest_query_id"), None)
    if query is None:
        raise bad_request(_TOO_OLD)
    message = state.place_inline(query.chat, state.me, result)
    message.extra = {"guest_bot_caller_user": query.user.as_json()}
    query.answer.set_result(message)
    return {"inline_message_id": message.inline_id}


def set_my_commands(state: State, params: Params) -> bool:
    key = (check_scope(params.value("scope")), check_language(params.text("language_code", "")))
    for chat_id in key[0][1:2]:
        if not state.chat(chat_id).is_started:
            raise bad_request("chat not found")
    state.commands[key] = check_commands(params.value("commands"))
    return True


def get_my_commands(state: State, params: Params) -> list[Json]:
    key = (check_scope(params.value("scope")), check_language(params.text("language_code", "")))
    return [{"command": name, "description": text} for name, text in state.commands.get(key, {}).items()]


def delete_my_commands(state: State, params: Params) -> bool:
    state.commands.pop((check_scope(params.value("scope")), check_language(params.text("language_code", ""))), None)
    return True


def set_my_description(state: State, params: Params) -> bool:
    return _describe(state.descriptions, params, "description", 512)


def set_my_short_description(state: State, params: Params) -> bool:
    return _describe(state.short_descriptions, params, "short_description", 120)


def _describe(kept: dict[str, str], params: Params, name: str, most: int) -> bool:
    text = params.text(name, "")
    if utf16_length(text) > most:
        raise bad_request("BOT_DESCRIPTION_INVALID")
    kept[check_language(params.text("language_code", ""))] = text
    return True


async def get_updates(state: State, params: Params) -> list[Json]:
    if params.value("allowed_updates") is not None:
        state.updates.allow(params.value("allowed_updates"))
    limit = min(max(params.number("limit", 100), 1), 100)
    return await state.updates.poll(params.number("offset", 0), limit, min(params.number("timeout", 0), 50))


def set_webhook(state: State, params: Params) -> bool:
    url, secret = params.text("url", ""), params.text("secret_token", "")
    if not url:
        return delete_webhook(state, params)
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname != "127.0.0.1":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if params.value("allowed_updates") is not None:
        state.updates.allow(params.value("allowed_updates"))
    webhook = Webhook(url, secret, params.number("max_connections", 40))
    state.updates.set_webhook(webhook, params.flag("drop_pending_updates"))
    return True


def delete_webhook(state: State, params: Params) -> bool:
    state.updates.set_webhook(None, params.flag("drop_pending_updates"))
    return True


def get_webhook_info(state: State, _params: Params) -> Json:
    webhook = state.updates.webhook
    return {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }


def get_file(state: State, params: Params) -> Json:
    file = state.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    described = file.as_json()
    return {name: described[name] for name in ("file_id", "file_unique_id", "file_size")} | {"file_path": file.path}


def get_chat(state: State, params: Params) -> Json:
    chat = state.chat(params.text("chat_id"))
    return chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}


def get_chat_member(state: State, params: Params) -> Json:
    chat = state.chat(params.text("chat_id"))
    user = state.users.get(params.number("user_id"))
    if user is None:
        raise bad_request("user not found")
    status = "administrator" if user.id in chat.admins else "member" if user in chat.members else "left"
    return _member(status, user.as_json())


def get_chat_administrators(state: State, params: Params) -> list[Json]:
    chat = state.chat(params.text("chat_id"))
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [_member("administrator", state.users[user_id].as_json()) for user_id in sorted(chat.admins)]


def _member(status: str, user: Json) -> Json:
    if status != "administrator":
        return {"status": status, "user": user}
    rights = (
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    )
    return {"status": status, "user": user, **dict.fromkeys(rights, False)}


Method = Callable[[State, Params], Any]

METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": messages.send_message,
    "senddocument": messages.send_document,
    "sendphoto": messages.send_photo,
    "sendmessagedraft": messages.send_message_draft,
    "sendchataction": messages.send_chat_action,
    "editmessagetext": messages.edit_message_text,
    "editephemeralmessagetext": messages.edit_ephemeral_message_text,
    "editmessagecaption": messages.edit_message_caption,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "deletemessages": messages.delete_messages,
    "setmessagereaction": messages.set_message_reaction,
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
    "answerguestquery": answer_guest_query,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmydescription": set_my_description,
    "setmyshortdescription": set_my_short_description,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
}
