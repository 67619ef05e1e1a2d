"""Ids of citations, and the links that open them. Pure."""

from __future__ import annotations

import re

SENTENCE_ID = r"[a-z2-7]{12}"
_ID = re.compile(rf"(?<!\w){SENTENCE_ID}(?!\w)", re.ASCII)


def find_sentence_id(text: str) -> str | None:
    """The first id of a sentence in a text: by itself, or at the end of a link."""
    found = _ID.search(text)
    return found[0] if found else None
