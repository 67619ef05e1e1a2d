"""Sentence -> which words each of its figures belongs to; lists with 分别 are split. Pure.

A figure belongs to the words before it in its clause and those after it up to the next comma: 充电桩261个,
38项民生实事. Where there are none (…总额2.16亿美元,增长3%) it goes on with what the figure before it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.text.figure_labels.lists import Pair, find_aligned, find_joined
from rag.text.figure_labels.words import is_idle, own_words
from rag.text.figures import Direction, Figure, FigureKind, clause_starts, find_figures
from rag.text.figures.kinds import PercentageKind, kind_of
from rag.text.figures.units import PERCENT, POINTS, SHARES, is_count
from rag.types import Span

_MOVED = re.compile("增|减|升|降|涨|跌|提高|多了|少了|翻")
_UNITS_OF_CHANGE = frozenset({POINTS, "倍", "番"})


@dataclass(frozen=True)
class Labelled:
    """A figure and the words it belongs to. What they say of it is kept with it, whoever asks."""

    figure: Figure
    head: str
    """Words before it in its clause, as written."""
    tail: str
    """Words after it."""
    lead: str
    """Clauses without a figure that come before its own, from the last figure or semicolon on."""
    label: str
    """Both together, or their replacement: the item of its list, the words of the figure before."""
    clause: Span
    """Its clause, as offsets into the sentence."""

    @property
    def own(self) -> str:
        return self.head + self.tail

    @cached_property
    def may_be_change(self) -> bool:
        """It is not a share, nor an amount that nothing says to have moved."""
        if self.figure.unit == PERCENT:
            return self._kind is not PercentageKind.SHARE and "占" not in self.label
        moves = self.figure.unit in _UNITS_OF_CHANGE or self.figure.direction is not Direction.NONE
        return moves or _MOVED.search(self.label) is not None

    @property
    def is_growth(self) -> bool:
        """Its words say that it is a change in percent, or in percentage points."""
        return self.figure.unit == POINTS or self._kind is PercentageKind.GROWTH

    @cached_property
    def _kind(self) -> PercentageKind:
        return kind_of(self.figure, self.label)


_VALUES = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)
_LONGEST_CHANGE = 16  # characters
# What stands between the name of an indicator and its figure.
_CHANGES = re.compile(
    r"(?:增长|下降|提高|提升|减少|增加|上升|降低|同比|环比|预计|力争|分别|累计|达到?|至|到|为|约|近|超过?|[较比][^较比0-9,，、;；]{0,4})+$"
)


@lru_cache(1024)
def label(sentence: str) -> tuple[Labelled, ...]:
    """The values of a sentence (amounts, ranks, grades), in order, each with its words."""
    values = [figure for figure in find_figures(sentence) if figure.kind in _VALUES]
    starts = clause_starts(sentence)
    own = own_words(sentence, values, starts)
    items = {pair.figure.span: pair.item for pair in find_aligned(sentence, values, own, starts)}
    heads = [head for head, _ in own]
    cores = list(map(_without_changes, heads))
    joined = {pair.figure.span: pair.item for pair in find_joined(sentence, values, heads, cores, items.keys())}
    leads = _leads(sentence, values, starts)
    labelled: list[Labelled] = []
    for figure, (head, tail), lead in zip(values, own, leads, strict=True):
        at = bisect_right(starts, figure.full.start)
        clause = Span(starts[at - 1], starts[at] if at < len(starts) else len(sentence))
        before = labelled[-1].label if labelled else ""
        words = head + tail
        item = items.get(figure.span, "" if not is_idle(words) else before)
        rest = words.rpartition("分别")[2] if figure.span in items else words
        if labelled and figure.span not in items and _may_share_a_name(labelled[-1].figure, figure):
            rest = _completed(cores[len(labelled) - 1], cores[len(labelled)], head) + tail
        said = joined.get(figure.span) or item + ("" if is_idle(rest) else rest)
        labelled.append(Labelled(figure, head, tail, lead, said, clause))
    return tuple(labelled)


@lru_cache(1024)  # sentences on one indicator begin alike
def _without_changes(words: str) -> str:
    """Only the end is looked at: there are as many ways to read 比约约比约约… as it has parts, multiplied."""
    return words[:-_LONGEST_CHANGE] + _CHANGES.sub("", words[-_LONGEST_CHANGE:])


def _may_share_a_name(one: Figure, other: Figure) -> bool:
    """Whether two figures may share a name: both are shares or neither is, and a count has no indicator:
    开发区增加值增长9%、新增开发区1家."""
    return (one.unit in SHARES) is (other.unit in SHARES) or not is_count(other.unit)


@lru_cache(1024)
def _completed(last: str, core: str, head: str) -> str:
    """The head with what it leaves to the one before it: 城镇居民人均可支配收入增长5%、农村居民增长6%.

    ``last``, ``core``: that one's and its own without words of change.
    """
    at = last.rfind(core[-2:]) + 2
    if len(core) < 3 or at < 2 or len(last) - at < 2 or core in last:  # 带动消费 leaves nothing to 消费券
        return head
    return core + last[at:] + head[len(core) :]


def align(sentence: str) -> tuple[Pair, ...]:
    """Items and figures of the lists with 分别, in order; none where they cannot be matched one to one."""
    values = [figure for figure in find_figures(sentence) if figure.kind in _VALUES]
    starts = clause_starts(sentence)
    return tuple(find_aligned(sentence, values, own_words(sentence, values, starts), starts))


def _leads(text: str, values: Sequence[Figure], starts: Sequence[int]) -> list[str]:
    leads, open_from = [], 0
    for figure in values:
        clause = starts[bisect_right(starts, figure.full.start) - 1]
        leads.append(re.split(r"[;；。]", text[min(open_from, clause) : clause])[-1])
        after = bisect_right(starts, figure.full.end)
        open_from = starts[after] if after < len(starts) else len(text)
    return leads
