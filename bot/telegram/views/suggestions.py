"""Questions that are surely answered -> buttons that ask them: to begin with, and after an answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.message_builder import Message
from bot.telegram.views.actions import AskQuestion
from bot.telegram.views.callbacks import LONGEST_QUESTION, button
from bot.texts import Texts
from rag.answering.hints.examples import Example, to_begin_with
from rag.retrieval.calibration import CALIBRATION
from rag.text.plain import grams
from rag.types import Answer, Status

_TO_BEGIN, _NEXT = 3, 2
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which it names something."""
_FRAME = re.compile(r"\d{4}年|目标|增长|多少|是")


def greeting(texts: Texts, examples: Sequence[Example]) -> Message:
    """The greeting with questions to begin with, in the reader's language, where there are any."""
    rows = [[_button(one)] for one in to_begin_with(_askable(examples), texts.language, _TO_BEGIN)]
    return Message(texts.start, (), InlineKeyboardMarkup(rows) if rows else None)


def with_rows(message: Message, rows: Sequence[Sequence[InlineKeyboardButton]]) -> Message:
    """The message with more rows of buttons below its own."""
    own = message.keyboard.inline_keyboard if message.keyboard else ()
    return replace(message, keyboard=InlineKeyboardMarkup([*own, *rows])) if rows else message


def next_rows(answer: Answer, examples: Sequence[Example]) -> list[list[InlineKeyboardButton]]:
    """One or two questions on what stands beside an answer; none after a refusal."""
    if answer.status is not Status.ANSWERED or not answer.citations:
        return []
    told = grams(answer.question) | grams(answer.text)
    others = [one for one in _askable(examples) if one.language == answer.language and _names_more(one.question, told)]
    near = sorted(((_nearness(one, answer), -place) for place, one in enumerate(others)), reverse=True)[:_NEXT]
    return [[_button(others[-place])] for nearness, place in near if nearness > 0]


def _names_more(question: str, told: AbstractSet[str]) -> bool:
    """It asks for something that neither the question before nor its answer names."""
    return any(gram not in told and CALIBRATION.content(gram) >= _TELLING for gram in grams(_FRAME.sub(" ", question)))


def _nearness(example: Example, answer: Answer) -> int:
    """The nearness by the headings above both, then by the words in common."""
    first = answer.citations[0]
    if example.report not in ("", first.report):
        return 0
    shared = sum(one == other for one, other in zip(example.section, first.section, strict=False))
    return 4 * shared + len(grams(example.question) & grams(answer.question))


def _askable(examples: Sequence[Example]) -> list[Example]:
    """Those that a button has room for."""
    return [one for one in examples if len(one.question.encode()) <= LONGEST_QUESTION]


def _button(example: Example) -> InlineKeyboardButton:
    return button(example.question, AskQuestion(example.question))
