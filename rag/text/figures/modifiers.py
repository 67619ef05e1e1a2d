"""Text around a number -> its qualifiers, its direction and its mode. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rag.text.figures.model import Direction, Mode, Qualifier
from rag.text.word_tables import any_of
from rag.types import Span

REACH = 48
"""How far before a number its clause is read, in characters."""

_BEFORE = {
    Qualifier.AT_LEAST: "at_least", Qualifier.AT_MOST: "at_most", Qualifier.OVER: "over",
    Qualifier.UNDER: "under", Qualifier.NEAR: "near", Qualifier.ABOUT: "about",
}  # fmt: skip
_BEHIND = {
    Qualifier.ABOUT: "about_behind", Qualifier.AT_LEAST: "at_least_behind", Qualifier.AT_MOST: "at_most_behind",
    Qualifier.OVER: "over_behind",
}  # fmt: skip
"""The tables of their words before and after a number."""
_TOUCHING = r"(?:[了达到为在有是: ]|的|the|an?|of|to){0,3}+"
_PREFIXES = [
    (q, re.compile(rf"(?:{any_of(__name__, table)}){_TOUCHING}$", re.IGNORECASE)) for q, table in _BEFORE.items()
]
_BARE_PREFIX = re.compile(r"[上过]$")
_SUFFIXES = [(q, re.compile(rf" ?(?:{any_of(__name__, table)})", re.IGNORECASE)) for q, table in _BEHIND.items()]

# ASCII, so that a Chinese character next to an English word is not part of it.
_TURN = re.compile(rf"(?P<down>{any_of(__name__, 'down')})|(?P<up>{any_of(__name__, 'up')})", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(rf"(?:{any_of(__name__, 'between')})*+", re.IGNORECASE)
_REACHES = re.compile(r"了?[到至]|[ ](?:\w+ )?to\b", re.IGNORECASE | re.ASCII)
_FOLLOWING = re.compile(
    r"(?:左右|以上|以内|以下)?的(?:年均|平均|预期|目标)?"
    rf"(?:(?P<up>{any_of(__name__, 'risen')})|(?P<down>{any_of(__name__, 'fallen')}))"
    r"| (?:annual |average |yearly |year-on-year |overall ){0,3}"
    rf"(?:(?P<up2>{any_of(__name__, 'rise')})|(?P<down2>{any_of(__name__, 'fall')}))\b",
    re.IGNORECASE | re.ASCII,
)
_AIM = re.compile(any_of(__name__, "aim"), re.IGNORECASE)
_ESTIMATE = re.compile(r"预计|预期|估计|有望|预估|expect|estimat|forecast|project(?:ed|ion)|anticipat", re.IGNORECASE)


class Motion(NamedTuple):
    direction: Direction
    hint: Direction


@lru_cache(512)  # two wordings of a question share the words around a number
def prefix(before: str, bare: bool = False) -> tuple[frozenset[Qualifier], int]:
    """Qualifiers that end ``before`` (up to the number), and how many of its last characters they take.

    ``bare``: the number is 百, 千 or 万 alone, where 上 and 过 qualify as well.
    """
    tail = before[-24:]
    found = [(q, at) for q, pattern in _PREFIXES if (at := pattern.search(tail))]
    if not found:
        return (frozenset({Qualifier.OVER}), 1) if bare and _BARE_PREFIX.search(tail) else (frozenset(), 0)
    start = min(at.start() for _, at in found)  # the longest says it: 不超过 holds 超过
    return frozenset(q for q, at in found if at.start() == start), len(tail) - start


@lru_cache(512)
def suffix(after: str) -> tuple[frozenset[Qualifier], int]:
    """Qualifiers that open ``after`` (from the number's unit on), and how many characters they take."""
    qualifiers, at = set(), 0
    for _ in range(2):
        found = next(((q, m) for q, pattern in _SUFFIXES if (m := pattern.match(after, at))), None)
        if not found:
            break
        qualifiers.add(found[0])
        at = found[1].end()
    return frozenset(qualifiers), at


@lru_cache(512)
def motion(before: str, after: str) -> Motion:
    """The motion shown by the last word for a change in ``before`` (the clause up to the number), or by a noun for a
    change after it."""
    if follows := _FOLLOWING.match(after):
        return Motion(*[Direction.UP if follows["up"] or follows["up2"] else Direction.DOWN] * 2)
    told = turns(before)
    if not told:
        return Motion(Direction.NONE, Direction.NONE)
    last, rises = told[-1]
    rest = before[last.end :]
    if not _BETWEEN.fullmatch(rest):
        return Motion(Direction.NONE, Direction.UP if rises else Direction.DOWN)
    if _REACHES.match(rest):
        return Motion(*[Direction.UP_TO if rises else Direction.DOWN_TO] * 2)
    return Motion(*[Direction.UP if rises else Direction.DOWN] * 2)


@lru_cache(512)
def turns(text: str) -> tuple[tuple[Span, bool], ...]:
    """The places of words of change in ``text``, and whether they rise."""
    return tuple((Span(*found.span()), bool(found["up"])) for found in _TURN.finditer(text))


@lru_cache(512)
def mode(before: str) -> Mode:
    """The mode of the clause up to the number."""
    if _AIM.search(before):
        return Mode.AIM
    return Mode.ESTIMATE if _ESTIMATE.search(before) else Mode.FACT
