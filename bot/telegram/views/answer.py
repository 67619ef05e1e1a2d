"""Answer -> the messages that show it. Pure.

One message: the statements with their marks, then one collapsed quote for each citation, the answering words bold, then
a button for each source. Statements are never cut: what does not fit is taken from the quotes, whose buttons open the
full words. Only statements longer than a message make several of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.answer_text import is_answered, on_page, said, section_line
from bot.core.permalinks import Account
from bot.telegram.message_builder import (
    MAX_ENTITIES,
    MAX_TEXT,
    Message,
    MessageBuilder,
    StyledText,
    head,
    split_text,
    utf16_length,
)
from bot.telegram.views.actions import BackToAnswer, OpenRest, OpenSource, RemoveAnswer
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import ELLIPSIS, shorten
from bot.telegram.views.sharing import cite_in_one_line, share_row
from bot.texts import Texts
from rag.types import Answer, Citation, Span

MAX_QUOTES = 40  # with one quote entity each, 60 entities are left for emphasis
_BUTTONS_A_ROW = 4
_LEAST_WORDS = 24  # of a quote; less says nothing
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation as it will stand in the message."""

    title: str
    words: str
    marks: tuple[Span, ...]
    """The answering words, as offsets into ``words``."""

    @property
    def frame(self) -> int:
        """UTF-16 code units around the words: a line end before the quote, the title and its line end."""
        return utf16_length(self.title) + 2


def render_answer(
    answer: Answer,
    texts: Texts,
    several_reports: bool = False,
    account: Account | None = None,
    removable: bool = False,
) -> tuple[Message, ...]:
    """At least one message; the last one carries the quotes and the keyboard.

    ``several_reports``: the corpus holds more than one, so that quotes have to say which one they are from.
    ``account``: what the quotes are shared through; without, they are not. ``removable``: with a button that takes the
    answer away.
    """
    answered = is_answered(answer)
    shown = answer.citations if answered else answer.nearest
    labels = [f"[{c.number}]" if answered else str(n) for n, c in enumerate(shown[:MAX_QUOTES], 1)]
    named = several_reports or len({c.report for c in shown}) > 1
    quotes = [_quote(label, citation, named, texts) for label, citation in zip(labels, shown, strict=False)]
    *firsts, last = split_text(said(answer, texts), MAX_TEXT)
    keyboard = _keyboard(labels, shown, texts, account if answered else None)
    if answered and answer.more:
        keyboard = _with_row(keyboard, button(texts.rest(len(answer.more)), OpenRest()))
    if removable:
        keyboard = _with_removal(keyboard, texts)
    return (*map(_plain, firsts), _last_message(last, quotes, keyboard))


def render_rest(answer: Answer, texts: Texts, several_reports: bool = False) -> Message:
    """The passages that the answer has no room for, with a button for each and the way back."""
    shown = answer.more[:MAX_QUOTES]
    labels = [str(n) for n in range(1, len(shown) + 1)]
    named = several_reports or len({citation.report for citation in shown}) > 1
    quotes = [_quote(label, citation, named, texts) for label, citation in zip(labels, shown, strict=True)]
    keyboard = _with_row(_keyboard(labels, shown, texts, None), button(texts.back, BackToAnswer()))
    return _last_message(texts.more_statements(len(answer.more)), quotes, keyboard)


