"""A claim, a sentence -> whether they list other members: 物理、化学和生物医药, 物理、应用数学、合成生物. Pure."""

from __future__ import annotations

import re

from rag.text.plain import grams

_AND = "[、和与及]"
_MEMBER = r"[\u3400-\u9fffA-Za-z0-9“”·-]{2,12}?"
_TOLD = re.compile(
    rf"(?:是|为|在|包括|有)(?P<list>{_MEMBER}(?:{_AND}{_MEMBER}){{1,5}})(?=$|[，,。;；（(的]|等|两|三|都)"
)
_LISTED = re.compile(r"(?<=、)[\u3400-\u9fffA-Za-z0-9“”·-]{2,16}")
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


def _has_another(one: str, other: str) -> bool:
    """A member after the first that begins with characters of which the other has none."""
    return any(not set(found[0][:_HEAD]) & set(other) for found in _LISTED.finditer(one))
