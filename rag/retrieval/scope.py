"""Question, version -> which reports are asked, about which years, and which other places it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.edition_choice import Editions, choose_editions, named_editions, newest
from rag.retrieval.messages import Turn, read_turn
from rag.text.divisions import COUNTRY, by_place, identify, is_within, own_names, short_name, split_region
from rag.text.places import Place, find_asked_places, find_scopes, tells_of
from rag.text.time_expressions import Tense, asked_years, tense
from rag.text.word_tables import any_of
from rag.types import Question, Report, Span


@dataclass(frozen=True, slots=True)
class Scope:
    """The limits of a question."""

    reports: tuple[int, ...]
    """Indices of the reports asked; never empty for a version that holds any."""
    years: tuple[int, ...]
    """Years asked for, ascending; empty if none."""
    relative: bool
    """A year was asked for relatively (去年), so the answer has to say which it took."""
    own: tuple[str, ...]
    """Names of the asked reports' own places, and of those around them, that a question may hold."""
    places: tuple[str, ...]
    """Named places that are none of the asked reports' own: a sentence must name them to answer."""
    narrowed: bool = False
    """Other reports of the same regions were left out, or parts of them: ``widely`` asks them too."""
    telling: frozenset[tuple[int, int]] = frozenset()
    """(Report, year): where a region has several reports, the only years of each of which it is asked."""
    each: tuple[tuple[int, ...], ...] = ()
    """The reports asked, region by region, where the question is on several: one answer is asked of each."""
    ranked: bool = False
    """A rank in the country is asked for, or what is called after it: 全国首个."""
    missing: tuple[str, ...] = ()
    """Regions compared with those of the reports that no report is on: the answer has to say so."""

    @property
    def parts(self) -> tuple[Scope, ...]:
        """The scope of each answer asked for."""
        return tuple(replace(self, reports=reports, each=()) for reports in self.each) or (self,)

    def named_in(self, words: str) -> bool:
        """Whether words of a report name all other places that the question does. The country is not named where
        something only ranks in it: 居全国第3位."""
        told = _IN_COUNTRY.sub("全国", words) if self.ranked else _STANDS_IN_COUNTRY.sub(" ", words)
        return all(tells_of(place, told) for place in self.places)

    def admits(self, report: int, year: int | None) -> bool:
        """Whether a section of a report, on this year, may answer."""
        told = {told for among, told in self.telling if among == report}
        return not told or year is None or year in told


_COMPARES = re.compile(any_of(__name__, "compares"))
_BOTH = 2
"""Questions before whose years are asked for together."""
_RANK_IN_COUNTRY = re.compile(r"(?:在|居|占)全国|全国.{0,6}(?:排|第|位次|名次|几位|首位|领先|前列|前几|最)")
_CALLED = "首|前|一|唯一|先进|百强|千强|文明|平均|试点|示范|重点|领先|优秀|统一"
"""Words that make a name or a title of 全国."""
_RANKED = re.compile(rf"{_RANK_IN_COUNTRY.pattern}|全国(?:{_CALLED})|[第首头頭最冠魁筹籌]|[较比与和跟于过]全国")
_STANDS_IN_COUNTRY = re.compile(rf"(?:居|列|排|占|位|于|比|跑赢|超过)全国(?:平均)?|全国(?=第|{_CALLED})")
_IN_COUNTRY = re.compile("国内(?=首|唯一|最|第一|领先)|我国(?=首|唯一|最|第一)")
"""Words of the country in which something comes first."""
_ORIGIN = ("从", "由")
"""Words before the place that something comes from: not the one that it is asked of."""
_EVERY = re.compile(
    r"(?:各|每个?|哪(?:一?[个些]|几个)?|所有|全部|这?几个|[两三四五六七八九十]+个?)"
    r"(?P<level>省|市|区(?!间)|县|州|地(?:区|方)?|报告)"
    r"|\b(?:each|every|which|all) (?P<english>province|city|district|county|region|report)s?\b",
    re.IGNORECASE,
)
"""A question on all regions of the corpus, or on all of one level."""
_LEVELS = {"province": "省", "city": "市", "district": "区", "county": "县"}


