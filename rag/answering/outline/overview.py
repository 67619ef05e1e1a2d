"""A question on the report as a whole or on a part of it -> its headings and main figures, each cited. Pure.

What the outline tells is answered from the outline: how many parts there are, what the second one is about, what the
year's work is. The main figures of a year are in the sentence that gives most of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.outline.headings import HeadingPlace, headings_of, prose_under, run_in_headings, tell
from rag.answering.statements import Composition, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.forms import Matter
from rag.retrieval.query import is_english
from rag.retrieval.scopes.scope import Scope
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import whole_number
from rag.text.plain import fold, grams
from rag.text.time_expressions import Tense, tense
from rag.types import SentenceKind

_COUNT = re.compile(
    r"(?:几|多少)(?:个|大)?(?:部分|章|板块|方面)|how many (?:parts|sections)|结构|目录|提纲|outline", re.IGNORECASE
)
_FIGURES = re.compile(r"成绩|成就|数据|指标|目标|亮点|achievement|results|target|figures", re.IGNORECASE)
_SHOWN = 12
_FEW = 3
"""Least number of figures in a sentence that gives the figures of a year."""
_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]+)\s*(?:大)?(部分|章|块|方面|条|项|点)|(最后一?)(?:个|大)?(部分|章|条|项)"
)
_CALLED, _CALLED_ALONE = 0.5, 0.75
"""Share of the bigrams of a name that the heading of a part has to hold; the same where nothing shows that a part is
meant."""
_STATEMENTS = 15
"""Sentences on a part in one message, the longest; the others follow it."""
_LONGER = 3
"""How many times longer than its opening heading the rest of a paragraph has to be."""
_MORE_THAN_A_STUB = 3
"""Number of sentences under a heading from which it opens the text on a matter; with fewer it only announces it."""


def compose_overview(
    question: str, matter: Matter, scope: Scope, snapshot: CorpusSnapshot, *, asked: bool = False
) -> Composition | None:
    """The overview; None where the question is about one matter or another year, or where the report has no headings.

    ``asked``: an overview is asked for, so that what is named may be a part though nothing calls it one.
    """
    report = scope.reports[-1]
    headings = list(headings_of(report, snapshot))
    if not headings:
        return None
    if scope.years and not _tells_of_any(scope.years, report, snapshot):
        return None
    tops = [heading for heading in headings if heading.depth == 1]
    named = matter.name if asked or matter.part else frozenset[str]()
    share = _CALLED if matter.part else _CALLED_ALONE
    part = _part_numbered(question, headings)
    if part := part or (_part_called(named, share, scope, headings, report, snapshot) if named else None):
        return tell_part(part, headings, report, snapshot)
    if _COUNT.search(question):
        parts = f"The report has {len(tops)} parts: " if is_english(question) else f"报告共有{len(tops)}个部分："
        return tell([heading.ordinal for heading in tops], snapshot, lead=parts)
    if matter.grams:
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
    """The years named; else the year that the words imply: 成绩 the year reviewed, 重点工作 the year planned."""
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
        if outline.sections[found.section].year != year or found.kind is not SentenceKind.PROSE:
            continue
        words = snapshot.reports[report].text[found.start : found.end]
        growth = sum(f.kind is FigureKind.AMOUNT and f.unit == "%" for f in find_figures(words))
        if growth > most:
            best, most = snapshot.ordinals[found.id], growth
    return best


def _part_numbered(question: str, headings: Sequence[HeadingPlace]) -> HeadingPlace | None:
    """The part or item whose number is asked for: 第二部分, 最后一部分, 第四条."""
    found = _ORDINAL.search(fold(question))
    if not found:
        return None
    depth = 1 if (found[2] or found[4]) in ("部分", "章", "块") else 2
    row = [heading for heading in headings if heading.depth == depth]
    if depth == 2:
        plans = [
            heading for heading in row if heading.year is not None and heading.year == max(h.year or 0 for h in row)
        ]
        row = plans or row
    place = len(row) if found[3] else whole_number(found[1])
    return row[place - 1] if 1 <= place <= len(row) else None


def _part_called(
    name: frozenset[str],
    share: float,
    scope: Scope,
    headings: Sequence[HeadingPlace],
    report: int,
    snapshot: CorpusSnapshot,
) -> HeadingPlace | None:
    """The part whose heading holds most of the name that is asked for: of the years asked, no stub, highest up,
    latest."""

    def fitness(called: tuple[float, HeadingPlace]) -> tuple[float, bool, int, int]:
        held, heading = called
        opens = len(heading.prose or ()) >= _MORE_THAN_A_STUB
        return held, opens, -heading.depth, heading.year or 0

    for row in (headings, list(run_in_headings(report, snapshot))):
        asked = [heading for heading in row if not scope.years or heading.year in (None, *scope.years)]
        near = [(held, heading) for heading in asked if (held := _held(name, heading)) >= share]
        called = [(held, _with_prose(heading, report, snapshot)) for held, heading in near]
        if called:
            return max(called, key=fitness)[1]
    return None


def _held(name: frozenset[str], heading: HeadingPlace) -> float:
    return len(name & grams(heading.path[-1])) / len(name)


def tell_part(
    part: HeadingPlace, headings: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> Composition:
    """The headings under a part of the report; the longest sentences of a part below those, and the others as
    ``more``."""
    under = [h for h in headings if h.depth == part.depth + 1 and h.path[: part.depth] == part.path]
    if part.depth == 1 and under:
        return tell([part.ordinal, *(heading.ordinal for heading in under)], snapshot)
    opening = {heading.ordinal for heading in run_in_headings(report, snapshot) if _only_opens(heading, snapshot)}
    own = _with_prose(part, report, snapshot).prose or ()
    prose = [ordinal for ordinal in own if ordinal not in opening] or [part.ordinal]
    shown = sorted(sorted(prose, key=lambda ordinal: -snapshot.length(ordinal))[:_STATEMENTS])
    rest = (whole(ordinal, snapshot) for ordinal in prose if ordinal not in shown)
    more = tuple(snapshot.citation(snapshot.order[found.ordinal], None, (found.span,)) for found in rest)
    return replace(tell(shown, snapshot), more=more)


def _only_opens(heading: HeadingPlace, snapshot: CorpusSnapshot) -> bool:
    """Whether the first sentence of a paragraph only announces those after it, which are longer."""
    told = sum(snapshot.length(ordinal) for ordinal in heading.prose or ())
    return told >= _LONGER * snapshot.length(heading.ordinal) and not find_figures(heading.path[-1])


def _with_prose(part: HeadingPlace, report: int, snapshot: CorpusSnapshot) -> HeadingPlace:
    """The heading with the ordinals of the prose under it."""
    return part if part.prose is not None else replace(part, prose=tuple(prose_under(part.path, report, snapshot)))
