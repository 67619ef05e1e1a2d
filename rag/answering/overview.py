"""A question on the report as a whole or on a part of it -> its headings and main figures, each cited. Pure.

What the outline tells is answered from the outline: how many parts there are, what the second one is about, what the
year's work is. The main figures of a year are in the sentence that gives most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.statements import Cited, Composition, sentence, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.query import is_english
from rag.retrieval.scope import Scope
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import chinese
from rag.text.ngrams import fold, grams
from rag.text.places import find_places
from rag.text.time_expressions import Tense, find_years, tense
from rag.types import Kind, Statement

_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]+)\s*(?:大)?(部分|章|块|方面|条|项|点)|(最后一?)(?:个|大)?(部分|章|条|项)"
)
_COUNT = re.compile(
    r"(?:几|多少)(?:个|大)?(?:部分|章|板块|方面)|how many (?:parts|sections)|结构|目录|提纲|outline", re.IGNORECASE
)
_FIGURES = re.compile(r"成绩|成就|数据|指标|目标|亮点|achievement|results|target|figures", re.IGNORECASE)
_ABOUT_ALL = re.compile(
    r"报告|全文|这份|文件|政府|工作|重点|主要|重大|任务|内容|安排|打算|计划|目标|成绩|成就|亮点|数据|指标|总体|整体|经济|社会|发展|情况"
    r"|部分|章节|总结|概括|概述|归纳|简[要单]|核心|要点|大概|大致|意思|讲|说|提|谈|介绍|回顾|展望|总的来|来说|年度|全年|一年"
    r"|一下|几句话|一句话|[请帮给把用了的这那些哪几个什么样么何有是都在为我们你他大要想看对做干吧吗呢啊个及和与]|\d+"
    r"|summar\w*|overview|report|main|key|points?|work|about|what|give|brief\w*|of|the|is|this|for|in|are|and|me|a|government|district|tell|priorit\w*|plan\w*|targets?|goals?"
    r"|econom\w*|social|development|achievements?|results?|tasks?|indicators?|overall|were|was|have|has|which|list",
    re.IGNORECASE,
)
_SHOWN = 12
_FEW = 3
"""Figures of a sentence under which it does not give the figures of a year."""


@dataclass(frozen=True, slots=True)
class _Heading:
    ordinal: int
    path: tuple[str, ...]
    year: int | None

    @property
    def depth(self) -> int:
        return len(self.path)


def is_on_all(question: str) -> bool:
    """It names no matter of its own: what is left of it without years, places and words on reports is nothing."""
    return not grams(_ABOUT_ALL.sub(" ", _without_names(question)))


def compose_overview(question: str, scope: Scope, snapshot: CorpusSnapshot) -> Composition | None:
    """None where the question is on one matter, or the report has no headings."""
    report = scope.reports[-1]
    headings = list(_headings(report, snapshot))
    if not headings:
        return None
    tops = [heading for heading in headings if heading.depth == 1]
    if part := _part_named(question, headings):
        return _tell_part(part, headings, report, snapshot)
    if _COUNT.search(question):
        parts = f"The report has {len(tops)} parts: " if is_english(question) else f"报告共有{len(tops)}个部分："
        return _tell([(heading.ordinal, "") for heading in tops], snapshot, lead=parts)
    if not is_on_all(question):
        return None
    years = _years_asked(question, scope, tops, report, snapshot)
    if years:
        return _tell_years(question, years, headings, report, snapshot)
    figures = [_figures_of(year, report, snapshot) for year in _years(tops)]
    return _tell(
        [*((heading.ordinal, "") for heading in tops), *((at, "") for at in figures if at is not None)], snapshot
    )


def _without_names(question: str) -> str:
    text = fold(question)
    for mention in reversed(find_years(text)):
        text = f"{text[: mention.span.start]} {text[mention.span.end :]}"
    for place in find_places(text):
        text = text.replace(place, " ")
    return re.sub(r"[全本我]?[省市区县](?=[里的内]|$|\s)|全[省市区县国]", " ", text)


def _headings(report: int, snapshot: CorpusSnapshot) -> Iterator[_Heading]:
    seen: set[tuple[str, ...]] = set()
    for found in snapshot.outlines[report].sentences:
        section = snapshot.outlines[report].sections[found.section]
        if section.path and section.path not in seen and found.start <= section.heading_end:
            seen.add(section.path)
            yield _Heading(snapshot.ordinals[found.id], section.path, section.year)


def _part_named(question: str, headings: Sequence[_Heading]) -> _Heading | None:
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
    place = len(row) if found[3] else _number(found[1])
    return row[place - 1] if 1 <= place <= len(row) else None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    value = chinese(written)
    return int(value.low) if value else 0


def _tell_part(part: _Heading, headings: Sequence[_Heading], report: int, snapshot: CorpusSnapshot) -> Composition:
    under = [h for h in headings if h.depth == part.depth + 1 and h.path[: part.depth] == part.path]
    told = [(part.ordinal, ""), *((heading.ordinal, "") for heading in under)]
    if not under:
        told += [(ordinal, "") for ordinal in _prose_under(part.path, report, snapshot)[: _SHOWN - 1]]
    return _tell(told, snapshot)


def _prose_under(path: tuple[str, ...], report: int, snapshot: CorpusSnapshot) -> list[int]:
    outline = snapshot.outlines[report]
    return [
        snapshot.ordinals[found.id]
        for found in outline.sentences
        if found.kind is Kind.PROSE and outline.sections[found.section].path[: len(path)] == path
    ]


def _years_asked(
    question: str, scope: Scope, tops: Sequence[_Heading], report: int, snapshot: CorpusSnapshot
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


def _years(tops: Sequence[_Heading]) -> list[int]:
    return sorted({heading.year for heading in tops if heading.year is not None})


def _tell_years(
    question: str, years: Sequence[int], headings: Sequence[_Heading], report: int, snapshot: CorpusSnapshot
) -> Composition:
    """The figures of the years where figures are asked for, and the headings under the parts on them."""
    told: list[tuple[int, str]] = []
    wants_figures = _FIGURES.search(question) is not None
    for year in years:
        if wants_figures and (at := _figures_of(year, report, snapshot)) is not None:
            told.append((at, ""))
        if not (wants_figures and re.search("目标|target", question)):
            told += [(h.ordinal, "") for h in headings if h.depth == 2 and h.year == year]
    if not told:
        told = [(h.ordinal, "") for h in headings if h.depth == 1 and h.year in years]
    return _tell(told[:_SHOWN], snapshot)


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


def _tell(told: Sequence[tuple[int, str]], snapshot: CorpusSnapshot, lead: str = "") -> Composition:
    cited = Cited(snapshot)
    statements = []
    for ordinal, label in told:
        found = whole(ordinal, snapshot)
        statements.append(Statement(sentence(f"{label}{found.text}"), (cited.cite(ordinal, found.span),)))
    if lead and statements:
        statements[0] = Statement(lead + statements[0].text, statements[0].citations)
    return Composition(tuple(statements), cited.citations)
