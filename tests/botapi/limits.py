"""Messages of a bot -> whether Telegram's flood limits allow them. https://core.telegram.org/bots/faq#broadcasting"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.errors import flood


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates that hold on average; bursts are what may be sent at once after a pause. 0 turns a limit off."""

    chat_rate: float = 1.0
    chat_burst: float = 5.0
    group_a_minute: float = 20.0
    overall_rate: float = 30.0


NO_LIMITS = Limits(0, 0, 0, 0)


@dataclass(slots=True)
class _Bucket:
    """A token bucket: filled at ``rate`` a second up to ``size``."""

    rate: float
    size: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until one more fits, 0 if it fits now."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


@dataclass(slots=True)
class Flood:
    """Counts messages and edits, refuses too many with 429."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[object, _Bucket] = field(default_factory=dict)

    def count(self, chat_id: int, is_group: bool) -> None:
        """Raises:
        ApiError: 429, with the seconds to wait.
        """
        now = self.clock()
        buckets = [self._bucket(key, rate, size, now) for key, rate, size in self._applying(chat_id, is_group) if rate]
        if wait := max((bucket.wait(now) for bucket in buckets), default=0.0):
            raise flood(math.ceil(wait))
        for bucket in buckets:
            bucket.level -= 1

    def _applying(self, chat_id: int, is_group: bool) -> list[tuple[object, float, float]]:
        limits = self.limits
        applying: list[tuple[object, float, float]] = [
            ("overall", limits.overall_rate, limits.overall_rate),
            (("chat", chat_id), limits.chat_rate, limits.chat_burst),
        ]
        if is_group:
            applying.append((("group", chat_id), limits.group_a_minute / 60, limits.group_a_minute))
        return applying

    def _bucket(self, key: object, rate: float, size: float, now: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(rate, size, size, now))
