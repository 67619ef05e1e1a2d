"""Tokens used -> whether more may be: by one user in a day, and by all. Kept in memory as long as a process lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime

from rag.errors import ModelError

MOST_USERS = 100_000
"""Users whose use is remembered; nobody is refused because they are more, only the day's sum counts then."""


def today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """Counts by the day (UTC). A limit of 0 is none."""

    def __init__(self, per_user: int, total: int, day: Callable[[], date] = today) -> None:
        self._per_user, self._total = per_user, total
        self._today = day
        self._day = day()
        self._used: Counter[str] = Counter()
        self._sum = 0

    def check(self, user: str) -> None:
        """Raises:
        ModelError: the day's tokens of this user, or of all, are used up.
        """
        self._turn_page()
        if self._total and self._sum >= self._total:
            raise ModelError("The day's tokens are used up; quotes are given until tomorrow.", "budget")
        if self._per_user and user and self._used[user] >= self._per_user:
            raise ModelError("This user's tokens of the day are used up; quotes are given until tomorrow.", "budget")

    def spend(self, user: str, tokens: int) -> None:
        self._turn_page()
        self._sum += tokens
        if user and (user in self._used or len(self._used) < MOST_USERS):
            self._used[user] += tokens

    def _turn_page(self) -> None:
        if self._today() != self._day:
            self._day, self._sum = self._today(), 0
            self._used.clear()


def estimate_tokens(text: str) -> int:
    """About one token for a Chinese character or four Latin letters; for services that report no use."""
    wide = sum(ord(c) > 0x2E7F for c in text)
    return wide + (len(text) - wide) // 4 + 1
