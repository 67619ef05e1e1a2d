"""A report's opening, its headings, its file's name -> the region it belongs to, and its year. Pure.

No single sign is right everywhere: a title may name the year that is reviewed, a page the day of publication, a file
may be called anything. The year is a vote of all of them; the region is taken from the surest sign that there is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rag.documents.structure.front_matter import Fact, fact_value
from rag.text.divisions import COUNTRY, KINDS, codes_of, full_name
from rag.text.figures import FigureKind, find_figures
from rag.text.places import find_places

_NATIONAL = "全国"
_CABINET = "国务院"
_TITLE, _DATE, _PLAN, _AIM, _REVIEW, _FILE = 3, 3, 2, 2, 1, 2
"""Votes of the title, the day of delivery, a heading of the plan, a sentence on its aims, a heading of the review, the
file's name."""
_WINTER = 11
"""The month from which a report plans for the year to come."""
_LONGEST_HEADING = 40
_PLANS = re.compile("安排|任务|目标|要求|部署|打算|建议|重点工作|工作思路")
_REVIEWS = re.compile("回顾|总结|工作情况|主要成绩|完成情况")
_AIMS = re.compile(r"([12]\d{3})\s?年[^。\n]{0,20}(?:预期|发展)目标")
_TITLE_FURNITURE = re.compile(
    r"[12]\d{3}\s*年度?|[（(][^）)]*[）)]|(?:人民)?政府|工作报告|关于|[《》\s]|[一二][〇○零九][〇○零一二三四五六七八九]{2}年"
)
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,14}$")
_ASSEMBLY_OF = re.compile(r"^([\u4e00-\u9fff]{2,12}?)第")
_OFFICE_OF = re.compile(r"^([\u4e00-\u9fff]{2,12}?)(?:人民)?政府")
_SPEAKS_FOR_COUNTRY = re.compile("代表国务院")
_OPENING = 1500


class Clues(NamedTuple):
    """The clues to whose report it is, in plain characters."""

    title: str
    """The title without blanks; the file's name where there is none."""
    text: str
    stem: str
    """The file's name without its ending."""
    facts: tuple[Fact, ...]
    delivered: date | None


def find_region(clues: Clues) -> str | None:
    """The region by the title; else by the assembly, the government spoken for, the office of the speaker, the file's
    name."""
    region = next(filter(None, _regions(clues)), None)
    return full_name(region) if region else None


def _regions(clues: Clues) -> Iterator[str | None]:
    yield _titled(clues.title)
    yield _assembly(fact_value(clues.facts, "会议") or "")
    if _SPEAKS_FOR_COUNTRY.search(clues.text[:_OPENING]):
        yield _NATIONAL
    yield _first(_OFFICE_OF, fact_value(clues.facts, "职务") or "")
    places = find_places(clues.stem)
    yield places[-1] if places else None


def _titled(title: str) -> str | None:
    """The region that the title leaves when year and 政府工作报告 are taken out."""
    if "工作报告" not in title:
        return None
    place = _TITLE_FURNITURE.sub("", title)
    if COUNTRY in codes_of(place) or place.endswith(_CABINET):
        return _NATIONAL
    is_place = codes_of(place) or place.endswith(KINDS)
    return place if is_place and _REGION.match(place) and "大会" not in place and "会议" not in place else None


def _assembly(name: str) -> str | None:
    return _NATIONAL if "全国人民代表大会" in name else _first(_ASSEMBLY_OF, name)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.match(text)
    return match[1] if match else None


def find_year(clues: Clues) -> int | None:
    """The year that the report plans for: the one with the most votes, of several the first named."""
    votes: Counter[int] = Counter()
    for year, weight in _votes(clues):
        votes[year] += weight
    return max(votes, key=lambda year: votes[year], default=None)


def _votes(clues: Clues) -> Iterator[tuple[int, int]]:
    yield from ((year, _TITLE) for year in _single(clues.title if "报告" in clues.title else ""))
    if clues.delivered:
        yield clues.delivered.year + (clues.delivered.month >= _WINTER), _DATE
    yield from _headings(clues.text)
    yield from ((int(found), _AIM) for found in dict.fromkeys(_AIMS.findall(clues.text)[:1]))
    yield from ((year, _FILE) for year in _single(clues.stem))


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """One vote for the plan and one for the review: the first heading of each that names a single year."""
    lines = [line.strip() for line in text.splitlines()]
    short = [line for line in lines if 0 < len(line) <= _LONGEST_HEADING and "报告" not in line]
    plans = (year for line in short if _PLANS.search(line) and not _REVIEWS.search(line) for year in _single(line))
    reviews = (year for line in short if _REVIEWS.search(line) and not _PLANS.search(line) for year in _single(line))
    yield from ((year, _PLAN) for year in _at_most_one(plans))
    yield from ((year + 1, _REVIEW) for year in _at_most_one(reviews))


def _at_most_one(years: Iterable[int]) -> list[int]:
    return [year for year, _ in zip(years, range(1), strict=False)]


def _single(text: str) -> list[int]:
    """The year that a text names, if it names one alone."""
    figures = (figure for figure in find_figures(text) if figure.kind is FigureKind.DATE and figure.low)
    years = {int(year) for figure in figures for year in (figure.low, figure.high) if year}
    return list(years) if len(years) == 1 else []


def is_bare(title: str) -> bool:
    """Whether a title names no place: 政府工作报告."""
    return not _TITLE_FURNITURE.sub("", title)
