"""Words of a report -> the sentence that they make in an answer. Pure."""

from __future__ import annotations

_CLOSING = "。；;，,、:： "


def as_sentence(words: str) -> str:
    """The words with a full stop, whatever they closed with."""
    return f"{words.rstrip(_CLOSING)}。"
