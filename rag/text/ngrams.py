"""Folding and character bigrams: what two texts share. Pure.

Chinese is written without blanks, and a segmenter's dictionary knows neither 五经普 nor 两江控股; overlapping character
bigrams need no dictionary and are the usual keyword unit for Chinese (Lucene's CJKAnalyzer).
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Full-width and compatibility forms and letter case folded away, so that ＧＤＰ finds GDP."""
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> set[str]:
    """The overlapping character bigrams inside the words of ``text``; a word of one character is a gram of its own."""
    words = WORD.findall(fold(text))
    pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
    return pairs | {word for word in words if len(word) == 1}
