"""A claim, a sentence -> the claim with one thing in it put as the sentence has it. Pure.

Tried in this order: the direction of a change, its figures, whether it is planned, under way or done, a denial, a level
or a grade, its year. What comes out is words; whether the sentence says them is for
``rag.verification.claim_matching`` to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from rag.grounding.figures import Evidence
from rag.text.figures import Figure, FigureKind, compatible, find_figures
from rag.text.figures.modifiers import turns
from rag.text.figures.units import MONEY, PERCENT, POINTS, SPOKEN_POINTS
from rag.text.time_expressions import find_years
from rag.types import Span

_MOST = 40
"""Ways to put the figures of a claim right that are tried."""


class Aspect(StrEnum):
    """What of a claim the report says otherwise."""

    DIRECTION = "direction"
    FIGURE = "figure"
    PROGRESS = "progress"
    """Planned or under way and told as done, or done and told as planned."""
    DENIAL = "denial"
    LEVEL = "level"
    """省级 for 国家级, 金奖 for 银奖."""
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Mending:
    """A claim put right."""

    text: str
    aspect: Aspect
    said: Span | None
    """What the sentence has, as offsets into its text; None where it is no stretch of words."""


_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)
_DIMENSIONS = (
    MONEY,
    frozenset({PERCENT, POINTS, SPOKEN_POINTS}),
    frozenset({"人", "名", "位", "人次", "户", "户次"}),
    frozenset({"亩", "公顷", "平方米", "平方公里"}),
    frozenset({"斤", "公斤", "吨", "克"}),
    frozenset({"米", "公里", "里"}),
    frozenset({"年", "个月", "天", "周", "小时", "分钟"}),
)
_LARGE = 10_000
"""From which a number without a unit is read as an amount of money or the like: 2.46亿 is not meant for 8个."""


def _scale(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_STAGES = _scale(
    "规划 谋划 谋划建设 筹划建设 开工 动工 开工建设 建设 在建 正在建设 加快建设 加快推进 有序推进 全面推进 基本建成 "
    "基本完成 建成 竣工 完工 全面完工 完成 落成 投产 投用 投入使用 开放 建成开放 开业 开园 开通"
)
_LEVELS = _scale(
    "世界级 国际级 国家级 部级 省级 市级 区级 县级 镇级 国家一级 国家二级 国家三级 全国 全省 全市 全区 全县"
)
_PRIZES = _scale("特等奖 一等奖 二等奖 三等奖 金奖 银奖 铜奖 优秀奖 金牌 银牌 铜牌 冠军 亚军 季军")
DONE = re.compile(r"已经|已|(?<=[\u3400-\u9fff])[了过](?![解程去渡])|完成了?$")
_MEANT = re.compile(r"计划|打算|力争|争取|准备|将要|将|拟|(?<![重需主次摘纲])要(?![求闻素点])|目标是?")
_DENIAL = re.compile(r"(?:并|还|从|尚)?(?:没有?|未(?![来成]))(?:被|能|有)?|并?不是|不(?=[是再会能])")


def put_right(claim: str, evidence: Evidence) -> Iterator[Mending]:
    """Every way tried, in order."""
    yield from _directions(claim)
    yield from _figures(claim, evidence.text)
    yield from _progress(claim, evidence.text)
    yield from _denials(claim)
    yield from _levels(claim, evidence.text)
    yield from _years(claim, evidence)


def _figures(claim: str, text: str) -> Iterator[Mending]:
    """With each choice of figures of the sentence in place of those of the claim, the fewest exchanged first."""
    told = [figure for figure in find_figures(claim) if figure.kind in _COUNTED]
    there = [figure for figure in find_figures(text) if figure.kind in _COUNTED]
    choices = [[None, *(other for other in there if _comparable(figure, other))] for figure in told]
    tried = sorted(islice(product(*choices), 1, 4 * _MOST), key=lambda chosen: sum(one is not None for one in chosen))
    for chosen in tried[:_MOST]:
        mended = claim
        for figure, other in reversed(list(zip(told, chosen, strict=True))):
            if other is not None:
                mended = _replaced(mended, figure.full, other.full.of(text))
        said = next(other.full for other in chosen if other is not None)
        yield Mending(mended, Aspect.FIGURE, said)
        for turned in _directions(mended):
            yield Mending(turned.text, Aspect.FIGURE, said)


def _comparable(one: Figure, other: Figure) -> bool:
    """The one may have been meant where the other stands."""
    if one.kind is not other.kind:
        return False
    if one.kind is not FigureKind.AMOUNT:
        return True
    if not one.unit:
        return (one.low < _LARGE) is (other.low < _LARGE)
    alike = compatible(one.unit, other.unit) or compatible(other.unit, one.unit)
    return alike or any({one.unit, other.unit} <= dimension for dimension in _DIMENSIONS)


def _directions(claim: str) -> Iterator[Mending]:
    for span, rises in turns(claim):
        yield Mending(_replaced(claim, span, "下降" if rises else "增长"), Aspect.DIRECTION, None)


def _progress(claim: str, text: str) -> Iterator[Mending]:
    for words in (DONE, _MEANT):
        if words.search(claim):
            yield Mending(words.sub("", claim), Aspect.PROGRESS, None)
    plain = DONE.sub("", _MEANT.sub("", claim))
    yield from _exchanged(plain, text, _STAGES, Aspect.PROGRESS)


def _denials(claim: str) -> Iterator[Mending]:
    if _DENIAL.search(claim):
        yield Mending(_DENIAL.sub("", claim), Aspect.DENIAL, None)


def _levels(claim: str, text: str) -> Iterator[Mending]:
    yield from _exchanged(claim, text, _LEVELS, Aspect.LEVEL)
    yield from _exchanged(claim, text, _PRIZES, Aspect.LEVEL)


def _years(claim: str, evidence: Evidence) -> Iterator[Mending]:
    mentions = find_years(claim)
    if mentions and evidence.year is not None:
        for mention in reversed(mentions):
            claim = _replaced(claim, mention.span, f"{evidence.year}年")
        yield Mending(claim, Aspect.YEAR, None)


def _exchanged(claim: str, text: str, scale: Sequence[str], aspect: Aspect) -> Iterator[Mending]:
    """With a word of the sentence in place of another of its scale."""
    there = [(word, text.index(word)) for word in sorted(scale, key=len, reverse=True) if word in text]
    for word in sorted((word for word in scale if word in claim), key=len, reverse=True):
        for other, at in there:
            if other != word:
                yield Mending(claim.replace(word, other, 1), aspect, Span(at, at + len(other)))


def _replaced(text: str, span: Span, words: str) -> str:
    return f"{text[: span.start]}{words}{text[span.end :]}"
