"""Text and entities of a request -> the text and entities that Telegram would store. Pure.

Follows ``fix_formatted_text`` of https://github.com/tdlib/td, MessageEntity.cpp, and is stricter where that repairs.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.botapi.errors import Json, bad_request, strict

MAX_TEXT = 4096
MAX_ENTITIES = 100
_MAX_BYTES = 1 << 15
_PLAIN = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "blockquote",
    "expandable_blockquote",
}
_WITH_FIELD = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_FOUND_BY_TELEGRAM = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_MONOSPACE = {"code", "pre"}
_REMOVED = [*range(9), 11, 12, *range(13, 32), *range(0x2028, 0x202F), 0x333, 0x33F, 0x30A]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The stretch of an entity; ``UnicodeDecodeError`` if it begins or ends within a character."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def check_text(text: str, entities: Any, most: int = MAX_TEXT, least: int = 1) -> tuple[str, list[Json]]:
    """Raises:
    ApiError: Telegram would refuse this, or would show something else than was meant.
    """
    if text == "" and least:
        raise bad_request("message text is empty")
    _check_characters(text)
    checked = [_check_entity(text, entity) for entity in _as_list(entities)]
    if len(checked) > MAX_ENTITIES:
        raise strict(f"{len(checked)} entities, of which only {MAX_ENTITIES} would be shown")
    for one, other in combinations(checked, 2):
        _check_pair(one, other)
    text, checked = _trim(text, checked)
    if not text and least:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > most:
        raise bad_request("message is too long")
    return text, sorted(checked, key=lambda e: (e["offset"], -e["length"]))


def _check_characters(text: str) -> None:
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if len(encoded) > _MAX_BYTES:
        raise bad_request("text is too long")
    if removed := {c for c in text if ord(c) in _REMOVED}:
        raise strict(f"text holds characters that Telegram removes: {removed!r}")


def _as_list(entities: Any) -> list[Any]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array")
    return entities


def _check_entity(text: str, entity: Any) -> Json:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request("can't parse MessageEntity: offset and length must be of type Number")
    if kind in _FOUND_BY_TELEGRAM:
        raise strict(f"an entity of type {kind}, which Telegram finds by itself, would be dropped")
    if kind not in _PLAIN and kind not in _WITH_FIELD:
        raise bad_request("can't parse MessageEntity: unsupported type specified")
    if kind in _WITH_FIELD and not entity.get(_WITH_FIELD[kind]):
        raise bad_request(f'can\'t parse MessageEntity: field "{_WITH_FIELD[kind]}" must be specified')
    _check_place(text, offset, length)
    return dict(entity)


def _check_place(text: str, offset: int, length: int) -> None:
    size = utf16_length(text)
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if length == 0:
        raise strict(f"an empty entity at offset {offset} would be dropped")
    if offset >= size:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > size:
        end = offset + length
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
        )
    try:
        cut(text, 0, offset)
        cut(text, offset, length)
    except UnicodeDecodeError:
        raise bad_request(f"entity at UTF-16 offset {offset} begins or ends in a middle of a UTF-16 symbol") from None


def _check_pair(one: Json, other: Json) -> None:
    """Entities are apart, or one holds the other; quotes hold no quotes, monospace holds nothing and stands in nothing
    but quotes.
    """
    first, second = sorted((one, other), key=lambda e: (e["offset"], -e["length"]))
    end = first["offset"] + first["length"]
    if second["offset"] >= end:
        return
    if second["offset"] + second["length"] > end:
        raise strict(f"entities {first} and {second} overlap, and would be cut up")
    kinds = {first["type"], second["type"]}
    if kinds <= _QUOTES or first["type"] == second["type"]:
        raise strict(f"entities {first} and {second} of one kind are nested, and one would be dropped")
    if kinds & _MONOSPACE and not kinds & _QUOTES:
        raise strict(f"entities {first} and {second} cannot be combined")


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Blanks at both ends go, at the beginning only up to the first entity."""
    text = text.rstrip(" \n")
    size = utf16_length(text)
    kept = [{**e, "length": min(e["length"], size - e["offset"])} for e in entities if e["offset"] < size]
    first = min((e["offset"] for e in kept), default=size)
    blanks = min(len(text) - len(text.lstrip(" \n")), first)
    return text[blanks:], [{**e, "offset": e["offset"] - blanks} for e in kept]
