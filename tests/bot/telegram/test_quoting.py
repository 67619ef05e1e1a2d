"""A part of an answer is quoted, and something is asked about it."""

from __future__ import annotations

import pytest

from bot.texts import ZH
from rag.storage.database import Database
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer, cite, make_version
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
CITED = cite(make_version(), "GDP增长6%")


async def test_where_a_quoted_part_comes_from_is_shown_with_its_link(api: BotApi, bot_database: Database) -> None:
    """Whoever quotes it, after a restart too; without searching."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/ask 😀GDP", group)
        answer = await group.next_message()
    async with running(api, answerer, bot_database):
        asked = bob.send("这句出自哪里", group, reply_to=answer, quote="GDP增长6%")
        told = await group.next_message()
        assert told.reply_to is asked
        assert told.styled("blockquote") == [GDP]
        assert told.styled("text_link") == ["—— 《某区2025年政府工作报告》 › 二、2025年工作安排"]
        (link,) = [entity["url"] for entity in told.entities if entity["type"] == "text_link"]
        assert link == f"https://t.me/wenbao_test_bot?start={CITED.id}"
        bob.press(told, ZH.source)
        await group.next_edit()
    assert told.styled("bold") == [GDP]
    assert answerer.asked == []


@pytest.mark.parametrize("written", ["展开说说", "@wenbao_test_bot 展开说说", "/ask 展开说说"])
async def test_what_stands_around_a_quoted_part_is_shown(api: BotApi, written: str) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
        alice.send(written, group, reply_to=answer, quote="固定资产投资增长7%")
        told = await group.next_message()
    assert told.styled("blockquote") == [f"做好今年工作的总体要求是稳中求进。{GDP}"]
    assert told.styled("bold") == [GDP]
    assert told.buttons[:2] == [ZH.previous, ZH.next]


async def test_a_question_about_a_quoted_part_leans_on_its_words(api: BotApi) -> None:
    """In private and in groups, and whoever asks."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        alice.send("/ask GDP目标", group)
        answer = await group.next_message()
        bob.send("那学校呢", group, reply_to=answer, quote="GDP增长6%")
        await group.next_message()
        alice.send("学校")
        answer = await alice.chat.next_message()
        alice.send("GDP呢", reply_to=answer, quote="幼儿园3所")
        await alice.chat.next_message()
    assert [asked.history for asked in answerer.asked[1::2]] == [
        ("GDP目标", "GDP增长6%"),
        ("学校", "幼儿园3所"),
    ]


async def test_a_wish_is_no_question_that_later_ones_lean_on(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP目标")
        answer = await alice.chat.next_message()
        alice.send("这句出自哪里", reply_to=answer, quote="GDP增长6%")
        await alice.chat.next_message()
        alice.send("学校呢")
        await alice.chat.next_message()
    assert [asked.history for asked in answerer.asked] == [(), ("GDP目标",)]


async def test_a_reply_to_an_earlier_answer_goes_on_from_there(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        alice.send("/ask GDP目标", group)
        first = await group.next_message()
        alice.send("/ask 学校", group)
        await group.next_message()
        alice.send("GDP去年呢", group, reply_to=first)
        await group.next_message()
    assert answerer.asked[-1].history == ("GDP目标",)
