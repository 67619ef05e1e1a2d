"""Cited sentence -> its figures with their words and years, its names, its calendar. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.grounding.figures.result import Evidence
from rag.text.divisions import own_names
from rag.text.figure_labels import Labelled, label
from rag.text.figures import Figure, find_figures
from rag.text.figures.modifiers import turns
from rag.text.figures.numerals import fold
from rag.text.plain import grams
from rag.text.time_expressions import Calendar, Mention, find_years, readers_calendar, speakers_calendar

DONE = re.compile(r"已(?!经济)|[成现增到长降设开得建立了]了")
"""Words that mark something as done."""
_AIMS = re.compile(r"力争|争取|拟(?=[建定于在将])|计划(?=[建新开在于])|谋划(?=建设)|将于|筹备")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of a source."""

    said: Labelled
    year: int | None
    """The year that the figure is for; None where nothing says so."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A cited sentence made ready for comparison."""

    evidence: Evidence
    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    context: str
    """Sentence, section path and report name, folded: where the words of a statement may come from."""
    words: frozenset[str]
    """Pairs of characters of the context."""
    rises: frozenset[bool]
    """The directions of change in the sentence, True for up."""
    years: frozenset[int]
    """Years it names or stands under."""
    own: frozenset[str]
    """The names of its region."""


@lru_cache(512)
def make_source(evidence: Evidence) -> CitedSource:
    text, report = evidence.text, evidence.report
    mentions, calendar = find_years(text), speakers_calendar(report)
    labelled = label(text)
    context = fold("\n".join([text, *evidence.section, report.name if report else ""]))
    labels = " ".join(item.label for item in labelled)
    named = {calendar.year(mention) for mention in mentions} | {evidence.year}
    return CitedSource(
        evidence=evidence,
        figures=find_figures(text),
        items=tuple(Item(said, year_in_force(said, mentions, calendar, text) or evidence.year) for said in labelled),
        context=context,
        words=grams(f"{context}\n{labels}"),
        rises=frozenset(up for _, up in turns(context)),
        years=frozenset(year for year in named if year is not None),
        own=own_names(report.region if report else None),
    )


def year_in_force(said: Labelled, mentions: Sequence[Mention], calendar: Calendar, text: str) -> int | None:
    """The year that a figure is for: its own in a list of years, else the last one named before it, else the next one
    in its clause.

    A base of comparison (较2020年) and the start of a stretch (2020年以来) are not it.
    """
    if "分别" in text and len(listed := find_years(said.label)) == 1:
        return calendar.year(listed[0])
    named = [mention for mention in mentions if not (mention.compared or mention.since)]
    before = [mention for mention in named if mention.span.end <= said.figure.full.start]
    if before:
        return calendar.year(before[-1])
    after = [mention for mention in named if said.figure.full.end <= mention.span.start < said.clause.end]
    return calendar.year(after[0]) if after else None


def statement_calendar(mentions: Sequence[Mention], sources: Sequence[CitedSource]) -> Calendar:
    """Relative years of a statement are the reader's; the speaker's where a source uses the same word."""
    reports = [source.evidence.report for source in sources if source.evidence.report]
    report = reports[0] if reports else None
    words = {mention.word for mention in mentions if mention.word is not None}
    used = {mention.word for source in sources for mention in find_years(source.evidence.text)}
    return speakers_calendar(report) if words & used else readers_calendar(report)


def is_only_planned(cited: Sequence[Evidence]) -> bool:
    """Whether the sentences only plan what the statement could report as done."""
    return bool(cited) and all(_is_plan(one) and not DONE.search(one.text) for one in cited)


def _is_plan(evidence: Evidence) -> bool:
    """Whether the sentence stands in the plan for the report's own year, or itself says that it is an aim."""
    report = evidence.report
    own = report is not None and report.year is not None and evidence.year == report.year
    return own or bool(_AIMS.search(evidence.text))
