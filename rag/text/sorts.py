"""Things that reports count beside each other -> whether words name another of them than is asked for. Pure.

A report that only mentions 城中村 does not say how many 棚户区 there are, although hardly anything is closer in
meaning. The sorts are listed in ``sorts.tsv`` beside this file.
"""

from __future__ import annotations

import re
from functools import cache

from rag.text.word_tables import rows_of

Sort = tuple[re.Pattern[str], ...]
"""The names of each of its things."""


@cache
def sorts_for(*uses: str) -> tuple[Sort, ...]:
    """The sorts of the lines that are read for one of these: ``questions``, ``claims``, ``both``, ``pairs``."""
    _head, *rows = rows_of("rag.text", "sorts.tsv")
    return tuple(tuple(map(re.compile, things)) for use, *things in rows if use in uses)


def tells_another(asked: str, told: str, sentence: str, *uses: str) -> list[Sort]:
    """The sorts for these uses from which ``told``, in ``sentence``, names a thing, while ``asked`` names others that
    the sentence does not."""
    return [sort for sort in sorts_for(*uses) if _is_another(sort, asked, told, sentence)]


def _is_another(sort: Sort, asked: str, told: str, sentence: str) -> bool:
    wanted = [thing for thing in sort if thing.search(asked)]
    if not wanted or any(thing.search(sentence) for thing in wanted):
        return False
    return any(thing.search(told) for thing in sort if thing not in wanted)
