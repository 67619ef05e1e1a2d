"""Notices have room for what they tell, however much has changed."""

from __future__ import annotations

from bot.core.permalinks import Account
from bot.storage.watches import MOST, Watch
from bot.telegram.ledger.watching_view import render_changes, render_list
from bot.telegram.message_builder import MAX_TEXT, utf16_length
from bot.texts import EN, ZH
from rag.ledger.watching import WatchedChange, WatchedFigure

LONG = "很长的指标名称" * 60


def told(year: int, value: str) -> WatchedFigure:
    return WatchedFigure("growth", year, value, f"{LONG}增长{value}", "abcdefgh2345")


def watch(name: str = "gdp") -> Watch:
    return Watch(LONG, name, LONG, (), "zh")


def test_a_notice_of_many_changes_tells_the_latest_and_counts_the_others() -> None:
    changes = [WatchedChange(told(year, "5%"), told(year, "6%")) for year in range(2000, 2025)]
    notice = render_changes(watch(), changes, ZH, Account("wenbao_bot", False))
    assert utf16_length(notice.text) <= MAX_TEXT
    assert "2024年" in notice.text
    assert notice.text.endswith(ZH.ledger.more_changes(15))


def test_as_many_indicators_as_can_be_watched_are_listed() -> None:
    listed = render_list([watch(str(number)) for number in range(MOST)], EN)
    assert utf16_length(listed.text) <= MAX_TEXT
    assert listed.keyboard
    assert len(listed.keyboard.inline_keyboard) == MOST
