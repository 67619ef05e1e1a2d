"""Beats of processes, seen again and again -> which of them are dead. Pure.

No clock but the watcher's own, and that one only measures how long it has seen nothing new.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

SILENT_FOR = 15.0
"""Seconds without a beat after which a process is taken for dead."""


class Heartbeats:
    def __init__(self, silent_for: float = SILENT_FOR) -> None:
        self._silent_for = silent_for
        self._last: dict[str, tuple[int, float]] = {}
        """The beat of each process, and when it was first seen."""

    def dead(self, beats: Mapping[str, int], holders: Collection[str], now: float) -> set[str]:
        """Those of ``holders`` whose beat has not changed for too long."""
        seen = {holder: beats.get(holder, 0) for holder in holders}
        self._last = {holder: self._see(holder, beat, now) for holder, beat in seen.items()}
        return {holder for holder, (_, since) in self._last.items() if now - since >= self._silent_for}

    def forget(self) -> None:
        """Nothing could be seen for a while: what was seen before says nothing."""
        self._last.clear()

    def _see(self, holder: str, beat: int, now: float) -> tuple[int, float]:
        last = self._last.get(holder)
        return last if last and last[0] == beat else (beat, now)
