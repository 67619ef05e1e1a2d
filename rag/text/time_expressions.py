"""Text -> the years it names, outright or relative to a report, and whether it means a target or a result. Pure.

A reader of the 2025 report asks for 去年 and means the year it reviews, for 明年 and means the year it plans, whenever
he asks. A report itself counts from the day it was delivered: 今年 in a speech of December 2024 is 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache

from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import fold
from rag.text.plain import make_plain, plain_text
from rag.text.word_tables import any_of
from rag.types import Report, Span


class Relative(IntEnum):
    """Years from this year on."""

    BEFORE_LAST = -2
    LAST = -1
    THIS = 0
    NEXT = 1
    AFTER_NEXT = 2


class Tense(StrEnum):
    """The tense of a question or sentence: what came out, what is intended, or either."""

    RESULT = "result"
    TARGET = "target"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mention:
    """A year in a text: ``year`` where it is written, ``word`` where it is relative."""

    span: Span
    year: int | None
    word: Relative | None = None
    compared: bool = False
    """Named as a base only: 比去年, 较2020年, 上年同期, 是2022年的4倍."""
    since: bool = False
    """Opens a stretch of years: 2020年以来."""


@dataclass(frozen=True, slots=True)
class AskedYear:
    """A year that a question asks for."""

    year: int
    relative: bool
    span: Span
    compared: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years that 去年, 今年 and 明年 stand for; None where that is unknown."""

    last: int | None
    this: int | None
    next: int | None

    def resolve(self, word: Relative) -> int | None:
        named = {Relative.LAST: self.last, Relative.THIS: self.this, Relative.NEXT: self.next}
        if word in named:
            return named[word]
        near, step = (self.last, -1) if word is Relative.BEFORE_LAST else (self.next, 1)
        return None if near is None else near + step

    def year(self, mention: Mention) -> int | None:
        return mention.year if mention.word is None else self.resolve(mention.word)


_RELATIVE = {
    Relative.BEFORE_LAST: r"(?<!大)前年|\bthe year before last\b",
    Relative.LAST: (
        r"去年|上年|上一年(?:度)?|过去(?:的)?(?:这)?一年|刚刚过去的一年"
        r"|\b(?:last|(?:the )?(?:previous|past|prior)) year\b"
    ),
    Relative.THIS: r"今年|本年度?|\b(?:this|(?:the )?current) year\b",
    Relative.NEXT: (
        r"明年|(?<!年)来年(?!年)|下一?年(?:度)?|新的一年|\b(?:next|(?:the )?(?:coming|following|upcoming)) year\b"
    ),
    Relative.AFTER_NEXT: r"后年|\bthe year after next\b",
}
# ASCII, so that a Chinese character next to an English word is not part of it.
_WORDS = [(word, re.compile(written, re.IGNORECASE | re.ASCII)) for word, written in _RELATIVE.items()]
# Two digits are a year where no duration can be meant: ’24, 24年, but not 近10年, 24年来, 二三年.
_NOT_AFTER = "[0-9.'’‘第近过满续用时约前这共隔着整〇零一二三四五六七八九十百年月-]"
_SHORT = re.compile(
    rf"(?:(?<=['’‘])|(?<!{_NOT_AFTER})(?<![等隔]了))(?P<year>[0-9]{{2}}|二[〇零一二四五六七八九])"
    r"(?:年(?!级|代|以|来|间|内|前|后|多|半|左右|期|限|制|的时间|时间|历史|龄)|(?<=['’‘][0-9]{2})(?![0-9A-Za-z]))"
)
# 2024和2025各是多少, 2024实际: a bare number of this size that stands before 和, a comma, the end or a word for how far
# a year has come is hardly anything else.
_BARE = re.compile(r"(?<![0-9.])20[0-3][0-9](?=$|[\s和与跟、,，;；?？呢各]|vs|实际|目标|计划|预[计期]|完成)")
_EARLIEST, _LATEST = 10, 39
_BASE_BEFORE = re.compile(
    r"(?:(?<![占对])比|较|相比于?|超过|than|versus|vs\.?|compared (?:with|to)|over|against) ?(?:the )?$"
)
_BASE_AFTER = re.compile(r"年?(?:同期|的?基础上)")
_NUMBER = (
    "(?:[近约超]过?|将近|接近|不到|不足|大约|差不多|整整|足足)?"
    r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百几]+(?:点[一二三四五六七八九]+)?)"
)
_TIMES_AFTER = re.compile(rf"年?(?:全年|水平)?的{_NUMBER}[多来余]?倍")
"""是2022年的4.62倍: the year is only what the multiple is of."""
_IS_BEFORE = re.compile(
    "(?:是|为|相当于|等于|顶|抵|恢复[到至]|[达降减升增]到|[达降减升增]至|只有|仅有|不到|不足|超过)了?$"
)
_SHARE_AFTER = re.compile(rf"年?(?:全年|水平)?的(?:{_NUMBER} ?[%％成]|百分之|一半|(?:[二三四五六七八九十]分之))")
_WITH_BEFORE, _WITH_AFTER = re.compile(r"[与跟和同]$"), re.compile(r"年?相?比")
_SINCE_AFTER = re.compile(r"年?(?:以来|起|至今|开始|以后)")
_TARGET = re.compile(any_of(__name__, "target"), re.IGNORECASE | re.ASCII)
_RESULT = re.compile(any_of(__name__, "result"), re.IGNORECASE | re.ASCII)
_COURSE = re.compile(any_of(__name__, "course"))
"""Asks how things stand, beside what comes next: 进展和下一步."""
_REMEDY = re.compile(any_of(__name__, "remedy"))
"""Asks what is done about something that happened: 高峰来了怎么办."""

