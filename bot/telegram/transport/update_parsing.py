"""Updates as Telegram sends them -> updates; one that cannot be read becomes an empty one.

python-telegram-bot refuses a whole batch for one update that it cannot parse: nothing that comes with it, or after
it, would ever be received.
"""

from __future__ import annotations

import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)

_LARGEST = 1 << 52
"""https://core.telegram.org/bots/api#user: ids have at most 52 significant bits."""
_LARGEST_MESSAGE = 1 << 31


class TolerantRequest(HTTPXRequest):
    """Requests for updates."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [legible(update) for update in answer["result"]]
        return answer


def is_numbered(raw: Any) -> bool:
    """It has a number as updates have, by which it can be kept, or passed over."""
    return isinstance(raw, dict) and _is_number(raw.get("update_id"), _LARGEST)


def legible(raw: Any) -> Any:
    """The update as it is, if it can be read or has no number to be passed over by."""
    if is_numbered(raw):
        number = raw["update_id"]
        try:
            _check_numbers(Update.de_json(raw, None))
        except Exception as exc:  # noqa: BLE001  # whatever the library raises for what it did not expect
            # not the error itself: words of users may be in it
            log.error("update %d cannot be read (%s) and is passed over", number, type(exc).__name__)
            return {"update_id": number}
    return raw


def _check_numbers(update: Update) -> None:
    """python-telegram-bot takes whatever stands where a number should; a database would not, whenever it is asked to.

    Raises:
        ValueError: an id is none.
    """
    message, chat, sender = update.effective_message, update.effective_chat, update.effective_sender
    written = [message.message_id, getattr(message, "message_thread_id", None) or 0] if message else []
    if update.message_reaction:
        written.append(update.message_reaction.message_id)
    places = [place.id for place in (chat, sender) if place]
    if not all(_is_number(number, _LARGEST_MESSAGE) for number in written) or not all(
        _is_number(number, _LARGEST) for number in places
    ):
        raise ValueError


def _is_number(value: object, limit: int) -> bool:
    return type(value) is int and abs(value) < limit
