"""Query, words -> the figures in them that could be the number asked for. Pure."""

from __future__ import annotations

from rag.retrieval.query import YUAN, Expects, Query
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.units import MONEY, SHARES, compatible

_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE, FigureKind.NAME)


def misses_unit(query: Query, sentence: str) -> bool:
    """A number is asked for, and the sentence holds none that could be one of that."""
    return query.expects is Expects.NUMBER and not any(fits(query.unit, figure) for figure in counts(sentence))


def counts(text: str) -> list[Figure]:
    return [figure for figure in find_figures(text) if figure.kind in _COUNTED]


def fits(unit: str, figure: Figure) -> bool:
    """Loosely: 多少人 is answered in 人次, 几成 in %, 多少钱 in any currency, 几类 by Ⅱ类, 几项 by “三项制度”, and
    anything without a unit."""
    if figure.kind in (FigureKind.GRADE, FigureKind.NAME):
        return unit in figure.literal
    return (
        not figure.unit
        or figure.unit.startswith(unit)
        or compatible(unit, figure.unit)
        or {unit, figure.unit} <= SHARES
        or (unit == YUAN and figure.unit in MONEY)
    )
