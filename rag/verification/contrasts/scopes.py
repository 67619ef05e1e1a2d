"""A claim, a clause of the report -> whether it concerns another place, or another part of the year. Pure.

A place applies to what follows it, up to the next place: 石岛湾核电一期开工，招远核电一期获得批复 is about two. The
figure of a quarter is not that of its year, and the figure of a district is not that of its province.
"""

from __future__ import annotations

import re

from rag.retrieval.calibration import CALIBRATION
from rag.text.divisions import COUNTRY, codes_of, is_within, own_names, same_place
from rag.text.figures.dates import find_parts_of_year
from rag.text.places import find_places, find_scopes, tells_of
from rag.text.plain import grams
from rag.types import Span
from rag.verification.contrasts.replacements import is_same_but_for
from rag.verification.facts import ReadSentence
from rag.verification.reading import Claimed

_WHOLE_YEAR = re.compile("全年|整年|一整年|年度|这一年|一年(?:到头|来|里|下来)")
_YEAR_END = re.compile("12月(?:底|末|31日)")
_OPENING = r"^(?:(?:[0-9]{4}年|[去今明前上]年|截至|目前|现在|到|全年|底|整个)[，,]?){0,3}"
_COUNTRY = "(?:全国|我国)"
_OF_COUNTRY = frozenset({"全国", "我国"})
_AREA = re.compile(
    "[冀晋蒙辽苏浙皖闽赣鲁豫鄂湘粤桂川黔滇甘][东南西北中](?![大方医药航铝铜])|陕[南北](?!海)|[南北东]疆|关中(?!断)|胶东"
)
"""Parts of a province beside its divisions: 皖北, 陕南, 南疆."""
_OF_AREA = re.compile(rf"^(?:其中)?(?:{_AREA.pattern})", re.MULTILINE)
_REGION = re.compile("^\\s*(?P<name>京津冀|长三角|成渝|粤港澳|大湾区)(?:地区|两地|三地|区域)?(?![协一双经大])")
"""Several provinces or cities as what a claim is about."""
_OUTSIDE = re.compile(r"^(?:(?!除).)*?(?:以外|之外|\boutside\b)", re.DOTALL | re.IGNORECASE)
"""All but a place: 长三角以外, not 除养老以外, which only adds."""
_OF_WHICH = re.compile("^[，,；;、]?其中，?")
_HEAD = 6
"""Characters of a year and the like before the place that a claim is about."""
_IN_COUNTRY = re.compile("国内(?!外|生产)")
_NEAR = 4
"""Characters after a place in which the name of what lies there begins."""
_RARE = 0.05
"""The share of other reports that use a pair of characters, up to which it tells one thing alone."""
_LOCATED = re.compile("[在驻][\u3400-\u9fff]")
_DIGITS = 6
"""The digits of the code of a division of China."""
_RANKED = r"(?![前第首排领平最唯各率统推通人一二三四五六七八九十0-9])"
"""Not right after 全国 where that only names the group compared, as in 全国前列."""


def is_elsewhere(claimed: Claimed, told: ReadSentence) -> bool:
    """Whether the claim names a place or an institution that the sentence does not name."""
    context = "\n".join((told.text, *told.evidence.section))
    return not all(_is_named(place, context) for place in claimed.places)


def _is_named(place: str, context: str) -> bool:
    """Whether the sentence names the place; 国内首家 names the country as 全国首家 does."""
    in_country = codes_of(place) == {COUNTRY} and _IN_COUNTRY.search(context) is not None
    return in_country or place in context or tells_of(place, context)


