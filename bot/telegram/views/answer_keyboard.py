"""An answer -> the buttons below it, and what 更多 opens in their place. Pure.

One row tells what can be done with the answer, at most three buttons; the votes come in a row of their own
(``bot.telegram.views.votes``).
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.answer_text import is_answered
from bot.core.permalinks import Account, share_token
from bot.telegram.views.actions import (
    BackToAnswer,
    OpenContents,
    OpenMore,
    OpenRest,
    OpenSection,
    OpenSource,
    RemoveAnswer,
)
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off
from bot.telegram.views.sharing import cite_in_one_line, share_row
from bot.texts import Texts
from rag.types import Answer, Citation, Reason

_NUMBERS_A_ROW = 5
_LONGEST_LABEL = 24

_ASIDE = (Reason.SMALL_TALK, Reason.OFF_TOPIC)

Row = list[InlineKeyboardButton]


def answer_keyboard(
    answer: Answer, texts: Texts, account: Account | None, *, removable: bool
) -> InlineKeyboardMarkup | None:
    """``account``: what the quotes are shared through; without, they are not. ``removable``: it can be taken away."""
    answered = is_answered(answer)
    shown = answer.citations if answered else answer.nearest
    row: Row = [button(texts.source, OpenSource(shown[0].id))] if shown else _otherwise(answer)
    if answered and answer.more:
        row.append(button(texts.rest(len(answer.more)), OpenRest()))
    if removable or (answered and shown and account):
        row.append(button(texts.more_actions, OpenMore()))
    elif answer.reason and answer.reason not in _ASIDE and not shown:
        row.append(button(texts.contents, OpenContents()))
    return InlineKeyboardMarkup([row]) if row else None


def more_keyboard(answer: Answer, texts: Texts, account: Account, *, removable: bool) -> InlineKeyboardMarkup:
    """Share, copy and delete; of a refusal, the contents in place of what cannot be shared."""
    shares = is_answered(answer) and bool(answer.citations)
    row = _shares(answer.citations, texts, account) if shares else [button(texts.contents, OpenContents())]
    if removable:
        row.append(button(texts.remove, RemoveAnswer()))
    return InlineKeyboardMarkup([row, [button(texts.back, BackToAnswer())]])


def source_rows(sources: Sequence[str], shown: str) -> list[Row]:
    """A button for each source of an answer, where there are several; the one that is shown is marked."""
    ids = list(dict.fromkeys(sources))
    if len(ids) < 2:
        return []
    labels = (f"·{number}·" if id_ == shown else str(number) for number, id_ in enumerate(ids, 1))
    buttons = [button(label, OpenSource(id_)) for label, id_ in zip(labels, ids, strict=True)]
    return [buttons[at : at + _NUMBERS_A_ROW] for at in range(0, len(buttons), _NUMBERS_A_ROW)]


def numbered_keyboard(citations: Sequence[Citation], back: Row) -> InlineKeyboardMarkup:
    """A button for each of several sentences, by the number before its quote."""
    buttons = [button(str(number), OpenSource(one.id, alone=not back)) for number, one in enumerate(citations, 1)]
    rows = [buttons[at : at + _NUMBERS_A_ROW] for at in range(0, len(buttons), _NUMBERS_A_ROW)]
    return InlineKeyboardMarkup([*rows, back] if back else rows)


def _otherwise(answer: Answer) -> Row:
    """The button to the section nearest to a question that is not answered."""
    return [
        button(_short(place.section[-1] if place.section else place.report), OpenSection(place.id, len(place.section)))
        for place in answer.nearby
    ]


def _shares(citations: Sequence[Citation], texts: Texts, account: Account) -> Row:
    tokens = list({citation.id: share_token(citation) for citation in citations}.values())
    first = citations[0]
    return share_row(tokens, cite_in_one_line(first, account.page(first.report, first.id)), texts, account)


def _short(heading: str) -> str:
    return cut_off(heading, _LONGEST_LABEL)
