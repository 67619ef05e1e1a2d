"""Text from anywhere -> text that is safe to show: without what hides or reorders, and without secrets. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Control characters move cursors and recolour terminals, direction marks reorder what is read, half surrogate pairs
# cannot be encoded, and Telegram removes combining rings and double lines. Tab and line end stay.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_RINGS_AND_LINES = (0x30A, 0x333, 0x33F)
_UNPRINTABLE: dict[int, str] = (
    dict.fromkeys((*_CONTROLS, *_DIRECTIONS, *_RINGS_AND_LINES), "")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    | {0x09: " ", 0x0A: "\n"}
)
HIDDEN = "•••"
_SHORTEST = 4
"""Characters of a secret that is looked for everywhere: a shorter one stands in too many words."""
_USER = re.compile(r"(?<=://)[^\s/?#]*@")
"""Name and password in an address. A password may hold an @."""
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{30,}")
"""The token of a bot. One in a message of a library is as secret as ours, even if it is not ours."""


def printable(text: str) -> str:
    """The text without characters that hide, reorder or overwrite others."""
    return text.translate(_UNPRINTABLE)


def is_visible(text: str) -> bool:
    """Whether ``printable`` leaves more of the text than blanks, format characters and combining marks.

    Unassigned and private characters count: a box is shown for them.
    """
    return any(_has_shape(unicodedata.category(character)) for character in printable(text))


def _has_shape(category: str) -> bool:
    return category[0] not in "ZM" and category not in ("Cc", "Cf")


def hide(text: str, secrets: Iterable[str] = ()) -> str:
    """Put dots in place of secrets, of bot tokens, and of the name and password in addresses."""
    text = _TOKEN.sub(HIDDEN, _USER.sub(f"{HIDDEN}@", text))
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
    return text
