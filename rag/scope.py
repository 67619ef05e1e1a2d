"""Question, version -> which reports are asked, about which years, and which other places it names. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.periods import asked_years
from rag.places import find_places, find_scopes, is_within, own_names
from rag.types import Question, Report
from rag.version import Version


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


def find_scope(question: Question, version: Version) -> Scope:
    """The last turn decides; what it leaves open is taken from the turns before, latest first."""
    turns = (question.text, *reversed(question.history))
    named = next((places for turn in turns if (places := find_places(turn))), ())
    reports = _asked_reports(question, named, version.reports)
    regions = [version.reports[i].region for i in reports]
    years, relative = _years(turns, version.reports[reports[0]] if reports else None)
    named_places = dict.fromkeys((*named, *find_scopes(question.text)))
    foreign = tuple(place for place in named_places if not any(_is_own(place, region, named) for region in regions))
    own = {name for region in regions for name in own_names(region)} | set(named)
    return Scope(reports, years, relative, tuple(sorted(own - set(foreign))), foreign)


def _asked_reports(question: Question, places: Sequence[str], reports: Sequence[Report]) -> tuple[int, ...]:
    """The report chosen by name, else those of a region that the question names, else all."""
    everything = tuple(range(len(reports)))
    chosen = tuple(i for i in everything if reports[i].name == question.report)
    named = tuple(i for i in everything if own_names(reports[i].region) & set(places))
    return chosen or named or everything


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
