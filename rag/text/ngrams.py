"""Folding and character bigrams: what two texts share. Pure.

Chinese is written without blanks, and a segmenter's dictionary knows neither 五经普 nor 两江控股; overlapping character
bigrams need no dictionary and are the usual keyword unit for Chinese (Lucene's CJKAnalyzer).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rag.text.plain import plain_text

WORD = re.compile(r"[^\W_]+")


@lru_cache(8192)
def fold(text: str) -> str:
    """Plain characters in one width and case, so that ＧＤＰ finds GDP and 經濟 finds 经济."""
    return unicodedata.normalize("NFKC", plain_text(text)).lower()


def grams(text: str) -> set[str]:
    """The overlapping character bigrams inside the words of ``text``; a word of one character is a gram of its own."""
    words = WORD.findall(fold(text))
    pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
    return pairs | {word for word in words if len(word) == 1}
