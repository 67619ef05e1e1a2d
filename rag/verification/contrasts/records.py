"""A claim, a sentence -> whether the claim states a record, or a longer one, that the sentence does not. Pure.

粮食总产615亿斤、创近10年新高 is not said by 总产615亿斤、创近5年新高, although the figure is.
"""

from __future__ import annotations

import re

from rag.text.figures import numerals
from rag.text.plain import grams
from rag.verification.clause_joining import POINTS_BACK
from rag.verification.facts import ReadSentence
from rag.verification.leftovers import heaviest_unsaid

_TOP = "新高|新低|纪录|之最|最[高低多少大小好快长]"
_EVER = re.compile("历史(?:新|最|性的?最|纪录)|有史以来|史上最|破(?:了|历史)?纪录|刷新?了?(?:历史)?纪录")
_OF_YEARS = re.compile(
    rf"(?P<number>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})年(?:以?来)?的?[^，,。；;、0-9]{{0,4}}?(?:{_TOP})"
)
_CLAIMED = re.compile("新高|新低|纪录|有史以来|史上最|历史最")
_TOLD = re.compile(f"{_TOP}|首次|首个|首破|历史|第一|第1|首位|跃|迈上|大关")
_FOREVER = 1000
_TAIL = re.compile(rf"[，,](?:{POINTS_BACK})(?P<tail>[^，,]+)$")
_LITTLE = 1.3


def tells_a_greater_record(claim: str, sentence: str) -> bool:
    """Whether both state a record, and the claim one over more years: 近10年新高 against 近5年新高, 历史新高 against
    近5年新高."""
    mine, its = _years_of(claim), _years_of(sentence)
    return mine > its > 0


def lacks_the_record(claim: str, sentence: str) -> bool:
    return _CLAIMED.search(claim) is not None and _TOLD.search(sentence) is None


def lacks_the_rest(claim: str, told: ReadSentence) -> bool:
    """Whether the claim adds something about its figure by referring back to it (这是全国最高的), and the sentence
    lacks it."""
    rest = _TAIL.search(claim)
    if rest and _years_of(rest["tail"]) == _years_of(told.text) > 0:
        return False
    held = frozenset(grams(told.text)) | told.headings
    return rest is not None and heaviest_unsaid(rest["tail"], held) > _LITTLE


def _years_of(text: str) -> int:
    """The number of years over which a text states a record; 0 where it states none, or names no period."""
    if found := _OF_YEARS.search(text):
        number = found["number"]
        read = None if number[0].isascii() else numerals.chinese(number)
        return int(number) if read is None else int(read.low)
    return _FOREVER if _EVER.search(text) else 0
