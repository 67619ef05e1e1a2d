"""Query, a table row -> the cells that answer, and their words in the answer. Pure.

The names of the columns show which cells are meant: the year asked for, planned or done, growth or amount, the unit.
All cells that fit the question answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.documents.propositions import Proposition
from rag.retrieval.query import Query
from rag.text.figures import find_figures
from rag.text.figures.kinds import PARTS, RATES
from rag.text.figures.units import compatible
from rag.text.plain import fold, grams
from rag.text.table_rows import TableRow, say_all
from rag.text.time_expressions import Tense, asked_years
from rag.types import Report, Span

_PLANNED = re.compile("目标|计划|预期|预计|预测|安排|任务|规划")
_GROWTH = re.compile(f"{RATES}|{PARTS}|增长|同比|比上年|增减")


class Cells(NamedTuple):
    """The cells of a row that answer."""

    span: Span
    """The span from the first to the last, as offsets into the report."""
    text: str
    """The words of a statement: the name of the row, and each cell under the name of its column."""


def extract_cells(query: Query, report: Report, row: TableRow, told: Sequence[Proposition]) -> Cells:
    """The cells that answer. ``told``: the content of each cell of the row."""
    years = frozenset(year.year for year in asked_years(query.text, report))
    for fits in (_of_years(years), _as_planned(query, report.year), _as_grown(query), _in_unit(query)):
        told = tuple(filter(fits, told)) or told
    kept = _named(query, told)
    span = Span(kept[0].span.start, kept[-1].span.end)
    return Cells(span, say_all(row, [one.cell for one in kept if one.cell]))


def _of_years(years: frozenset[int]) -> Callable[[Proposition], bool]:
    return lambda one: not years or one.year in years


def _as_planned(query: Query, title: int | None) -> Callable[[Proposition], bool]:
    """Whether the cells match the plan or result that the question asks for; of one year, what was done goes before
    what was planned."""
    asked = query.tense

    def fits(one: Proposition) -> bool:
        planned = bool(one.cell and _PLANNED.search(one.cell.column))
        if asked is Tense.TARGET:
            return planned
        if asked is Tense.RESULT:
            return not planned
        return not planned or one.year is None or title is None or one.year >= title

    return fits


def _as_grown(query: Query) -> Callable[[Proposition], bool]:
    asked = bool(_GROWTH.search(query.text))
    return lambda one: asked is bool(_GROWTH.search(one.text))


def _in_unit(query: Query) -> Callable[[Proposition], bool]:
    return lambda one: not query.unit or any(compatible(query.unit, figure.unit) for figure in find_figures(one.text))


def _named(query: Query, told: Sequence[Proposition]) -> Sequence[Proposition]:
    """Those whose columns share most with the words of the question."""
    asked = grams(fold(query.text))
    shared = [len(grams(fold(one.cell.column)) & asked) if one.cell else 0 for one in told]
    return [one for one, count in zip(told, shared, strict=True) if count == max(shared)]
