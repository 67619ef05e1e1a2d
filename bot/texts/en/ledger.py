"""The English texts on figures and targets. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.texts.plural import counted
from bot.texts.zh.ledger import LedgerTexts


class EnglishLedgerTexts(LedgerTexts):
    __slots__ = ()

    title = "Targets of {region} for {year} and what came of them"
    main_targets = "Main targets"
    compared = "Targets from {report}, results from {following}."
    alone = "Targets from {report}; there is no report of the next year yet to compare them with."
    statuses: ClassVar[Mapping[str, str]] = {
        "met": "met",
        "missed": "missed",
        "about": "close",
        "not_comparable": "not comparable",
        "not_mentioned": "not mentioned in the next report",
        "pending": "no report to compare with",
    }
    columns = ("Target", "Result", "Verdict")
    figure_columns = ("Year", "Figure", "Report", "Citation")
    softened = "the target or the result is approximate (左右); both figures are shown"
    strict = "the target says more than, the result is equal"
    open_result = "the result does not say exactly; both figures are shown"
    obstacles: ClassVar[Mapping[str, str]] = {
        "measure": "one is an amount, the other a growth rate, a share or a rank",
        "unit": "the units differ",
        "added": "one counts what was added, the other what exists",
        "years": "the result is a total or an average of several years",
        "scope": "the scope of the indicator differs",
        "words": "the result is told in words, without a figure",
    }
    no_targets = "This report sets no targets with figures."
    no_report = "There is no report of that region or year. Available: {reports}."
    which_region = "The reports are from several regions ({regions}); say which region you mean."
    no_figures = "No figures match."

    # Charts
    year = "{year}"
    growth = " (growth)"
    chart_of_years = "{region}: {indicator}"
    chart_of_regions = "{indicator}, {year}"
    chart_of_targets = "{indicator}, targets for {year}"
    first_of = " (the first {shown} of {count})"
    colon = ": "
    results = "results"
    aims = "targets"
    chart = "Chart"
    chart_usage = "Write an indicator after /chart, with a place or a year if you like, for example: /chart GDP growth"
    one_figure = "There is only one figure, too few for a chart:"
    cannot_draw = "Charts cannot be drawn here; whoever runs the program can install them: {command}. The figures:"

    # Watches
    watch_usage = (
        "Write an indicator after /watch, with a place if you like, for example: /watch GDP growth. When a new version "
        "of the reports changes its figures, you are told here once."
    )
    watched = "Watching {indicator}: when a new version changes its figures, you are told here once. They are now:"
    watching = "Watched here:"
    stop = "Stop watching"
    watching_nothing = "Nothing is watched here."
    unwatched = "{indicator} is no longer watched."
    not_watched = "This indicator is not watched."
    too_many_watches = "At most {most} indicators can be watched; end some with /unwatch first."
    region_to_watch = (
        "The reports are from several regions ({regions}); name one, for example: /watch {region} {indicator}"
    )
    changed = "Figures of {indicator} have changed"
    before = "before"
    after = "now"
    not_there_before = "there was no such figure"
    no_longer_there = "the report no longer has this figure"

    def more_changes(self, count: int) -> str:
        return f"{counted(count, 'more change')}."

    def drawn_from(self, report: str, others: int) -> str:
        return f"Source: {report}" + (f" and {counted(others, 'other report', 'other reports')}" if others else "")

    def count(self, total: int) -> str:
        return counted(total, "target with a figure", "targets with figures")
