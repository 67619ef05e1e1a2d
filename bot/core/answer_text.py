"""Answer -> the words that every edge shows above the quotes, and where a quote stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.sanitize import is_visible, printable
from bot.texts import Texts
from bot.texts.selection import refusal
from rag.types import Answer, Status

_PATH_SEPARATOR = " › "


def is_answered(answer: Answer) -> bool:
    """False too for an answer of which nothing can be seen."""
    return answer.status is Status.ANSWERED and is_visible(answer.text)


def said(answer: Answer, texts: Texts) -> str:
    """The statements with their marks, or why there are none."""
    if is_answered(answer):
        words = printable(answer.text).strip()
        return f"{words}\n{texts.confirmed}" if answer.confirmed else words
    refused = refusal(answer, texts)
    return f"{refused}\n{texts.nearest}" if answer.nearest else refused


def on_page(page: int | None, texts: Texts) -> str:
    """What follows the place of words that stand on a page."""
    return texts.page.format(page=page) if page else ""


def section_line(report: str, section: Sequence[str], with_report: bool) -> str:
    """Where words stand, from the top: ``二、2025年工作安排 › (一)…``; the report's name where nothing else is said."""
    return _PATH_SEPARATOR.join([report, *section] if with_report or not section else section)
