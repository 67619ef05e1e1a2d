"""Text -> how many columns it takes where every character has one or two. Pure."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Two for a wide character, one for a narrow one (Unicode Standard Annex 11; ambiguous ones are wide)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)
