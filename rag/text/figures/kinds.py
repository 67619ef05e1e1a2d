"""A claimed figure, a figure of a report -> whether they are of different kinds, such as a growth and a share. Pure.

A percentage says by how much something grew (增长40.4%), or what part of a whole it is (占比增至40.4%). Its direction
and the name it belongs to show which; where either is unknown, no difference is assumed.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rag.text.figures.model import Direction, Figure
from rag.text.figures.units import PERCENT

RATES = "增速|[增涨降跌]幅"
"""Names of rates at which something grows or falls, as alternatives of a pattern."""
PARTS = "占比|比重|比例"
"""Names of what part something is of a whole."""
TOTALS = "总数|总量|总规模|总计|累计|保有|拥有|现有"
"""Words for all that there is of a thing, not for what came to it."""


class PercentageKind(StrEnum):
    """The meanings of a percentage."""

    GROWTH = "growth"
    SHARE = "share"
    OPEN = "open"


_GROWTH = re.compile("[增长升涨跌减降]|提高|扩大|收窄|翻番|加快|改善|提速|回落|压减|恢复")
_GROWS = re.compile("gr[eo]w|rose|rise|increas|decreas|fell|fall|drop", re.IGNORECASE)
"""Words of growth in English; 30% that something makes up is none."""
_SHARE = re.compile(rf"占比?(?!用|地|领|道|据)|{PARTS}|[\u3400-\u9fff]率|稳定在|保持在")
_RATE_OF_GROWTH = re.compile(f"(?:增长|增加|增速|下降|提高|上升)率|{RATES}|效率|税率|利率|汇率|费率")
_TO = (Direction.UP_TO, Direction.DOWN_TO)
_BY = (Direction.UP, Direction.DOWN)


def kind_of(figure: Figure, words: str) -> PercentageKind:
    """``words``: those that the figure belongs to."""
    if figure.unit != PERCENT or (words.isascii() and not _GROWS.search(words)):
        return PercentageKind.OPEN
    if figure.direction in _BY:
        return PercentageKind.GROWTH
    if figure.direction in _TO:
        return PercentageKind.SHARE
    grows = figure.hint is not Direction.NONE or _GROWTH.search(words)
    return PercentageKind.SHARE if _SHARE.search(_RATE_OF_GROWTH.sub("", words)) and not grows else PercentageKind.OPEN


def are_of_two_kinds(one: PercentageKind, other: PercentageKind) -> bool:
    return PercentageKind.OPEN not in (one, other) and one is not other


_LEVEL = re.compile("(?:达到?|为|至|稳定在|保持在)$")
_OF_A_LEVEL = re.compile("强度|寿命|浓度|水平|占比|比重|(?<![增长下降提高上升])率$")


def is_level_for_change(claimed: Figure, said: Figure, words: str, before: str) -> bool:
    """Whether a level is claimed as a change: 预期寿命提高了78.5岁 for 预期寿命达到78.5岁.

    ``words``: those that the said figure belongs to; ``before``: what stands before it.
    """
    if claimed.direction not in _BY or said.direction in _BY or said.hint in _BY:
        return False
    return said.direction in _TO or _LEVEL.search(before) is not None or _OF_A_LEVEL.search(words) is not None


_BASES = tuple(
    map(re.compile, ("每万人|万人(?=拥有)", "每千人|千人(?=拥有)", "每百人", "人均|每人", "户均|每户", "每平方公里"))
)
_DAILY = (re.compile("[日月年]均|on average|per day"), re.compile("[日月年]最[高大多]|单[日月]最|at most"))


def are_of_two_bases(one: str, other: str) -> bool:
    """Whether the words give figures per different units: 人均 and 每万人, 日均 and 日最高."""
    return any(_are_apart(one, other, scale) for scale in (_BASES, _DAILY))


def _are_apart(one: str, other: str, scale: tuple[re.Pattern[str], ...]) -> bool:
    mine, its = ({at for at, words in enumerate(scale) if words.search(text)} for text in (one, other))
    return bool(mine and its) and not mine & its
