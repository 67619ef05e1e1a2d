"""Text -> the same text without what must not be shown to anybody. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "•••"
_SHORTEST = 4
"""Characters of a secret that is looked for everywhere: a shorter one stands in too many words."""

_USER = re.compile(r"(?<=://)[^\s/?#]*@")
"""Name and password in an address. A password may hold an @."""
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{30,}")
"""The token of a bot. One in a message of a library is as secret as ours, even if it is not ours."""


def hide(text: str, secrets: Iterable[str] = ()) -> str:
    """Put dots in place of secrets, of bot tokens, and of the name and password in addresses."""
    text = _TOKEN.sub(HIDDEN, _USER.sub(f"{HIDDEN}@", text))
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
    return text
