"""A claim, a sentence -> whether they list other members: 物理、化学和生物医药, 物理、应用数学、合成生物. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rag.retrieval.calibration import CALIBRATION
from rag.text.figures.units import is_count
from rag.text.places import find_places, find_scopes
from rag.text.plain import grams
from rag.verification.contrasts.replacements import bare, is_rare, pairs
from rag.verification.facts import ReadSentence, Slot
from rag.verification.reading import Stated

_AND = "[、和与及]"
_MEMBER = r"[\u3400-\u9fffA-Za-z0-9“”·-]{2,12}?"
_TOLD = re.compile(
    rf"(?:是|为|在|包括|有)(?P<list>{_MEMBER}(?:{_AND}{_MEMBER}){{1,5}})(?=$|[，,。;；（(的]|等|两|三|都)"
)
_LISTED = re.compile(r"(?<=、)[\u3400-\u9fffA-Za-z0-9“”·-]{2,16}")
_MARKS = re.compile("[、和与及]")
_AND_OTHERS = re.compile("等(?![级候待于])")
_MEASURED = re.compile("[额量率值数度比]$|(?:收入|支出|投资|消费|利润|贷款|存款|人次|余额)$")
_OF_EACH = re.compile("[都均各]|分别")
_PAIR = 2
_ITEMS = re.compile("[、，,；;。]")
_TELLING = 0.3
"""The weight from which words distinguish one thing from another."""
_OWN, _GIVEN = 0.5, 1.0
"""The weights from which an item says something of its own, and something that is claimed."""
_MOSTLY = 0.6
"""The share of the claim that two items hold together."""
_LONGEST = 8
"""The most characters of a name."""
_HEAD = 2
"""The number of leading characters that identify a member; where the last member ends is not known."""


def members(text: str) -> tuple[str, ...]:
    """The members of the first list that describes something; none where there is none."""
    found = _TOLD.search(text)
    return tuple(re.split(_AND, found["list"])) if found else ()


def lists_others(claim: str, sentence: str) -> bool:
    """Whether a member of the claim's list shares no pair of characters with the sentence, or each list has a member
    that the other lacks."""
    held = grams(sentence)
    if any(not grams(member) & held for member in members(claim)):
        return True
    return _has_another(claim, sentence) and _has_another(sentence, claim)


def is_given_another(claim: str, clause: str) -> bool:
    """Whether the claim assigns to one member what the clause assigns to another: 甲校获批博士点 against
    乙校、甲校分别获批博士、硕士点."""
    before, each, after = clause.partition("分别")
    names, given = _MARKS.split(before), _MARKS.split(after)
    if not each or len(names) != len(given) or len(names) < _HEAD:
        return False
    heads = [given[0][-_HEAD:], *(one[:_HEAD] for one in given[1:])]
    named = [at for at, name in enumerate(names) if name[-_HEAD:] in claim and name[:_HEAD] in claim]
    told = [at for at, head in enumerate(heads) if head in claim]
    return len(named) == len(told) == 1 and named != told


def is_given_to_another(words: str, slot: Slot, told: ReadSentence) -> bool:
    """Whether the words name what another figure measures, in a list with 分别: 货运量、交易额分别增长3.5倍和2.5倍."""
    mine = _measure(slot.words)
    if "分别" not in slot.clause.of(told.text) or not mine or mine in words:
        return False
    others = (one for one in told.slots if one.clause == slot.clause and one.figure.unit == slot.figure.unit)
    return any((its := _measure(one.words)) and its in words for one in others)


def is_open(text: str) -> bool:
    """It names only some of them: 《甲》等4部作品."""
    return _AND_OTHERS.search(text) is not None


def counts_another(stated: Stated, slot: Slot, told: ReadSentence) -> bool:
    """Whether the claim counts, in its unit, something that another figure of the sentence counts in that unit:
    656个学位 against 学校656所、学位16.4万个."""
    if stated.idle or not is_count(slot.figure.unit) or slot.figure.unit == stated.figure.unit:
        return False
    lacking = frozenset(grams(stated.words)) - slot.label
    return any(
        other.figure.unit == stated.figure.unit and sum(map(CALIBRATION.content, lacking & other.label)) > _TELLING
        for other in told.slots
    )


@lru_cache(2048)
def is_of_another_item(claim: str, sentence: str) -> bool:
    """Whether the claim names the subject of one item of the sentence, and says about it what another item says about
    its own: 甲市打造核心区 against 乙市打造核心区、甲市建好试验区."""
    said = pairs(bare(claim))
    items = [own for item in _ITEMS.split(sentence) if (own := bare(item.partition("等")[0]))]
    return any(
        _begins_as_claimed(one, said) and _is_told_instead(other, said, pairs(one), claim)
        for one in items
        for other in items
        if other != one
    )


def _begins_as_claimed(item: str, said: frozenset[str]) -> bool:
    """Whether the item begins with a name of the claim, and goes on differently."""
    starts = [at for at in range(min(_HEAD + 1, len(item) - 1)) if item[at : at + 2] in said]
    if not starts or not _is_name(_run(item, starts[0], said)):
        return False
    return _weight(pairs(item) - said) > _OWN


def _is_told_instead(item: str, said: frozenset[str], beside: frozenset[str], claim: str) -> bool:
    """Whether the item begins with a name that the claim lacks, and holds what is claimed, which the item ``beside`` it
    does not."""
    held = [at for at in range(len(item) - 1) if item[at : at + 2] in said]
    if not held or not _is_name(item[: held[0]]) or item[: held[0]] in claim:
        return False
    its = pairs(item)
    told = _weight((said & its) - beside)
    return told > _GIVEN and _weight(said & (its | beside)) > _MOSTLY * _weight(said)


def _run(item: str, start: int, said: frozenset[str]) -> str:
    end = start + 1
    while item[end : end + 2] in said:
        end += 1
    return item[start : end + 1]


def _is_name(words: str) -> bool:
    """A place, a scope, or words that few other reports have."""
    if not _HEAD <= len(words) <= _LONGEST:
        return False
    return bool(find_places(words) or find_scopes(words)) or is_rare(words, slice(0, len(words)))


def _weight(pairs: frozenset[str]) -> float:
    return sum(map(CALIBRATION.content, pairs))


def _measure(words: str) -> str:
    """The last two characters of the name of an indicator; empty where that does not end in a measure."""
    return words[-_HEAD:] if _MEASURED.search(words) else ""


def is_paired_otherwise(claim: str, clause: str, names: tuple[str, ...]) -> bool:
    """Whether two names of the claim stand in two different pairs in the clause: 甲与乙、丙与丁."""
    if _OF_EACH.search(claim):
        return False
    beside = pairwise(sorted(names, key=clause.find))
    pairs = [frozenset((one, other)) for one, other in beside if _are_paired(one, other, clause)]
    named = frozenset(name for name in names if name in claim)
    together = [pair for pair in pairs if pair & named]
    return len(named) == len(together) == _PAIR and named not in pairs


def _are_paired(one: str, other: str, clause: str) -> bool:
    return re.search(rf"{re.escape(one)}[^、，]{{0,2}}(?:[与和同]|至|到|[-—]){re.escape(other)}", clause) is not None


def _has_another(one: str, other: str) -> bool:
    """A member after the first that begins with characters of which the other has none."""
    return any(not set(found[0][:_HEAD]) & set(other) for found in _LISTED.finditer(one))
