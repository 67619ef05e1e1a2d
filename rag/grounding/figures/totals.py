"""A figure of a source that counts several things together -> whether a claim tells it of one of them alone. Pure.

“龙马”“骏马”人才384人 is not to be told as “骏马”人才384人, nor 进出口总额 as 出口总额, nor 人才团队4个 as 人才4个.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.content_words import gist
from rag.text.figure_labels import FUSED, Labelled
from rag.text.figures.numerals import fold
from rag.text.plain import grams

_AND = re.compile(r"、|(?<=[”》])(?=[“《])|以及|(?<![参赋给授])与|(?<![缓温饱柔])和(?![平谐县睦解美])")
_MARKS = re.compile(r"[“”‘’「」『』《》()（）\s]")


def tells_whole(claim: Labelled, statement: str, said: Labelled) -> bool:
    """``claim`` is a figure of ``statement``, ``said`` the same figure in a source."""
    told = _MARKS.sub("", fold(statement).lower())
    return (
        _tells_all(said.head, told) and _keeps_fused(claim.label, told, said.label) and _keeps_noun(claim, told, said)
    )


def _tells_all(head: str, told: str) -> bool:
    """Whether the claim names everything listed before the figure, or nothing of it; 等 in both stands for more."""
    if "分别" in head or (head.endswith("等") and "等" in told):
        return True
    named = [mark in told for mark in _marks([_MARKS.sub("", part) for part in _AND.split(fold(head).lower())])]
    return all(named) or not any(named)


def _marks(members: list[str]) -> Iterator[str]:
    """A pair of characters of each member that no other has, nearest to where it meets its neighbour."""
    if len(members) < 2:
        return
    for index, member in enumerate(members):
        others = set().union(*(grams(other) for at, other in enumerate(members) if at != index))
        pairs = [member[i : i + 2] for i in range(len(member) - 1)]
        own = [pair for pair in pairs if pair not in others]
        if own:
            yield own[0] if index == len(members) - 1 else own[-1]


def _keeps_fused(label: str, told: str, source: str) -> bool:
    return not any(
        part in label and fused not in told and fused in source and part not in source.replace(fused, "")
        for fused, *parts in FUSED
        for part in parts
    )


def _keeps_noun(claim: Labelled, told: str, said: Labelled) -> bool:
    """Whether the claim keeps the last noun before a figure without words after it: that noun is what it counts."""
    if said.tail.strip():
        return True
    mine, words = (_MARKS.sub("", fold(text).lower()) for text in (claim.head, said.head))
    at = words.rfind(mine[-2:])
    left = words[at + 2 :] if at >= 0 and len(mine) > 1 else ""
    return not gist(left) or any(pair in told for pair in gist(left))
