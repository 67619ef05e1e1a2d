"""A number and the English words it counts. Pure."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """``1 sentence``, ``2 sentences``; ``several`` where that is not ``one`` with an s."""
    return f"{number} {one if number == 1 else several or one + 's'}"
