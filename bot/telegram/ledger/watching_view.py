"""The indicators a chat watches, and their changes -> messages, each figure linked to its sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from telegram.constants import MessageEntityType

from bot.core.permalinks import Account
from bot.storage.watches import Watch
from bot.telegram.message_builder import Message, MessageBuilder
from bot.telegram.views.actions import Unwatch
from bot.telegram.views.callbacks import button, column
from bot.telegram.views.excerpts import cut_off
from bot.texts import Texts
from rag.ledger.watching import WatchedChange, WatchedFigure

_LONGEST = 160  # UTF-16 code units of what one figure says
_LONGEST_LABEL = 40
_LONGEST_TITLE = 60
_MOST = 10
"""Figures or changes told in one message, the latest years."""


def title_of(watch: Watch) -> str:
    return cut_off(f"{watch.region or ''}{watch.indicator}", _LONGEST_TITLE)


def render_watched(watch: Watch, texts: Texts, account: Account) -> Message:
    writer = MessageBuilder()
    writer.write(texts.ledger.watched.format(indicator=title_of(watch)))
    for told in sorted(watch.figures, key=lambda told: told.year)[-_MOST:]:
        writer.write(f"\n{texts.ledger.year.format(year=told.year)}{texts.ledger.colon}")
        _link(writer, told, account)
    return writer.message(column([button(texts.ledger.stop, Unwatch(watch.key))]))


def render_list(watches: Sequence[Watch], texts: Texts, lead: str = "") -> Message:
    """A button for each indicator, which ends the watch."""
    if not watches:
        return Message(f"{lead or texts.ledger.watching_nothing}\n{texts.ledger.watch_usage}")
    lines = [lead, texts.ledger.watching] if lead else [texts.ledger.watching]
    text = "\n".join([*lines, *(title_of(watch) for watch in watches)])
    rows = [button(_ending(watch, texts), Unwatch(watch.key)) for watch in watches]
    return Message(text, (), column(rows))


def render_changes(watch: Watch, changes: Sequence[WatchedChange], texts: Texts, account: Account) -> Message:
    """The figures as they were and as they are."""
    writer = MessageBuilder()
    writer.write(texts.ledger.changed.format(indicator=title_of(watch)), MessageEntityType.BOLD)
    for change in sorted(changes, key=_year)[-_MOST:]:
        writer.write(f"\n{texts.ledger.year.format(year=_year(change))}")
        _write_side(writer, texts.ledger.before, change.before, texts.ledger.not_there_before, texts, account)
        _write_side(writer, texts.ledger.after, change.after, texts.ledger.no_longer_there, texts, account)
    if len(changes) > _MOST:
        writer.write(f"\n{texts.ledger.more_changes(len(changes) - _MOST)}")
    return writer.message(column([button(texts.ledger.stop, Unwatch(watch.key))]))


def _write_side(
    writer: MessageBuilder, label: str, told: WatchedFigure | None, otherwise: str, texts: Texts, account: Account
) -> None:
    writer.write(f"\n    {label}{texts.ledger.colon}")
    if told:
        _link(writer, told, account)
    else:
        writer.write(otherwise)


def _link(writer: MessageBuilder, told: WatchedFigure, account: Account) -> None:
    writer.link(cut_off(told.words, _LONGEST), account.link(told.sentence))


def _year(change: WatchedChange) -> int:
    told = change.after or change.before
    return told.year if told else 0


def _ending(watch: Watch, texts: Texts) -> str:
    return cut_off(f"{texts.ledger.stop}{texts.ledger.colon}{title_of(watch)}", _LONGEST_LABEL)
