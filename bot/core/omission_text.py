"""Parts of a report's file that were not read -> a sentence for the admins of the corpus. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.texts import AdminTexts
from rag.types import Omission

_SHOWN = 20
"""Pages or stretches of pages that are named."""
_RUN = 3
"""The number of pages in a row from which only the first and the last are named."""


def omission_words(omissions: Sequence[Omission], told: AdminTexts) -> str:
    """The kinds and amounts of what was left out, and the pages."""
    return told.semicolon.join(_words(omission, told) for omission in omissions)


def _words(omission: Omission, told: AdminTexts) -> str:
    words = told.omissions[omission.kind.value].format(count=omission.count)
    if not omission.pages:
        return words
    stretches = list(_stretches(omission.pages))
    more = told.ellipsis if len(stretches) > _SHOWN else ""
    return words + told.on_pages.format(pages=told.comma.join(stretches[:_SHOWN]) + more)


def _stretches(pages: Sequence[int]) -> Iterator[str]:
    """2, 3, 5, 6, 7 -> 2, 3, 5–7."""
    for _, following in groupby(enumerate(pages), key=lambda one: one[1] - one[0]):
        run = [page for _, page in following]
        yield from map(str, run) if len(run) < _RUN else [f"{run[0]}–{run[-1]}"]
