"""Sentence -> its figures that measure something, each with the words before and after it. Pure.

Left out are numbers that only name or place something (三大工程, 二十届三中全会, “30条”, 第三批, 15分钟生活圈) and
those that belong to the name of what the next figure counts (亿元以上技改项目1200项).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text.figure_labels import align
from rag.text.figures import Direction, Figure, FigureKind, Qualifier, clause_starts, find_figures
from rag.text.figures.units import MONEY, PERCENT
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a sentence; spans are offsets into it."""

    figure: Figure
    head: Span
    """Words before it, from its clause's start or the figure before it."""
    tail: Span
    """Words after it, up to the next comma or figure."""
    clause: Span
    item: str
    """The item that a list with 分别 gives the figure to; empty if there is none."""
    listed: Span | None
    """That whole list with its figures."""
    is_base: bool
    """The figure that another one rose or fell from: 从2.77%提高到3.3%."""


_NAMING_UNITS = frozenset(
    ("大", "版", "代", "期", "届", "轮", "批", "级", "方", "号", "字", "年代", "世纪", "站", "强", "刻钟", "千伏", "伏")
)
_CLASSES = frozenset(("类", "批", "大", "组"))
_TIME_UNITS = frozenset(("年", "个月", "周", "天", "小时", "分钟", "秒", "岁", "周年", "季度", "学年", "工作日"))
_TIMES = re.compile(
    r"(?:寿命|时间|时限|年限|天数|周期|期限|时长|时效)[^，,；;]{0,6}$|(?:提前|缩短|压缩)(?:至|到|为|了)?$"
)
_ADDS = re.compile(r"(?:新增|新建|建成|创建|培育|打造|引进|完成|达到?)[^，,、；;]{0,4}$")
_NOTHING_MEASURED = re.compile(
    r"[万千百亿元]{0,3}(?:[一二三四五六七八九]个)?大?(?:台阶|大关|关口)|级|方面(?:的|重点)*工作|.{0,6}(?:人民|儿女|同胞|父老)"
)
"""Follows a number that measures nothing."""
_RANKED = re.compile(r"[居列位排名跃升进获跻夺]|全[国省市球]|世界|各省")
_RANKS = frozenset({"第", "第位", "第名", "前"})
_SCALED = re.compile(r"[百千万亿]")
_TAIL = re.compile(r"(?:（[^（）]*）|\([^()]*\)|(?!——)[^、，。,;；!！？?\n：:])*")
_FROM = re.compile(r"(?:从|由)(?:[^，,；;。0-9]{0,12}|[^，,；;。]{0,4}(?:19|20)[0-9]{2}年?[^，,；;。0-9]{0,6})$")
_MOVED = "提高|提升|增加|增长|上升|下降|降低|减少|缩小|扩大|跃升|跃居|上涨|回升|升|降|增|拓展|扩展|调整"
_TO = re.compile(rf"[^，,；;。、]{{0,8}}?(?:(?:{_MOVED})(?:到|至)|跃居)|[—-]")
_BOUNDED = re.compile(r"的?(?:[^，,、；;。0-9]{0,4})(?:企业|项目|产业|集群|园区|平台|县|市|镇|行政村|村)")
_NAMED = re.compile(r"的?(?!左右)[^，,、；;。]{2,16}")
_QUOTED = re.compile("“[^“”]{1,20}”|《[^《》]{1,20}》|「[^「」]{1,20}」")


def measured_figures(text: str) -> tuple[Measured, ...]:
    """The figures in order."""
    starts = clause_starts(text)
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text)]
    values = [figure for figure in find_figures(text) if figure.kind in (FigureKind.AMOUNT, FigureKind.ORDINAL)]
    kept = [
        figure
        for at, figure in enumerate(values)
        if not any(span.start <= figure.span.start < span.end for span in quoted)
        and _measures(figure, text, starts)
        and not _is_part_of_name(values, at, text)
    ]
    return tuple(_dressed(kept, text, starts))


