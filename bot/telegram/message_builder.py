"""Styled pieces of text -> a Telegram message: text, entities and keyboard. Pure.

Telegram counts offsets and lengths of entities in UTF-16 code units (https://core.telegram.org/api/entities) and allows
4,096 characters of text; counting those in UTF-16 units too is never too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from telegram import InlineKeyboardMarkup, MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from bot.core.sanitize import printable
from rag.types import Span

MAX_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
MAX_ENTITIES = int(MessageLimit.MESSAGE_ENTITIES)

_LINE_END = re.compile(r"(?<=\S)\n")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Message:
    """One message to be sent or edited in."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


class StyledText(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False


class MessageBuilder:
    """Gathers styled text and counts its offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._entities: list[MessageEntity] = []
        self.length = 0
        """The length in UTF-16 code units."""

    def write(self, text: str, style: MessageEntityType | None = None) -> None:
        start = self.length
        shown = printable(text)
        self._parts.append(shown)
        self.length += utf16_length(shown)
        if style is not None and shown:
            self._entities.append(MessageEntity(style, start, self.length - start))

    def write_pieces(self, pieces: Iterable[StyledText], style: MessageEntityType = MessageEntityType.BOLD) -> None:
        """``style`` is that of the bold ones."""
        for piece in pieces:
            self.write(piece.text, style if piece.bold else None)

    def link(self, text: str, url: str) -> None:
        start, shown = self.length, printable(text)
        self.write(shown)
        self._entities.append(MessageEntity(MessageEntityType.TEXT_LINK, start, self.length - start, url=url))

    @contextmanager
    def block(self, style: MessageEntityType) -> Iterator[None]:
        """A style around everything written inside."""
        start, place = self.length, len(self._entities)
        yield
        if self.length > start:
            self._entities.insert(place, MessageEntity(style, start, self.length - start))

    def message(self, keyboard: InlineKeyboardMarkup | None = None) -> Message:
        return Message("".join(self._parts), tuple(self._entities), keyboard)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def head(text: str, room: int) -> str:
    """The longest beginning of the text that fits into ``room`` UTF-16 code units."""
    if utf16_length(text) <= room:
        return text
    end = length = 0
    for character in text:
        length += utf16_length(character)
        if length > room:
            break
        end += 1
    return text[:end]


def split_text(text: str, room: int) -> list[str]:
    """The text in parts of at most ``room`` UTF-16 code units, cut at line or sentence ends where there are any.

    At least one part; none is blank if the text is not.
    """
    text, parts, start = text.strip(), [], 0
    while len(part := head(text[start : start + room], room)) < len(text) - start:
        ends = [found.end() for found in _LINE_END.finditer(part)] or [f.end() for f in _SENTENCE_END.finditer(part)]
        part = part[: ends[-1]] if ends else part
        parts.append(part.strip())
        start += len(part)
    return [part for part in (*parts, part.strip()) if part] or [text]


def emphasise(text: str, marks: Sequence[Span]) -> list[StyledText]:
    """The text cut where emphasis begins and ends; marks may overlap, none reaches outside the text."""
    cuts = sorted({0, len(text), *(cut for mark in marks for cut in mark)})
    bold = {at: any(mark.start <= at < mark.end for mark in marks) for at in cuts}
    edges = [at for before, at in pairwise([-1, *cuts]) if bold[at] != bold.get(before) and at < len(text)]
    return [StyledText(text[start:end], bold[start]) for start, end in pairwise([*edges, len(text)])]
