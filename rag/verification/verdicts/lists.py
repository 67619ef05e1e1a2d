"""A claim, a sentence -> whether they list other members: 物理、化学和生物医药, 物理、应用数学、合成生物. Pure."""

from __future__ import annotations

import re

from rag.text.ngrams import grams

_MEMBER = r"[\u3400-\u9fffA-Za-z0-9“”·-]{2,12}?"
_LISTED = re.compile(
    rf"(?:是|为|在|包括|有)(?P<list>{_MEMBER}(?:[、和与及]{_MEMBER}){{1,5}})(?=$|[，,。;；（(的]|等|两|三|都)"
)
_AND = re.compile("[、和与及]")


def members(text: str) -> tuple[str, ...]:
    """The members of the first list that says what something is; none where there is none."""
    found = _LISTED.search(text)
    return tuple(_AND.split(found["list"])) if found else ()


def lists_others(claim: str, sentence: str) -> bool:
    """Members of the claim's list of which no pair of characters stands in the sentence, beside such as do."""
    held = grams(sentence)
    return any(not grams(member) & held for member in members(claim))
