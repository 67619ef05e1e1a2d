"""A message -> the questions in it. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from rag.text.ngrams import grams

MOST = 8
"""Questions answered of one message."""
_END = re.compile(r"[?？]+|\n+")
_LEAST = 3
"""Bigrams under which a stretch is not a question of its own."""


def split_questions(text: str) -> tuple[str, ...]:
    """In their order; one, the text itself, where it does not hold several."""
    bounds = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    parts = [text[start:end].strip() for start, end in pairwise(bounds)]
    whole = tuple(part for part in parts if len(grams(part)) >= _LEAST)
    return whole if len(whole) > 1 else (text,)
