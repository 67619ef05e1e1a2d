"""Reports in scope -> those that cover the years asked, where a region has given several. Pure.

A report reviews the year before its own and plans for its own: what was aimed at in a year stands in the report of that
year, what came out stands in the next one. Where no year is asked for, the newest report of a region is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.text.divisions import by_place, own_names
from rag.text.time_expressions import Tense, find_years, readers_calendar
from rag.types import Report, Span

_REPORT = (
    r"年?度?[份的]?(?:{regions})?的?(?:人民)?(?:政府)?(?:工作)?报告"
    r"|(?:'s)? (?:government )?(?:work )?report\b"
)
"""The words after the year of a report."""


class Editions(NamedTuple):
    """Indices of the reports to ask, and of what."""

    asked: tuple[int, ...]
    telling: frozenset[tuple[int, int]] = frozenset()
    """(Report, year) for each year that another edition might cover as well: only that section of the report may
    answer."""


def choose_editions(reports: Sequence[Report], asked: Iterable[int], years: Sequence[int], tense: Tense) -> Editions:
    """Choose for every region among the reports it has given; ``years`` are those asked for."""
    chosen: set[int] = set()
    telling: set[tuple[int, int]] = set()
    for editions in _by_region(reports, asked):
        pairs = {(i, year) for year in years for i in _telling(editions, reports, year, tense)}
        chosen |= {i for i, _ in pairs} or set(editions if years else editions[-1:])
        telling |= pairs if len(editions) > 1 else set()
    return Editions(tuple(sorted(chosen)), frozenset(telling))


def newest(reports: Sequence[Report], asked: Iterable[int]) -> Report | None:
    """The report by which 去年 and 今年 are counted."""
    return max((reports[i] for i in asked), key=lambda report: report.year or 0, default=None)


def named_editions(text: str, reports: Sequence[Report]) -> tuple[frozenset[int], tuple[Span, ...]]:
    """The years of reports that a text names, and the words that do: 2024年的报告, 去年雨山区政府工作报告."""
    names = {name for report in reports for name in own_names(report.region)}
    regions = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    follows = re.compile(_REPORT.format(regions=regions), re.IGNORECASE)
    calendar = readers_calendar(newest(reports, range(len(reports))))
    held = {report.year for report in reports}
    years, words = [], []
    for mention in find_years(text):
        behind, year = follows.match(text, mention.span.end), calendar.year(mention)
        if behind and year is not None and year in held:
            years.append(year)
            words.append(Span(mention.span.start, behind.end()))
    return frozenset(years), tuple(words)


def _by_region(reports: Sequence[Report], asked: Iterable[int]) -> list[list[int]]:
    """Reports of one region together, oldest first; one without a region or a year stands for itself."""
    among = list(asked)
    groups = by_place(reports[i].region if reports[i].year else None for i in among)
    return [sorted((among[i] for i in group), key=lambda i: reports[i].year or 0) for group in groups]


def _telling(editions: Sequence[int], reports: Sequence[Report], year: int, tense: Tense) -> list[int]:
    """The edition that says most about a year: for targets the one that planned it, else the one that reviews it; the
    other where that one is missing."""
    if len(editions) == 1:
        return list(editions)
    planned = [i for i in editions if reports[i].year == year]
    reviewed = [i for i in editions if reports[i].year == year + 1]
    return (planned or reviewed) if tense is Tense.TARGET else (reviewed or planned)
