"""/targets over HTTP: what was aimed at, what came of it, and the sentences of both."""

from __future__ import annotations

import pytest

from bot.texts import EN, ZH
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer, FakeCorpus, Served
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years
from tests.telegram_bot import empty_database, running


def answering(version: CorpusSnapshot) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version)))


def two_regions() -> CorpusSnapshot:
    return make_version(
        tuple(
            report_of(text, year, region)
            for region in ("湖山市", "江湾市")
            for text, year in ((PLANNED, 2025), (REVIEWED, 2026))
        )
    )


async def test_targets_are_told_page_by_page(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send("/targets")
        first = await alice.chat.next_message()
        assert first.text.startswith("湖山市2025年目标对账 (1/2)\n目标见《湖山市2025年政府工作报告》")
        assert "\n1. 生产总值增长6%左右\n    达到\n    全市生产总值2100亿元、增长6.2%\n" in first.text
        await alice.press(first, ZH.next_page).answered()
        second = await alice.chat.next_edit()
    assert "\n9. 改造老旧小区40个\n    达到\n    改造城镇老旧小区45个" in second.text
    assert "新改建农村公路200公里\n    下一份报告未提及" in second.text
    assert ZH.previous_page in second.buttons


async def test_both_sentences_can_be_opened(api: BotApi) -> None:
    """By links, also when the report has left the corpus."""
    alice = api.person("Alice")
    with empty_database() as database:
        async with running(api, answering(two_years()), database):
            alice.send("/targets 湖山 2025")
            shown = await alice.chat.next_message()
        links = [entity["url"].partition("start=")[2] for entity in shown.entities if "url" in entity]
        async with running(api, answering(make_version((report_of(PLANNED, 2025),))), database):
            quotes = []
            for link in links[:2]:
                alice.send(f"/start {link}")
                quotes.append((await alice.chat.next_message()).text)
    assert "生产总值增长6%左右" in quotes[0]
    assert "全市生产总值2100亿元、增长6.2%" in quotes[1]


async def test_one_of_several_regions_is_chosen(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_regions())):
        alice.send("/targets")
        asked = await alice.chat.next_message()
        assert asked.buttons == ["湖山市", "江湾市"]
        await alice.press(asked, "江湾市").answered()
        assert (await alice.chat.next_edit()).text.startswith("江湾市2025年目标对账")
        alice.send("/targets 湖山")
        assert (await alice.chat.next_message()).text.startswith("湖山市2025年目标对账")


@pytest.mark.parametrize("asked", ["/targets 火星", "/targets 2031年"])
async def test_what_no_report_is_on_is_told_so(api: BotApi, asked: str) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send(asked)
        told = await alice.chat.next_message()
    assert told.text == ZH.ledger.no_report.format(reports="湖山市2025年政府工作报告、湖山市2026年政府工作报告")


async def test_pages_are_told_in_the_language_of_the_asker(api: BotApi) -> None:
    alice = api.person("Alice", language="en")
    async with running(api, answering(two_years())):
        alice.send("/targets")
        told = await alice.chat.next_message()
    assert told.text.startswith("Targets of 湖山市 for 2025 and what came of them (1/2)")
    assert EN.next_page in told.buttons


async def test_a_page_of_a_report_that_is_gone_says_so(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send("/targets")
        shown = await alice.chat.next_message()
    async with running(api, answering(make_version((report_of(REVIEWED, 2026),)))):
        answered = await alice.press(shown, ZH.next_page).answered()
    assert answered.text == ZH.gone
