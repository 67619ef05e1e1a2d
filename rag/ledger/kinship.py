"""Target, result -> whether the one tells of the matter of the other without being its measure. Pure."""

from __future__ import annotations

import re

from rag.ledger.figures.indicator import PART_MARK, subject_of
from rag.ledger.figures.row import Row
from rag.ledger.likeness import NameLikeness, pairs_of
from rag.text.figures.units import MONEY, PEOPLE, PERCENT, POINTS

_PART_HELD, _PART_TOLD = 0.45, 0.85
"""Shares of weight from which a result tells of a part of what was aimed at, or of what it is part of."""
_NEAR_HELD, _NEAR_TOLD = 0.2, 0.3
"""The same for names counted in a unit that few things are measured in."""
_COMMON = MONEY | PEOPLE | {"", PERCENT, POINTS, "个", "项", "家", "件", "户", "次", "人次", "倍"}
_ACT = re.compile(r"(?:力争|全年|[新再])*(.{2})")


def is_related(target: Row, result: Row, alike: NameLikeness) -> bool:
    """A part of it, what it is a part of, or something else measured of the same."""
    if alike.held >= _PART_HELD and alike.told >= _PART_TOLD:
        return True
    if PART_MARK in target.name and PART_MARK in result.name:
        return _are_parts_of_one(target.name, result.name)
    return _has_one_subject(target.name, result.name) or _is_neighbour(target, result, alike)


def _are_parts_of_one(one: str, other: str) -> bool:
    """新增电力装机，其中绿色能源占比 and 新增电力装机，其中可再生能源装机."""
    whole, _, part = one.partition(PART_MARK)
    other_whole, _, other_part = other.partition(PART_MARK)
    return whole == other_whole and bool(pairs_of(part) & pairs_of(other_part))


def _has_one_subject(target: str, result: str) -> bool:
    """文化旅游产业增加值 and 旅游综合收入."""
    one, other = subject_of(target), subject_of(result)
    return len(other) > 1 and one != target and other != result and other in one


def _is_neighbour(target: Row, result: Row, alike: NameLikeness) -> bool:
    """Overlapping names, in a unit that few things are measured in: 老化管道6000公里, 管网9436公里."""
    special = result.figure.unit not in _COMMON
    return special and _is_counted_alike(target, result) and alike.held >= _NEAR_HELD and alike.told >= _NEAR_TOLD


def is_kin(target: Row, result: Row) -> bool:
    """Counted and come by alike, of things with one last word: 开通国际航线15条, 开通欧洲航线5条."""
    acts = pairs_of(_act(target)) & pairs_of(_act(result))
    return bool(acts) and _is_counted_alike(target, result) and head_of(target) == head_of(result)


def head_of(row: Row) -> str:
    """The last word of a name."""
    return row.name[-2:]


def _is_counted_alike(target: Row, result: Row) -> bool:
    return target.figure.unit == result.figure.unit and target.measure is result.measure


def _act(row: Row) -> str:
    """The verb that its words open with."""
    verb = _ACT.match(row.acts)
    return verb[1] if verb else ""
