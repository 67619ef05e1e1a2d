"""A statement that adds up or compares, the sentences it cites -> the arithmetic that carries it. Pure.

Whoever wrote it, nothing in it is believed: the figures it works with have to stand in the cited sentences, in one unit
and on like matters, and the result is worked out here, in exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from rag.grounding.figures import Evidence
from rag.grounding.figures.evidence import year_in_force
from rag.grounding.figures.similarity import about
from rag.text.content_words import gist
from rag.text.figure_labels import label
from rag.text.figures import Direction, Figure, FigureKind, find_figures
from rag.text.figures.decimals import written
from rag.text.figures.units import PERCENT, POINTS, SPOKEN_POINTS
from rag.text.time_expressions import find_years, readers_calendar, speakers_calendar
from rag.types import Report, Span

MOST_ADDED = 4
"""Figures of one sum."""
_LOOKED_AT = 24
"""Figures of the cited sentences, as many as can be combined in no time."""
_ALIKE = 0.3
"""Share of the shorter one's pairs of characters that the words of two figures have to have in common."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SUM = re.compile(
    r"合计|共计|总计|一共|总共|共(?=\s*\d)|加起来|之和|累计"
    r"|\bin total\b|\btotal(?:s|led|ling|ed|ing)?(?: of)?\b|altogether|combined",
    re.IGNORECASE,
)
_MORE = (
    r"高于|多于|快于|大于|超过|高出|多出|高了?|多了?|快了?|增加了?|提高了?"
    r"|more|higher|faster|greater|above|exceeds?|up from"
)
_LESS = (
    r"低于|少于|慢于|小于|不及|低了?|少了?|慢了?|减少了?|下降了?|降低了?|回落了?"
    r"|less|fewer|lower|slower|below|down from"
)
_SAME = r"(?:基本|大致)?持平|相同|一样|一致|不变|(?:about )?the same(?: as)?|equal(?:s| to)?|unchanged"
_APART = r"相差|差距为?|差(?=\s*\d)|\bdifference(?: of| is)?|\bgap(?: of| is)?"
_RELATION = re.compile(rf"(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<same>{_SAME})|(?P<apart>{_APART})", re.IGNORECASE)
_FRAME = re.compile(
    rf"{_SUM.pattern}|{_MORE}|{_LESS}|{_SAME}|{_APART}|相比|比起|[较比与和]|两年|两者|前者|后者|目标|实际"
    r"|than|compared (?:with|to)|by",
    re.IGNORECASE,
)
_NUMBER = r"[\d.,]{1,16}[^（）()＋+－−–=＝\d-]{0,8}"
_FORMULA = re.compile(rf"[（(]\s*{_NUMBER}(?:[＋+－−–=＝-]\s*{_NUMBER}){{1,6}}[）)]")
_BOTH = re.compile(r"[两2]年(?!级)|\b(?:the )?two years\b|\bboth years\b", re.IGNORECASE)
_COUNTED = frozenset(["个", "家", "户", "处", "条", "所", "座", "只", "场", "部", "套", "台", "辆", "栋", "项", "件"])
_SCALES = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a cited sentence."""

    figure: Figure
    label: str
    """The words that the figure belongs to."""
    words: str
    """These words, after the clauses that lead to them."""
    written: str
    """The figure as it stands there: 1.2万."""
    year: int | None
    report: Report | None

    @property
    def value(self) -> Fraction:
        return -self.figure.low if self.figure.direction is Direction.DOWN else self.figure.low


@dataclass(frozen=True, slots=True)
class Derivation:
    """The evidence of a derived statement."""

    calculation: str
    """``5447+5200=10647``"""
    rest: str
    """The statement without its figures and the words of comparing: these have to stand in the sentences."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure of the statement."""

    figure: Figure
    words: str
    years: frozenset[int]
    """Those it may be said of; of another language all that the statement names, for 2024's may follow its figure."""


