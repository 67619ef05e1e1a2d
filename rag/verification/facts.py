"""A sentence of a report -> the figures in it, each with its words, its year and what it counts. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rag.grounding.figures import Evidence
from rag.grounding.figures.evidence import Item, make_source
from rag.text.figure_labels import Labelled, is_idle
from rag.text.figures import Figure, clause_starts
from rag.text.figures.kinds import TOTALS
from rag.text.figures.units import SHARES
from rag.text.plain import grams
from rag.types import Span
from rag.verification.spoken.worded_numbers import find_streaks, find_worded
from rag.verification.wording import Grams


class Count(StrEnum):
    """The things that a number counts."""

    NEW = "new"
    """Those that came in a year: 新增15家."""
    ALL = "all"
    """Those there are: 总数达36家."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure of a sentence."""

    figure: Figure
    words: str
    """The words that the figure belongs to."""
    label: Grams
    """The label of these words."""
    name: Grams
    """The name from those of them that stand before it, where there are any."""
    lead: Grams
    """The words of its clause and those that lead to it."""
    year: int | None
    count: Count
    clause: Span
    place: int
    """The place of its clause: the index into ``Told.clauses``."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a report, read."""

    evidence: Evidence
    clauses: tuple[Span, ...]
    """The clauses as offsets into the sentence."""
    slots: tuple[Slot, ...]
    grams: Grams
    headings: Grams

    @property
    def text(self) -> str:
        return self.evidence.text


_NEW = re.compile(
    r"新增|净增|新设(?!立)|新创|新认定|新入选|新培育|新登记|新引进|新获批|新修|新建|新开|新办|增加了?$|年增|新添|去年一年"
    r"|\bnewly\b|\badd(?:ed|s|ing)?\b|\bgained\b|\bincreased by $",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"{TOTALS}|总(?=装机|里程|面积|人[数口]|户数|容量)|共有|一共|总共|增加[到至]|扩大到|发展到|合计|存量|\btotal",
    re.IGNORECASE,
)
_REACHES = re.compile(r"(?:达到?|[增升扩恢展大复]至|[增升扩展大复]到|突破|超过)$")
_SUMMED = re.compile("累计")
"""A word that applies to all verbs of a list, up to the end of its clause."""
_AND = re.compile("[、和与及]")
_OF_IT = re.compile(r"^[、，,；;]?其中")
_TOTAL = re.compile(
    "[、，,]?(?:总(?:数|量|规模|计|(?P<of>[\u3400-\u9fff]{2,4}?))|累计|合计)已?(?:达到?|为|至|有|突破|超过?|接?近|约)*"
)
"""Words that continue with the total of what was counted before: 新结对友好城市4对、总数达110对,
新增电力装机10万千瓦、总装机90万千瓦."""
_BECOMES = re.compile("(?:优化|重组|整合|调整|精简|扩容|扩建|升级|增加|提升)+[至到为]$")
"""Verbs that say how things came to be the number they now are."""
_BETTER = re.compile(r"(?<=浓度)(?:同比)?(?:改善|优化)|(?<=PM2\.5)(?:同比)?改善")


_FROM = re.compile("[从由][^，,；;。0-9]{0,10}$")
_TO = re.compile("[^，,；;。、0-9]{0,8}?(?:至|到|为|成)[^，,；;。、0-9]{0,6}")

_MOVES = re.compile("撬动|带动|拉动|吸引|引来")
"""Verbs after a figure that lead to the next one: 30.5亿元撬动贷款2317.3亿元."""


def count_of(words: str) -> Count:
    """The things counted, new ones or all, by the last word that shows it: 新增15家、总数达36家."""
    new = max((found.end() for found in _NEW.finditer(words)), default=-1)
    everything = max((found.end() for found in _ALL.finditer(words)), default=-1)
    if new == everything:
        return Count.ALL if _REACHES.search(words) else Count.OPEN
    return Count.NEW if new > everything else Count.ALL


def is_from_to(one: Figure, other: Figure, text: str) -> bool:
    """Whether the text moves from the first figure to the second: 从第12位升至第5位."""
    if one.full.end > other.full.start:
        return False
    between = text[one.full.end : other.full.start]
    return _TO.fullmatch(between) is not None and _FROM.search(text[: one.full.start]) is not None


def name_of(said: Labelled, own: frozenset[str] = frozenset()) -> Grams:
    """The words a figure belongs to, without those after it (食品安全工作连续十年 获得A级等次) and the names of its own
    place."""
    before = said.label.removesuffix(said.tail)
    name = said.label if is_idle(before) else before
    return frozenset(grams(with_breaks(name, own)))