def _measures(figure: Figure, text: str, starts: Sequence[int]) -> bool:
    before = text[_clause(figure, text, starts).start : figure.full.start]
    if figure.kind is FigureKind.ORDINAL:
        return figure.unit in _RANKS and bool(_RANKED.search(before[-8:]))
    if figure.unit in _NAMING_UNITS or before.endswith("每") or _NOTHING_MEASURED.match(text, figure.full.end):
        return False
    if before.endswith(("时速", "国家")) and _NAMED.match(text, figure.full.end):
        return False
    if figure.unit in _TIME_UNITS:
        return bool(_TIMES.search(before))
    if not figure.unit:
        moves = figure.direction in (Direction.UP_TO, Direction.DOWN_TO)
        return bool(_SCALED.search(figure.literal)) or moves or bool(_FROM.search(before))
    return _is_written_out(figure) or (bool(_ADDS.search(before)) and not figure.indefinite)


def _is_written_out(figure: Figure) -> bool:
    """Figures in digits, as a share, or as a round number of hundreds and more: 八成, 百万辆, 翻番."""
    digits = any(character.isdigit() and character.isascii() for character in figure.literal)
    return digits or figure.unit in (PERCENT, "番") or figure.low >= 100


def _is_part_of_name(values: Sequence[Figure], at: int, text: str) -> bool:
    """亿元以上 in 亿元以上技改项目1200项: a bound, words, and a count of what they name; 12类 in 12类45件."""
    figure = values[at]
    if figure.unit in _CLASSES and at + 1 < len(values) and values[at + 1].full.start == figure.full.end:
        return True
    bounds = figure.qualifiers & {Qualifier.AT_LEAST, Qualifier.OVER} or text[: figure.full.start].endswith("过")
    if not (_may_bound(figure) and bounds):
        return False
    if figure.unit in MONEY and _BOUNDED.match(text, figure.full.end):
        return True
    following = next((other for other in values[at + 1 :] if other.unit), None)
    if following is None or _may_bound(following):
        return False
    return bool(_NAMED.fullmatch(text[figure.full.end : following.full.start]))


def _may_bound(figure: Figure) -> bool:
    return figure.unit in MONEY or figure.unit == PERCENT


def _dressed(kept: Sequence[Figure], text: str, starts: Sequence[int]) -> Iterator[Measured]:
    lists = _lists(kept, text, starts)
    for at, figure in enumerate(kept):
        clause = _clause(figure, text, starts)
        head = Span(_left(kept, at, clause, text), figure.full.start)
        tail = Span(figure.full.end, _right(kept, at, clause, text))
        item, listed = lists.get(figure.span, ("", None))
        yield Measured(figure, head, tail, clause, item, listed, _is_base(figure, head, text))


def _clause(figure: Figure, text: str, starts: Sequence[int]) -> Span:
    at = bisect_right(starts, figure.full.start)
    return Span(starts[at - 1], starts[at] if at < len(starts) else len(text))


def _left(kept: Sequence[Figure], at: int, clause: Span, text: str) -> int:
    """The place after the previous figure, and after the mark that parts the two where there is one."""
    end = kept[at - 1].full.end if at else 0
    if end <= clause.start:
        return clause.start
    mark = text.find("、", end, kept[at].full.start)
    return mark + 1 if mark >= 0 else end


def _right(kept: Sequence[Figure], at: int, clause: Span, text: str) -> int:
    limit = min(clause.end, kept[at + 1].full.start) if at + 1 < len(kept) else clause.end
    tail = _TAIL.match(text, kept[at].full.end, limit)
    return tail.end() if tail else limit


def _lists(kept: Sequence[Figure], text: str, starts: Sequence[int]) -> dict[Span, tuple[str, Span]]:
    """The item of each figure in a list with 分别, by the figure's span, and where that list stands."""
    pairs = align(text)
    runs: list[list[int]] = []
    for at, pair in enumerate(pairs):
        if runs and pair.figure.full.start - pairs[runs[-1][-1]].figure.full.end < 4:
            runs[-1].append(at)
        else:
            runs.append([at])
    found = {}
    for run in runs:
        first, last = pairs[run[0]].figure, pairs[run[-1]].figure
        whole = Span(_clause(first, text, starts).start, last.full.end)
        found.update({pairs[at].figure.span: (pairs[at].item, whole) for at in run})
    return {figure.span: found[figure.span] for figure in kept if figure.span in found}


def _is_base(figure: Figure, head: Span, text: str) -> bool:
    return bool(_FROM.search(head.of(text))) and bool(_TO.match(text, figure.full.end))
