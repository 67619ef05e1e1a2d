"""Sections -> the same with the year each speaks of. Pure.

A heading that names a year speaks of it, and so does all below it. A part that names none reviews the year before the
report's own or plans for it, as the words of its heading say; behind the plan it goes on with the plan's year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.documents.structure.blocks import ANNEX
from rag.text.figures import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.types import Report, Section

_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})\s*年")
_SPELLED = re.compile(r"([二一][〇○零九][〇○零一二三四五六七八九]{2})年")
_SPELLED_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SEVERAL = re.compile(r"(?<!\d)(?:[二两三四五六七八九十]|[2-9])年")
"""A stretch of years: 过去五年."""
_REVIEW = re.compile("回顾|总结|过去|去年|上年|主要成绩|工作情况|完成情况")
_PLAN = re.compile("安排|任务|目标|打算|要求|重点工作|部署|思路|今年|明年|建议|展望|计划")


def section_years(report: Report, sections: Iterable[Section]) -> tuple[Section, ...]:
    """Give each section its year; None for the front matter and annexes, and where nothing tells."""
    own = report.year
    by_path: dict[tuple[str, ...], int | None] = {(): None}
    planning = False
    dated = []
    for section in sections:
        path = section.path
        if len(path) == 1 and path not in by_path:
            by_path[path] = _part_year(path[0], own, planning)
            planning = planning or bool(_PLAN.search(path[0])) or by_path[path] == own
        elif path not in by_path:
            named = _named_year(path[-1])
            by_path[path] = named if named and own and own - 1 <= named <= own else by_path.get(path[:-1])
        dated.append(replace(section, year=by_path[path]))
    return tuple(dated)


def _part_year(heading: str, own: int | None, planning: bool) -> int | None:
    if ANNEX.match(heading):
        return None
    if named := _named_year(heading):
        return named
    if own is None or _SEVERAL.search(heading):
        return None
    if planning or _PLAN.search(heading):
        return own
    return own - 1 if _REVIEW.search(heading) else None


def _named_year(heading: str) -> int | None:
    """The year a heading names; None for none or several."""
    years = {int(year) for year in _YEAR.findall(plain_digits(heading))}
    years |= {int(year.translate(_SPELLED_DIGITS)) for year in _SPELLED.findall(heading)}
    return years.pop() if len(years) == 1 else None
