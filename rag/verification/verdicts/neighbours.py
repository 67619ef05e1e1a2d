"""A figure of the report that could be the claimed one -> whether one beside it is meant instead. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.retrieval.calibration import CALIBRATION
from rag.text.figures import Direction, Figure
from rag.text.figures.units import SHARES, is_count
from rag.text.plain import grams
from rag.verification.contrasts.opposites import (
    is_led_by_a_sister,
    is_of_a_sister,
)
from rag.verification.contrasts.scopes import segment
from rag.verification.facts import ReadSentence
from rag.verification.leftovers import heaviest_left
from rag.verification.matching.figures import Match
from rag.verification.reading import Claimed, Stated
from rag.verification.values.rounding import Relation
from rag.verification.wording import Grams, official_forms

_CLEARLY = 0.2
"""Share of a claim's words by which one figure has more of them than another."""
_NAMED = 0.7
"""Share of the name of a claimed figure that names another one."""
_PARALLEL = 0.5
"""Share of the words of a claimed figure that other figures of the same kind have: 城镇居民收入, 农村居民收入."""
_HEAD = 2
"""The characters of the noun in which the name of a measure ends."""
_TELLING = 0.3
"""The weight from which words distinguish one thing from another."""


def is_beside(claimed: Claimed, stated: Stated, one: Match, others: Sequence[Match], told: ReadSentence) -> bool:
    """Whether another figure of the sentence has more of the claim's words: 食品安全工作连续两年 against
    食品安全工作连续十年、药品安全工作连续两年."""
    alone, said = len(claimed.figures) == 1, frozenset(grams(claimed.all_forms))
    changes = _is_change(stated.figure)
    alike = changes is _is_change(one.slot.figure)
    return any(
        (_is_nearer(other, one, alone) and not _is_only_by(said & other.slot.name, _common(one, other, told)))
        or _has_the_name(
            _share(stated.name, other.slot.name), _share(stated.name, one.slot.name | _common(one, other, told))
        )
        for other in others
        if other.sentence == one.sentence
        and other.compared.relation is Relation.OTHER
        and is_count(other.slot.figure.unit) is is_count(one.slot.figure.unit)
        and not (alike and changes is not _is_change(other.slot.figure))
    )


def _common(one: Match, other: Match, told: ReadSentence) -> Grams:
    """The noun that the last member of a list says for those before it: 警情 in 盗窃、诈骗警情分别下降71%和24%."""
    clause = one.slot.clause
    listed = clause == other.slot.clause and "分别" in clause.of(told.text)
    after = one.slot.figure.full.end <= other.slot.figure.full.start
    return frozenset(grams(other.slot.words[-_HEAD:])) if listed and after else frozenset()


def _is_only_by(held: Grams, common: Grams) -> bool:
    """Whether the words that the claim shares with a member of a list are said for all its members."""
    return bool(common) and held <= common


def _is_nearer(other: Match, one: Match, alone: bool) -> bool:
    same = other.slot.figure.unit == one.slot.figure.unit
    return alone and same and other.logit > one.logit and other.features.own > one.features.own + _CLEARLY


def _has_the_name(its: float, mine: float) -> bool:
    """Whether another figure has the whole name that the claim gives this one, or more of it where both have a part."""
    return its > mine and (mine > _PARALLEL or its > max(_NAMED, mine + _CLEARLY))


def _is_change(figure: Figure) -> bool:
    """Whether the figure is a change (增长21.9%), and not a share (占比40%)."""
    return figure.direction in (Direction.UP, Direction.DOWN)


def is_a_neighbours(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence) -> bool:
    """Another figure of the sentence has all that the claim says of this one, and more of it, and this one has words
    that the claim has not: 供水管网 of 供水管网600公里、排水管网2500公里. Both have a word in common."""
    if stated.idle or stated.words.isascii():
        return False
    words = claimed.text if len(claimed.figures) == 1 else stated.words
    said = frozenset(grams("\n".join((words, *official_forms(words)))))
    if heaviest_left(one.slot.words, said) < _TELLING:
        return False
    mine = said & one.slot.label
    return any(
        mine <= other.label and _weighs(other.label & one.slot.label) and _weighs((said & other.label) - mine)
        for other in told.slots
        if other.label != one.slot.label and _may_be_taken_for(other.figure, one.slot.figure)
    )


def _may_be_taken_for(other: Figure, figure: Figure) -> bool:
    """Whether both count things, both are shares, or neither: the two figures of 投入5.7亿元实施38项 describe one
    thing."""
    alike = (other.unit in SHARES) is (figure.unit in SHARES) and is_count(other.unit) is is_count(figure.unit)
    return other.kind is figure.kind and alike


def _weighs(words: Grams) -> bool:
    return sum(map(CALIBRATION.content, words)) > _TELLING


def _share(words: Grams, held: Grams) -> float:
    return len(words & held) / len(words) if words else 0.0


def tells_of_a_sister(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence) -> bool:
    """Whether the figure is about a sister of what the claim is about. A figure with 其中 continues what stands before
    it: 进出口增长12%，其中对中亚增长48%."""
    goes_on = one.slot.clause.of(told.text).startswith("其中")
    return is_of_a_sister(words_on(claimed, stated), segment(told, one.slot.clause) if goes_on else one.slot.words)


def may_tell_of_a_sister(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence) -> bool:
    return is_led_by_a_sister(words_on(claimed, stated), one.slot.words, segment(told, one.slot.clause))


def words_on(claimed: Claimed, stated: Stated) -> str:
    """The words of a claim that belong to one of its figures."""
    return claimed.text if len(claimed.figures) == 1 or stated.idle else stated.words
