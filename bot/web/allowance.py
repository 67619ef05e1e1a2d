"""Who asks how often -> whether to answer, or how long to wait. In memory; every process counts for itself."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MINUTE = 60.0
_ROUNDING = 1e-6  # seconds


class Allowance:
    """``a_minute`` requests of each asker, which may come at once; what is not used is not saved up."""

    def __init__(self, a_minute: int, askers: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        """``askers``: how many are remembered, those who asked last."""
        self._a_minute = a_minute
        self._askers = askers
        self._clock = clock
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Take one request; 0, or the seconds to wait for it where none is left, and then nothing is taken.

        The generic cell rate algorithm: of each asker one moment is kept, at which all that was taken is paid off.
        """
        now, each = self._clock(), _MINUTE / self._a_minute
        free_at = max(now, self._free_at.pop(asker, now))
        too_early = free_at + each - now - _MINUTE
        self._free_at[asker] = free_at if too_early > _ROUNDING else free_at + each
        if len(self._free_at) > self._askers:
            self._free_at.popitem(last=False)
        return too_early if too_early > _ROUNDING else 0.0
