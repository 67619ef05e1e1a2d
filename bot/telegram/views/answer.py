"""Answer -> the messages that show it. Pure.

One message: the statements with their marks, the figure asked for in bold, then one collapsed quote for each citation,
the answering words bold. Passages that only may help are collapsed together. Statements are never cut: what does not
fit is taken from the quotes, whose buttons open the full words. Only statements longer than a message make several.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.answer_text import is_answered, on_page, said, section_line
from bot.core.permalinks import Account
from bot.core.sanitize import printable
from bot.telegram.message_builder import (
    MAX_ENTITIES,
    MAX_TEXT,
    Message,
    MessageBuilder,
    StyledText,
    emphasise,
    split_text,
    utf16_length,
)
from bot.telegram.views.actions import BackToAnswer
from bot.telegram.views.answer_keyboard import answer_keyboard, numbered_keyboard
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off, shorten
from bot.texts import Texts
from rag.answering.hints.asked_figures import find_asked_figure
from rag.text.plain import without_zero_width
from rag.types import Answer, Citation, Form, Span

MAX_QUOTES = 40  # with one quote entity each, 60 entities are left for emphasis
_MOST_FIGURES = 20  # bold ones in the statements; the rest of the entities is for the quotes
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
    """The messages of an answer, at least one; the last one carries the quotes and the keyboard.

    ``several_reports``: the corpus holds more than one, so that quotes have to say which one they are from.
    ``account``: what the quotes are shared through; without, they are not. ``removable``: with a button that takes the
    answer away.
    """
    answered = is_answered(answer)
    shown = answer.citations if answered else answer.nearest
    labels = [f"[{c.number}]" if answered else str(n) for n, c in enumerate(shown[:MAX_QUOTES], 1)]
    quotes = _quotes(labels, shown, texts, several_reports)
    told = said(answer, texts)
    if answer.nearby and "\n" not in told:
        told += f"\n{texts.ask_otherwise}"
    *firsts, last = split_text(told, MAX_TEXT)
    keyboard = answer_keyboard(answer, texts, account, removable=removable)
    figures = _asked_figures(answer, last) if answered else []
    return (*map(_plain, firsts), _last_message(last, quotes, keyboard, figures, gathered=not answered))


def render_rest(answer: Answer, texts: Texts, several_reports: bool = False) -> Message:
    """The passages that the answer has no room for, with a button for each and the way back."""
    shown = answer.more[:MAX_QUOTES]
    quotes = _quotes([str(n) for n in range(1, len(shown) + 1)], shown, texts, several_reports)
    keyboard = numbered_keyboard(shown, [button(texts.back, BackToAnswer())])
    return _last_message(texts.more_statements(len(answer.more)), quotes, keyboard)


def render_next(answer: Answer, texts: Texts, several_reports: bool = False) -> Message:
    """Further sentences on the matter of an answer that was shown before, in a message of their own."""
    shown = answer.nearest
    quotes = _quotes([str(n) for n in range(1, len(shown) + 1)], shown, texts, several_reports)
    told = texts.further + (f"\n{texts.more_statements(len(answer.more))}" if answer.more else "")
    return _last_message(told, quotes, numbered_keyboard(shown, []))


def _asked_figures(answer: Answer, told: str) -> list[Span]:
    """The figure that was asked for in each statement, as a place in the text that shows it."""
    found: list[Span] = []
    at = 0
    for statement in answer.statements[:_MOST_FIGURES]:
        words = without_zero_width(printable(statement.text))
        at = max(at, told.find(words, at))
        is_fact = answer.form is Form.FACT
        asked = answer.understood or answer.question
        figure = find_asked_figure(asked, words, is_fact=is_fact) if told.startswith(words, at) else None
        if figure:
            found.append(Span(at + figure.start, at + figure.end))
    return found


def _plain(text: str) -> Message:
    writer = MessageBuilder()
    writer.write(text)
    return writer.message()


def _quotes(labels: Sequence[str], shown: Sequence[Citation], texts: Texts, several_reports: bool) -> list[Quote]:
    named = several_reports or len({citation.report for citation in shown}) > 1
    return [_quote(label, citation, named, texts) for label, citation in zip(labels, shown, strict=False)]


def _quote(label: str, citation: Citation, with_report: bool, texts: Texts) -> Quote:
    title = cut_off(f"{label} {section_line(citation.report, citation.section, with_report)}", _LONGEST_TITLE)
    title += on_page(citation.page, texts, recognised=citation.recognised)
    marks = (Span(m.start - citation.start, m.end - citation.start) for m in citation.highlights)
    return Quote(title, citation.quote, tuple(marks))


def _last_message(
    statements: str,
    quotes: Sequence[Quote],
    keyboard: InlineKeyboardMarkup | None,
    figures: Sequence[Span] = (),
    *,
    gathered: bool = False,
) -> Message:
    """``figures``: places in the statements to be shown bold. ``gathered``: the quotes fold as one."""
    rooms = _rooms(quotes, MAX_TEXT - utf16_length(statements))
    bold_left = MAX_ENTITIES - len(rooms) - len(figures)
    writer = MessageBuilder()
    writer.write_pieces(emphasise(statements, figures))
    fold = MessageEntityType.EXPANDABLE_BLOCKQUOTE
    if gathered and rooms:
        writer.write("\n")
    with writer.block(fold) if gathered else nullcontext():
        for number, (quote, room) in enumerate(zip(quotes, rooms, strict=False)):
            pieces = shorten(quote.words, quote.marks, room)
            writer.write("\n" if number or not gathered else "")
            with nullcontext() if gathered else writer.block(fold):
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
