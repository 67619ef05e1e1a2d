"""Names in an English claim -> the Chinese ones that the report has: Wugong Mountain, 武功 Mountain. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.text.glossary import read_terms
from rag.text.pinyin import find_spelled, is_spelling
from rag.text.plain import grams

_NAME = re.compile(r"\b[A-Z][a-z]{3,}(?:'an)?\b")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_RARE = 0.2
"""The share of other reports that use a pair of characters, up to which it may be of a name."""


def with_names(text: str, report: str) -> str:
    """``text``: a claim, in which names are spelled in pinyin. A word of the glossary is none, nor is what the report
    does not have."""
    if _CHINESE.search(text):
        return text
    return _NAME.sub(lambda found: _named(found[0], report) or found[0], text)


@lru_cache(256)
def _named(name: str, report: str) -> str:
    if any(official for _, official in read_terms(name)) or not is_spelling(name):
        return ""
    said = find_spelled(name, report)
    pairs = [pair for pair in grams(said) if len(pair) > 1]
    return said if pairs and all(CALIBRATION.reported(pair) <= _RARE for pair in pairs) else ""
