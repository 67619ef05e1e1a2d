"""A turn, the reports -> the places that it names, and which of them lie outside the reports' regions. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from rag.text.divisions import COUNTRY, identify, is_within, own_names, short_name, split_region
from rag.text.places import Place, find_asked_places
from rag.text.word_tables import any_of
from rag.types import Report, Span

_COMPARES = re.compile(any_of(__name__, "compares"))
RANK_IN_COUNTRY = re.compile(r"(?:在|居|占)全国|全国.{0,6}(?:排|第|位次|名次|几位|首位|领先|前列|前几|最)")
_ORIGIN = ("从", "由")
"""Words before a place of origin, which is not the place asked about."""
EVERY = re.compile(
    r"(?:各|每个?|哪(?:一?[个些]|几个)?|所有|全部|这?几个|[两三四五六七八九十]+个?)"
    r"(?P<level>省|市|区(?!间)|县|州|地(?:区|方)?|报告)"
    r"|\b(?:each|every|which|all) (?P<english>province|city|district|county|region|report)s?\b",
    re.IGNORECASE,
)
"""A question on all regions of the corpus, or on all of one level."""
PlacesOf = Callable[[str], tuple[Place, ...]]
"""The places that a turn names; each turn is read once."""


@lru_cache(64)  # the questions of a message are read with those before them
def meant_places(text: str, reports: tuple[Report, ...]) -> tuple[Place, ...]:
    """The places that a text names, without the country where it only says whose provinces are asked for, or what
    something is ranked in: 全国各省, 全国第几."""
    of_every = EVERY.search(text) or RANK_IN_COUNTRY.search(text)
    return tuple(place for place in _places(text, reports) if not (of_every and COUNTRY in place.codes))


def is_on_every(text: str, named: Sequence[Place]) -> bool:
    return not named and EVERY.search(text) is not None


def _places(text: str, reports: Sequence[Report]) -> tuple[Place, ...]:
    """The places that a text names; the regions of reports by their own names too: towns, development zones."""
    found = find_asked_places(text)
    regions = (place for report in reports if report.region for place in _as_called(report.region, text))
    return (*found, *(place for place in regions if not any(place.codes & other.codes for other in found)))


def _as_called(region: str, text: str) -> Iterable[Place]:
    last = split_region(region)[-1]
    name = next((name for name in (region, last, short_name(last)) if len(name) > 1 and name in text), "")
    at = text.find(name)
    return [Place(name, Span(at, at + len(name)), identify(region))] if name else []


def foreign_places(named: Sequence[Place], regions: Sequence[str | None]) -> tuple[str, ...]:
    """The places named that are none of the regions, and do not only say where one of them lies (马鞍山市雨山区)."""
    own = {place for place in named if any(_is_own(place, region) for region in regions)}
    before = {place.span.start for place in own}
    others = [place for place in named if place not in own and place.span.end not in before]
    names = dict.fromkeys(place.name for place in others)
    around = {name for name in names if own and any(is_within(region, name) for region in regions)}
    return tuple(name for name in names if name not in around)


def comes_from(place: Place, text: str) -> bool:
    """The place is only named as the origin of something: 从北京疏解来的机构."""
    return text[: place.span.start].endswith(_ORIGIN) and text[place.span.start : place.span.end] == place.name


@lru_cache(256)
def _is_own(place: Place, region: str | None) -> bool:
    return bool(place.codes & identify(region)) or place.name in own_names(region)


def is_named(word: str, regions: Sequence[str | None]) -> bool:
    return any(word in own_names(region) for region in regions)


def is_compared(text: str, named: Sequence[Place], foreign: Sequence[str]) -> bool:
    """Whether places without a report are only some of those that are compared."""
    others = {place.name for place in named} - set(foreign)
    return bool(foreign) and bool(others) and (len(others) > 1 or _COMPARES.search(text) is not None)
