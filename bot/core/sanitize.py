"""Text from anywhere -> text that is safe to show. Pure."""

from __future__ import annotations

import unicodedata

# Control characters move cursors and recolour terminals, direction marks reorder what is read, half surrogate pairs
# cannot be encoded. Tab and line end stay.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_UNPRINTABLE: dict[int, str] = (
    dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    | {0x09: " ", 0x0A: "\n"}
)


def printable(text: str) -> str:
    """The text without characters that hide, reorder or overwrite others."""
    return text.translate(_UNPRINTABLE)


def is_visible(text: str) -> bool:
    """False for a text of blanks and control characters only."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
