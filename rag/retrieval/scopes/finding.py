"""Question, version -> the reports and years it is about, and the other places that it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.messages.turns import Turn, read_turn
from rag.retrieval.scopes.editions import choose_editions, named_editions, newest
from rag.retrieval.scopes.named_places import (
    EVERY,
    RANK_IN_COUNTRY,
    PlacesOf,
    comes_from,
    foreign_places,
    is_compared,
    is_named,
    is_on_every,
    meant_places,
)
from rag.retrieval.scopes.scope import CALLED, Scope
from rag.text.divisions import by_place, identify, own_names
from rag.text.places import Place, find_scopes
from rag.text.time_expressions import Tense, asked_years, tense
from rag.types import Question, Report, Span

_BOTH = 2
"""Questions before whose years are asked for together."""
_RANKED = re.compile(rf"{RANK_IN_COUNTRY.pattern}|全国(?:{CALLED})|[第首头頭最冠魁筹籌]|[较比与和跟于过]全国")
_LEVELS = {"province": "省", "city": "市", "district": "区", "county": "县"}


def find_scope(question: Question, version: CorpusSnapshot) -> Scope:
    """The last turn decides; what it leaves open is taken from the turns before, latest first."""
    reports = version.reports
    places_of = cache(partial(meant_places, reports=reports))
    turns = _turns(question, reports, places_of)
    editions, naming = named_editions(question.text, reports)
    named = next((places for turn in turns if (places := places_of(turn.text))), ())
    scopes = find_scopes(question.text)
    latest = replace(turns[0], text=_without(question.text, naming)) if naming else turns[0]
    asked = _asked_reports(question, turns, reports, editions, places_of, scopes)
    years, relative = _years((latest, *turns[1:]), newest(reports, asked))
    chosen = choose_editions(reports, asked, years, _tense(turns))
    regions = [reports[i].region for i in chosen.asked]
    foreign = foreign_places([place for place in named if not comes_from(place, question.text)], regions)
    compared = is_compared(question.text, named, foreign)
    every = is_on_every(question.text, named)
    widening = () if every else tuple(word for word in scopes if not is_named(word, regions))
    own = _own(question.text, regions, named, naming)
    wide = Scope(
        reports=asked,
        years=years,
        relative=relative,
        own=tuple(sorted(own - {*foreign, *widening})),
        places=tuple(dict.fromkeys((*(() if compared else foreign), *widening))),
        each=_each(named, reports, asked, every=every),
        ranked=_RANKED.search(question.text) is not None,
        missing=foreign if compared else (),
    )
    if chosen.asked == asked and not chosen.telling:
        return wide
    each = _each(named, reports, chosen.asked, every=every)
    return replace(wide, reports=chosen.asked, telling=chosen.telling, each=each, wider=wide)


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
    if every := EVERY.search(text):
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
    """The reports asked, region by region, where several regions are named, or every one is asked for; else none."""
    among = asked if every else _of_region(named, reports, asked)
    each = tuple(tuple(among[i] for i in group) for group in by_place(reports[i].region for i in among))
    return each if len(each) > 1 else ()


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
