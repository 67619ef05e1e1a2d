"""A question, the asker's recent ones in that chat -> it is answered, refused with a notice, or ignored. In memory.

What one person may ask everywhere is limited in the database (``bot.storage.inbox``); this keeps one person from
filling one chat, and every process counts for itself.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

_MINUTE = 60.0


class Admission(Enum):
    YES = auto()
    NOTICE = auto()
    """One too many: to be told so, once."""
    NO = auto()


@dataclass(slots=True)
class _Visits:
    times: list[float] = field(default_factory=list)
    """The times within the last minute. Few: a list, because an empty deque has the size of 64."""
    silent_until: float = 0.0


class RateLimit:
    """``a_minute`` questions of each person in each chat; after one more, silence for a minute."""

    def __init__(self, a_minute: int, people: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        """``people``: how many are remembered, those who asked last."""
        self._a_minute = a_minute
        self._people = people
        self._clock = clock
        self._visits: OrderedDict[tuple[str, str], _Visits] = OrderedDict()

    def admit(self, chat: str, person: str) -> Admission:
        now = self._clock()
        visits = self._visits.setdefault((chat, person), _Visits())
        self._visits.move_to_end((chat, person))
        if len(self._visits) > self._people:
            self._visits.popitem(last=False)
        if now < visits.silent_until:
            return Admission.NO
        visits.times = [at for at in visits.times if now - at < _MINUTE]
        if len(visits.times) < self._a_minute:
            visits.times.append(now)
            return Admission.YES
        visits.silent_until = now + _MINUTE
        visits.times.clear()
        return Admission.NOTICE
