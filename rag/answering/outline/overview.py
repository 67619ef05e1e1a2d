"""A question on the report as a whole or on a part of it -> its headings and main figures, each cited. Pure.

What the outline tells is answered from the outline: how many parts there are, what the second one is about, what the
year's work is. The main figures of a year are in the sentence that gives most of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.outline.headings import HeadingPlace, headings_of, tell
from rag.answering.outline.parts import find_part, tell_part
from rag.answering.statements import Composition
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.forms import is_on_all
from rag.retrieval.query import is_english
from rag.retrieval.scope import Scope
from rag.text.figures import FigureKind, find_figures
from rag.text.time_expressions import Tense, tense
from rag.types import Kind

_COUNT = re.compile(
    r"(?:几|多少)(?:个|大)?(?:部分|章|板块|方面)|how many (?:parts|sections)|结构|目录|提纲|outline", re.IGNORECASE
)
_FIGURES = re.compile(r"成绩|成就|数据|指标|目标|亮点|achievement|results|target|figures", re.IGNORECASE)
_SHOWN = 12
_FEW = 3
"""Figures of a sentence under which it does not give the figures of a year."""


def compose_overview(question: str, scope: Scope, snapshot: CorpusSnapshot) -> Composition | None:
    """None where the question is on one matter or on another year, or the report has no headings."""
    report = scope.reports[-1]
    headings = list(headings_of(report, snapshot))
    if not headings:
        return None
    if scope.years and not _tells_of_any(scope.years, report, snapshot):
        return None
    tops = [heading for heading in headings if heading.depth == 1]
    if part := find_part(question, scope, headings, report, snapshot):
        return tell_part(part, headings, report, snapshot)
    if _COUNT.search(question):
        parts = f"The report has {len(tops)} parts: " if is_english(question) else f"报告共有{len(tops)}个部分："
        return tell([heading.ordinal for heading in tops], snapshot, lead=parts)
    if not is_on_all(question):
        return None
    years = _years_asked(question, scope, tops, report, snapshot)
    if years:
        return _tell_years(question, years, headings, report, snapshot)
    figures = [_figures_of(year, report, snapshot) for year in _years(tops)]
    return tell([*(heading.ordinal for heading in tops), *(at for at in figures if at is not None)], snapshot)


def _tells_of_any(years: Sequence[int], report: int, snapshot: CorpusSnapshot) -> bool:
    told = {section.year for section in snapshot.outlines[report].sections} - {None}
    return not told or not told.isdisjoint(years)


def _years_asked(
    question: str, scope: Scope, tops: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> tuple[int, ...]:
    """Those named; else the one whose course the words tell: 成绩 the year reviewed, 重点工作 the year planned."""
    told = set(_years(tops))
    if named := tuple(year for year in scope.years if year in told):
        return named
    plan = snapshot.reports[report].year
    if not told or plan is None:
        return ()
    if re.search(r"成绩|成就|做了|完成", question) or tense(question) is Tense.RESULT:
        return tuple(year for year in told if year < plan)
    if re.search(r"目标|重点|任务|打算|安排|计划|priorit|target|plan", question) or tense(question) is Tense.TARGET:
        return tuple(year for year in told if year >= plan)
    return ()


def _years(tops: Sequence[HeadingPlace]) -> list[int]:
    return sorted({heading.year for heading in tops if heading.year is not None})


def _tell_years(
    question: str, years: Sequence[int], headings: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> Composition:
    """The figures of the years where figures are asked for, and the headings under the parts on them."""
    told: list[int] = []
    wants_figures = _FIGURES.search(question) is not None
    for year in years:
        if wants_figures and (at := _figures_of(year, report, snapshot)) is not None:
            told.append(at)
        if not (wants_figures and re.search("目标|target", question)):
            told += [h.ordinal for h in headings if h.depth == 2 and h.year == year]
    if not told:
        told = [h.ordinal for h in headings if h.depth == 1 and h.year in years]
    return tell(told[:_SHOWN], snapshot)


def _figures_of(year: int, report: int, snapshot: CorpusSnapshot) -> int | None:
    """The sentence of the parts on a year that gives most amounts, in its first half; None where none gives a few."""
    outline = snapshot.outlines[report]
    best, most = None, _FEW
    for found in outline.sentences:
        if outline.sections[found.section].year != year or found.kind is not Kind.PROSE:
            continue
        words = snapshot.reports[report].text[found.start : found.end]
        growth = sum(f.kind is FigureKind.AMOUNT and f.unit == "%" for f in find_figures(words))
        if growth > most:
            best, most = snapshot.ordinals[found.id], growth
    return best