PlacesOf = Callable[[str], tuple[Place, ...]]
"""The places that a turn names; each turn is read once."""


def find_scope(question: Question, version: CorpusSnapshot, *, widely: bool = False) -> Scope:
    """The last turn decides; what it leaves open is taken from the turns before, latest first.

    ``widely``: all reports of a region are asked, although one of them should tell best.
    """
    reports = version.reports
    places_of = cache(partial(_meant_places, reports=reports))
    turns = _turns(question, reports, places_of)
    editions, naming = named_editions(question.text, reports)
    named = next((places for turn in turns if (places := places_of(turn.text))), ())
    scopes = find_scopes(question.text)
    latest = replace(turns[0], text=_without(question.text, naming)) if naming else turns[0]
    asked = _asked_reports(question, turns, reports, editions, places_of, scopes)
    years, relative = _years((latest, *turns[1:]), newest(reports, asked))
    chosen = Editions(asked) if widely else choose_editions(reports, asked, years, _tense(turns))
    regions = [reports[i].region for i in chosen.asked]
    foreign = _foreign([place for place in named if not _comes_from(place, question.text)], regions)
    compared = _is_compared(question.text, named, foreign)
    every = _is_on_every(question.text, named)
    widening = () if every else tuple(word for word in scopes if not _is_named(word, regions))
    own = _own(question.text, regions, named, naming)
    each = _each(named, reports, chosen.asked, every=every)
    return Scope(
        reports=chosen.asked,
        years=years,
        relative=relative,
        own=tuple(sorted(own - {*foreign, *widening})),
        places=tuple(dict.fromkeys((*(() if compared else foreign), *widening))),
        narrowed=chosen.asked != asked or bool(chosen.telling),
        telling=chosen.telling,
        each=each if len(each) > 1 else (),
        ranked=_RANKED.search(question.text) is not None,
        missing=foreign if compared else (),
    )


def _own(text: str, regions: Sequence[str | None], named: Sequence[Place], naming: Sequence[Span]) -> set[str]:
    """The names of the regions asked, and of all that the question names."""
    of_regions = {name for region in regions for name in own_names(region)}
    return of_regions | {place.name for place in named} | {span.of(text) for span in naming}


def _turns(question: Question, reports: Sequence[Report], places_of: PlacesOf) -> tuple[Turn, ...]:
    """The question and those before it, latest first; where the chat has chosen a report since, without those on
    another region."""
    chosen = tuple(i for i, report in enumerate(reports) if report.name == question.report)
    everything = range(len(reports))
    latest, *before = _back(read_turn(question))
    kept = (
        turn
        for turn in before
        if not chosen or set(chosen) <= set(_of_region(places_of(turn.text), reports, everything) or everything)
    )
    return (latest, *kept)


def _back(turn: Turn | None) -> Iterator[Turn]:
    while turn:
        yield turn
        turn = turn.before


def _asked_reports(
    question: Question,
    turns: Sequence[Turn],
    reports: Sequence[Report],
    editions: frozenset[int],
    places_of: PlacesOf,
    scopes: Sequence[str],
) -> tuple[int, ...]:
    """Those of the region and the year that the question names; of these, or if it names none, the one that the chat
    has chosen; else those of a region named before; else all, or all of the level that it speaks of: 全省."""
    everything = tuple(range(len(reports)))
    chosen = tuple(i for i in everything if reports[i].name == question.report)
    of_region = (
        _of_region(places, reports, everything)
        for turn in (turns[:1] if chosen else turns)
        if (places := places_of(turn.text))
    )
    asked = next(of_region, ()) or _of_level(question.text, scopes, reports) or everything
    asked = tuple(i for i in asked if reports[i].year in editions) or asked
    return chosen if chosen and set(chosen) <= set(asked) else asked


def _of_region(places: Sequence[Place], reports: Sequence[Report], among: Iterable[int]) -> tuple[int, ...]:
    codes = frozenset[str]().union(*(place.codes for place in places))
    return tuple(i for i in among if identify(reports[i].region) & codes)


