"""A claim that compares -> its two sides, the relation claimed between them, and the claimed difference. Pure.

What one side leaves out it takes over from the other: 农村居民收入增速比城镇高 compares 城镇居民收入增速.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.kinds import PARTS, RATES
from rag.text.figures.units import POINTS, SPOKEN_POINTS
from rag.text.glossary import read_terms
from rag.text.time_expressions import find_years, readers_calendar
from rag.text.word_tables import any_of
from rag.types import Report
from rag.verification.derived.phrasing import Way, put_plainly, read_phrase


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared."""

    indicator: str
    """The indicator without its year and without words such as 目标 and 实际."""
    year: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides of a claim and how they are said to compare."""

    left: Side
    right: Side
    way: Way
    growth: bool
    """Rates of change are compared."""
    share: bool
    """Shares are compared: 普及率."""
    said: str
    """Both sides as they are said."""
    gap: Figure | None
    """The difference, where it is said."""
    falls: bool = False
    """Falls are compared: the one of more percent is the larger."""
    grows: bool = False
    """Rates of change may be compared where the reports give no levels: 今年的GDP目标比去年低."""
    dated: bool = True
    """The claim names a year, or says that something is planned."""
    any_count: bool = False
    """The claim may use another measure word than the report: 3件 for 20项."""


_PLANNED = re.compile(
    r"目标|计划|安排|指标|预期|任务|(?<![需主首重])要(?![求素闻])|打算|准备|\btarget|\bplan|\bgoal", re.IGNORECASE
)
_GROWTH = re.compile(
    rf"{RATES}|增长|涨|快|慢|跑赢|赶不上"
    r"|\bgrew\b|\bgrowth\b|\bfaster\b|\bincreased\b|\bslowly\b|\bquickly\b",
    re.IGNORECASE,
)
_FALLS = re.compile("[降跌]幅|[降跌]得")
_GENERIC = re.compile(any_of(__name__, "generic"), re.IGNORECASE)
_SHARE = re.compile(f"(?:率|{PARTS})$")
_POINTS = (POINTS, SPOKEN_POINTS)
_ECONOMY = "地区生产总值"
_ALL_ECONOMY = re.compile("(?:全[国省市区县]|整体)?的?经济(?:总量)?")
_COUNTED = re.compile("[只仅还也]|[人户件]?[数量额]|规模|水平")
"""The words of a side that only names the amount of the other side's thing: 去年完成的人数."""
_MEASURE = re.compile(
    r"(?:人均)?(?:可支配)?(?:收入|增加值|产[量值]|投资|出口|进口|进出口|销量|零售额|支出|人数|户数|数量|花费|总额|贷款|存款)$"
)
_OF = re.compile(
    "的([^的]{1,8}(?:率|比例|比重|增速|标准|水平|额|量|数|人数|人次|客流|价格|成本|强度|距离|时间|支出|收入))$"
)
_HIGHER = ("高", "低")
_VERB_ALONE = 2
"""The number of characters of a side that only says what was done with the other side's thing: 比去年实际收的."""
_SHORT = 6
"""The number of characters up to which a side leaves out the indicator of both: 职工的住院报销比例比居民高."""
_PAIRS = (("农村", "城镇"), ("农民", "城里人"), ("农民", "城镇居民"), ("城镇居民", "农村居民"), ("城里", "农村"))


def read_comparison(text: str, report: Report) -> Comparison | None:
    """``text``: a claim in the words of reports; None where two sides cannot be told apart."""
    if report.year is None:
        return None
    phrase = read_phrase(put_plainly(text))
    if phrase is None:
        return None
    left, right = phrase.left, phrase.right
    growth = bool(_GROWTH.search(left + right + phrase.more[:1]))
    year = _year(left, report, report.year if _PLANNED.search(left) else report.year - 1)
    base = _year(right, report, report.year if _PLANNED.search(right) else year)
    indicator = _indicator(left)
    base_indicator = _completed(_indicator(right), indicator, right)
    if _MEASURE.sub("", base_indicator) == indicator:
        indicator = base_indicator
    sides = Side(indicator, year), Side(base_indicator, base)
    if sides[0] == sides[1] or not indicator:
        return None
    gap = _figure(phrase.gap)
    if gap is None and phrase.way not in (Way.MORE, Way.LESS):
        return None
    share = not growth and phrase.way in (Way.MORE, Way.LESS, Way.APART) and _is_share(indicator, gap)
    return Comparison(
        *sides,
        phrase.way,
        growth,
        share,
        f"{left}\n{right}",
        gap,
        falls=bool(_FALLS.search(left)),
        dated=bool(find_years(left + right) or _PLANNED.search(left + right)),
        grows=not growth and (gap.unit in _POINTS if gap else phrase.more in _HIGHER),
    )


def _is_share(indicator: str, gap: Figure | None) -> bool:
    return gap.unit in _POINTS if gap else _SHARE.search(indicator) is not None


def _figure(words: str) -> Figure | None:
    return next((figure for figure in find_figures(words) if figure.kind is FigureKind.AMOUNT), None)


def _year(words: str, report: Report, default: int) -> int:
    calendar = readers_calendar(report)
    years = [year for mention in find_years(words) if (year := calendar.year(mention))]
    return years[0] if years else default


def _indicator(words: str) -> str:
    for mention in reversed(find_years(words)):
        words = f"{words[: mention.span.start]}{words[mention.span.end :]}"
    for figure in reversed([*find_figures(words)]):
        if figure.kind is FigureKind.AMOUNT and not words[figure.full.end :].strip(" ，,"):
            words = words[: figure.full.start]
    words = _GENERIC.sub("", words).strip(" 的，,")
    return "" if _COUNTED.fullmatch(words) else _ECONOMY if _ALL_ECONOMY.fullmatch(words) else words


def _completed(right: str, left: str, said: str) -> str:
    """The right side in full; ``said``: with its year and all its words."""
    if not right or (right == "新增" and right in left) or _is_headless(right, said):
        return left
    if _MEASURE.fullmatch(right) and not _MEASURE.search(left):
        return left + right
    for one, other in (*_PAIRS, *((b, a) for a, b in _PAIRS)):
        if one in left and right.startswith(other):
            return left.replace(one, other)
    if any(official and words == right.lower() for words, official in read_terms(right, colloquial=True)):
        return right
    if measure := _MEASURE.search(left):
        return right if _MEASURE.search(right) else right + measure[0]
    told = _OF.search(left)
    return right + told[1] if told and len(right) <= _SHORT and "的" not in right else right


def _is_headless(right: str, said: str) -> bool:
    return len(right) <= (_VERB_ALONE if said.endswith("的") else 1) and bool(find_years(said))
