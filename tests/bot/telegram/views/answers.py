"""Answers to be shown, and what of a message is looked at."""

from __future__ import annotations

from telegram.constants import MessageEntityType

from bot.telegram.message_builder import Message
from bot.telegram.views.callbacks import read_action
from rag.types import Answer, Citation, Reason, Span, Statement, Status

REPORT = "某区2025年政府工作报告"
QUOTE = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"


def make_citation(number: int | None, quote: str = QUOTE, words: str = "GDP增长6%", start: int = 1000) -> Citation:
    at = start + quote.index(words)
    return Citation(
        id="abcdefghijkl",
        report=REPORT,
        section=("二、2025年工作安排",),
        quote=quote,
        start=start,
        end=start + len(quote),
        number=number,
        highlights=(Span(at, at + len(words)),),
    )


def make_answer(*statements: Statement, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer("问", Status.ANSWERED, "extractive", statements, citations, (), "v")


def make_refusal(reason: Reason, *nearest: Citation) -> Answer:
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    status = Status.OFF_TOPIC if aside else Status.RELATED if nearest else Status.NOT_IN_REPORT
    return Answer("问", status, "extractive", (), (), nearest, "v", reason=reason)


def styled(message: Message, style: MessageEntityType) -> list[str]:
    """The stretches of text that carry this style, cut as Telegram cuts them."""
    units = message.text.encode("utf-16-le")
    return [
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in message.entities if e.type == style
    ]


def actions(message: Message) -> list[object]:
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    return [read_action(str(button.callback_data)) for row in rows for button in row]
