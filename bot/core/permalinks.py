"""Ids of citations, and the links that open them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_ID = r"[a-z2-7]{12}"
_ID = re.compile(rf"(?<!\w){SENTENCE_ID}(?!\w)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Account:
    """The bot as others find it."""

    username: str
    has_inline: bool
    """It can be called in any chat; BotFather turns that on."""

    def link(self, parameter: str) -> str:
        """Opens the private chat with the bot, which is told the parameter."""
        return f"https://t.me/{self.username}?start={parameter}"


def find_sentence_id(text: str) -> str | None:
    """The first id of a sentence in a text: by itself, or at the end of a link."""
    return next(iter(find_sentence_ids(text)), None)


def find_sentence_ids(text: str) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(_ID.findall(text)))
