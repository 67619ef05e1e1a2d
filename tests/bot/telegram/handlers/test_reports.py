"""Choosing the report that a chat asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.telegram.views.report_picker import render_reports
from bot.texts import EN, ZH
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.storage.database import Database
from rag.types import Report
from tests.botapi.server import BotApi
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served
from tests.telegram_bot import running


def version_of(count: int) -> CorpusSnapshot:
    """Reports of as many years."""
    years = range(2025, 2025 - count, -1)
    reports = tuple(
        Report(f"某区{year}年政府工作报告", TEXT.replace("2025", str(year)), f"{year}.txt", "f" * 64, year=year)
        for year in years
    )
    return CorpusSnapshot("v1", reports, tuple(map(make_outline, reports)))


def answerer_of(count: int) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version_of(count))))


async def test_a_chat_asks_the_report_it_chose(api: BotApi, bot_database: Database) -> None:
    """Until it chooses all again; also after a restart."""
    alice, answerer = api.person("Alice"), answerer_of(2)
    async with running(api, answerer, bot_database):
        alice.send("/reports")
        menu = await alice.chat.next_message()
        assert menu.buttons == [f"✓ {ZH.all_reports}", "某区2025年政府工作报告", "某区2024年政府工作报告"]
        await alice.press(menu, "某区2024年政府工作报告").answered()
        assert (await alice.chat.next_edit()).buttons[2] == "✓ 某区2024年政府工作报告"
    async with running(api, answerer, bot_database):
        alice.send("GDP")
        await alice.chat.next_message()
        await alice.press(menu, ZH.all_reports).answered()
        await alice.chat.next_edit()
        alice.send("GDP目标")
        await alice.chat.next_message()
    assert [question.report for question in answerer.asked] == ["某区2024年政府工作报告", None]


async def test_in_a_group_an_administrator_chooses_for_all(api: BotApi) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), answerer_of(2)
    group = api.group("讨论组", alice, bob)
    group.admins = {alice.user.id}
    async with running(api, answerer):
        bob.send("/reports", group)
        menu = await group.next_message()
        refused = await bob.press(menu, "某区2024年政府工作报告").answered()
        await alice.press(menu, "某区2024年政府工作报告").answered()
        await group.next_edit()
        bob.send("/ask GDP", group)
        await group.next_message()
    assert refused.text == ZH.only_administrators_choose
    assert [question.report for question in answerer.asked] == ["某区2024年政府工作报告"]


async def test_a_report_that_is_gone_cannot_be_chosen(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), answerer_of(2)
    async with running(api, answerer):
        alice.send("/reports")
        menu = await alice.chat.next_message()
        answerer.corpus.current = replace(answerer.corpus.current, version=version_of(1))
        pressed = await alice.press(menu, "某区2024年政府工作报告").answered()
        alice.send("/reports")
        assert (await alice.chat.next_message()).text == ZH.only_report.format(name="某区2025年政府工作报告")
    assert pressed.text == ZH.report_gone


async def test_many_reports_stand_on_pages(api: BotApi) -> None:
    alice = api.person("Alice", language="en")
    async with running(api, answerer_of(45)):
        alice.send("/reports")
        menu = await alice.chat.next_message()
        assert menu.buttons[-2:] == ["某区2006年政府工作报告", EN.next_page]
        await alice.press(menu, EN.next_page).answered()
        assert (await alice.chat.next_edit()).buttons[-3:] == ["某区1986年政府工作报告", EN.previous_page, EN.next_page]


@pytest.mark.parametrize(
    ("chosen", "label"), [("某区1990年政府工作报告", "✓ 某区1990年政府工作报告"), ("没有", f"✓ {ZH.all_reports}")]
)
def test_the_page_of_the_chosen_report_is_shown_first(chosen: str, label: str) -> None:
    """And a choice that is gone counts for none."""
    keyboard = render_reports(version_of(45), chosen, ZH).keyboard
    assert keyboard
    assert label in [button.text for row in keyboard.inline_keyboard for button in row]
