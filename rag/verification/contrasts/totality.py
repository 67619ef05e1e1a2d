"""A claim about all of something -> whether a clause says it of a part only. Pure.

所有高校都参加了试点 is not told by 在4所高校开展试点, nor 污水全都管起来了 by 治理率达48.3%.
"""

from __future__ import annotations

import re

from rag.text.figures import Direction, FigureKind
from rag.text.figures.units import PERCENT, is_count
from rag.text.plain import grams
from rag.types import Span
from rag.verification.facts import ReadSentence, Slot
from rag.verification.reading import Claimed

_ALL = re.compile(
    "全部|全都|所有|全体|一律|悉数|百分之?百|一[个家户]不剩|(?<![安健齐完])全(?=[换降改建装通修配升])|每一?[个家所座户名位]|人人|家家户户|(?<![城成首])都(?=已经?)"
    "|一[个家户]?[^，,]{0,3}[不没][落剩少漏]"
)
_NEVER = re.compile("从[未没](?!有过先例)|从来[没未]|[历向]来[没未]|一次[也都][没未]")
_OF_YEARS = re.compile("连续|年(?:以?来)?[没未无]")
_OF_ALL = re.compile(
    "全部|全都|(?<!平)均(?![衡等质价值线])|(?<![成首古])都(?![市会江])|所有|全体|全面|全覆盖|悉数|各(?![自种类项方])|每"
)
_SO_FAR = re.compile("已|完成|开工|建成|投产|达标|整改|其中")
_NOUN = 4
"""The characters after a count in which the thing counted begins."""
_HUNDRED = 100


def says_of_all(text: str) -> bool:
    return _ALL.search(text) is not None


def is_told_of_a_part(claimed: Claimed, told: ReadSentence, clause: Span) -> bool:
    """Whether a claim without a figure is about all of something, and the clause gives a share below 100% or a number
    of it, or is about some years where the claim is about all time."""
    if _NEVER.search(claimed.text) and _OF_YEARS.search(clause.of(told.text)):
        return True
    if claimed.figures or not says_of_all(claimed.text) or _OF_ALL.search(clause.of(told.text)):
        return False
    return any(
        _is_share(slot) or _counts(slot, claimed.all_forms, told.text)
        for slot in told.slots
        if clause.start <= slot.figure.full.start < clause.end
    )


def is_fewer_so_far(text: str, slot: Slot, told: ReadSentence) -> bool:
    """Whether the claim is about all, and the clause adds that fewer of them are done: 86个项目已开工74个."""
    return says_of_all(text) and any(
        other.figure.unit == slot.figure.unit
        and other.figure.low < slot.figure.low
        and slot.figure.full.end <= other.figure.full.start < slot.clause.end
        and _SO_FAR.search(told.text, slot.figure.full.end, other.figure.full.start) is not None
        for other in told.slots
    )


def _is_share(slot: Slot) -> bool:
    moves = slot.figure.direction in (Direction.UP, Direction.DOWN)
    return slot.figure.unit == PERCENT and slot.figure.high < _HUNDRED and not moves


def _counts(slot: Slot, claim: str, text: str) -> bool:
    """Whether the clause counts the thing that the claim is about: 8个旗县 for 旗县."""
    counted = slot.figure.kind is FigureKind.AMOUNT and is_count(slot.figure.unit)
    after = text[slot.figure.full.end : slot.figure.full.end + _NOUN]
    return counted and after[:2] in grams(claim)
