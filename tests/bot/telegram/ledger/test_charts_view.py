"""The caption of a chart has room for its figures, or at least for their links."""

from __future__ import annotations

from bot.core.charts.finding import find_chart
from bot.core.permalinks import Account
from bot.telegram.ledger.charts_view import render_caption
from bot.telegram.message_builder import Message, utf16_length
from bot.texts import ZH
from rag.index.searchable_corpus import make_version
from tests.ledgers import report_of

REVIEWED = "2025年政府工作报告\n\n一、2024年工作回顾\n\n全市地区生产总值增长5.8%。\n"


def caption(count: int, region: str = "市") -> Message:
    version = make_version(tuple(report_of(REVIEWED, 2025, f"第{number}{region}") for number in range(1, count + 1)))
    found = find_chart(version, "GDP增速", None, 2024, ZH)
    assert found
    return render_caption(version, found, ZH, Account("wenbao_bot", False))


def links(message: Message) -> int:
    return sum(1 for entity in message.entities if entity.url)


def test_each_figure_is_told_where_there_is_room() -> None:
    assert (
        caption(2).text
        == "2024年各地地区生产总值增速\n第1市：全市地区生产总值增长5.8%\n第2市：全市地区生产总值增长5.8%"
    )


def test_a_caption_without_room_names_the_regions_alone() -> None:
    told = caption(70)
    assert links(told) == 70
    assert told.text.startswith("2024年各地地区生产总值增速\n第1市 第2市 第3市")


def test_more_regions_than_a_message_can_link_are_left_out_and_counted() -> None:
    told = caption(90)
    assert links(told) == 80
    assert told.text.startswith("2024年各地地区生产总值增速（90个中的前80个）\n")


def test_a_caption_is_never_longer_than_telegram_takes() -> None:
    assert utf16_length(caption(80, "很长的地名" * 20).text) <= 1024
