"""A statement that derives, its sentences -> the figures of both, and which of them may be worked with. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rag.grounding.figures import Evidence
from rag.grounding.figures.evidence import year_in_force
from rag.grounding.figures.similarity import about
from rag.text.content_words import gist
from rag.text.figure_labels import label
from rag.text.figures import Direction, Figure, FigureKind
from rag.text.figures.units import PERCENT, POINTS, SPOKEN_POINTS
from rag.text.plain import HAN
from rag.text.time_expressions import find_years, readers_calendar, speakers_calendar
from rag.text.word_tables import any_of
from rag.types import Report

_ALIKE = 0.3
"""Share of the shorter one's pairs of characters that the words of two figures have to have in common."""
_COUNTED = frozenset(["个", "家", "户", "处", "条", "所", "座", "只", "场", "部", "套", "台", "辆", "栋", "项", "件"])
SUM = re.compile(any_of(__name__, "sum"), re.IGNORECASE)
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
RELATION = re.compile(rf"(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<same>{_SAME})|(?P<apart>{_APART})", re.IGNORECASE)
FRAME = re.compile(
    rf"{SUM.pattern}|{_MORE}|{_LESS}|{_SAME}|{_APART}|相比|比起|[较比与和]|两年|两者|前者|后者|目标|实际"
    r"|than|compared (?:with|to)|by",
    re.IGNORECASE,
)


BOUND = re.compile("(?<![0-9.])[百千万亿]+元(?:以上|以下)?")
"""亿元以上项目72个: it says of which size the things are that the next figure counts."""


@dataclass(frozen=True, slots=True)
class CitedFigure:
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
        return self.figure.signed


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure of the statement."""

    figure: Figure
    words: str
    years: frozenset[int]
    """Those it may be said of; of another language all that the statement names, for 2024's may follow its figure."""


def stated_figures(text: str, evidence: Sequence[Evidence]) -> Iterator[StatedFigure]:
    mentions = find_years(text)
    calendar = readers_calendar(evidence[0].report)
    named = frozenset(year for mention in mentions if (year := calendar.year(mention)))
    for said in label(text):
        if said.figure.kind is FigureKind.AMOUNT and not BOUND.fullmatch(said.figure.full.of(text)):
            year = year_in_force(said, mentions, calendar, text)
            of_it = frozenset((year,) if year else ()) if HAN.search(text) else named
            yield StatedFigure(said.figure, said.label, of_it)


def is_same(stated: StatedFigure, told: CitedFigure) -> bool:
    """The same figure of the same year with its qualifiers, and on the same matter where the statement names one."""
    figure, other = stated.figure, told.figure
    if (figure.low, figure.high) != (other.low, other.high) or not fits(figure.unit, other.unit, exact=True):
        return False
    if not other.qualifiers <= figure.qualifiers:
        return False
    words = about(FRAME.sub(" ", stated.words))
    related = not words or HAN.search(stated.words) is None or bool(words & gist(told.words))
    return related and (not stated.years or told.year is None or told.year in stated.years)


def told_figures(source: Evidence) -> Iterator[CitedFigure]:
    calendar = speakers_calendar(source.report)
    over = ""
    for said in label(source.text):
        figure = said.figure
        if figure.kind is not FigureKind.AMOUNT or figure.low != figure.high:
            continue
        words, over = f"{over}{said.lead}{said.label}", ""
        if BOUND.fullmatch(figure.full.of(source.text)):
            over = words
            continue
        before = [m for m in find_years(source.text[: figure.full.start]) if not (m.compared or m.since)]
        year = calendar.year(before[-1]) if before else source.year
        yield CitedFigure(figure, said.label, words, figure.span.of(source.text), year, source.report)


def agree(some: Sequence[CitedFigure], result: Figure | None) -> bool:
    """One unit, amounts or changes alike, on like matters; and the result is in their unit."""
    first, *others = some
    moves = {one.figure.direction is not Direction.NONE for one in some}
    if len(moves) > 1 or any(other.figure.unit != first.figure.unit for other in others):
        return False
    if result is not None and not fits(result.unit, first.figure.unit):
        return False
    return all(_are_alike(first, other) for other in others)


def fits(unit: str, operands: str, *, exact: bool = False) -> bool:
    """``exact``: for a figure itself; what lies between two shares is told in points."""
    if operands == PERCENT and not exact:
        return unit in (POINTS, SPOKEN_POINTS)
    return unit == operands or (unit in ("", "个") and operands in _COUNTED)


def _are_alike(one: CitedFigure, other: CitedFigure) -> bool:
    """Whether they are alike by the words they belong to, or by all that leads to them."""
    pairs = ((gist(one.label), gist(other.label)), (gist(one.words), gist(other.words)))
    return any(len(mine & its) >= _ALIKE * max(1, min(len(mine), len(its))) for mine, its in pairs)
