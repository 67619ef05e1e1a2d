"""A claim, a sentence -> whether the claim has numbers that are not read as figures, and that the sentence lacks. Pure.

People count in more ways than are read: 搞了九回, 百亿级, a dozen. Where nothing else compares these, their very
characters have to stand in the sentence, with what is counted.
"""

from __future__ import annotations

import re

from rag.text.time_expressions import find_years
from rag.verification.reading import Claimed

_NUMERAL = re.compile(
    r"[0-9一二三四五六七八九十百千万亿.]*[0-9二三四五六七八九十百千万亿][0-9一二三四五六七八九十百千万亿.]*|[半倍]"
)
_NO_NUMERAL = re.compile(
    "老?百姓|百货|百花|百年|千家万户|万家|万一|万物|万象|十分(?!之)|再三|三令五申|四处|四周|五花八门|千方百计|千万(?!元)|两头|两边"
)
_ALIKE = str.maketrans("两俩仨零〇", "二二三00")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_ENGLISH = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|[mbt]r?illions?|half|halved|doubled?"
    r"|tripled?|once|twice|thirds?|quarters?|[a-z]+fold)\b",
    re.IGNORECASE,
)


def has_other_numbers(claimed: Claimed, told: str) -> bool:
    text = _without_figures(claimed)
    if _ENGLISH.search(text):
        return True
    text, told = _NO_NUMERAL.sub("\n", text).translate(_ALIKE), _as_digits(told.translate(_ALIKE))
    numbers = (text[found.start() : found.end() + 1] for found in _NUMERAL.finditer(text))
    return not all(_stands(_as_digits(number.strip()), told) for number in numbers)


def _without_figures(claimed: Claimed) -> str:
    """The claim with breaks for the figures and years that are read."""
    rest = list(claimed.text)
    years = (mention.span for mention in find_years(claimed.text) if claimed.years)
    for span in (*(stated.figure.full for stated in claimed.figures), *years):
        rest[span.start : span.end] = "\n" * (span.end - span.start)
    return "".join(rest)


def _as_digits(text: str) -> str:
    """Single characters as digits: 四A as 4A. 十 and the powers above it stay."""
    return text.translate(_DIGITS)


def _stands(number: str, told: str) -> bool:
    """The number with the character after it, and not as the end of a longer one."""
    return re.search(rf"(?<![0-9.十百千万亿]){re.escape(number)}", told) is not None
