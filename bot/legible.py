"""What Telegram sends as updates -> updates, an empty one in the place of one that cannot be read.

python-telegram-bot refuses a whole batch for one update that it cannot take apart: nothing that comes with it, or after
it, would ever be received.
"""

from __future__ import annotations

import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)


class LegibleUpdates(HTTPXRequest):
    """Requests for updates."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [legible(update) for update in answer["result"]]
        return answer


def legible(raw: Any) -> Any:
    """As it is, if it can be read or has no number to be passed over by."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(number, int):
        try:
            Update.de_json(raw, None)
        except Exception as exc:  # noqa: BLE001  # whatever the library raises for what it did not expect
            # not the error itself: words of users may be in it
            log.error("update %d cannot be read (%s) and is passed over", number, type(exc).__name__)
            return {"update_id": number}
    return raw
