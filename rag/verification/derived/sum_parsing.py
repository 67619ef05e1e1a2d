"""A claim of a sum -> the operands, and the claimed total. Pure.

去年改造的燃气管道和供水管道合计1403公里 adds up two lengths, 去年和今年改造老旧小区共188个 two years of one thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text.figures import FigureKind
from rag.text.figures.units import PERCENT, POINTS, SPOKEN_POINTS
from rag.text.time_expressions import find_years, readers_calendar
from rag.types import Report
from rag.verification.reading import Claimed, Stated

MOST_ADDED = 4
_SUM = re.compile(
    r"一共|总共|拢共|共计|合计|总计|加起来|(?:加|合|凑)(?:[在到]?一起|[在到]?一块儿?)|合起来|加总|相加|之和"
    r"|(?<![公一总合共])共(?![同有产享建青和识振鸣])(?=[^，,]{0,8}[0-9])"
)
"""The words between what is added and the total."""
_AND = re.compile(
    r"、|以及|加上|(?<=[\u3400-\u9fff])加(?![强快大总入深])|(?<!共)和(?![谐平睦])|(?<!参)与(?!会)|(?<![普涉])及(?![时其格])|[+＋]"
)
_YEARS = r"(?:[0-9]{4}年?|[去今前明上]年)"
_OF_YEARS = re.compile(rf"^{_YEARS}(?:、|和|与|及|以及|加上?|\+){_YEARS}的?|^(?:这|近|去今)?[两2]年(?:来|间|里)?的?")
_COUNTED = re.compile(
    "(?<!第)(?:这(?=[^，,]{2,6}[，,]))?[两二三四][个样块项类者种家大](?:[去今]年)?(?P<measure>(?:[^，,、和与0-9]{0,6}[，,])?[^，,、和与0-9]{0,8})$"
)
"""The number of things, after their names, and the indicator of each: 交通、能源、水利三块, 三个产业营收."""
_LEAST = 2
"""Characters of the name of an operand."""
_SHARES = (PERCENT, POINTS, SPOKEN_POINTS)


@dataclass(frozen=True, slots=True)
class Operand:
    """One of the things added up."""

    words: str
    year: int | None
    """The year that the operand is for; None where the claim names none."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The operands of a claim and its total."""

    operands: tuple[Operand, ...]
    total: Stated


def read_sum(claimed: Claimed, report: Report) -> Sum | None:
    """The sum; None where the claim adds nothing up, or states more than one total."""
    found = _SUM.search(claimed.text)
    if found is None:
        return None
    totals = [one for one in claimed.figures if one.figure.span.start >= found.end()]
    if len(totals) != 1 or totals[0].figure.kind is not FigureKind.AMOUNT or totals[0].figure.unit in _SHARES:
        return None
    operands = _operands(claimed.text[: found.start()], report)
    return Sum(operands, totals[0]) if 1 < len(operands) <= MOST_ADDED else None


def _operands(words: str, report: Report) -> tuple[Operand, ...]:
    calendar = readers_calendar(report)
    mentions = find_years(words)
    years = [year for mention in mentions if (year := calendar.year(mention))]
    if of_years := _OF_YEARS.match(words):
        both = years if len(years) > 1 else _last_two(report)
        rest = words[of_years.end() :].strip("，, 的")
        return tuple(Operand(rest, year) for year in both) if len(rest) >= _LEAST else ()
    for mention in reversed(mentions):
        words = f"{words[: mention.span.start]}{words[mention.span.end :]}"
    words = words.strip("，, 的：:")
    counted = _COUNTED.search(words)
    measure = re.sub("[，,]", "", counted["measure"]).strip("的") if counted else ""
    named = [part.strip("，, 的：:") for part in _AND.split(_COUNTED.sub("", words))]
    told = all(len(part) >= _LEAST for part in named)
    return tuple(Operand(part + measure, years[-1] if years else None) for part in named) if told else ()


def _last_two(report: Report) -> list[int]:
    return [report.year - 1, report.year] if report.year else []
