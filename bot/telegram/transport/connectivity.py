"""The connection to Telegram: whether it works, by the last reply and by the errors of requests. Pure."""

from __future__ import annotations

import time

_SILENCE = 90.0  # seconds; a poll is answered within ten


class Connectivity:
    """The connection of one bot, from its login on."""

    def __init__(self) -> None:
        self._is_posted_to = False
        self._last: float | None = None

    def heard(self) -> None:
        """Telegram answered a poll."""
        self._last = time.monotonic()

    def posted_to(self) -> None:
        """Telegram knows where to post updates; silence means that nobody writes."""
        self._is_posted_to = True

    @property
    def is_up(self) -> bool:
        return self._is_posted_to or (self._last is not None and time.monotonic() - self._last < _SILENCE)


def reason_of(error: BaseException | None) -> str:
    """The reason in an error of Telegram, without the answer that could not be read, which may hold words of users."""
    return str(error).partition(". Parsing the server response")[0]
