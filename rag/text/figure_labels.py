"""Sentence -> which words each of its figures belongs to; lists with 分别 are split. Pure.

A figure belongs to the words before it in its clause and those after it up to the next comma: 充电桩261个,
38项民生实事. Where there are none (…总额2.16亿美元,增长3%) it goes on with what the figure before it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.text.figures import Figure, FigureKind, clause_starts, find_figures
from rag.text.figures.units import SHARES, is_count
from rag.text.places import find_places
from rag.text.word_tables import any_of
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the figure that a list with 分别 gives it: 农村居民人均可支配收入, 4.5万元."""

    item: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure and the words it belongs to."""

    figure: Figure
    head: str
    """Words before it in its clause, as written."""
    tail: str
    """Words after it."""
    lead: str
    """Clauses without a figure that come before its own, from the last figure or semicolon on."""
    label: str
    """Both, or what stands for them: the item of its list, the words of the figure before."""
    clause: Span
    """Its clause, as offsets into the sentence."""

    @property
    def own(self) -> str:
        return self.head + self.tail


_VALUES = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)
_RESPECTIVELY = re.compile(r"分别|依次|\brespectively\b", re.IGNORECASE)
_BETWEEN = re.compile(r"、|、?(?:和|与|及|以及)|/|,? and |, ")
_SEPARATOR = re.compile(
    r"、|(?<=[”」》])(?=[“「《])|以及|(?<!共)和(?![谐平睦])|(?<!参)与(?!会)|(?<![普涉])及(?![时其格])"
)
_JOINED = re.compile(r"[\u3400-\u9fff”][和与及]$")
_LEAD = re.compile(r"^(?:预计|力争|[、,，和与及\s])+")
# What statistics count, as the last words of a list that all its items share: 家电、新能源汽车零售额.
_MEASURED = re.compile(
    r"(?:居民|行业|领域|产业|企业|案件|项目|人均|户均|平均|年均|月|总|生产|基本)*"
    r"(?:可支配收入|(?:投资|交易|销售|成交|消费|营业|进出口|出口|融资)额|增加值|零售额|产值|产量|数量|投资|(?:贷款|存款)?余额|贷款|存款|收入|支出|出口|进口|吞吐量|营收|标准|价格|总额|人数|户数"
    r"|立案数|覆盖率|普及率|参保率|使用率|[额量率数值])$"
)
_TAIL_END = re.compile(r"[、，。,；;!！？?\n：:()（）]")
# Two members said as one word, each to be read with what follows: 城乡居民, 内外资, 进出口总额.
FUSED = (
    ("城乡", "城镇", "农村"), ("内外资", "内资", "外资"), ("进出口", "进口", "出口"), ("男女", "男", "女"),
    ("产销量", "产量", "销量"),
    ("内外贸", "内贸", "外贸"), ("线上线下", "线上", "线下"),
    ("供需", "供", "需"),
)  # fmt: skip
_LONGEST_CHANGE = 16  # characters
# What stands between the name of an indicator and its figure.
_CHANGES = re.compile(
    r"(?:增长|下降|提高|提升|减少|增加|上升|降低|同比|环比|预计|力争|分别|累计|达到?|至|到|为|约|近|超过?|[较比][^较比0-9,，、;；]{0,4})+$"
)
_MEANT_END = re.compile(r"(?:预计|预期|力争|计划|有望|将)+$")
"""城乡居民收入预计分别增长5%、6%: it says of no item what it is."""
_IDLE = re.compile(rf"(?:{any_of(__name__, 'idle')})*+", re.IGNORECASE | re.ASCII)


@lru_cache(1024)
def label(sentence: str) -> tuple[Labelled, ...]:
    """The values of a sentence (amounts, ranks, grades), in order, each with its words."""
    values = [figure for figure in find_figures(sentence) if figure.kind in _VALUES]
    starts = clause_starts(sentence)
    own = _own_words(sentence, values, starts)
    items = {pair.figure.span: pair.item for pair in _aligned(sentence, values, own, starts)}
    heads = [head for head, _ in own]
    cores = list(map(_without_changes, heads))
    joined = {pair.figure.span: pair.item for pair in _joined(sentence, values, heads, cores, items.keys())}
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


def _without_changes(words: str) -> str:
    """Only the end is looked at: there are as many ways to read 比约约比约约… as it has parts, multiplied."""
    return words[:-_LONGEST_CHANGE] + _CHANGES.sub("", words[-_LONGEST_CHANGE:])


def _may_share_a_name(one: Figure, other: Figure) -> bool:
    """Both are shares or neither is; a count is told of no indicator: 开发区增加值增长9%、新增开发区1家."""
    return (one.unit in SHARES) is (other.unit in SHARES) or not is_count(other.unit)


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
    return tuple(_aligned(sentence, values, _own_words(sentence, values, starts), starts))


@lru_cache(4096)
def is_idle(words: str) -> bool:
    """True for words that name nothing but a place: 同比增长, 分别达, 较上年增长, ,其中."""
    for place in ("分别", *find_places(words)):
        words = words.replace(place, "")
    return bool(_IDLE.fullmatch(words))


def _own_words(text: str, values: Sequence[Figure], starts: Sequence[int]) -> list[tuple[str, str]]:
    """The words before and after each figure, between its neighbours and the ends of its clause."""
    spans = [figure.full for figure in values]
    words = []
    for at, span in enumerate(spans):
        clause = starts[bisect_right(starts, span.start) - 1]
        left = max(clause, spans[at - 1].end if at else 0)
        if at and left == spans[at - 1].end:
            left += _ends_of_the_last(text[left : span.start])
        right = spans[at + 1].start if at + 1 < len(spans) else len(text)
        end = _TAIL_END.search(text, span.end, right)
        words.append((text[left : span.start], text[span.end : end.start() if end else right]))
    return words


def _ends_of_the_last(between: str) -> int:
    """The end of the words of the figure before: at 、, or with 和 right before the next one (5个甲和6个乙)."""
    return len(between) if _JOINED.search(between) else between.find("、") + 1


def _leads(text: str, values: Sequence[Figure], starts: Sequence[int]) -> list[str]:
    leads, open_from = [], 0
    for figure in values:
        clause = starts[bisect_right(starts, figure.full.start) - 1]
        leads.append(re.split(r"[;；。]", text[min(open_from, clause) : clause])[-1])
        after = bisect_right(starts, figure.full.end)
        open_from = starts[after] if after < len(starts) else len(text)
    return leads


def _aligned(text: str, values: Sequence[Figure], own: Sequence[tuple[str, str]], starts: Sequence[int]) -> list[Pair]:
    pairs: list[Pair] = []
    for mark in _RESPECTIVELY.finditer(text):
        run = _run(text, values, mark)
        if len(run) < 2:
            continue
        clause = starts[bisect_right(starts, mark.start()) - 1]
        items = _items(text[clause : mark.start()], len(run)) or _earlier(text, values, own, pairs, mark, len(run))
        if items:
            runs = run + _further(text, values, run, mark)
            pairs += [Pair(item, values[at]) for item, at in zip(items * (len(runs) // len(run)), runs, strict=True)]
    return pairs


def _joined(
    text: str, values: Sequence[Figure], heads: Sequence[str], cores: Sequence[str], given: Set[Span]
) -> list[Pair]:
    """Two figures of one unit that two items joined before them have: 城乡低保标准提高到740元和485元.

    ``heads``: the words before each; ``cores``: the same without words of change."""
    pairs: list[Pair] = []
    for at, (one, other) in enumerate(pairwise(values)):
        words, core = heads[at], cores[at]
        between = text[one.full.end : other.full.start]
        is_run = one.unit == other.unit and _BETWEEN.fullmatch(between) and not _is_listed(text, values, at)
        if is_run and core != words and not given & {one.span, other.span} and "分别" not in words:
            pairs += [Pair(item, figure) for item, figure in zip(_items(core, 2), (one, other), strict=False)]
    return pairs


def _is_listed(text: str, values: Sequence[Figure], at: int) -> bool:
    """The two figures from ``at`` on are part of a longer list."""
    around = [pair for pair in ((at - 1, at), (at + 1, at + 2)) if pair[0] >= 0 and pair[1] < len(values)]
    return any(_BETWEEN.fullmatch(text[values[a].full.end : values[b].full.start]) for a, b in around)


def _further(text: str, values: Sequence[Figure], run: Sequence[int], mark: re.Match[str]) -> list[int]:
    """Indices of as many figures of one unit that go on with the list: 分别达5.2万元、2.3万元，增长4.6%、6.5%."""
    after = _listed(text, values, range(run[-1] + 1, len(values))) if not mark[0].isascii() else []
    if len(after) != len(run) or len({values[at].unit for at in after}) > 1:
        return []
    between = text[values[run[-1]].full.end : values[after[0]].full.start]
    return after if "分别" not in between and is_idle(between) else []


def _run(text: str, values: Sequence[Figure], mark: re.Match[str]) -> list[int]:
    """Indices of the figures that 分别 gives out: those listed after it (before it, for respectively)."""
    if mark[0].isascii():
        before = [at for at, figure in enumerate(values) if figure.full.end <= mark.start()]
        return _listed(text, values, before[::-1])[::-1]
    return _listed(text, values, [at for at, figure in enumerate(values) if figure.full.start >= mark.end()])


def _listed(text: str, values: Sequence[Figure], candidates: Sequence[int]) -> list[int]:
    """The leading candidates that stand side by side with nothing but commas between."""
    run = list(candidates[:1])
    for one, other in pairwise(candidates):
        left, right = sorted((values[one].full, values[other].full))
        if not _BETWEEN.fullmatch(text[left.end : right.start]):
            break
        run.append(other)
    return run


def _items(words: str, count: int) -> list[str]:
    """``count`` items named before 分别: 城镇和农村居民收入, 采石河、洋河水系水质, 城乡居民收入."""
    words = _MEANT_END.sub("", _LEAD.sub("", words))
    parts = [part for part in _SEPARATOR.split(words) if part]
    if len(parts) == count:
        return _shared(parts)
    for fused, one, other in FUSED:
        if count == 2 and words.count(fused) == 1:
            before, after = words.split(fused)
            return [before + one + after, before + other + after]
    return []


def _shared(parts: Sequence[str]) -> list[str]:
    """The last part goes on with words that all share: 城镇 | 农村居民收入 -> 城镇居民收入, 农村居民收入."""
    *heads, last = parts
    alike = last.find(heads[-1][-1], 1) + 1  # 采石河 | 洋河水系水质
    measured = _MEASURED.search(last)
    if alike:
        tail = last[alike:]
    elif measured and measured.start() and not _MEASURED.search(heads[-1]):
        tail = measured[0]
    else:
        tail = ""
    return [head + tail for head in heads] + [last]


def _earlier(
    text: str,
    values: Sequence[Figure],
    own: Sequence[tuple[str, str]],
    pairs: Sequence[Pair],
    mark: re.Match[str],
    count: int,
) -> list[str]:
    """The items of the list before it, or the figures listed before it, where the clause of 分别 names none."""
    if not is_idle(_clause_before(text, mark.start())):
        return []
    if len(pairs) >= count and pairs[-1].figure.full.end <= mark.start():
        return [pair.item for pair in pairs[-count:]]
    before = [at for at, figure in enumerate(values) if figure.full.end <= mark.start()]
    if len(before) < count:
        return []
    names = [_LEAD.sub("", "".join(own[at])) for at in before[-count:]]
    return [] if any(is_idle(name) for name in names) else names


def _clause_before(text: str, end: int) -> str:
    starts = clause_starts(text)
    return text[starts[bisect_right(starts, end) - 1] : end]
