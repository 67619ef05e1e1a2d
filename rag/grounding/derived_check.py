"""A statement that adds up or compares, the sentences it cites -> the arithmetic that carries it. Pure.

Nothing in it is taken on trust: the figures it works with have to stand in the cited sentences, in one unit and on like
matters, and the result is worked out here, in exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from rag.grounding.derived_figures import (
    BOUND,
    FRAME,
    RELATION,
    SUM,
    CitedFigure,
    StatedFigure,
    agree,
    fits,
    is_same,
    stated_figures,
    told_figures,
)
from rag.grounding.figures import Evidence
from rag.grounding.figures.similarity import about
from rag.text.content_words import gist
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import common_scale, written
from rag.text.time_expressions import find_years, readers_calendar
from rag.types import Span

MOST_ADDED = 4
"""Figures of one sum."""
_LOOKED_AT = 24
"""Figures of the cited sentences, as many as can be combined in no time."""
_NUMBER = r"[\d.,]{1,16}[^（）()＋+－−–=＝\d-]{0,8}"
_SIGN = r"(?:[＋+－−–=＝与和对、-]|vs\.?)"
_FORMULA = re.compile(rf"[（(]\s*{_NUMBER}(?:{_SIGN}\s*{_NUMBER}){{1,6}}[）)]", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MEASURE = re.compile(r"(?<=[\u3400-\u9fff])[额数](?=[\s，,]|$)")
"""投资额, 项目数: the figure of what the sentences name without it."""
_BOTH = re.compile(r"[两2]年(?!级)|\b(?:the )?two years\b|\bboth years\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Derivation:
    """The evidence of a derived statement."""

    calculation: str
    """``5447+5200=10647``"""
    rest: str
    """The statement without its figures and the words of comparing: these have to stand in the sentences."""


def derive(statement: str, evidence: Sequence[Evidence], asked: str = "") -> Derivation | None:
    """None where the statement derives nothing, or something that does not follow.

    ``asked``: the words of the question, which say what is compared where the statement does not.
    """
    formulas = [Span(*found.span()) for found in _FORMULA.finditer(statement)]
    text = _blanked(statement, (*formulas, *(Span(*found.span()) for found in _BOTH.finditer(statement))))
    told = [one for source in evidence for one in told_figures(source)][:_LOOKED_AT]
    shown = {digits for formula in formulas for digits in _digits(formula.of(statement))}
    worked = [one for one in told if not shown or shown & set(_digits(one.written))]
    stated = list(stated_figures(text, evidence))
    loose = [one for one in stated if not any(is_same(one, operand) for operand in told)]
    given = [one for one in stated if one not in loose]
    if len(loose) > 1 or not worked:
        return None
    found = (
        _sum(text, loose, given, worked)
        or _comparison(text, loose, given, worked, told)
        or _wordless_comparison(text, stated, told, asked, evidence)
    )
    return Derivation(found, _rest(text, stated)) if found else None


def _digits(text: str) -> list[str]:
    """The numbers in a text as they are written, without what groups their digits."""
    return [found[0].replace(",", "") for found in _DIGITS.finditer(text)]


def _sum(text: str, loose: Sequence[StatedFigure], given: Sequence[StatedFigure], told: Sequence[CitedFigure]) -> str:
    if not SUM.search(text) or len(loose) != 1:
        return ""
    wanted = loose[0].figure
    for count in range(2, MOST_ADDED + 1):
        for some in combinations(told, count):
            total = sum((one.value for one in some), Fraction(0))
            if total == wanted.low and agree(some, wanted) and _holds(some, given):
                return _calculation(some, "+", total)
    return ""


def _comparison(
    text: str,
    loose: Sequence[StatedFigure],
    given: Sequence[StatedFigure],
    worked: Sequence[CitedFigure],
    told: Sequence[CitedFigure],
) -> str:
    """``worked``: the figures of ``told`` that it may work with."""
    relation = RELATION.search(text)
    if relation is None or not (loose or len(given) > 1):
        return ""
    for one, other in permutations(_meant(text, worked, told), 2):
        gap = one.value - other.value
        if loose and abs(gap) != loose[0].figure.low:
            continue
        if not _relates(relation.lastgroup or "", gap) or not _holds((one, other), given):
            continue
        if agree((one, other), loose[0].figure if loose else None) and _is_first(one, other, text, relation):
            high, low = (one, other) if gap >= 0 else (other, one)
            return _calculation((high, low), "-", abs(gap))
    return ""


def _meant(text: str, worked: Sequence[CitedFigure], told: Sequence[CitedFigure]) -> list[CitedFigure]:
    """Those of ``worked`` that no other figure of their year and unit has more words of the statement than."""
    words = about(text)

    def named(one: CitedFigure) -> int:
        return len(gist(one.words) & words)

    def most(one: CitedFigure) -> int:
        return max(named(other) for other in told if (other.year, other.figure.unit) == (one.year, one.figure.unit))

    return [one for one in worked if named(one) == most(one)]


def _wordless_comparison(
    text: str, stated: Sequence[StatedFigure], told: Sequence[CitedFigure], asked: str, evidence: Sequence[Evidence]
) -> str:
    """A comparison of two years without their figures: 2025年与2024年持平. The figures meant are those asked for."""
    relation = RELATION.search(text)
    calendar = readers_calendar(evidence[0].report)
    years = list(dict.fromkeys(year for mention in find_years(text) if (year := calendar.year(mention))))
    if relation is None or stated or len(years) != 2:
        return ""
    words = about(asked) | about(text)
    pairs = [
        (one, other)
        for one, other in permutations(told, 2)
        if (one.year, other.year) == tuple(years) and agree((one, other), None) and gist(one.words) & words
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


def _is_first(one: CitedFigure, other: CitedFigure, text: str, relation: re.Match[str]) -> bool:
    """``one`` is what is said to be more or less: its figure comes first, or its year does."""
    if relation.lastgroup in ("same", "apart"):
        return True
    places = (_place(one, text), _place(other, text))
    if None in places:
        places = (_place_of_year(one, text), _place_of_year(other, text))
    first, second = places
    return first is not None and second is not None and first < second


def _place(told: CitedFigure, text: str) -> int | None:
    """The place of the figure in the statement."""
    figures = (figure for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)
    return next(
        (f.span.start for f in figures if f.low == told.figure.low and fits(f.unit, told.figure.unit, exact=True)),
        None,
    )


def _place_of_year(told: CitedFigure, text: str) -> int | None:
    """The place in the statement of the year of the figure."""
    calendar = readers_calendar(told.report)
    return next((m.span.start for m in find_years(text) if told.year and calendar.year(m) == told.year), None)


def _holds(some: Sequence[CitedFigure], given: Sequence[StatedFigure]) -> bool:
    """Figures that the statement gives beside its result are those it works with."""
    return all(any(is_same(one, operand) for operand in some) for one in given)


def _calculation(some: Sequence[CitedFigure], sign: str, result: Fraction) -> str:
    """The calculation in the largest unit that its operands are written in, so that they are found in the sentences."""
    _, scale = common_scale(one.written for one in some)
    return f"{sign.join(written(one.value / scale) for one in some)}={written(result / scale)}"


def _rest(text: str, stated: Sequence[StatedFigure]) -> str:
    text = _blanked(text, (one.figure.full for one in stated))
    for pattern in (FRAME, BOUND, _MEASURE):
        text = _blanked(text, [Span(*found.span()) for found in pattern.finditer(text)])
    return text


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
