"""Answer -> the words that every edge shows above the quotes, and where a quote stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.core.sanitize import is_visible, printable
from bot.texts import Texts
from bot.texts.selection import refusal
from rag.text.plain import without_zero_width
from rag.types import Answer, Status

_PATH_SEPARATOR = " › "
_CHINESE = re.compile(r"[\u3400-\u9fff]{4}")
"""More than a name in an English sentence."""


def is_answered(answer: Answer) -> bool:
    """False too for an answer of which nothing can be seen."""
    return answer.status is Status.ANSWERED and is_visible(answer.text)


def said(answer: Answer, texts: Texts) -> str:
    """The statements with their marks, or why there are none."""
    if is_answered(answer):
        return "\n".join((*_lines(answer, texts), *_lacking(answer, texts)))
    refused = texts.related if answer.status is Status.RELATED else refusal(answer, texts)
    return "\n".join((refused, *_lacking(answer, texts)))


def _lines(answer: Answer, texts: Texts) -> Iterator[str]:
    if answer.note:
        yield texts.notes[answer.note.value]
    if answer.language == "en" and _CHINESE.search(answer.text):
        yield texts.quoted_in_chinese
    yield without_zero_width(printable(answer.text)).strip()
    for question in answer.unanswered:
        yield texts.also_unanswered.format(question=printable(question))
    if answer.more:
        yield texts.more_statements(len(answer.more))
    if answer.confirmed:
        yield texts.confirmed


def _lacking(answer: Answer, texts: Texts) -> Iterator[str]:
    """Questions that were not answered for their number; regions that were asked for and on which nothing is told."""
    if answer.postponed:
        yield texts.postponed.format(questions=texts.semicolon.join(map(printable, answer.postponed)))
    for region in answer.missing:
        yield texts.no_report_on.format(region=printable(region))
    for region in answer.silent:
        yield texts.silent_on.format(region=printable(region))


def on_page(page: int | None, texts: Texts, *, recognised: bool = False) -> str:
    """The words after the place of a quote that stands on a page; ``recognised`` where that is a picture."""
    return (texts.page.format(page=page) if page else "") + (texts.recognised if recognised else "")


def section_line(report: str, section: Sequence[str], with_report: bool) -> str:
    """The place of words, from the top: ``二、2025年工作安排 › (一)…``; the report's name where nothing else is
    said."""
    return _PATH_SEPARATOR.join([report, *section] if with_report or not section else section)
