"""A question -> its text without what it says to leave out, and without a last clause on what it asks before. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.plain import grams

INTERROGATIVE = r"(?<![哪那这好前后近])(?<!哪[“「])[几幾]"
"""The character 几 where it asks how many, and does not mean which or some: 那几户, 好几年."""
HOW_MANY = rf"{INTERROGATIVE}(?!乎|度|经|次三番)"
"""The same, unless it begins another word: 几乎, 几度."""
COUNTS = re.compile(rf"多少|{HOW_MANY}|\bhow (?:many|much)\b", re.IGNORECASE)
"""Words that ask for a number."""
# What the asker sets aside: 货邮吞吐量是多少，不要客流; 满意率(不是解决率).
_ASIDE = re.compile(
    r"(?:[,，;；(（]\s*|\s)(?:注意|记住)?(?:不是|不要|不单|不只|不光|不含|不算|不包括|而不是|别(?!的)|并非)"
    r"[^,，;；()（）。?？]+[)）]?"
)
_CLAUSE = re.compile(r"[,，;；]")
_SHORT = 8
"""The most characters of a last clause on how figures stand to each other: 口径一样吗, 哪年多."""
_STANDING = re.compile(
    r"口径|标准|一样|相同|一致|一回事|可比|能[^,，]{0,2}比|变[了化]|差|[多少高低增减涨跌降][了些]?还是"
    r"|哪[年个边][^,，]{0,2}[多少高低快慢大小]"
)
"""Words of such a clause."""


@lru_cache(64)
def without_asides(text: str) -> str:
    """The text without what it says to leave out, and without a short last clause on the figures that it asks for
    before, both of which would be searched for otherwise."""
    rest = _ASIDE.sub(" ", text)
    return _without_last(rest if rest != text and len(grams(rest)) > len(grams(text)) / 2 else text)


def _without_last(text: str) -> str:
    *before, last = _CLAUSE.split(text)
    follows = len(before) > 1 and all(map(COUNTS.search, before)) and not COUNTS.search(last)
    is_on_them = follows and len(last.rstrip("?？。 ")) <= _SHORT and _STANDING.search(last)
    return text[: -len(last) - 1] if is_on_them else text
