"""What is said about the bot or its last answer is met at once, over HTTP, and never searched."""

from __future__ import annotations

import pytest

from bot.texts import EN, ZH
from rag.storage.database import Database
from rag.types import Question
from tests.botapi.server import BotApi
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, make_version
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
SCHOOLS = "新建小学2所、幼儿园3所,新增学位2400个。"


MORE = ("社会消费品零售总额", "新建小学", "城镇新增就业", "专精特新", "老旧小区", "各位代表,让我们")


SAID = {
    "帮助": ZH.help,
    "怎么用？": ZH.help,
    "help": ZH.help,
    "你是谁": ZH.about,
    "谢谢！": ZH.welcome,
    "有哪些报告": ZH.only_report.format(name="某区2025年政府工作报告"),
    "还有呢": ZH.nothing_before,
    "这句出自哪里": ZH.nothing_before,
}


async def test_what_is_said_to_the_bot_is_met_without_searching(api: BotApi) -> None:
    answerer = FakeAnswerer()
    async with running(api, answerer):
        for said, told in SAID.items():
            person = api.person("Alice")
            person.send(said)
            assert (await person.chat.next_message()).text == told, said
    assert answerer.asked == []


async def test_a_summary_is_one_of_the_whole_report_whatever_was_asked_before(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        for said in ("GDP", "总结一下"):
            alice.send(said)
            await alice.chat.next_message()
    assert answerer.asked[-1] == Question(ZH.overview_question)


async def test_a_reason_that_the_report_does_not_give_is_said_to_be_missing(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP增长多少")
        await alice.chat.next_message()
        alice.send("为什么？")
        told = await alice.chat.next_message()
    assert told.text.startswith(f"{ZH.notes['no_reason']}\nGDP增长6%。[1]")
    assert len(answerer.asked) == 1


async def test_a_reason_is_shown_where_it_stands(api: BotApi) -> None:
    text = TEXT.replace("主要预期目标是", "为了保持合理增长,主要预期目标是")
    alice, answerer = api.person("Alice"), FakeAnswerer(corpus=FakeCorpus(Served(make_version(text))))
    async with running(api, answerer):
        alice.send("GDP增长多少")
        await alice.chat.next_message()
        alice.send("为什么？")
        told = await alice.chat.next_message()
    assert "为了保持合理增长" in told.text
    assert told.styled("blockquote")


@pytest.mark.parametrize("said", ["再详细点", "展开说说", "第一条呢"])
async def test_more_detail_is_the_paragraph_of_the_last_answer(api: BotApi, said: str) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send(said)
        told = await alice.chat.next_message()
    assert told.styled("blockquote") == [f"做好今年工作的总体要求是稳中求进。{GDP}"]
    assert len(answerer.asked) == 1


async def test_an_item_that_was_not_told_is_said_to_be_missing(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("第四条呢")
        assert (await alice.chat.next_message()).text == ZH.no_item(1)


async def test_an_item_counts_behind_the_statements_into_what_was_not_shown(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(more=MORE)):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("第三条呢")
        told = await alice.chat.next_message()
    assert told.styled("bold") == [SCHOOLS]


async def test_where_the_last_answer_comes_from_is_told_with_its_link(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("这句出自哪里")
        told = await alice.chat.next_message()
    assert told.styled("blockquote") == [GDP]
    assert told.styled("text_link") == ["—— 《某区2025年政府工作报告》 › 二、2025年工作安排"]


async def test_what_else_there_is_comes_page_by_page(api: BotApi, bot_database: Database) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer(more=MORE)
    async with running(api, answerer, bot_database):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("还有呢？")
        first = await alice.chat.next_message()
    async with running(api, answerer, bot_database):
        alice.send("还有吗")
        second = await alice.chat.next_message()
        alice.send("还有吗")
        third = await alice.chat.next_message()
    assert first.text.startswith(f"{ZH.further}\n{ZH.more_statements(1)}")
    assert SCHOOLS in first.text
    assert "各位代表,让我们团结一心" in second.text
    assert third.text == ZH.no_more
    assert len(answerer.asked) == 1


async def test_the_last_answer_is_shown_again_for_readers_of_english(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("换成英文")
        told = await alice.chat.next_message()
    assert told.text.startswith("GDP增长6%。[1]")
    assert any(label.startswith(EN.source) for label in told.buttons)


async def test_in_a_group_it_is_about_the_answer_replied_to(api: BotApi) -> None:
    """Whoever asked that."""
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer()):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
        alice.send("/ask 学校", group)
        await group.next_message()
        bob.send("这句出自哪里", group, reply_to=answer)
        told = await group.next_message()
    assert told.styled("blockquote") == [GDP]


async def test_a_question_after_an_utterance_leans_on_the_one_before_it(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        for said in ("GDP目标", "再详细点", "谢谢", "学校呢"):
            alice.send(said)
            await alice.chat.next_message()
    assert [asked.history for asked in answerer.asked] == [(), ("GDP目标",)]