def with_breaks(text: str, names: frozenset[str]) -> str:
    """The text with a break for each of the names."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "\n")
    return text


@lru_cache(2048)
def read_sentence(evidence: Evidence, clauses: tuple[Span, ...]) -> ReadSentence:
    """``clauses``: as offsets into the sentence."""
    text = evidence.text
    source = make_source(replace(evidence, text=_fallen(text)))
    slots: list[Slot] = []
    streaks = [streak.span for streak in find_streaks(text)]
    items = [item for item in source.items if not any(map(item.said.figure.span.overlaps, streaks))]
    for last, item in pairwise([None, *items]):
        if item:
            slots.append(_governed(_slot(item, last, text, clauses), item, slots[-1:], text))
    worded = [_worded(figure, slots, text, clauses, evidence.year) for figure in find_worded(text)]
    headings = frozenset(grams("\n".join(evidence.section)))
    return ReadSentence(evidence, clauses, (*slots, *worded), frozenset(grams(text)), headings)


def _fallen(text: str) -> str:
    """PM2.5浓度改善5.1% read as 下降5.1%, of the same length."""
    return _BETTER.sub(lambda found: f"{found[0][:-2]}下降", text)


def _slot(item: Item, last: Item | None, text: str, clauses: Sequence[Span]) -> Slot:
    """``last``: the one before; 其中 goes on with what it belongs to."""
    said, figure = item.said, item.said.figure
    whole = last.said.label if last and _OF_IT.search(said.head) else ""
    own = said.head + text[figure.full.start : figure.span.start]
    before = text[said.clause.start : figure.span.start]
    words = said.label.removesuffix(said.tail) if said.head and _MOVES.match(said.tail) else said.label
    whose = _NEW.sub("", last.said.label) if last and _is_total(said.own.strip(), last.said.label) else ""
    if is_idle(own) and _REACHES.search(own.strip()):
        words = _NEW.sub("", words)
    return Slot(
        figure=figure,
        words=whose or _BECOMES.sub("", words),
        label=frozenset(grams(whose + words)),
        name=frozenset(grams(whose)) or name_of(said),
        lead=frozenset(grams(f"{whole}\n{said.lead}\n{said.clause.of(text)}")),
        year=item.year,
        count=_count(figure, before if is_idle(said.head) and count_of(own) is Count.OPEN else own),
        clause=said.clause,
        place=_place(figure.full.start, clauses),
    )


def _is_total(own: str, before: str) -> bool:
    """Whether the words give the total of what the words before them give the increase of."""
    total = _TOTAL.fullmatch(own)
    return total is not None and (total["of"] is None or total["of"] in before)


def _governed(slot: Slot, item: Item, before: Sequence[Slot], text: str) -> Slot:
    """A member of a list counts what the one before it counts: 甲、乙分别增至8837家、310家, 累计引进20家、培育3家."""
    if not before or slot.count is not Count.OPEN or slot.figure.unit in SHARES or before[0].clause != slot.clause:
        return slot
    last = before[0]
    between = text[last.figure.full.end : slot.figure.full.start]
    summed = _SUMMED.search(text[slot.clause.start : last.figure.full.start]) and _AND.match(between)
    listed = is_idle(item.said.head) and _AND.fullmatch(between)
    return replace(slot, count=last.count) if listed or (summed and last.count is Count.ALL) else slot


def _count(figure: Figure, words: str) -> Count:
    """A rate counts nothing: 发明专利拥有量增长16.8%."""
    return Count.OPEN if figure.unit in SHARES else count_of(words)


def _worded(figure: Figure, slots: Sequence[Slot], text: str, clauses: Sequence[Span], year: int | None) -> Slot:
    """The words of a number written in words continue those of the figure before it."""
    before = [slot for slot in slots if slot.figure.full.end <= figure.span.start]
    starts = clause_starts(text)
    at = bisect_right(starts, figure.span.start)
    clause = Span(starts[at - 1], starts[at] if at < len(starts) else len(text))
    left = max([clause.start, *(slot.figure.full.end for slot in before[-1:])])
    words = text[left : figure.span.start]
    if before and is_idle(words):
        words = before[-1].words
    lead = frozenset(grams(clause.of(text)))
    label = frozenset(grams(words))
    return Slot(figure, words, label, label, lead, year, Count.OPEN, clause, _place(figure.span.start, clauses))


def _place(offset: int, clauses: Sequence[Span]) -> int:
    return next((at for at, clause in enumerate(clauses) if clause.start <= offset < clause.end), len(clauses))
