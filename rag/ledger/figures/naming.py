"""A figure of a sentence, the one before it -> what it measures, in the words of the sentence. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.ledger.figures.indicator import (
    PART_MARK,
    completed,
    counted_name,
    is_generic,
    names_nothing,
    opening_acts,
    said_name,
    without_acts,
)
from rag.ledger.figures.measured import Measured
from rag.text.figures import FigureKind
from rag.text.figures.units import PERCENT
from rag.types import Span

_OPENS = re.compile(r"(?:[、，,\s]|和(?![美谐平睦])|与|及)+")
_JOINED = re.compile(r"(?:及|和|与|、|以及)$")
_SET = re.compile(r"(?:来)?(?:安排|控制|把握|计划|设定)")
"""Follows a figure that is set: 按增长5%安排."""
_OTHER_UNIT = re.compile(r"^[（(][个间套台家户人所座处条项件部辆次枚根站点]{1,2}[）)]")
"""A second unit behind the figure: 3.1万套（间）."""
_TOTAL = re.compile(r"累计|总[数量]")
_RISEN = re.compile(r"(?:^|[，,；;、])(?P<clause>[^，,；;、]{2,30}(?:台阶|大关|关口))[，,]$")
"""A clause that only says that something rose, before the one that gives its figure: 生产总值连跨4个千亿台阶."""
_PART = re.compile(r"^[，,、；;\s]*其中[，,]?")


class Named(NamedTuple):
    indicator: str
    acts: str
    """Words for whether it was added, reached or left: its own, or those that open its list."""
    told: Span
    """Indicator and figure, as offsets into the sentence."""


def name_figure(one: Measured, text: str, before: tuple[Measured, Named] | None) -> Named:
    head, tail, full = one.head.of(text), _OTHER_UNIT.sub("", one.tail.of(text)), one.figure.full
    if one.item and one.listed:
        return Named(said_name(one.item), one.listed.of(text), one.listed)
    if before and names_nothing(head) and (names_nothing(tail) or before[0].is_base):
        name = without_acts(before[1].indicator) if _TOTAL.search(head) else before[1].indicator
        return Named(name, f"{before[1].acts}{head}", Span(before[1].told.start, full.end))
    name, told = _by_its_words(one, head, tail, text)
    own = Named(name, text[one.head.start : full.start] + tail, told)
    if before is None:
        return _risen(one, text, name, own.acts) or own
    if _PART.match(head):
        return own._replace(indicator=f"{before[1].indicator}{PART_MARK}{name}")
    return _after(before[1], own, one, head, goes_on=text[before[0].tail.end : one.head.start] == "、")


def _by_its_words(one: Measured, head: str, tail: str, text: str) -> tuple[str, Span]:
    """The name by the words around the figure, and where both stand."""
    full = one.figure.full
    start = one.head.start + (opened.end() if (opened := _OPENS.match(head)) else 0)
    ranked = one.figure.kind is FigureKind.ORDINAL
    if names_nothing(tail) or _SET.fullmatch(tail) or one.is_base or ranked:
        return said_name(head, ranked=ranked), Span(start, full.end)
    joined = bool(_JOINED.search(head))
    name = said_name(tail if names_nothing(head) or joined else head + tail)
    if text[one.tail.end : one.tail.end + 1].isdigit():  # the verb belongs to the figure that follows
        name = counted_name(name)
    end = one.tail.end - len(tail) + len(_JOINED.sub("", tail))
    return name, Span(full.start if joined else start, end)


def _after(before: Named, own: Named, one: Measured, head: str, *, goes_on: bool) -> Named:
    """The name completed by the one before it, with whose list it may go on."""
    name = own.indicator
    whole, mark, _ = before.indicator.partition(PART_MARK)
    if goes_on and mark:
        name = f"{whole}{mark}{name}"
    elif is_generic(name):
        name = completed(before.indicator, name)
    elif goes_on and name == head and one.figure.unit != PERCENT:
        name = _with_acts(before.indicator, name)
    return Named(name, f"{before.acts}、{own.acts}" if goes_on else own.acts, own.told)


def _risen(one: Measured, text: str, name: str, acts: str) -> Named | None:
    """The name in the clause before, where a figure has none of its own."""
    risen = None if name else _RISEN.search(text[: one.clause.start])
    return Named(said_name(risen["clause"]), acts, Span(risen.start("clause"), one.figure.full.end)) if risen else None


def _with_acts(before: str, name: str) -> str:
    """A list item with the verb of the first item: 新组建实验室3家、技术中心5家."""
    return name if opening_acts(name) else f"{opening_acts(before)}{name}"
