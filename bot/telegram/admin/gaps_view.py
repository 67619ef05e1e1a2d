"""Gaps and pins -> the messages in which admins look through them, and their buttons <-> callback data. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.answer_text import said
from bot.core.permalinks import SENTENCE_ID
from bot.storage.feedback import Gap
from bot.telegram.message_builder import Message, Writer
from bot.texts import Texts
from rag.answering.pin_repository import Pin
from rag.types import Passage

Item = TypeVar("Item")

_A_PAGE = 5
_KEY = 12
"""Hexadecimal digits of a question's key in callback data."""
_SHOWN = 300
"""Characters of a question, an answer or a quote in a list."""
_OPEN = re.compile(rf"([GPgx]):([0-9a-f]{{{_KEY}}}|\d{{1,4}})")
_PIN = re.compile(rf"k:([0-9a-f]{{{_KEY}}}):({SENTENCE_ID})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenList:
    """A page of the gaps, or of the pins."""

    page: int = 0
    pins: bool = False

    @property
    def data(self) -> str:
        return f"{'P' if self.pins else 'G'}:{self.page}"


@dataclass(frozen=True, slots=True)
class OpenGap:
    key: str

    @property
    def data(self) -> str:
        return f"g:{self.key}"


@dataclass(frozen=True, slots=True)
class PutPin:
    """Confirm a sentence for the gap."""

    key: str
    sentence: str

    @property
    def data(self) -> str:
        return f"k:{self.key}:{self.sentence}"


@dataclass(frozen=True, slots=True)
class RemovePin:
    key: str

    @property
    def data(self) -> str:
        return f"x:{self.key}"


GapAction = OpenList | OpenGap | PutPin | RemovePin


def read_gap_action(data: object) -> GapAction | None:
    """None for data of other buttons."""
    text = data if isinstance(data, str) else ""
    if found := _PIN.fullmatch(text):
        return PutPin(found[1], found[2])
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    kind, value = found[1], found[2]
    if kind in "GP":
        return OpenList(int(value), kind == "P") if len(value) < _KEY else None
    if len(value) < _KEY:
        return None
    return OpenGap(value) if kind == "g" else RemovePin(value)


def is_gap_action(data: object) -> bool:
    return read_gap_action(data) is not None


def short_key(key: str) -> str:
    return key[:_KEY]


def render_gaps(gaps: Sequence[Gap], page: int, texts: Texts) -> Message:
    if not gaps:
        return Message(texts.admin.no_gaps)
    page, pages, shown = _page(gaps, page)
    lines = [texts.admin.gaps(len(gaps), page + 1, pages)]
    lines += [_gap(number, gap, texts) for number, gap in shown]
    numbers = [_button(f"{number}", OpenGap(short_key(gap.key))) for number, gap in shown if gap.can_be_pinned]
    return _message(lines, [numbers, _turns(page, pages, texts, pins=False)])


def render_candidates(gap: Gap, passages: Sequence[Passage], texts: Texts) -> Message:
    """The sentences found for the question of a gap, to confirm one of."""
    head = texts.admin.candidates if passages else texts.admin.no_candidates
    lines = [head.format(question=_short(gap.question))]
    lines += [f"{number}. {_short(passage.text)}" for number, passage in enumerate(passages, 1)]
    key = short_key(gap.key)
    numbers = [_button(f"{number}", PutPin(key, passage.id)) for number, passage in enumerate(passages, 1)]
    return _message(lines, [numbers, [_button(texts.admin.back_to_list, OpenList())]])


def render_pinned(pin: Pin, texts: Texts) -> Message:
    line = texts.admin.pinned.format(question=_short(pin.question), quote=_short(pin.quote))
    back = [_button(texts.admin.unpin, RemovePin(short_key(pin.key))), _button(texts.admin.back_to_list, OpenList())]
    return _message([line], [back])


def render_pins(pins: Sequence[Pin], gone: Collection[str], page: int, texts: Texts) -> Message:
    """``gone``: keys of the pins whose words are not in the reports of today."""
    if not pins:
        return Message(texts.admin.no_pins)
    page, pages, shown = _page(pins, page)
    lines = [texts.admin.pins(len(pins), page + 1, pages)]
    for number, pin in shown:
        line = texts.admin.pin.format(number=number, question=_short(pin.question), quote=_short(pin.quote))
        lines.append(f"{line}{texts.admin.pin_gone if pin.key in gone else ''}")
    numbers = [_button(f"{number}", RemovePin(short_key(pin.key))) for number, pin in shown]
    return _message(lines, [numbers, _turns(page, pages, texts, pins=True)])


def _gap(number: int, gap: Gap, texts: Texts) -> str:
    named = [f"{texts.faults[fault]} {count}" for fault, count in gap.faults.most_common()]
    faults = f" ({', '.join(named)})" if named else ""
    answer = said(gap.answer, texts) if gap.answer else ""
    shown = _short(answer.split("\n")[0])
    return texts.admin.gap(number, _short(gap.question), gap.asked, gap.ups, gap.downs, faults, shown).strip()


def _page(items: Sequence[Item], page: int) -> tuple[int, int, list[tuple[int, Item]]]:
    """The page that there is, how many there are, and what is on it, numbered through."""
    pages = -(-len(items) // _A_PAGE)
    page = min(page, pages - 1)
    start = page * _A_PAGE
    return page, pages, list(enumerate(items[start : start + _A_PAGE], start + 1))


def _turns(page: int, pages: int, texts: Texts, *, pins: bool) -> list[InlineKeyboardButton]:
    back = [_button(texts.previous_page, OpenList(page - 1, pins))] if page else []
    return back + ([_button(texts.next_page, OpenList(page + 1, pins))] if page + 1 < pages else [])


def _button(label: str, action: GapAction) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=action.data)


def _message(lines: Sequence[str], rows: Sequence[Sequence[InlineKeyboardButton]]) -> Message:
    writer = Writer()
    writer.write("\n\n".join(lines))
    there = [row for row in rows if row]
    return writer.message(InlineKeyboardMarkup(there) if there else None)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
