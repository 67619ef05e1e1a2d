"""Text -> the numbers that it tells in words: ranks, 二十一连丰, 不足百亿. Pure.

``rag.text.figures`` reads those that are told with a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rag.text.figures import Figure, FigureKind, Qualifier, numerals
from rag.types import Span
from rag.verification.spoken.ranks import find_ranks

_STREAK = re.compile(
    "(?<![0-9.第一二三四五六七八九十])(?P<number>[0-9]{1,2}|(?!一连)[一二两三四五六七八九十]{1,3})连(?=[丰增涨升降跌减冠优])"
)
_ROUND = re.compile(
    "(?:(?P<under>不足|不到|未到|近|逼近)|(?P<over>超过?|突破|破|跨越|迈上|迈过|过)|达到?)(?P<number>[百千万]亿)"
    "(?=$|[^元级斤美吨只人支个])"
)


def find_worded(text: str) -> Iterator[Figure]:
    yield from find_ranks(text)
    yield from find_streaks(text)
    for found in _ROUND.finditer(text):
        value = Fraction(numerals.scale(found["number"]))
        bound = Qualifier.UNDER if found["under"] else Qualifier.OVER if found["over"] else None
        qualifiers = frozenset({bound} if bound else ())
        span, full = Span(*found.span("number")), Span(*found.span())
        yield Figure(FigureKind.AMOUNT, span, full, value, value, "", found["number"], qualifiers)


def find_streaks(text: str) -> Iterator[Figure]:
    """The years that something has gone on for: 二十一连丰, 5连增."""
    for found in _STREAK.finditer(text):
        number = found["number"]
        read = None if number[0].isascii() else numerals.chinese(number)
        value = Fraction(number) if read is None else read.low
        span = Span(*found.span())
        yield Figure(FigureKind.AMOUNT, span, span, value, value, "年", found[0])
