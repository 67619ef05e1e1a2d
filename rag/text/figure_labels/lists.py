"""Sentence -> the lists in it that give several figures to several things: 分别. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from rag.text.figure_labels.words import is_idle
from rag.text.figures import Figure, clause_starts
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the figure that a list with 分别 gives it: 农村居民人均可支配收入, 4.5万元."""

    item: str
    figure: Figure


_RESPECTIVELY = re.compile(r"分别|依次|\brespectively\b", re.IGNORECASE)
_BETWEEN = re.compile(r"、|、?(?:和|与|及|以及)|/|,? and |, ")
_SEPARATOR = re.compile(
    r"、|(?<=[”」》])(?=[“「《])|以及|(?<!共)和(?![谐平睦])|(?<!参)与(?!会)|(?<![普涉])及(?![时其格])"
)
_LEAD = re.compile(r"^(?:预计|力争|[、,，和与及\s])+")
# What statistics count, as the last words of a list that all its items share: 家电、新能源汽车零售额.
_MEASURED = re.compile(
    r"(?:居民|行业|领域|产业|企业|案件|项目|人均|户均|平均|年均|月|总|生产|基本)*"
    r"(?:可支配收入|(?:投资|交易|销售|成交|消费|营业|进出口|出口|融资)额|增加值|零售额|产值|产量|数量|投资|(?:贷款|存款)?余额|贷款|存款|收入|支出|出口|进口|吞吐量|营收|标准|价格|总额|人数|户数"
    r"|立案数|覆盖率|普及率|参保率|使用率|[额量率数值])$"
)
# Two members said as one word, each to be read with what follows: 城乡居民, 内外资, 进出口总额.
FUSED = (
    ("城乡", "城镇", "农村"), ("内外资", "内资", "外资"), ("进出口", "进口", "出口"), ("男女", "男", "女"),
    ("产销量", "产量", "销量"),
    ("内外贸", "内贸", "外贸"), ("线上线下", "线上", "线下"),
    ("供需", "供", "需"),
)  # fmt: skip
_MEANT_END = re.compile(r"(?:预计|预期|力争|计划|有望|将)+$")
"""城乡居民收入预计分别增长5%、6%: it says of no item what it is."""


def find_aligned(
    text: str, values: Sequence[Figure], own: Sequence[tuple[str, str]], starts: Sequence[int]
) -> list[Pair]:
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


def find_joined(
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
