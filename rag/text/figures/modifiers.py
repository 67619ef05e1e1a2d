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
    Qualifier.AT_LEAST: (
        "不低于|不少于|不下于?|不小于|至少|最少|最低|不得低于|不得少于"
        "|at least|(?:no|not) less than|no fewer than|a minimum of"
    ),
    Qualifier.AT_MOST: (
        "不超过|不高于|不多于|不大于|至多|最多|最高|不得超过|[未没]超过"
        "|up to|at most|(?:no|not) more than|within|a maximum of|not exceeding"
    ),
    Qualifier.OVER: (
        "超过|(?<![高反])超出?|逾|突?破|高于|多于|大于"
        "|more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|upwards of"
    ),
    Qualifier.UNDER: "不足|不到|低于|少于|小于|未满|不满|未到|less than|fewer than|under|below",
    Qualifier.NEAR: "(?<![附最邻远相])近|接近|逼近|nearly|almost|close to|approaching",
    Qualifier.ABOUT: (
        "(?<![节签履预合公条集制违守特契邀])约|大概"
        r"|about|around|approximately|roughly|some|approx\.?|circa|~|≈"
    ),
}
_TOUCHING = r"(?:[了达到为在有是: ]|的|the|an?|of|to){0,3}+"
_PREFIXES = [(q, re.compile(rf"(?:{words}){_TOUCHING}$", re.IGNORECASE)) for q, words in _BEFORE.items()]
_BARE_PREFIX = re.compile(r"[上过]$")
_AFTER = {
    Qualifier.ABOUT: "左右|上下|前后|or so|or thereabouts",
    Qualifier.AT_LEAST: "及?(?:或)?以上|及?之上| ?or (?:more|above|higher)| and above",
    Qualifier.AT_MOST: "及?以下|及?以内|之内|之下| ?or (?:less|below|fewer|lower)",
    Qualifier.OVER: r"有余|[多余](?=[,，。、;；的时]|$)|\+(?![0-9A-Za-z])",
}
_SUFFIXES = [(q, re.compile(rf" ?(?:{words})", re.IGNORECASE)) for q, words in _AFTER.items()]

_UP = (
    "新增|净增|增长|上升|提高|提升|增加(?!值)|上涨|上调|攀升|增速|增幅|涨幅|高于|高出|快于|多于|扩大|增产|增收|上浮|跃升"
    "|回升|拉高|走高|增(?!值|加值|强|减|进|效|收节)|升(?!级)|涨"
)
_DOWN = (
    "负增长|下降|减少|降低|下调|下滑|缩小|压减|削减|收窄|回落|下浮|降幅|跌幅|压缩|下跌|低于|慢于|少于|递减|减产"
    "|减(?!免|排|税|负|压|灾)|降|跌"
)
_UP_ENGLISH = (
    r"\b(?:increas(?:e[sd]?|ing)|ris(?:e[sn]?|ing)|rose|grow(?:th|n|s|ing)?|grew|up|gain(?:s|ed)?|higher|climb(?:s|ed)?"
    r"|rais(?:e[sd]?|ing)|expand(?:s|ed)?|add(?:ed|s|itional)?|newly|new)\b"
)
_DOWN_ENGLISH = (
    r"\b(?:decreas(?:e[sd]?|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|down"
    r"|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing|tion)|cut|shrank|shr[iu]nk)\b"
)
# ASCII, so that a Chinese character next to an English word is not part of it.
_TURN = re.compile(rf"(?P<down>{_DOWN}|{_DOWN_ENGLISH})|(?P<up>{_UP}|{_UP_ENGLISH})", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(rf"(?:{any_of(__name__, 'between')})*+", re.IGNORECASE)
_REACHES = re.compile(r"了?[到至]|[ ](?:\w+ )?to\b", re.IGNORECASE | re.ASCII)
_FOLLOWING = re.compile(
    r"(?:左右|以上|以内|以下)?的(?:年均|平均|预期|目标)?"
    r"(?:(?P<up>增长|增速|增幅|涨幅|上升|提升|提高)|(?P<down>降幅|下降|跌幅|减少|降低))"
    r"| (?:annual |average |yearly |year-on-year |overall ){0,3}"
    r"(?:(?P<up2>growth|increase|rise|gain|higher|more than (?=in |last |20))"
    r"|(?P<down2>decrease|decline|drop|fall|reduction|lower|cut|(?:fewer|less) than (?=in |last |20)))\b",
    re.IGNORECASE | re.ASCII,
)
_AIM = re.compile(
    r"力争|争取(?=达|实现|完成|突破|超|增长|新增|到|在)|力求|努力|目标|计划|拟|aim|target|strive|plan|goal|seek",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(r"预计|预期|估计|有望|预估|expect|estimat|forecast|project(?:ed|ion)|anticipat", re.IGNORECASE)


class Motion(NamedTuple):
    direction: Direction
    hint: Direction


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


def motion(before: str, after: str) -> Motion:
    """The motion told by the last word of change in ``before`` (the clause up to the number), or by a noun of change
    after it."""
    if follows := _FOLLOWING.match(after):
        return Motion(*[Direction.UP if follows["up"] or follows["up2"] else Direction.DOWN] * 2)
    turns = list(_TURN.finditer(before))
    if not turns:
        return Motion(Direction.NONE, Direction.NONE)
    last = turns[-1]
    rest = before[last.end() :]
    rises = bool(last["up"])
    if not _BETWEEN.fullmatch(rest):
        return Motion(Direction.NONE, Direction.UP if rises else Direction.DOWN)
    if _REACHES.match(rest):
        return Motion(*[Direction.UP_TO if rises else Direction.DOWN_TO] * 2)
    return Motion(*[Direction.UP if rises else Direction.DOWN] * 2)


@lru_cache(512)
def turns(text: str) -> tuple[tuple[Span, bool], ...]:
    """The places of words of change in ``text``, and whether they rise."""
    return tuple((Span(*found.span()), bool(found["up"])) for found in _TURN.finditer(text))


def mode(before: str) -> Mode:
    """The mode of the clause up to the number."""
    if _AIM.search(before):
        return Mode.AIM
    return Mode.ESTIMATE if _ESTIMATE.search(before) else Mode.FACT
