"""Text -> the quarters, halves and months that it names: a figure of one is not that of its year. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.text.figures.numerals import chinese, fold

_DIGITS = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九两])"
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PLACES = ("first", "second", "third", "fourth")
_FIRST = re.compile(rf"[前头](?P<count>{_DIGITS})个?(?P<unit>月|季度)")
_STRETCH = re.compile(rf"(?<![0-9.])(?P<first>{_DIGITS})月?(?:-|—|–|~|至|到)(?P<last>{_DIGITS})月(?!{_DAY})")
_QUARTER = re.compile(
    rf"(?<![0-9.前头])(?P<han>[一二三四1-4])季度|(?P<opening>首季)|(?<![a-z0-9])q(?P<digit>[1-4])(?![0-9])"
    rf"|\b(?P<place>{'|'.join(_PLACES)}) quarter\b"
)
_HALF = re.compile(r"(?P<han>[上下])半年|\b(?P<place>first|second) half\b")
_MONTH = re.compile(
    rf"(?<![0-9.一二三四五六七八九十个])(?P<number>{_DIGITS})月(?!{_DAY})"
    rf"|\b(?:in|of|by|during|for) (?P<name>{'|'.join(_MONTHS)})\b"
)
_UPPER = "上"
_QUARTER_MONTHS = 3
_NAMED = {(3 * at - 2, 3 * at): f"Q{at}" for at in range(1, 5)} | {(1, 6): "H1", (7, 12): "H2"}
"""Stretches of months that have a name."""


def find_parts_of_year(text: str) -> frozenset[str]:
    """The parts named: ``Q1``–``Q4``, ``H1``, ``H2``, ``M1``–``M12``, and ``M1-M11`` for other stretches of months."""
    folded = fold(text).lower()
    return frozenset([*_quarters(folded), *_halves(folded), *_months(folded)])


def without_parts_of_year(text: str) -> str:
    """The text with blanks, of the same length, for each part of a year that it names."""
    for pattern in (_FIRST, _STRETCH, _QUARTER, _HALF, _MONTH):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _quarters(text: str) -> Iterator[str]:
    for found in _QUARTER.finditer(text):
        written = found["han"] or found["digit"]
        yield f"Q{_value(written) if written else _place(found['place'] or _PLACES[0])}"


def _halves(text: str) -> Iterator[str]:
    for found in _HALF.finditer(text):
        yield "H1" if found["han"] == _UPPER or found["place"] == _PLACES[0] else "H2"


def _months(text: str) -> Iterator[str]:
    for found in _FIRST.finditer(text):
        yield _stretch(1, _value(found["count"]) * (1 if found["unit"] == "月" else _QUARTER_MONTHS))
    for found in _STRETCH.finditer(text):
        yield _stretch(_value(found["first"]), _value(found["last"]))
    for found in _MONTH.finditer(_STRETCH.sub(" ", _FIRST.sub(" ", text))):
        yield f"M{_value(found['number']) if found['number'] else _MONTHS.index(found['name']) + 1}"


def _stretch(first: int, last: int) -> str:
    return _NAMED.get((first, last), f"M{first}-M{last}")


def _place(word: str) -> int:
    return _PLACES.index(word) + 1


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    value = chinese(written)
    return int(value.low) if value else 0
