"""Sections -> the same with the year that each is about. Pure.

A heading that names a year is about it, and so is everything below it. A part without a year reviews the year before
the report's own or plans for that one, as the words of its heading or its first sentences show; after the plan, parts
keep the plan's year. A part about several years, or without any sign of one, has no year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.documents.structure.part_headings import ANNEX, PLAN, REVIEW, SEVERAL_YEARS
from rag.text.figures import plain_digits
from rag.text.time_expressions import speakers_calendar
from rag.types import Report, Section

_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})\s*年")
_SPELLED = re.compile(r"([二一][〇○零九][〇○零一二三四五六七八九]{2})年")
_SPELLED_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_OPENING = 400
"""The number of characters at the start of a part in which it names its year."""
_PAST = r"过去的?(?:这)?一年|一年来|刚刚过去的|预计全年"
_COMING = r"预期目标|主要目标"


def section_years(report: Report, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Give each section its year; None for the front matter and annexes, and where nothing tells."""
    by_path: dict[tuple[str, ...], int | None] = {(): None}
    planning = False
    dated = []
    for section in sections:
        path = section.path
        if len(path) == 1 and path not in by_path:
            by_path[path] = _part_year(report, section, planning)
            planning = planning or (by_path[path] is not None and by_path[path] == report.year)
        elif path not in by_path:
            by_path[path] = _year_below(path[-1], report.year, by_path.get(path[:-1]))
        dated.append(replace(section, year=by_path[path]))
    return tuple(dated)


def _part_year(report: Report, section: Section, planning: bool) -> int | None:
    heading, own = section.path[0], report.year
    if ANNEX.match(heading):
        return None
    if named := _named_year(heading):
        return named
    if own is None or SEVERAL_YEARS.search(heading):
        return None
    reviews, plans = REVIEW.search(heading), PLAN.search(heading)
    if bool(reviews) != bool(plans):
        return own if plans else own - 1
    told = _told_year(report, section)
    return own if told is None and planning and not reviews else told


def _told_year(report: Report, section: Section) -> int | None:
    """The year that the first sentences of a part speak of, by what is said first."""
    own, this = report.year, speakers_calendar(report).this
    if own is None or this is None:
        return None
    opening = plain_digits(report.text[section.heading_end : section.heading_end + _OPENING])
    signs = (
        (own - 1, rf"{_PAST}|{own - 1}年(?=[，,是])"),
        (this, r"今年(?=是|要|以来|经济|工作|政府|的)"),
        (own, rf"{_COMING}|{own}年(?=[，,是]|经济|工作|政府|的|要)"),
    )
    found = [(match.start(), year) for year, sign in signs if (match := re.search(sign, opening))]
    return min(found)[1] if found else None


def _year_below(heading: str, own: int | None, above: int | None) -> int | None:
    named = _named_year(heading)
    if named and own and own - 1 <= named <= own:
        return named
    return None if SEVERAL_YEARS.search(heading) and not named else above


def _named_year(heading: str) -> int | None:
    """The year a heading names; None for none or several."""
    years = {int(year) for year in _YEAR.findall(plain_digits(heading))}
    years |= {int(year.translate(_SPELLED_DIGITS)) for year in _SPELLED.findall(heading)}
    return years.pop() if len(years) == 1 else None
