"""Gaps and pins -> the messages in which admins look through them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.answer_text import said
from bot.storage.feedback import Gap
from bot.telegram.message_builder import Message, MessageBuilder
from bot.telegram.views.actions import OpenGap, OpenGaps, OpenPins, PutPin, RemovePin
from bot.telegram.views.callbacks import KEY_LENGTH, button
from bot.texts import Texts
from rag.answering.pins.repository import Pin
from rag.types import Passage

Item = TypeVar("Item")

_A_PAGE = 5
_SHOWN = 300
"""Characters of a question, an answer or a quote in a list."""


def short_key(key: str) -> str:
    return key[:KEY_LENGTH]


def render_gaps(gaps: Sequence[Gap], page: int, texts: Texts) -> Message:
    if not gaps:
        return Message(texts.admin.no_gaps)
    page, pages, shown = _page(gaps, page)
    lines = [texts.admin.gaps(len(gaps), page + 1, pages)]
    lines += [_gap(number, gap, texts) for number, gap in shown]
    numbers = [button(f"{number}", OpenGap(short_key(gap.key))) for number, gap in shown if gap.can_be_pinned]
    return _message(lines, [numbers, _turns(page, pages, texts, OpenGaps)])


def render_candidates(gap: Gap, passages: Sequence[Passage], texts: Texts) -> Message:
    """The sentences found for the question of a gap, to confirm one of."""
    head = texts.admin.candidates if passages else texts.admin.no_candidates
    lines = [head.format(question=_short(gap.question))]
    lines += [f"{number}. {_short(passage.text)}" for number, passage in enumerate(passages, 1)]
    key = short_key(gap.key)
    numbers = [button(f"{number}", PutPin(key, passage.id)) for number, passage in enumerate(passages, 1)]
    return _message(lines, [numbers, [button(texts.admin.back_to_list, OpenGaps())]])


def render_pinned(pin: Pin, texts: Texts) -> Message:
    line = texts.admin.pinned.format(question=_short(pin.question), quote=_short(pin.quote))
    back = [button(texts.admin.unpin, RemovePin(short_key(pin.key))), button(texts.admin.back_to_list, OpenGaps())]
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
    numbers = [button(f"{number}", RemovePin(short_key(pin.key))) for number, pin in shown]
    return _message(lines, [numbers, _turns(page, pages, texts, OpenPins)])


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


def _turns(page: int, pages: int, texts: Texts, kind: type[OpenGaps] | type[OpenPins]) -> list[InlineKeyboardButton]:
    back = [button(texts.previous_page, kind(page - 1))] if page else []
    return back + ([button(texts.next_page, kind(page + 1))] if page + 1 < pages else [])


def _message(lines: Sequence[str], rows: Sequence[Sequence[InlineKeyboardButton]]) -> Message:
    writer = MessageBuilder()
    writer.write("\n\n".join(lines))
    there = [row for row in rows if row]
    return writer.message(InlineKeyboardMarkup(there) if there else None)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
