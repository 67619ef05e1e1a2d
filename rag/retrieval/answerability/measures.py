"""Query, the words that are to answer it -> whether their figures measure something else than is asked for. Pure.

A figure is held to the question by the words that it belongs to: 社零总额增长5%，预算收入517亿元 holds an amount, and
none of 社零总额.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.messages.asides import without_asides
from rag.retrieval.query import Query
from rag.text.figure_labels import Labelled, is_idle, label
from rag.text.figures import FigureKind
from rag.text.figures.kinds import PARTS, RATES, TOTALS
from rag.text.figures.units import SHARES
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years

_IS = "(?:是|为|有|达到?了?|一共|总共|大概)*"
_GREW = re.compile(
    rf"(?:增长|下降|上涨|提高|减少|增加|[涨降]|{RATES})[了是为有]{{0,2}}(?:多少|百分之|几个?百分)(?!个?[家户人所座台辆件])"
    rf"|(?:{RATES}){_IS}(?:多少|几|多[大高快])?[呢\s?？]*$"
)
_PART = re.compile(rf"(?:{PARTS}){_IS}(?:多少|几|多[大高])?[呢\s?？]*$|占[^,，?？]{{0,12}}(?:多少|百分之几|几成|多大)")
_LEVEL = re.compile(
    rf"(?:总额|金额|总值|产值|市值|产量|总量|数量|人数|次数|总数|规模|面积|里程|人口){_IS}(?:多少|几|多[大长])?[呢\s?？]*$"
    r"|(?:^|\s)[十百千万亿]*(?:元|吨|辆|人次?|户|家|亩|公里|千瓦时?)(?:\s*\d{4}年?)?$"
)
_MOVES = re.compile(rf"增|减|升|降|涨|跌|提高|多了|少了|翻|倍|率|幅|{PARTS}|占|目标|预期|百分")
_GENERIC = re.compile(f"^(?:{TOTALS}|总额|总值|规模|达到?|突破|超过?|累计|实现|完成|共|约|近|[的了、,，和])*$")
_ALIKE = 0.5
"""Share of the greatest overlap of any figure's words with the question; from it on a figure is about the matter."""


_LITTLE = 0.2
"""Share of the question's words below which figures are about another matter."""


class _SharedFigure(NamedTuple):
    said: Labelled
    shared: float
    """How much of the question its words hold."""


def measures_another(query: Query, told: str) -> bool:
    """The question asks for an amount, and the words give its growth or share, or the other way round."""
    asked = fold(without_asides(query.asked))
    figures = _read(query, told)
    near = _on_matter(query, figures)
    if not near:
        return False
    if _GREW.search(asked):
        return not any(one.said.may_be_change for one in figures if one in near or not one.shared)
    if _PART.search(asked):
        return all(one.said.is_growth for one in near)
    wants_level = (
        query.level or (query.unit and query.unit not in SHARES) or (_LEVEL.search(asked) and not _MOVES.search(asked))
    )
    return bool(wants_level) and all(one.said.figure.unit in SHARES for one in near) and not _has_level(figures)


def _read(query: Query, told: str) -> list[_SharedFigure]:
    asked = grams(query.searched)
    return [
        _SharedFigure(one, sum(CALIBRATION.content(g) for g in grams(one.label) & asked))
        for one in label(told)
        if one.figure.kind is FigureKind.AMOUNT
    ]


def _on_matter(query: Query, figures: Sequence[_SharedFigure]) -> list[_SharedFigure]:
    """The figures whose words share most with the question; none where that is little."""
    whole = sum(CALIBRATION.content(gram) for gram in grams(without_years(query.searched)))
    most = max((one.shared for one in figures), default=0.0)
    return [one for one in figures if one.shared >= _ALIKE * most] if most > _LITTLE * whole else []


def _has_level(figures: Sequence[_SharedFigure]) -> bool:
    """One of the figures is an amount that may be meant: its words match the question, or it has no words of its
    own."""
    amounts = (one for one in figures if one.said.figure.unit not in SHARES)
    return any(one.shared or is_idle(one.said.label) or _GENERIC.search(one.said.label) for one in amounts)
