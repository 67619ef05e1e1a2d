"""Answers to inline and guest queries -> what Telegram would keep of them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import Json, bad_request, strict
from tests.botapi.keyboards import check_keyboard
from tests.botapi.text import check_text

MAX_RESULTS = 50
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Result:
    """A card to choose, and the message it sends."""

    id: str
    title: str
    description: str
    text: str
    entities: list[Json]
    keyboard: list[list[Json]]


@dataclass(frozen=True)
class InlineAnswer:
    results: list[Result]
    next_offset: str
    cache_time: int
    is_personal: bool
    button: Json | None


def check_results(results: Any) -> list[Result]:
    """Raises:
    ApiError: Telegram would refuse one of them, or all.
    """
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    checked = [check_result(result) for result in results]
    if len({result.id for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    return checked


def check_result(result: Any) -> Result:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: Inline query result must be an object")
    if result.get("type") != "article":
        raise strict(f"inline results of type {result.get('type')!r} are not modelled here")
    if not 1 <= len(result.get("id", "").encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title", "").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("can't parse inline query result: Input message content is not specified")
    if content.get("parse_mode"):
        raise strict("parse_mode is not modelled here")
    text, entities = check_text(content["message_text"], content.get("entities"))
    keyboard = check_keyboard(result.get("reply_markup"), None)
    return Result(result["id"], result["title"], result.get("description", ""), text, entities, keyboard)


def check_button(button: Any) -> Json | None:
    """The button above the results, which leads to a private chat."""
    if button is None:
        return None
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse inline query results button")
    if not _START_PARAMETER.fullmatch(button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    return button


def check_offset(offset: str) -> str:
    if len(offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    return offset
