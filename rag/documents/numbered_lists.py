"""Reports of a version -> their numbered lists, each with the sentence or heading that announces it. Pure.

一是…二是…三是…, or the headings (一) to (十) of a part. Each marker is read once, and each list found once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.headings import read_marker
from rag.types import SentenceKind

_FEWEST = 3
_LOOKED_THROUGH = 400
"""The number of sentences after an announcement among which its members are looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    announcer: int
    """The ordinal of the sentence or heading before the first."""
    members: tuple[int, ...]
    """The ordinals of those that are numbered, in order."""


class NumberedLists:
    """The numbered lists of a version, as one message looks for them."""

    def __init__(self, version: CorpusSnapshot) -> None:
        self._version = version
        self.after = cache(self._after)
        self.around = cache(self._around)
        self._marker = cache(self._read_marker)
        self._run_from = cache(self._read_run)

    def _after(self, ordinal: int) -> Run | None:
        """The numbered things after a sentence, in its section or as headings; None where there are fewer than
        three."""
        following = ordinal + 1
        if not self._is_of_one_report(ordinal, following):
            return None
        first = self._marker(following)
        return self._run_from(following, first[0]) if first and first[1] == 1 else None

    def _around(self, ordinal: int) -> Run | None:
        """The numbered list that a sentence is a member of; None where it is not."""
        own = self._marker(ordinal)
        if own is None:
            return None
        first = self._first_before(ordinal, own)
        if first is None or not self._is_of_one_report(first - 1, first):
            return None
        run = self._run_from(first, own[0])
        return run if run and ordinal in run.members else None

    def _first_before(self, ordinal: int, marker: tuple[str, int]) -> int | None:
        """The nearest sentence of the section, itself or before it, that is the first of its series."""
        series, number = marker
        if number == 1:
            return ordinal
        section = self._version.tile(ordinal)
        for earlier in range(ordinal - 1, -1, -1):
            if self._version.tile(earlier) != section:
                return None
            if self._marker(earlier) == (series, 1):
                return earlier
        return None

    def _read_run(self, first: int, series: str) -> Run | None:
        members = tuple(self._numbered(first, series))
        return Run(first - 1, members) if len(members) >= _FEWEST else None

    def _numbered(self, first: int, series: str) -> Iterator[int]:
        """The sentences numbered in this series from the first on, each number one more than the last; sentences that
        continue one of them are skipped."""
        kind, depth = self._kind(first), self._depth(first)
        yield first
        number = 2
        for later in range(first + 1, min(first + _LOOKED_THROUGH, len(self._version.order))):
            if not self._goes_on(first, later, kind, depth):
                return
            if self._kind(later) is kind and self._marker(later) == (series, number):
                number += 1
                yield later

    def _goes_on(self, first: int, later: int, kind: SentenceKind, depth: int) -> bool:
        """Whether the list may go on at ``later``: prose within its section, headings under one part."""
        if not self._is_of_one_report(first, later):
            return False
        if kind is SentenceKind.HEADING:
            return self._depth(later) >= depth
        return self._version.tile(later) == self._version.tile(first)

    def _is_of_one_report(self, one: int, other: int) -> bool:
        order = self._version.order
        within = 0 <= one < len(order) and 0 <= other < len(order)
        return within and order[one].report == order[other].report

    def _read_marker(self, ordinal: int) -> tuple[str, int] | None:
        return read_marker(self._version.words(self._version.order[ordinal]).strip())

    def _kind(self, ordinal: int) -> SentenceKind:
        return self._version.sentence(self._version.order[ordinal]).kind

    def _depth(self, ordinal: int) -> int:
        return len(self._version.section(self._version.order[ordinal]).path)
