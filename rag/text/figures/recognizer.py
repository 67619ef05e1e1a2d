"""Folded text -> the numbers written in it, before the words around them are read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rag.text.figures import dates, numerals, units
from rag.text.figures import modifiers as marks
from rag.text.figures.model import FigureKind
from rag.text.figures.named_numbers import find_names, literal
from rag.text.figures.numerals import CHINESE, DIGITS, ENGLISH, ENGLISH_SCALE, SCALE, ValueRange
from rag.text.figures.units import CURRENCY, ENGLISH_UNIT, MEASURE, PERCENT, UNIT
from rag.text.word_tables import any_of
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Raw:
    """A number with its unit."""

    kind: FigureKind
    span: Span
    value: ValueRange
    unit: str = ""
    literal: str = ""
    more: bool = False
    """余, 多 or 来 stands inside: 80余次."""
    scale: int = 1
    """The factor that its scale word gives: 10000 for 万."""
    bare: bool = False
    """百, 千 or 万 alone, with a word before it that makes it a number: 近百户."""
    indefinite: bool = False


_ZERO = ValueRange(Fraction(0), Fraction(0))
_SHARE = re.compile(any_of(__name__, "share", DIGITS=DIGITS, CHINESE=CHINESE), re.IGNORECASE)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_HALF = re.compile(
    r"(?P<whole>[一两三四五六七八九]|(?<![0-9.])[0-9]{1,2})(?P<unit>年|个月|小时|天)半"
    r"|(?P<whole2>[一两三四五六七八九]|(?<![0-9.])[0-9]{1,2})?个?半(?P<unit2>年|个月|小时|天)"
)
_TURNS = re.compile(r"翻了?(?P<times>一|两|三|四|[1-9])?番")
_RANKED = "批|届|次|轮|位|名|期|产业|季度|个|号|步|类|级|代|条|项|家|阶段|方阵|年"
_ORDINAL = re.compile(any_of(__name__, "ordinal", CHINESE=CHINESE, RANKED=_RANKED), re.IGNORECASE)
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MORE = r"[余多来]"
# English counts things without a measure word: 134 urban renewal projects.
_ENGLISH_NOUN = (
    r"(?=[A-Za-z])(?!(?:to|and|or|of|in|by|from|is|was|are|were|than|at|on|for|with|per|as|but|while|which|that|compared"
    r"|versus|vs|up|down|out|over|under|this|last|next|growth|increase|rise|decrease|decline|drop|higher|lower)\b)"
)
_NUMBER = re.compile(
    rf"(?P<currency>{CURRENCY} ?)?(?P<minus>(?<![0-9A-Za-z%\-—–])-|(?<!减)负)?"
    rf"(?P<a>(?<![0-9.])(?<![0-9],){DIGITS})(?: (?={SCALE}|{UNIT}))?"
    rf"(?P<more>{_MORE}(?={SCALE}|{UNIT}))?(?P<scale>{SCALE})?(?P<more2>{_MORE}(?={UNIT}|亿))?(?P<scale2>亿)?"
    rf"(?: ?(?P<escale>{ENGLISH_SCALE}|(?<=[0-9])[kmKM](?![A-Za-z]))(?![A-Za-z]))?"
    rf"(?: ?(?P<unit>{UNIT})|[ -]?(?P<eunit>{ENGLISH_UNIT})|(?=(?P<things> {_ENGLISH_NOUN})))?",
    re.IGNORECASE,
)
_CHINESE_NUMBER = re.compile(
    rf"(?P<minus>(?<!减)负)?(?P<a>{CHINESE})(?P<more>{_MORE}(?={SCALE}|{MEASURE}))?(?P<scale>[万亿])?(?P<unit>{MEASURE})"
)
_ENGLISH_NUMBER = re.compile(
    rf"(?<![A-Za-z-])(?P<a>{ENGLISH})(?:[ -](?P<escale>{ENGLISH_SCALE}))?(?![A-Za-z])"
    rf"(?:[ -](?P<eunit>{ENGLISH_UNIT})|(?=(?P<things> {_ENGLISH_NOUN})))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_HEADING = re.compile(r"(?:^|(?<=\n))[ \t]*(?:[0-9]{1,2}(?:[.、](?=[^0-9\s]| )|\))|\([0-9]{1,2}\))")
_BARE = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_BARE |= {"百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
# After these a numeral is not the whole number (第三次; 数十个, 几百家), or 一 belongs to another word (新一轮, 统一).
_PARTIAL = tuple("第前十百千万")
_VAGUE = tuple("数几")
_ARTICLES = tuple("新统同专单逐任另这那哪又进唯某每")
_INDEFINITE_NOT = units.MONEY | {PERCENT, units.POINTS, units.SPOKEN_POINTS, "倍", "番", "亩", "公里", "吨", "成"}


def recognise(text: str) -> list[Raw]:
    """All numbers of ``text`` in order. Names, dates, shares and ordinals come first: what they take does not count as
    an amount."""
    taken = bytearray(len(text))
    for heading in _HEADING.finditer(text):
        _take(taken, Span(*heading.span()))
    found: list[Raw] = []
    for kind in (_names, _dates, _shares, _ordinals, _amounts, _chinese_amounts, _english_amounts, _years):
        for raw in kind(text):
            if not any(taken[raw.span.start : raw.span.end]):
                _take(taken, raw.span)
                found.append(raw)
    return sorted(found, key=lambda raw: raw.span)


def _take(taken: bytearray, span: Span) -> None:
    taken[span.start : span.end] = b"\x01" * (span.end - span.start)


def _names(text: str) -> Iterator[Raw]:
    for name in find_names(text):
        yield Raw(name.kind, name.span, _ZERO, literal=name.literal)


def _dates(text: str) -> Iterator[Raw]:
    return map(_dated, dates.find_dates(text))


def _years(text: str) -> Iterator[Raw]:
    return map(_dated, dates.find_bare_years(text))


def _dated(date: dates.Date) -> Raw:
    year = Fraction(date.year or 0)
    return Raw(FigureKind.DATE, date.span, ValueRange(year, Fraction(date.last_year or year)), literal=date.literal)


def _shares(text: str) -> Iterator[Raw]:
    for found in _SHARE.finditer(text):
        if value := _share(found):
            yield Raw(FigureKind.AMOUNT, Span(*found.span()), value, PERCENT)
    for found in _HALF.finditer(text):
        whole = _written(found["whole"] or found["whole2"] or "0") or _ZERO
        unit = units.canonical(found["unit"] or found["unit2"])
        yield Raw(FigureKind.AMOUNT, Span(*found.span()), _point(whole.low + Fraction(1, 2)), unit)
    for found in _TURNS.finditer(text):
        if times := _written(found["times"] or "一"):
            yield Raw(FigureKind.AMOUNT, Span(*found.span()), times, "番")


def _share(found: re.Match[str]) -> ValueRange | None:
    """The share in percent."""
    if found["per"]:
        value = _point(Fraction(100)) if found["per"] == "百" else _written(found["per"])
        return value and value.times(-1 if found["negative"] else 1)
    if found["below"]:
        below, above = _written(found["below"]), _written(found["above"])
        return _point(above.low * 100 / below.low) if below and above and below.low else None
    if found["a"]:
        return _point(Fraction(int(found["a"]) * 100, int(found["b"])))
    if found["one"]:
        parts = ("one", "two", "three").index(found["one"].lower()) + 1
        return _point(Fraction(parts * 100, _PARTS[found["part"].lower()]))
    return _point(Fraction(50 if found["half"] else 0 if found["zero"] else 100))


def _point(value: Fraction) -> ValueRange:
    return ValueRange(value, value)


def _written(number: str) -> ValueRange | None:
    return _point(numerals.digits(number)) if number[0].isascii() else numerals.chinese(number)


def _ordinals(text: str) -> Iterator[Raw]:
    for found in _ORDINAL.finditer(text):
        top = found["top"] or found["best"]
        number = found["nth"] or found["session"] or found["english"] or top
        rank = Fraction(_WORDS.index(found["word"].lower()) + 1) if found["word"] else None
        value = _point(rank) if rank else _point(Fraction(100)) if number == "百" else _written(number)
        if value:
            unit = "前" if top else "第" + (found["what"] or found["sat"] or "")
            unit = "nth" if found["word"] or found["english"] else unit
            yield Raw(FigureKind.ORDINAL, Span(*found.span()), value, unit, literal(found[0]))


def _amounts(text: str) -> Iterator[Raw]:
    for found in _NUMBER.finditer(text):
        scale = numerals.scale(found["scale"] or "") * numerals.scale(found["scale2"] or "")
        scale *= numerals.scale(found["escale"] or "")
        value = _point(numerals.digits(found["a"]) * scale * (-1 if found["minus"] else 1))
        unit = units.canonical(found["unit"] or found["eunit"] or (found["currency"] or "").strip().upper())
        if unit or not _YEAR.fullmatch(found[0]):
            yield _measured(found, value, unit or _things(found), scale, more=bool(found["more"] or found["more2"]))


def _measured(found: re.Match[str], value: ValueRange, unit: str, scale: int, *, more: bool, one: bool = False) -> Raw:
    factor = {"‰": Fraction(1, 10), "成": Fraction(10)}.get(unit)
    if factor:
        value, unit = ValueRange(value.low * factor, value.high * factor), PERCENT
    return Raw(
        FigureKind.AMOUNT,
        Span(*found.span()),
        value,
        unit,
        more=more,
        scale=scale,
        indefinite=one,
        bare=found["a"] in _BARE,
    )


def _chinese_amounts(text: str) -> Iterator[Raw]:
    """Only with a measure word: a bare 一 or 三 is a word of the language (统一, 三农); 一批 counts nothing."""
    for found in _CHINESE_NUMBER.finditer(text):
        before = text[max(0, found.start() - 24) : found.start()]
        written, unit = found["a"], units.canonical(found["unit"])
        one = written == "一" and not found["scale"] and not found["more"]
        vague = before.endswith(_PARTIAL) or (before.endswith(_VAGUE) and written[0] in "十百千万亿")
        if vague or written in "零〇" or (one and (unit == "批" or before.endswith(_ARTICLES))):
            continue
        value = _round(found, before, unit) if written in _BARE else numerals.chinese(written)
        if value:
            scale = numerals.scale(found["scale"] or "")
            value = value.times(scale * (-1 if found["minus"] else 1))
            one = one and unit not in _INDEFINITE_NOT
            yield _measured(found, value, unit, scale, more=bool(found["more"]), one=one)


def _round(found: re.Match[str], before: str, unit: str) -> ValueRange | None:
    """百, 千, 万亿 alone: a number of money or where qualified (近百户), else a way of speaking (百家, 万户)."""
    counted = unit in units.MONEY or found["more"] or marks.prefix(before, bare=True)[0]
    return _point(Fraction(_BARE[found["a"]])) if counted else None


def _english_amounts(text: str) -> Iterator[Raw]:
    for found in _ENGLISH_NUMBER.finditer(text):
        scale = numerals.scale(found["escale"] or "")
        value = _point(numerals.english(found["a"]) * scale)
        one = found["a"].lower() == "one" and scale == 1
        yield _measured(
            found, value, units.canonical(found["eunit"] or "") or _things(found), scale, more=False, one=one
        )


def _things(found: re.Match[str]) -> str:
    return "个" if found["things"] else ""
