"""Sentence, its figures -> the words right before and after each of them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from rag.text.figures import Figure
from rag.text.places import find_places
from rag.text.word_tables import any_of

_JOINED = re.compile(r"[\u3400-\u9fff”][和与及]$")
_TAIL_END = re.compile(r"[、，。,；;!！？?\n：:()（）]")
_IDLE = re.compile(rf"(?:{any_of(__name__, 'idle')})*+", re.IGNORECASE | re.ASCII)


@lru_cache(4096)
def is_idle(words: str) -> bool:
    """True for words that name nothing but a place: 同比增长, 分别达, 较上年增长, ,其中."""
    for place in ("分别", *find_places(words)):
        words = words.replace(place, "")
    return bool(_IDLE.fullmatch(words))


def own_words(text: str, values: Sequence[Figure], starts: Sequence[int]) -> list[tuple[str, str]]:
    """The words before and after each figure, between its neighbours and the ends of its clause."""
    spans = [figure.full for figure in values]
    words = []
    for at, span in enumerate(spans):
        clause = starts[bisect_right(starts, span.start) - 1]
        left = max(clause, spans[at - 1].end if at else 0)
        if at and left == spans[at - 1].end:
            left += _ends_of_the_last(text[left : span.start])
        right = spans[at + 1].start if at + 1 < len(spans) else len(text)
        end = _TAIL_END.search(text, span.end, right)
        words.append((text[left : span.start], text[span.end : end.start() if end else right]))
    return words


def _ends_of_the_last(between: str) -> int:
    """The end of the words of the figure before: at 、, or with 和 right before the next one (5个甲和6个乙)."""
    return len(between) if _JOINED.search(between) else between.find("、") + 1