def is_moved(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """Whether the clause names another place where the claim names one that is not there: 沈阳、大连 against
    沈阳、鞍山."""
    said = clause.of(told.text)
    region = _region(told)
    named = [place for place in find_places(said) if region is None or not same_place(place, region)]
    others = [place for place in named if not any(place in mine for mine in claimed.places)]
    if not others or not (is_elsewhere(claimed, told) or is_of_another_place(claimed, told, clause, words)):
        return False
    return not _is_scope(claimed) or is_same_but_for(claimed.text, said, claimed.places[0], others[0])


def goes_without_saying(claimed: Claimed, clause: str) -> bool:
    """Whether each place in the claim stands before a rare name that the clause holds, which already shows where it is:
    太原武宿机场."""
    return all(
        any(CALIBRATION.reported(pair) <= _RARE and pair in clause for pair in _after(place, claimed.text))
        for place in claimed.places
        if place not in clause
    )


def _after(place: str, text: str) -> frozenset[str]:
    """The pairs of characters that follow a place closely."""
    start = text.find(place) + len(place)
    return frozenset(pair for pair in grams(text[start : start + _NEAR]) if len(pair) > 1)


def _is_scope(claimed: Claimed) -> bool:
    """The one place named opens the claim: all of it is about there."""
    return len(claimed.places) == 1 and claimed.text.find(claimed.places[0]) <= _HEAD


def segment(told: ReadSentence, clause: Span) -> str:
    """The part of the sentence that leads to a clause, with the clause."""
    start = max(told.text.rfind(mark, 0, clause.start) for mark in "；;。") + 1
    return told.text[start : clause.end]


def without_own_letter(words: str, told: ReadSentence) -> str:
    """The words without 在津 and the like, where the report is about that place: everything in it is there."""
    region = _region(told)
    return _LOCATED.sub(lambda found: "" if region and tells_of(region, found[0]) else found[0], words)


def is_of_another_part_of_year(claimed: Claimed, told: ReadSentence, clause: Span) -> bool:
    """Whether the claim is about a quarter or months that the clause does not name, or about the whole year and the
    clause about months."""
    asked = find_parts_of_year(_YEAR_END.sub("", claimed.text))
    said = find_parts_of_year(segment(told, clause))
    if asked:
        return not asked & said
    return bool(said) and _WHOLE_YEAR.search(claimed.text) is not None


def is_of_another_place(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """Whether the claim names a place that the clause is not about, is about all but a place, or is about the country
    where the clause is not.

    ``words``: those of the figure, which may stand before the clause. Countries and the world are only compared with.
    """
    own = f"{words}\n{clause.of(told.text)}"
    around = "\n".join((*told.evidence.section, segment(told, clause)))
    if claimed.figures and is_on_country(claimed, told, own):
        return True
    region = _REGION.search(claimed.told)
    if region and region["name"] not in around:
        return True
    if set(_AREA.findall(claimed.text)) - set(_AREA.findall(around)):
        return True
    if _OUTSIDE.search(claimed.text) and "外" not in around:
        return True
    named = [place for place in claimed.places if place not in find_scopes(place) and not _is_foreign(place)]
    return any(
        not _names(place, own)
        and (not _names(place, around) or _others(own, told) or _is_on_all_since(place, segment(told, clause)))
        for place in named
    )


def _is_on_all_since(place: str, part: str) -> bool:
    """Whether everything after the place is about the whole region: 南昌市雨污分流改造完成，全省PM2.5平均浓度27微克."""
    name = place.rstrip("省市县区州")
    return name in part and bool(find_scopes(part.rpartition(name)[2]))


def is_of_a_named_other(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """Whether the claim names one place of China, and the clause another one instead: 咸阳地铁 against 西安地铁."""
    own = f"{words}\n{clause.of(told.text)}"
    named = [place for place in claimed.places if codes_of(place) and not _is_foreign(place)]
    others = _others(own, told)
    alone = len(named) == len(claimed.places) == 1 and len(others) == 1
    return alone and not _names(named[0], own) and not same_place(named[0], others[0])


def is_of_a_part(claimed: Claimed, told: ReadSentence, clause: Span, words: str) -> bool:
    """Whether the clause is about one place in the region, by 其中 or as an area of it, and the claim names none or is
    about the whole region."""
    region = _region(told)
    own = f"{words}\n{clause.of(told.text)}"
    if region is None or claimed.places or _AREA.search(claimed.text):
        return False
    if _OF_AREA.search(own) or (
        _OF_WHICH.match(clause.of(told.text)) and _is_only_a_place(clause.of(told.text), region)
    ):
        return True
    if not _is_on_all(claimed.text, region):
        return False
    parts = _parts(own, region)
    return len(parts) == 1 and not find_scopes(own) and not re.search(f"、{parts[0]}|{parts[0]}(?:、|等)", own)


def _is_only_a_place(clause: str, region: str) -> bool:
    """Whether a place is only given its part of a figure before it: 其中合肥1200家."""
    named = _parts(clause, region)
    rest = _OF_WHICH.sub("", clause)
    return bool(named) and re.match(rf"{re.escape(named[0])}[市县区州]?[^\u3400-\u9fff]", rest) is not None


def is_on_country(claimed: Claimed, told: ReadSentence, words: str) -> bool:
    """Whether the claim is about the country, and the words are not; the region's rank in the country does not count:
    全国造船三分之一出自江苏."""
    own = own_names(_region(told)) - _OF_COUNTRY
    is_on = bool(_OF_COUNTRY & {*claimed.places}) and _is_subject(_COUNTRY, claimed.text)
    return is_on and not any(name in claimed.text for name in own) and not _is_subject(_COUNTRY, words)


def _is_subject(scope: str, text: str) -> bool:
    """Whether 全国 is the subject: 全国粮食产量, but not 全国第一 or 占全国10%."""
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
