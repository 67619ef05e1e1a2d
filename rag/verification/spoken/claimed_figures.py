"""A claim -> the figures that it states, without those that only belong to a name or count what it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.units import is_count
from rag.verification.spoken.worded_numbers import find_streaks, find_worded

_VALUED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)
_PLAN = 5
_IN_A_ROW = re.compile("(?:连续|连着|连|蝉联|历时|长达|整整|经过|满|第|未来|今后|近|用|再)$")
_OF_LENGTH = re.compile("(?:期|制|级|以上|以下|保|质|免|实现|完成|建成|达|一)")
_FEW = 10
_PHASE = re.compile("第?[一二三四五六七八九十0-9]{1,4}(?:期(?![间待望])|号线)")
"""It belongs to a name: 机场三期, 地铁3号线."""
_RANKED = re.compile(r"\brank|\bplace\b|\bcame\b|\bposition", re.IGNORECASE)
"""Words with which first tells a rank; it is a word of its own in the first national games."""
_AMONG = re.compile("[^，,0-9%]{1,12}(?:里头?|[当之]中)[，,]")
_AND = re.compile("[、和与及跟]")
_LISTED = re.compile(r"[\u3400-\u9fffA-Za-z“”·]{2,12}(?:[、和与及跟][\u3400-\u9fffA-Za-z“”·]{2,12}){1,8}$")
_ALL_OF_THEM = re.compile("(?:全都|都|均|全)(?![市江匀国省部])")


def claimed_figures(text: str) -> Iterator[Figure]:
    valued = (figure for figure in find_figures(text) if figure.kind in _VALUED and not figure.indefinite)
    streaks = [streak.span for streak in find_streaks(text)]
    told = (figure for figure in valued if not any(map(figure.span.overlaps, streaks)))
    found = [figure for figure in told if not _is_by_the_way(figure, text)]
    worded = [one for one in find_worded(text) if not any(one.span.overlaps(figure.span) for figure in found)]
    return iter(sorted([*found, *worded], key=lambda figure: figure.span))


def _is_by_the_way(figure: Figure, text: str) -> bool:
    if _PHASE.match(text, figure.full.start):
        return True
    if figure.unit == "nth" and figure.low == 1 and not _RANKED.search(text):
        return True
    if _sums_up(figure, text):
        return True
    return _only_says_among_which(figure, text) or _goes_back(figure, text) or is_five_years(figure, text)


def _sums_up(figure: Figure, text: str) -> bool:
    """甲线和乙线两条高铁: it only counts the members named right before it."""
    listed = _LISTED.search(text[: figure.full.start])
    small = figure.kind is FigureKind.AMOUNT and 1 < figure.low <= _FEW and is_count(figure.unit)
    return listed is not None and small and len(_AND.split(listed[0])) == figure.low


def is_five_years(figure: Figure, text: str) -> bool:
    """五年里, 这五年: the time of a plan, and no length of something (连续五年)."""
    if figure.unit != "年" or figure.low != _PLAN or figure.high != _PLAN:
        return False
    return not _IN_A_ROW.search(text[: figure.span.start]) and not _OF_LENGTH.match(text, figure.span.end)


def _only_says_among_which(figure: Figure, text: str) -> bool:
    """四个博物馆里，甲馆升级了."""
    return figure.kind is FigureKind.AMOUNT and figure.low <= _FEW and _AMONG.match(text, figure.span.end) is not None


def _goes_back(figure: Figure, text: str) -> bool:
    """甲机场……，两家都刷新了纪录: it only says how many were named before."""
    small = figure.kind is FigureKind.AMOUNT and 1 < figure.low <= _FEW and is_count(figure.unit)
    return small and figure.span.start > 0 and _ALL_OF_THEM.match(text, figure.span.end) is not None