def derive(statement: str, evidence: Sequence[Evidence], asked: str = "") -> Derivation | None:
    """None where the statement derives nothing, or something that does not follow.

    ``asked``: the words of the question, which say what is compared where the statement does not.
    """
    text = _blanked(
        statement, (Span(*found.span()) for found in (*_FORMULA.finditer(statement), *_BOTH.finditer(statement)))
    )
    told = [one for source in evidence for one in _figures(source)][:_LOOKED_AT]
    stated = list(_stated(text, evidence))
    loose = [one for one in stated if not any(_is(one, operand) for operand in told)]
    given = [one for one in stated if one not in loose]
    if len(loose) > 1 or not told:
        return None
    found = (
        _sum(text, loose, given, told)
        or _comparison(text, loose, given, told)
        or _wordless_comparison(text, stated, told, asked, evidence)
    )
    return Derivation(found, _rest(text, stated)) if found else None


def _stated(text: str, evidence: Sequence[Evidence]) -> Iterator[_Stated]:
    mentions = find_years(text)
    calendar = readers_calendar(evidence[0].report)
    named = frozenset(year for mention in mentions if (year := calendar.year(mention)))
    for said in label(text):
        if said.figure.kind is FigureKind.AMOUNT:
            year = year_in_force(said, mentions, calendar, text)
            of_it = frozenset((year,) if year else ()) if _CHINESE.search(text) else named
            yield _Stated(said.figure, said.label, of_it)


def _is(stated: _Stated, told: Told) -> bool:
    """The same figure of the same year with its qualifiers, and on the same matter where the statement names one."""
    figure, other = stated.figure, told.figure
    if (figure.low, figure.high) != (other.low, other.high) or not _fits(figure.unit, other.unit, exact=True):
        return False
    if not other.qualifiers <= figure.qualifiers:
        return False
    words = about(_FRAME.sub(" ", stated.words))
    related = not words or _CHINESE.search(stated.words) is None or bool(words & gist(told.words))
    return related and (not stated.years or told.year is None or told.year in stated.years)


def _figures(source: Evidence) -> Iterator[Told]:
    calendar = speakers_calendar(source.report)
    for said in label(source.text):
        if said.figure.kind is FigureKind.AMOUNT and said.figure.low == said.figure.high:
            before = [m for m in find_years(source.text[: said.figure.full.start]) if not (m.compared or m.since)]
            year = calendar.year(before[-1]) if before else source.year
            yield Told(
                said.figure, said.label, said.lead + said.label, said.figure.span.of(source.text), year, source.report
            )


def _sum(text: str, loose: Sequence[_Stated], given: Sequence[_Stated], told: Sequence[Told]) -> str:
    if not _SUM.search(text) or len(loose) != 1:
        return ""
    wanted = loose[0].figure
    for count in range(2, MOST_ADDED + 1):
        for some in combinations(told, count):
            total = sum((one.value for one in some), Fraction(0))
            if total == wanted.low and _agree(some, wanted) and _holds(some, given):
                return _calculation(some, "+", total)
    return ""


def _comparison(text: str, loose: Sequence[_Stated], given: Sequence[_Stated], told: Sequence[Told]) -> str:
    relation = _RELATION.search(text)
    if relation is None or not (loose or len(given) > 1):
        return ""
    for one, other in permutations(told, 2):
        gap = one.value - other.value
        if loose and abs(gap) != loose[0].figure.low:
            continue
        if not _relates(relation.lastgroup or "", gap) or not _holds((one, other), given):
            continue
        if _agree((one, other), loose[0].figure if loose else None) and _is_first(one, other, text, relation):
            high, low = (one, other) if gap >= 0 else (other, one)
            return _calculation((high, low), "-", abs(gap))
    return ""