def _with_row(keyboard: InlineKeyboardMarkup | None, last: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([*(keyboard.inline_keyboard if keyboard else ()), [last]])


def render_next(answer: Answer, texts: Texts, several_reports: bool = False) -> Message:
    """Further sentences on the matter of an answer that was shown before, in a message of their own."""
    shown = answer.nearest
    named = several_reports or len({citation.report for citation in shown}) > 1
    labels = [str(number) for number in range(1, len(shown) + 1)]
    quotes = [_quote(label, citation, named, texts) for label, citation in zip(labels, shown, strict=True)]
    said = texts.further + (f"\n{texts.more_statements(len(answer.more))}" if answer.more else "")
    return _last_message(said, quotes, _keyboard(labels, shown, texts, None))


def _with_removal(keyboard: InlineKeyboardMarkup | None, texts: Texts) -> InlineKeyboardMarkup:
    """Beside the last buttons, where there is room for one more."""
    rows = [list(row) for row in keyboard.inline_keyboard] if keyboard else [[]]
    if len(rows[-1]) >= _BUTTONS_A_ROW:
        rows.append([])
    rows[-1].append(button(texts.remove, RemoveAnswer()))
    return InlineKeyboardMarkup(rows)


def _plain(text: str) -> Message:
    writer = MessageBuilder()
    writer.write(text)
    return writer.message()


def _quote(label: str, citation: Citation, with_report: bool, texts: Texts) -> Quote:
    title = f"{label} {section_line(citation.report, citation.section, with_report)}"
    if utf16_length(title) > _LONGEST_TITLE:
        title = head(title, _LONGEST_TITLE - 1) + ELLIPSIS
    title += on_page(citation.page, texts)
    marks = (Span(m.start - citation.start, m.end - citation.start) for m in citation.highlights)
    return Quote(title, citation.quote, tuple(marks))


def _last_message(statements: str, quotes: Sequence[Quote], keyboard: InlineKeyboardMarkup | None) -> Message:
    rooms = _rooms(quotes, MAX_TEXT - utf16_length(statements))
    bold_left = MAX_ENTITIES - len(rooms)
    writer = MessageBuilder()
    writer.write(statements)
    for quote, room in zip(quotes, rooms, strict=False):
        pieces = shorten(quote.words, quote.marks, room)
        writer.write("\n")
        with writer.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
            writer.write(quote.title + "\n")
            writer.write_pieces(_plain_after(pieces, bold_left))
        bold_left -= sum(piece.bold for piece in pieces)
    return writer.message(keyboard)


def _rooms(quotes: Sequence[Quote], total: int) -> list[int]:
    """UTF-16 code units for the words of each quote: short ones whole, the long ones share the rest evenly.

    Fewer rooms than quotes where there is no room for the last ones.
    """
    fitting = len(quotes)
    while fitting and sum(_least(quote) for quote in quotes[:fitting]) > total:
        fitting -= 1
    left = total - sum(quote.frame for quote in quotes[:fitting])
    wanted = [utf16_length(quote.words) for quote in quotes[:fitting]]
    rooms = [0] * fitting
    for rank, index in enumerate(sorted(range(fitting), key=wanted.__getitem__)):
        rooms[index] = min(wanted[index], left // (fitting - rank))
        left -= rooms[index]
    return rooms


def _least(quote: Quote) -> int:
    return quote.frame + min(_LEAST_WORDS, utf16_length(quote.words))


def _plain_after(pieces: Sequence[StyledText], bold_left: int) -> list[StyledText]:
    """The pieces, with only the first ``bold_left`` bold ones bold."""
    shown: list[StyledText] = []
    for piece in pieces:
        shown.append(StyledText(piece.text, piece.bold and bold_left > 0))
        bold_left -= piece.bold
    return shown


def _keyboard(
    labels: Sequence[str], citations: Sequence[Citation], texts: Texts, account: Account | None
) -> InlineKeyboardMarkup | None:
    """A button for each source; share and copy beside the only one, or in a row of their own."""
    buttons = [
        button(f"{texts.source} {label}", OpenSource(citation.id))
        for label, citation in zip(labels, citations, strict=False)
    ]
    rows = [buttons[at : at + _BUTTONS_A_ROW] for at in range(0, len(buttons), _BUTTONS_A_ROW)]
    if account and citations:
        ids = list(dict.fromkeys(citation.id for citation in citations))
        shares = share_row(ids, cite_in_one_line(citations[0]), texts, account)
        rows = [[*rows[0], *shares]] if len(buttons) == 1 else [*rows, shares]
    return InlineKeyboardMarkup(rows) if rows else None
