"""Text -> its dates, part by part: 2024年12月23日 · 二〇二四年 · 2024—2027年 · 9月底 · December 23, 2024. Pure.

The quarters, halves and months that it names, too: a figure of one is not that of its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rag.text.figures.numerals import chinese, fold, whole_number
from rag.text.word_tables import any_of
from rag.types import Span

_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2})"
_MONTH, _DAY = (
    r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])",
    r"(?:3[01]|[12][0-9]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])",
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_CHINESE_DATE = re.compile(any_of(__name__, "chinese", YEAR=_YEAR, MONTH=_MONTH, DAY=_DAY))
_ENGLISH_DATE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_ENGLISH_MONTH})"
    r"(?: (?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9]))?(?:,? (?P<year>(?:19|20)[0-9]{2}))?(?![0-9])",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"(?<![0-9.,$¥￥€+×:/-])(?:19|20)[0-9]{2}(?:(?:-|—|–|~|至|到)(?P<last>(?:19|20)[0-9]{2}))?(?![0-9.,:/×+%]*[0-9%])"
)
_DIGITS = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九两])"
_OF_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PLACES = ("first", "second", "third", "fourth")
_FIRST = re.compile(rf"[前头](?P<count>{_DIGITS})个?(?P<unit>月|季度)")
_STRETCH = re.compile(rf"(?<![0-9.])(?P<first>{_DIGITS})月?(?:-|—|–|~|至|到)(?P<last>{_DIGITS})月(?!{_OF_DAY})")
_QUARTER = re.compile(
    rf"(?<![0-9.前头])(?P<han>[一二三四1-4])季度|(?P<opening>首季)|(?<![a-z0-9])q(?P<digit>[1-4])(?![0-9])"
    rf"|\b(?P<place>{'|'.join(_PLACES)}) quarter\b"
)
_HALF = re.compile(r"(?P<han>[上下])半年|\b(?P<place>first|second) half\b")
_ONE_MONTH = re.compile(
    rf"(?<![0-9.一二三四五六七八九十个])(?P<number>{_DIGITS})月(?!{_OF_DAY})"
    rf"|\b(?:in|of|by|during|for) (?P<name>{'|'.join(_MONTH_NAMES)})\b"
)
_UPPER = "上"
_QUARTER_MONTHS = 3
_NAMED = {(3 * at - 2, 3 * at): f"Q{at}" for at in range(1, 5)} | {(1, 6): "H1", (7, 12): "H2"}
"""Stretches of months that have a name."""


class Date(NamedTuple):
    span: Span
    year: str
    month: str
    day: str
    last_year: str
    """The last year of a range of years; else empty."""

    @property
    def literal(self) -> str:
        return f"{self.year}{'/' * bool(self.last_year)}{self.last_year}-{self.month}-{self.day}"


def find_dates(text: str) -> Iterator[Date]:
    """The dates in folded ``text``; a month alone needs 份, 底, a day or the like in Chinese, a day or a year in
    English."""
    for found in _CHINESE_DATE.finditer(text):
        yield _date(
            found,
            found["year"] or found["year3"],
            found["last"],
            found["month"] or found["month2"] or found["month3"],
            found["day"] or found["day2"] or found["day3"],
        )
    for found in _ENGLISH_DATE.finditer(text):
        if found["year"] or found["day"] or found["day2"]:
            month = 1 + _MONTHS.index(found["month"].lower()[:3])
            yield _date(found, found["year"], "", str(month), found["day"] or found["day2"])


def find_bare_years(text: str) -> Iterator[Date]:
    """Four digits that may be a year (马鞍山2024青岛啤酒节, in 2024), for where no unit makes them an amount."""
    for found in _BARE_YEAR.finditer(text):
        yield _date(found, found[0][:4], found["last"], "", "")


def _date(found: re.Match[str], year: str | None, last: str | None, month: str | None, day: str | None) -> Date:
    return Date(Span(*found.span()), _number(year), _number(month), _number(day), _number(last))


def _number(written: str | None) -> str:
    if not written:
        return ""
    if written.isascii():
        return str(int(written))
    if len(written) == 4:
        return "".join(str("〇一二三四五六七八九".index(c)) for c in written.replace("零", "〇"))
    value = chinese(written)
    return str(value.low) if value else ""


@lru_cache(256)  # of each sentence that may answer, for each question of a message
def find_parts_of_year(text: str) -> frozenset[str]:
    """The parts named: ``Q1``–``Q4``, ``H1``, ``H2``, ``M1``–``M12``, and ``M1-M11`` for other stretches of months."""
    folded = fold(text).lower()
    return frozenset([*_quarters(folded), *_halves(folded), *_months(folded)])


def without_parts_of_year(text: str) -> str:
    """The text with blanks, of the same length, for each part of a year that it names."""
    for pattern in (_FIRST, _STRETCH, _QUARTER, _HALF, _ONE_MONTH):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _quarters(text: str) -> Iterator[str]:
    for found in _QUARTER.finditer(text):
        written = found["han"] or found["digit"]
        yield f"Q{whole_number(written) if written else _place(found['place'] or _PLACES[0])}"


def _halves(text: str) -> Iterator[str]:
    for found in _HALF.finditer(text):
        yield "H1" if found["han"] == _UPPER or found["place"] == _PLACES[0] else "H2"


def _months(text: str) -> Iterator[str]:
    for found in _FIRST.finditer(text):
        yield _stretch(1, whole_number(found["count"]) * (1 if found["unit"] == "月" else _QUARTER_MONTHS))
    for found in _STRETCH.finditer(text):
        yield _stretch(whole_number(found["first"]), whole_number(found["last"]))
    for found in _ONE_MONTH.finditer(_STRETCH.sub(" ", _FIRST.sub(" ", text))):
        yield f"M{whole_number(found['number']) if found['number'] else _MONTH_NAMES.index(found['name']) + 1}"


def _stretch(first: int, last: int) -> str:
    return _NAMED.get((first, last), f"M{first}-M{last}")


def _place(word: str) -> int:
    return _PLACES.index(word) + 1
