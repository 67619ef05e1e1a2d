"""Cited words -> the buttons that bring them into another chat, and the one-line reference. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from telegram import CopyTextButton, InlineKeyboardButton, SwitchInlineQueryChosenChat
from telegram.constants import InlineKeyboardButtonLimit

from bot.core.permalinks import Account
from bot.core.sanitize import printable
from bot.telegram.message_builder import head, utf16_length
from bot.telegram.views.excerpts import ELLIPSIS, shorten
from bot.texts import Texts
from rag.types import Citation, Span

_ROOM = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)
_LINK_ROOM = 128  # of a reference, for the address of its page
_PLACE_ROOM = 120  # of a reference: report and section; the rest is for the words
_MOST = 10  # citations offered by one button
_BLANK = re.compile(r"\s")


def share_row(tokens: Sequence[str], reference: str, texts: Texts, account: Account) -> list[InlineKeyboardButton]:
    """Share what is cited, of which one is sent; copy the reference. ``tokens``: see ``share_token``."""
    return [_share_button(tokens, reference, texts, account), _copy_button(reference, texts)]


def cite_in_one_line(citation: Citation, page: str = "") -> str:
    """The citation in at most 256 UTF-16 code units, around the answering words where not all fit, and its ``page``
    behind it."""
    marks = [Span(mark.start - citation.start, mark.end - citation.start) for mark in citation.highlights]
    return make_reference(citation.report, citation.section, citation.quote, marks, page)


def make_reference(report: str, section: Sequence[str], words: str, marks: Sequence[Span] = (), page: str = "") -> str:
    """``《report》section：“words” page``. A page whose address is too long is left out."""
    link = f" {page}" if 0 < len(page) <= _LINK_ROOM else ""
    room = _ROOM - len(link)
    place = _one_line(f"《{report}》{' › '.join(heading.rstrip('。') for heading in section)}：")
    place_room = min(_PLACE_ROOM, room // 2)
    if utf16_length(place) > place_room:
        place = head(place, place_room - 2) + ELLIPSIS + "："
    pieces = shorten(_BLANK.sub(" ", words), marks, room - utf16_length(place) - 2)
    return printable(f"{place}“{''.join(piece.text for piece in pieces)}”{link}")


def _one_line(text: str) -> str:
    return _BLANK.sub(" ", text)


def _share_button(tokens: Sequence[str], reference: str, texts: Texts, account: Account) -> InlineKeyboardButton:
    """The button that shares an answer: through inline mode, or where that is off by a link that Telegram offers to
    forward."""
    if not account.has_inline:
        query = urlencode({"url": account.link(tokens[0].partition(":")[0]), "text": reference})
        return InlineKeyboardButton(texts.share, url=f"https://t.me/share/url?{query}")
    chosen = SwitchInlineQueryChosenChat(
        " ".join(tokens[:_MOST]), allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(texts.share, switch_inline_query_chosen_chat=chosen)


def _copy_button(reference: str, texts: Texts) -> InlineKeyboardButton:
    return InlineKeyboardButton(texts.copy, copy_text=CopyTextButton(reference))
