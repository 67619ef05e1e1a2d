"""Name of a place -> what it is: its code, the places around it, its other names. Pure.

Chinese divisions have the codes of GB/T 2260, countries those of ISO 3166, regions of the world those of UN M49. A name
that is no longer used has the code of today where only the kind of the division has changed. The table beside this
file is made by ``benchmarks/lexicons/divisions.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rag.text.word_tables import rows_of

KINDS = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "省", "市", "区", "县", "州", "盟", "旗",
    "街道", "镇", "乡",
)  # fmt: skip
COUNTRY = "CN"
_LEVELS = ("国", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道")
_OF_COUNTRY = frozenset({"全国", "我国", "本国"})
_LONGEST = 15
_PART = re.compile(r".{2,12}?(?:自治[区州县旗]|地区|新区|街道|[省市区县州盟旗镇乡])")


class Division(NamedTuple):
    """A row of the table."""

    code: str
    name: str
    forms: tuple[str, ...]
    """Short forms that mean nothing else."""
    placed: tuple[str, ...]
    """Short forms that are believed where a name would stand."""
    words: tuple[str, ...]
    """Short forms that are ordinary words."""
    english: tuple[str, ...]


@cache
def divisions() -> tuple[Division, ...]:
    return tuple(_division(*row) for row in rows_of("rag.text", "divisions.tsv"))


def _division(code: str, name: str, *forms: str) -> Division:
    short, placed, words, english = (*forms, "", "", "", "")[:4]
    return Division(
        code,
        name,
        tuple(short.split()),
        tuple(placed.split()),
        tuple(words.split()),
        tuple(filter(None, english.split("|"))),
    )


def codes_of(name: str) -> frozenset[str]:
    """The codes of all places with this name or short form; empty for a place that is in no list."""
    return _codes().get(name, frozenset())


@lru_cache(1024)  # the regions of the reports are asked for at many steps of an answer
def identify(region: str | None) -> frozenset[str]:
    """The identity that two names of one place share: 清苑区, 保定市清苑区; 宁夏, 宁夏回族自治区; 国务院, 全国.

    Codes; for a place in no list its name without those of the places that it lies in. Empty for no region.
    """
    if not region:
        return frozenset()
    if whole := codes_of(region):
        return whole
    *around, last = split_region(region)
    found = codes_of(last) or frozenset({last})
    within = frozenset(code for code in found if all(_lies_in(code, place) for place in around))
    return within or found


def full_name(region: str) -> str:
    """A region by the name of today, without those of the places it lies in: 宁夏 is 宁夏回族自治区, 保定市清苑区 is
    清苑区; 南京市鼓楼区 stays, for there are other ones."""
    last = split_region(region)[-1]
    found = codes_of(last)
    if len(found) == 1:
        names = [division.name for division in _coded()[min(found)]]
        return last if last in names or last in _OF_COUNTRY else names[0]
    return region if found else last


def same_place(one: str | None, other: str | None) -> bool:
    """Whether two regions are one place; no region is none."""
    return bool(identify(one) & identify(other))


def by_place(regions: Iterable[str | None]) -> list[list[int]]:
    """Indices of the regions, those of one place together; one without a region stands for itself."""
    groups: list[tuple[frozenset[str], list[int]]] = []
    for i, region in enumerate(regions):
        own = identify(region)
        group = next((members for known, members in groups if known & own), None)
        if group is None:
            groups.append((own, [i]))
        else:
            group.append(i)
    return [members for _, members in groups]


def split_region(region: str) -> list[str]:
    """保定市清苑区 -> 保定市, 清苑区; what ends in no kind of division stays whole."""
    parts: list[str] = []
    rest = region
    while rest:
        known = next((rest[:end] for end in range(min(len(rest), _LONGEST), 2, -1) if rest[:end] in _codes()), "")
        match = _PART.match(rest)
        part = known or (match[0] if match else rest)
        if len(rest) - len(part) == 1:
            part = rest
        parts.append(part)
        rest = rest[len(part) :]
    return parts


def is_within(region: str | None, place: str) -> bool:
    """True if ``region`` lies in ``place`` (雨山区 in 马鞍山市, 马鞍山, 安徽), by the hierarchy of the codes or by what
    the region's own name says."""
    if region is None or same_place(region, place):
        return False
    named_around = any(same_place(part, place) for part in split_region(region)[:-1])
    return named_around or any(_lies_in(code, place) for code in identify(region))


def _lies_in(code: str, place: str) -> bool:
    return any(is_under(code, around) for around in codes_of(place))


def is_under(code: str, around: str) -> bool:
    """Whether the place with the first code lies in that with the second."""
    if not code[:1].isdigit() or len(code) != len("340504") or code == around:
        return False
    return around in (COUNTRY, code[:2] + "0000", code[:4] + "00")


def short_name(name: str) -> str:
    """The name as people say it: 安徽省 -> 安徽; a name of one character keeps its kind."""
    listed = next((d.forms or d.placed or d.words for d in _named().get(name, ())), ())
    if listed and name not in _OF_COUNTRY:
        return min(listed, key=len)
    kind = next((kind for kind in KINDS if name.endswith(kind) and len(name) - len(kind) >= 2), "")
    return name.removesuffix(kind)


@cache
def own_names(region: str | None) -> frozenset[str]:
    """How a report of this region is named in a question: its name, the name without its kind, 全区, 我区, 本区 …"""
    if not region:
        return frozenset()
    if COUNTRY in identify(region):
        return _OF_COUNTRY | {region}
    listed = {division.name for code in identify(region) for division in _coded().get(code, ())}
    names = {region, split_region(region)[-1]} | listed
    levels = {level for level in _LEVELS for name in names if name.endswith(level)}
    words = {f"{word}{level}" for word in ("全", "我", "本") for level in levels}
    return frozenset(names | set(map(short_name, names)) | words)


@lru_cache(256)  # each sentence found is looked through for the places that a question names
def forms_of(name: str) -> frozenset[str]:
    """All names of a place that a text may call it by, this one included."""
    known = (division for code in codes_of(name) for division in _coded().get(code, ()))
    return frozenset({name, short_name(name)}).union(*({d.name, *d.forms, *d.placed, *d.words} for d in known))


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, division in _names():
        found[name].add(division.code)
    return {name: _highest(codes) for name, codes in found.items()}


def _highest(codes: Iterable[str]) -> frozenset[str]:
    """海南 is the province and not the district of a city, 恩施 the prefecture and not the city in it."""
    level = {code: len(code.rstrip("0")) if code.isdigit() and len(code) == len("340504") else 0 for code in codes}
    steps = {code: (depth + 1) // 2 for code, depth in level.items()}
    return frozenset(code for code in codes if steps[code] == min(steps.values()))


def _names() -> Iterator[tuple[str, Division]]:
    for division in divisions():
        for name in (division.name, *division.forms, *division.placed, *division.words):
            yield name, division


@cache
def _coded() -> Mapping[str, tuple[Division, ...]]:
    found: defaultdict[str, tuple[Division, ...]] = defaultdict(tuple)
    for division in divisions():
        found[division.code] += (division,)
    return dict(found)


@cache
def _named() -> Mapping[str, tuple[Division, ...]]:
    found: defaultdict[str, tuple[Division, ...]] = defaultdict(tuple)
    for division in divisions():
        found[division.name] += (division,)
    return dict(found)
