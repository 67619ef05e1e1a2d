"""A claim, a sentence -> whether they list other members: 物理、化学和生物医药, 物理、应用数学、合成生物. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from rag.text.plain import grams
from rag.verification.facts import ReadSentence, Slot

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
_HEAD = 2
"""The characters by which a member is known; where the last one ends is not."""


def members(text: str) -> tuple[str, ...]:
    """The members of the first list that says what something is; none where there is none."""
    found = _TOLD.search(text)
    return tuple(re.split(_AND, found["list"])) if found else ()


def lists_others(claim: str, sentence: str) -> bool:
    """Members of the claim's list of which no pair of characters stands in the sentence, beside such as do."""
    held = grams(sentence)
    if any(not grams(member) & held for member in members(claim)):
        return True
    return _has_another(claim, sentence) and _has_another(sentence, claim)


def is_given_another(claim: str, clause: str) -> bool:
    """The claim gives one member what the clause gives another: 甲校获批博士点 of 乙校、甲校分别获批博士、硕士点."""
    before, each, after = clause.partition("分别")
    names, given = _MARKS.split(before), _MARKS.split(after)
    if not each or len(names) != len(given) or len(names) < _HEAD:
        return False
    heads = [given[0][-_HEAD:], *(one[:_HEAD] for one in given[1:])]
    named = [at for at, name in enumerate(names) if name[-_HEAD:] in claim and name[:_HEAD] in claim]
    told = [at for at, head in enumerate(heads) if head in claim]
    return len(named) == len(told) == 1 and named != told


def is_given_to_another(words: str, slot: Slot, told: ReadSentence) -> bool:
    """The words name what another figure is of, of those given out one by one: 货运量、交易额分别增长3.5倍和2.5倍."""
    mine = _measure(slot.words)
    if "分别" not in slot.clause.of(told.text) or not mine or mine in words:
        return False
    others = (one for one in told.slots if one.clause == slot.clause and one.figure.unit == slot.figure.unit)
    return any((its := _measure(one.words)) and its in words for one in others)


def is_open(text: str) -> bool:
    """It names only some of them: 《甲》等4部作品."""
    return _AND_OTHERS.search(text) is not None


def _measure(words: str) -> str:
    """The last two characters of the name of an indicator; empty where that does not end in a measure."""
    return words[-_HEAD:] if _MEASURED.search(words) else ""


def is_paired_otherwise(claim: str, clause: str, names: tuple[str, ...]) -> bool:
    """Two names of the claim that the clause has in two different pairs: 甲与乙、丙与丁."""
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