def _wordless_comparison(
    text: str, stated: Sequence[_Stated], told: Sequence[Told], asked: str, evidence: Sequence[Evidence]
) -> str:
    """A comparison of two years without their figures: 2025年与2024年持平. The figures meant are those asked for."""
    relation = _RELATION.search(text)
    calendar = readers_calendar(evidence[0].report)
    years = list(dict.fromkeys(year for mention in find_years(text) if (year := calendar.year(mention))))
    if relation is None or stated or len(years) != 2:
        return ""
    words = about(asked) | about(text)
    pairs = [
        (one, other)
        for one, other in permutations(told, 2)
        if (one.year, other.year) == tuple(years) and _agree((one, other), None) and gist(one.words) & words
    ]
    if not pairs:
        return ""
    one, other = max(pairs, key=lambda pair: len((gist(pair[0].words) | gist(pair[1].words)) & words))
    gap = one.value - other.value
    if not _relates(relation.lastgroup or "", gap):
        return ""
    high, low = (one, other) if gap >= 0 else (other, one)
    return _calculation((high, low), "-", abs(gap))


def _relates(relation: str, difference: Fraction) -> bool:
    return {"more": difference > 0, "less": difference < 0, "same": not difference, "apart": bool(difference)}[relation]


def _is_first(one: Told, other: Told, text: str, relation: re.Match[str]) -> bool:
    """``one`` is what is said to be more or less: its figure comes first, or its year does."""
    if relation.lastgroup in ("same", "apart"):
        return True
    places = (_place(one, text), _place(other, text))
    if None in places:
        places = (_place_of_year(one, text), _place_of_year(other, text))
    first, second = places
    return first is not None and second is not None and first < second


def _place(told: Told, text: str) -> int | None:
    """The place of the figure in the statement."""
    figures = (figure for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)
    return next(
        (f.span.start for f in figures if f.low == told.figure.low and _fits(f.unit, told.figure.unit, exact=True)),
        None,
    )


def _place_of_year(told: Told, text: str) -> int | None:
    """The place in the statement of the year of the figure."""
    calendar = readers_calendar(told.report)
    return next((m.span.start for m in find_years(text) if told.year and calendar.year(m) == told.year), None)


def _holds(some: Sequence[Told], given: Sequence[_Stated]) -> bool:
    """Figures that the statement gives beside its result are those it works with."""
    return all(any(_is(one, operand) for operand in some) for one in given)


def _agree(some: Sequence[Told], result: Figure | None) -> bool:
    """One unit, amounts or changes alike, on like matters; and the result is in their unit."""
    first, *others = some
    moves = {one.figure.direction is not Direction.NONE for one in some}
    if len(moves) > 1 or any(other.figure.unit != first.figure.unit for other in others):
        return False
    if result is not None and not _fits(result.unit, first.figure.unit):
        return False
    return all(_are_alike(first, other) for other in others)


def _fits(unit: str, operands: str, *, exact: bool = False) -> bool:
    """``exact``: for a figure itself; what lies between two shares is told in points."""
    if operands == PERCENT and not exact:
        return unit in (POINTS, SPOKEN_POINTS)
    return unit == operands or (unit in ("", "个") and operands in _COUNTED)


def _are_alike(one: Told, other: Told) -> bool:
    """Whether they are alike by the words they belong to, or by all that leads to them."""
    pairs = ((gist(one.label), gist(other.label)), (gist(one.words), gist(other.words)))
    return any(len(mine & its) >= _ALIKE * max(1, min(len(mine), len(its))) for mine, its in pairs)


def _calculation(some: Sequence[Told], sign: str, result: Fraction) -> str:
    """The calculation in the largest unit that its operands are written in, so that they are found in the sentences."""
    scale = next((scale for scale, word in _SCALES if any(word in one.written for one in some)), Fraction(1))
    return f"{sign.join(written(one.value / scale) for one in some)}={written(result / scale)}"


def _rest(text: str, stated: Sequence[_Stated]) -> str:
    text = _blanked(text, (one.figure.full for one in stated))
    return _blanked(text, (Span(*found.span()) for found in _FRAME.finditer(text)))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
