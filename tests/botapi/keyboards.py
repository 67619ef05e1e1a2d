"""Reply markup of a request -> the rows of buttons that Telegram would show. Pure."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import Json, bad_request, strict

MAX_BUTTONS = 100
MAX_A_ROW = 8
_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_URL = re.compile(r"(?:https?://[^\s/?#]+\.[^\s/?#]{2,}(?:[/?#]\S*)?|https?://\d+(?:\.\d+){3}\S*|tg://\S+)")


def check_keyboard(markup: Any, chat_type: str | None) -> list[list[Json]]:
    """``chat_type`` is None for inline messages.

    Raises:
        ApiError: Telegram would refuse this keyboard.
    """
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise strict("only inline keyboards are modelled here")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if any(not 1 <= len(row) <= MAX_A_ROW for row in rows):
        raise strict(f"a row has to have 1 to {MAX_A_ROW} buttons")
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_check_button(button, chat_type) for button in row] for row in rows]


def _check_button(button: Any, chat_type: str | None) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise strict(f"a button with {sorted(actions)}, of which only one would work")
    _check_action(actions[0], button[actions[0]], chat_type)
    return button


def _check_action(action: str, value: Any, chat_type: str | None) -> None:
    if action == "callback_data" and not 1 <= len(value.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not _URL.fullmatch(value):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(value["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "switch_inline_query_chosen_chat":
        if len(value.get("query", "")) > 256:
            raise bad_request("SWITCH_INLINE_QUERY_INVALID")
        if not any(value.get(f"allow_{kind}_chats") for kind in ("user", "bot", "group", "channel")):
            raise strict("a share button that allows no kind of chat")
    if action in ("switch_inline_query", "switch_inline_query_current_chat"):
        if len(value) > 256:
            raise bad_request("SWITCH_INLINE_QUERY_INVALID")
        if chat_type == "channel":
            raise bad_request(f"can't use {action} button in a channel chat")