_TIME = re.compile(
    "[年月][底初末内中]|季度|半年|期间|日前|[早晚]|(?:五一|十一|国庆|元旦|春节|清明|端午|中秋|汛期)”?(?:节|假期)?[前后]"
)


@lru_cache(1024)
def find_years(text: str) -> tuple[Mention, ...]:
    """Years named in ``text``, in order; of a range both ends. 十四五 and its like are names, not years."""
    if text != plain_text(text):
        plain = make_plain(text)
        return tuple(replace(mention, span=plain.printed(mention.span)) for mention in find_years(plain.text))
    if text != (folded := fold(text)):
        return find_years(folded)
    written = [*_written(text), *_short(text), *_relative(text)]
    bare = (b for b in _bare(text) if not any(b.span.overlaps(mention.span) for mention in written))
    found = sorted([*written, *bare], key=lambda mention: mention.span)
    return tuple(_placed(mention, text) for mention in found)


@lru_cache(256)
def without_years(text: str) -> str:
    """The text with a space in place of each year named."""
    for mention in reversed(find_years(text)):
        text = f"{text[: mention.span.start]} {text[mention.span.end :]}"
    return text


@lru_cache(64)
def asked_years(question: str, report: Report | None) -> tuple[AskedYear, ...]:
    """Years asked for, in order; relative ones as a reader of the report means them, left out where unknown."""
    calendar = readers_calendar(report)
    mentions = find_years(question)
    return tuple(
        AskedYear(year, mention.word is not None, mention.span, mention.compared)
        for mention in mentions
        if (year := calendar.year(mention)) is not None
    )


@lru_cache(64)
def readers_calendar(report: Report | None) -> Calendar:
    """去年 is the year reviewed, 今年 the title's; 明年 the title's too, if the report came before that year."""
    plan = _plan_year(report)
    if report is None or plan is None:
        return Calendar(None, None, None)
    early = report.delivered is not None and report.delivered.year < plan
    return Calendar(plan - 1, plan, plan if early else plan + 1)


@lru_cache(64)
def speakers_calendar(report: Report | None) -> Calendar:
    """The calendar of the report's own sentences: from the day of delivery, else from the year of the title."""
    plan = _plan_year(report)
    this = report.delivered.year if report and report.delivered else plan
    return Calendar(None, None, None) if this is None else Calendar(this - 1, this, this + 1)


@lru_cache(64)  # by it answers are weighed, and kept or refused
def tells_time(text: str) -> bool:
    """It holds a date, a year, or a part of one."""
    dated = any(figure.kind is FigureKind.DATE for figure in find_figures(text))
    return dated or _TIME.search(plain_text(text)) is not None or bool(find_years(text))


@lru_cache(64)
def tense(text: str) -> Tense:
    """The tense by the grammatical words of a question: 打算, 要, will; 了, 过, did. Open where both or neither stand,
    or where one of them asks on beside the other: how things stand and what comes next, what is done about what was."""
    plain = plain_text(text)
    target, result = bool(_TARGET.search(plain)), bool(_RESULT.search(plain))
    if target == result or (_COURSE if target else _REMEDY).search(plain):
        return Tense.OPEN
    return Tense.TARGET if target else Tense.RESULT


def _plan_year(report: Report | None) -> int | None:
    if report is None or report.year is not None:
        return report.year if report else None
    return report.delivered.year if report.delivered else None


def _written(text: str) -> Iterator[Mention]:
    for figure in find_figures(text):
        if figure.kind is FigureKind.DATE and figure.low:
            yield Mention(figure.span, int(figure.low))
            if figure.high != figure.low:
                yield Mention(figure.span, int(figure.high))


def _bare(text: str) -> Iterator[Mention]:
    return (Mention(Span(*found.span()), int(found[0])) for found in _BARE.finditer(text))


def _short(text: str) -> Iterator[Mention]:
    for found in _SHORT.finditer(text):
        year = int(
            "".join(
                str("〇一二三四五六七八九".find(c.replace("零", "〇"))) if not c.isdigit() else c for c in found["year"]
            )
        )
        if _EARLIEST <= year <= _LATEST:
            yield Mention(Span(*found.span()), 2000 + year)


def _relative(text: str) -> Iterator[Mention]:
    for word, pattern in _WORDS:
        for found in pattern.finditer(text):
            yield Mention(Span(*found.span()), None, word)


def _placed(mention: Mention, text: str) -> Mention:
    start, end = mention.span
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    base = _BASE_BEFORE.search(before) or _BASE_AFTER.match(after) or _TIMES_AFTER.match(after)
    share = _IS_BEFORE.search(before) and _SHARE_AFTER.match(after)
    compared = bool(base or share or (_WITH_BEFORE.search(before) and _WITH_AFTER.match(after)))
    return Mention(mention.span, mention.year, mention.word, compared, bool(_SINCE_AFTER.match(after)))