def _of_level(text: str, scopes: Sequence[str], reports: Sequence[Report]) -> tuple[int, ...]:
    """Reports that call their own region as the question does: 全省, 各市."""
    if every := _EVERY.search(text):
        level = every["level"] or _LEVELS.get(every["english"].lower(), "")
        of_level = (i for i, report in enumerate(reports) if f"全{level}" in _levels_of(report.region))
        return tuple(of_level) if level in _LEVELS.values() else ()
    return tuple(i for i, report in enumerate(reports) if own_names(report.region).intersection(scopes))


def _levels_of(region: str | None) -> frozenset[str]:
    """全区 of 宁夏 is 全省 too, and so is 全市 of 上海."""
    is_province = any(code.endswith("0000") for code in identify(region))
    return own_names(region) | ({"全省"} if is_province else set())


def _each(
    named: Sequence[Place], reports: Sequence[Report], asked: Sequence[int], *, every: bool
) -> tuple[tuple[int, ...], ...]:
    """The reports asked, region by region, where several regions are named, or every one is asked for."""
    among = asked if every else _of_region(named, reports, asked)
    return tuple(tuple(among[i] for i in group) for group in by_place(reports[i].region for i in among))


def _meant_places(text: str, reports: Sequence[Report]) -> tuple[Place, ...]:
    """The places that a text names, without the country where it only says whose provinces are asked for, or what
    something is ranked in: 全国各省, 全国第几."""
    of_every = _EVERY.search(text) or _RANK_IN_COUNTRY.search(text)
    return tuple(place for place in _places(text, reports) if not (of_every and COUNTRY in place.codes))


def _is_on_every(text: str, named: Sequence[Place]) -> bool:
    return not named and _EVERY.search(text) is not None


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


def _foreign(named: Sequence[Place], regions: Sequence[str | None]) -> tuple[str, ...]:
    """The places named that are none of the regions, and do not only say where one of them lies (马鞍山市雨山区)."""
    own = {place for place in named if any(_is_own(place, region) for region in regions)}
    before = {place.span.start for place in own}
    others = [place for place in named if place not in own and place.span.end not in before]
    names = dict.fromkeys(place.name for place in others)
    around = {name for name in names if own and any(is_within(region, name) for region in regions)}
    return tuple(name for name in names if name not in around)


def _comes_from(place: Place, text: str) -> bool:
    """It only says where what is asked for was before: 从北京疏解来的机构."""
    return text[: place.span.start].endswith(_ORIGIN) and text[place.span.start : place.span.end] == place.name


def _is_own(place: Place, region: str | None) -> bool:
    return bool(place.codes & identify(region)) or place.name in own_names(region)


def _is_named(word: str, regions: Sequence[str | None]) -> bool:
    return any(word in own_names(region) for region in regions)


def _is_compared(text: str, named: Sequence[Place], foreign: Sequence[str]) -> bool:
    """Whether places without a report are only some of those that are compared."""
    others = {place.name for place in named} - set(foreign)
    return bool(foreign) and bool(others) and (len(others) > 1 or _COMPARES.search(text) is not None)


def _years(turns: Sequence[Turn], report: Report | None) -> tuple[tuple[int, ...], bool]:
    """Those that the turn names; else those of the last turn that names any, or of the last two, where it names only
    another matter: 社零总额呢 after 去年GDP增长多少 and 今年GDP目标是多少 is asked of both; 今年呢 goes on to one."""
    latest, *before = (asked_years(turn.text, report) for turn in turns)
    both = turns[0].changes_matter and not any(turn.leans_openly for turn in turns[1 : 1 + _BOTH])
    named = [latest] if latest else [asked for asked in before if asked][: _BOTH if both else 1]
    asked = [year for years in named for year in years]
    return tuple(sorted({year.year for year in asked})), any(year.relative for year in asked)


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    return text


def _tense(turns: Sequence[Turn]) -> Tense:
    return next((found for turn in turns if (found := tense(turn.text)) is not Tense.OPEN), Tense.OPEN)
