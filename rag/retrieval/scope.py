"""Question, version -> which reports are asked, about which years, and which other places it names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.documents.snapshot import Version
from rag.retrieval.edition_choice import Editions, choose_editions, named_editions, newest
from rag.text.places import find_english_places, find_places, find_scopes, is_within, own_names
from rag.text.time_expressions import Tense, asked_years, tense
from rag.types import Question, Report, Span


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to."""

    reports: tuple[int, ...]
    """Indices of the reports asked; never empty for a version that holds any."""
    years: tuple[int, ...]
    """Years asked for, ascending; empty if none."""
    relative: bool
    """A year was asked for relatively (去年), so the answer has to say which it took."""
    own: tuple[str, ...]
    """Names of the asked reports' own places, and of those around them, that a question may hold."""
    places: tuple[str, ...]
    """Named places that are none of the asked reports' own: words a sentence must hold to answer."""
    narrowed: bool = False
    """Other reports of the same regions were left out, or parts of them: ``widely`` asks them too."""
    telling: frozenset[tuple[int, int]] = frozenset()
    """(Report, year): where a region has several reports, the only years of each of which it is asked."""
    each: tuple[tuple[int, ...], ...] = ()
    """The reports asked, region by region, where the question names several: one answer is asked of each."""

    @property
    def parts(self) -> tuple[Scope, ...]:
        """The scope of each answer asked for."""
        return tuple(replace(self, reports=reports, each=()) for reports in self.each) or (self,)

    def admits(self, report: int, year: int | None) -> bool:
        """Whether a section of a report, on this year, may answer."""
        told = {told for among, told in self.telling if among == report}
        return not told or year is None or year in told


def find_scope(question: Question, version: Version, *, widely: bool = False) -> Scope:
    """The last turn decides; what it leaves open is taken from the turns before, latest first.

    ``widely``: all reports of a region are asked, although one of them should tell best.
    """
    reports = version.reports
    turns = _turns(question, reports)
    editions, naming = named_editions(question.text, reports)
    asked = _asked_reports(question, turns, reports, editions)
    years, relative = _years((_without(question.text, naming), *turns[1:]), newest(reports, asked))
    chosen = Editions(asked) if widely else choose_editions(reports, asked, years, _tense(turns))
    named = next((places for turn in turns if (places := _places(turn, reports))), ())
    regions = [reports[i].region for i in chosen.asked]
    named_places = dict.fromkeys((*named, *find_scopes(question.text)))
    foreign = tuple(place for place in named_places if not any(_is_own(place, region, named) for region in regions))
    own = {name for region in regions for name in own_names(region)} | set(named)
    own |= {span.of(question.text) for span in naming}
    each = _by_region(_of_region(named, reports, chosen.asked), reports)
    return Scope(
        reports=chosen.asked,
        years=years,
        relative=relative,
        own=tuple(sorted(own - set(foreign))),
        places=foreign,
        narrowed=chosen.asked != asked or bool(chosen.telling),
        telling=chosen.telling,
        each=each if len(each) > 1 else (),
    )


def _turns(question: Question, reports: Sequence[Report]) -> tuple[str, ...]:
    """The question and those before it, latest first; where the chat has chosen a report since, without those on
    another region."""
    chosen = tuple(i for i, report in enumerate(reports) if report.name == question.report)
    everything = range(len(reports))
    before = (
        turn
        for turn in reversed(question.history)
        if not chosen or set(chosen) <= set(_of_region(_places(turn, reports), reports, everything) or everything)
    )
    return (question.text, *before)


def _asked_reports(
    question: Question, turns: Sequence[str], reports: Sequence[Report], editions: frozenset[int]
) -> tuple[int, ...]:
    """Those of the region and the year that the question names; of these, or if it names none, the one that the chat
    has chosen; else those of a region named before; else all."""
    everything = tuple(range(len(reports)))
    chosen = tuple(i for i in everything if reports[i].name == question.report)
    of_region = (
        _of_region(places, reports, everything)
        for turn in (turns[:1] if chosen else turns)
        if (places := _places(turn, reports))
    )
    asked = next(of_region, ()) or everything
    asked = tuple(i for i in asked if reports[i].year in editions) or asked
    return chosen if chosen and set(chosen) <= set(asked) else asked


def _of_region(places: Sequence[str], reports: Sequence[Report], among: Iterable[int]) -> tuple[int, ...]:
    return tuple(i for i in among if own_names(reports[i].region) & set(places))


def _by_region(asked: Iterable[int], reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    regions: dict[str | None, tuple[int, ...]] = {}
    for i in asked:
        regions[reports[i].region] = (*regions.get(reports[i].region, ()), i)
    return tuple(regions.values())


def _places(text: str, reports: Sequence[Report]) -> tuple[str, ...]:
    """The divisions that a text names, and the regions of reports that are none: towns, development zones."""
    regions = (report.region for report in reports if report.region and report.region in text)
    return tuple(dict.fromkeys((*find_places(text), *find_english_places(text), *regions)))


def _is_own(place: str, region: str | None, named: Sequence[str]) -> bool:
    """The region itself, or a place around it that only says where it lies (马鞍山市雨山区)."""
    own = own_names(region)
    return place in own or (bool(own & set(named)) and is_within(region, place))


def _years(turns: Sequence[str], report: Report | None) -> tuple[tuple[int, ...], bool]:
    for turn in turns:
        asked = asked_years(turn, report)
        if asked:
            return tuple(sorted({year.year for year in asked})), any(year.relative for year in asked)
    return (), False


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    return text


def _tense(turns: Sequence[str]) -> Tense:
    return next((found for turn in turns if (found := tense(turn)) is not Tense.OPEN), Tense.OPEN)
