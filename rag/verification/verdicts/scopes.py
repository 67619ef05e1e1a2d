"""A claim, a clause of the report -> whether it is told of another place, or of another part of the year. Pure.

A place governs what follows it up to the next: 石岛湾核电一期开工，招远核电一期获得批复 tells of two. A figure of a
quarter is not that of its year, nor that of a district that of its province.
"""

from __future__ import annotations

import re

from rag.text.divisions import codes_of, is_within, own_names, same_place
from rag.text.figures.parts_of_year import find_parts_of_year
from rag.text.places import find_places, find_scopes, tells_of
from rag.types import Span
from rag.verification.facts import ReadSentence
from rag.verification.reading import Claimed

_WHOLE_YEAR = re.compile("全年|整年|一整年|年度|这一年|一年(?:到头|来|里|下来)")
_YEAR_END = re.compile("12月(?:底|末|31日)")
_OPENING = r"^(?:(?:[0-9]{4}年|[去今明前上]年|截至|目前|现在|到|全年|底|整个)[，,]?){0,3}"
_COUNTRY = "全国"
_DIGITS = 6
"""The digits of the code of a division of China."""
_RANKED = r"(?![前第首排领平最唯各率统推通人一二三四五六七八九十0-9])"
"""Not right after 全国 where it is what all others are told of: in 全国前列 it only says among whom."""


def segment(told: ReadSentence, clause: Span) -> str:
    """The part of the sentence that leads to a clause, with the clause."""
    start = max(told.text.rfind(mark, 0, clause.start) for mark in "；;。") + 1
    return told.text[start : clause.end]


def is_of_another_part_of_year(claimed: Claimed, told: ReadSentence, clause: Span) -> bool:
    """The claim is on a quarter or on months that the clause does not tell of, or on all of the year and the clause on
    months."""
    asked = find_parts_of_year(_YEAR_END.sub("", claimed.text))
    said = find_parts_of_year(segment(told, clause))
    if asked:
        return not asked & said
    return bool(said) and _WHOLE_YEAR.search(claimed.text) is not None


def is_of_another_place(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """The claim names a place that the clause is not about, or is about the country where the clause is not.

    ``words``: those of the figure, which may stand before the clause. Countries and the world are only compared with.
    """
    own = f"{words}\n{clause.of(told.text)}"
    around = "\n".join((*told.evidence.section, segment(told, clause)))
    if _is_on_country(claimed, told) and not _is_subject(_COUNTRY, own):
        return True
    named = [place for place in claimed.places if place not in find_scopes(place) and not _is_foreign(place)]
    return any(not _names(place, own) and (not _names(place, around) or _others(own, told)) for place in named)


def is_of_a_part(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """The claim says that it is about all of the region, and the clause is about one place in it."""
    region = _region(told)
    if region is None or claimed.places or not _is_on_all(claimed.text, region):
        return False
    own = f"{words}\n{clause.of(told.text)}"
    parts = _parts(own, region)
    return len(parts) == 1 and not find_scopes(own) and not re.search(f"、{parts[0]}|{parts[0]}(?:、|等)", own)


def _is_on_country(claimed: Claimed, told: ReadSentence) -> bool:
    """It tells a figure of the country, and not of the region's place in it: 全国造船三分之一出自江苏."""
    own = own_names(_region(told)) - {_COUNTRY}
    is_on = bool(claimed.figures) and _COUNTRY in claimed.places and _is_subject(_COUNTRY, claimed.text)
    return is_on and not any(name in claimed.text for name in own)


def _is_subject(scope: str, text: str) -> bool:
    """全国 as what is told of: 全国粮食产量, but not 全国第一, 占全国10%."""
    return re.search(rf"{_OPENING}{scope}{_RANKED}", text, re.MULTILINE) is not None


def _is_on_all(text: str, region: str) -> bool:
    return any(re.search(f"{_OPENING}{re.escape(name)}", text) for name in own_names(region))


def _is_foreign(place: str) -> bool:
    codes = codes_of(place)
    return bool(codes) and not any(code.isdigit() and len(code) == _DIGITS for code in codes)


def _names(place: str, words: str) -> bool:
    return tells_of(place, words) or place in words


def _others(words: str, told: ReadSentence) -> list[str]:
    """The places of China that the words name, but for the region of the report and those around it."""
    region = _region(told)
    named = (place for place in find_places(words) if not _is_foreign(place))
    return [place for place in named if not same_place(place, region) and not is_within(region, place)]


def _parts(words: str, region: str) -> list[str]:
    """The places inside the region that the words name."""
    return [place for place in find_places(words) if codes_of(place) and is_within(place, region)]


def _region(told: ReadSentence) -> str | None:
    return told.evidence.report.region if told.evidence.report else None
