"""The bot in private chats: what somebody writes, and what they read."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.texts import EN, ZH
from tests.botapi.server import BotApi
from tests.botapi.world import File
from tests.fakes import TEXT, FakeAnswerer, make_version
from tests.telegram_bot import running


async def test_a_question_gets_a_cited_answer(api: BotApi) -> None:
    """Statement with mark, collapsed quote with the answering words bold, threaded to the question."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("2025年GDP目标是多少")
        answer = await alice.chat.next_message()
    assert answer.text.startswith("GDP增长6%。[1]\n[1] 二、2025年工作安排\n")
    assert answer.styled("bold") == ["6%", "GDP增长6%"]
    assert len(answer.styled("expandable_blockquote")) == 1
    assert answer.reply_to is question
    assert answer.buttons == ["原文", "更多", "👍", "👎"]


async def test_a_question_the_report_does_not_answer_gets_passages_that_may_help(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("有多少只熊猫")
        answer = await alice.chat.next_message()
    assert answer.text.startswith(f"{ZH.related}\n1 二、2025年工作安排")
    assert answer.buttons == ["原文", "👍", "👎"]


async def test_the_bot_is_typing_while_it_works(api: BotApi) -> None:
    """The action is shown before there is an answer."""
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        assert (await alice.chat.next_action()).action == "typing"
        assert alice.chat.sent.empty()
        gate.set()
        await alice.chat.next_message()


async def test_two_people_do_not_wait_for_each_other(api: BotApi) -> None:
    alice, bob, gate = api.person("Alice"), api.person("Bob"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        bob.send("学校有几所")
        assert (await bob.chat.next_message()).text.startswith("新建小学2所")
        assert alice.chat.sent.empty()
        gate.set()
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%")


async def test_whatever_is_written_is_answered(api: BotApi) -> None:
    """No text in a private chat meets silence."""
    async with running(api, FakeAnswerer()):
        for text in ("😀🎉", "？！。", "，" * 4096, "问" * 4096, "😀" * 2048, "/", "  GDP  ", "<b>&_*`["):
            person = api.person("Alice")
            person.send(text)
            assert (await person.chat.next_message()).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("/start", ZH.start),
        ("/start c_abcdefghijkl", ZH.start),
        ("/help", ZH.help),
        ("/ask", ZH.ask_usage),
        ("/ask   ", ZH.ask_usage),
        ("/nonsense", ZH.unknown_command),
        ("/ask@another_bot GDP", ZH.unknown_command),
    ],
)
async def test_commands_without_a_question_are_told_what_to_do(api: BotApi, written: str, read: str) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(written)
        assert (await alice.chat.next_message()).text == read


async def test_ask_takes_its_question_from_behind_the_command(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("/ask  GDP目标\n是多少")
        await alice.chat.next_message()
    assert [asked.text for asked in answerer.asked] == ["GDP目标\n是多少"]


async def test_a_message_without_words_is_told_that_only_text_is_read(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(document=File("a.txt", b"a"))
        assert (await alice.chat.next_message()).text == ZH.text_only
        alice.send(document=File("a.txt", b"a"), text="GDP目标")
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%")


async def test_english_clients_read_english_sentences(api: BotApi) -> None:
    """Sentences and buttons; quotes stay as they are."""
    alice = api.person("Alice", language="en-GB")
    async with running(api, FakeAnswerer()):
        alice.send("/start")
        assert (await alice.chat.next_message()).text == EN.start
        alice.send("GDP target?")
        answer = await alice.chat.next_message()
    assert answer.buttons == ["Source", "More", "👍", "👎"]
    assert answer.styled("bold") == ["GDP增长6%"]


async def test_commands_are_published_in_both_languages(api: BotApi) -> None:
    async with running(api, FakeAnswerer(), menus=True):
        api.person("Alice").send("GDP")
    scopes = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
    assert set(api.state.commands) == {((scope,), code) for scope in scopes for code in ("", "en")}
    for (scope, code), menu in api.state.commands.items():
        texts = EN if code else ZH
        assert menu.items() <= texts.commands.items()
        assert ("quiet" in menu) == (scope[0] in ("default", "all_chat_administrators"))
        assert ("forget" in menu) == (scope[0] == "all_private_chats")


async def test_the_profile_tells_what_the_bot_is_for_in_both_languages(api: BotApi) -> None:
    async with running(api, FakeAnswerer(), menus=True):
        api.person("Alice").send("GDP")
    assert api.state.descriptions == {"": ZH.description, "en": EN.description}
    assert api.state.short_descriptions == {"": ZH.short_description, "en": EN.short_description}


async def test_an_edited_question_gets_its_answer_edited(api: BotApi) -> None:
    """Nothing new is sent; the answer changes in place."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP目标")
        answer = await alice.chat.next_message()
        alice.edit(question, "新建几所学校")
        assert await alice.chat.next_edit() is answer
        assert answer.text.startswith("新建小学2所、幼儿园3所。[1]")
    assert alice.chat.sent.empty()


async def test_a_question_edited_during_the_work_is_answered_in_its_new_words_alone(api: BotApi) -> None:
    """Nobody waits for the answer to the old ones any more."""
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP": gate})):
        question = alice.send("GDP")
        await alice.chat.next_action()
        alice.edit(question, "学校")
        answer = await alice.chat.next_message()
        assert answer.reply_to is question
    assert answer.text.startswith("新建小学2所")
    assert alice.chat.sent.empty()


async def test_an_edit_that_finds_no_room_leaves_the_answer_to_the_question(api: BotApi) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP": gate})):
        question = alice.send("GDP")
        await alice.chat.next_action()
        waiting = alice.send("学校")
        for number in range(5):
            alice.edit(waiting, f"学校{number}")
        alice.edit(question, "学校")
        assert (await alice.chat.next_message()).text == ZH.waiting_already(5)
        gate.set()
        assert (await alice.chat.next_message()).reply_to is question


async def test_an_edit_takes_no_room_from_the_questions_that_wait(api: BotApi) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP": gate})):
        question = alice.send("GDP")
        await alice.chat.next_action()
        others = [alice.send("学校") for _ in range(4)]
        alice.edit(question, "学校")
        answered = [(await alice.chat.next_message()).reply_to for _ in range(5)]
    assert sorted(map(id, answered)) == sorted(map(id, [question, *others]))


async def test_an_edit_that_leads_to_the_same_answer_disturbs_nobody(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP")
        await alice.chat.next_message()
        alice.edit(question, "GDP?")
    assert len(api.calls("editMessageText")) == 1
    assert alice.chat.sent.empty()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_an_answer_that_was_deleted_is_sent_anew_after_an_edit(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP")
        alice.delete(await alice.chat.next_message())
        alice.edit(question, "学校")
        assert (await alice.chat.next_message()).text.startswith("新建小学2所")


async def test_an_answer_that_shrinks_to_fewer_messages_leaves_none_behind(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer(known={"长": "很长" * 3000, "GDP": "GDP增长6%"})
    answerer.corpus.current.version = make_version(TEXT + "很长" * 3000 + "。\n")
    async with running(api, answerer):
        question = alice.send("长")
        first, second = await alice.chat.next_message(), await alice.chat.next_message()
        alice.edit(question, "GDP")
        assert await alice.chat.next_edit() is first
        assert await alice.chat.next_deletion() is second


async def test_a_question_may_lean_on_the_one_before(api: BotApi) -> None:
    """What one person asked before is the history of what they ask next, and of nobody else's questions."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP目标是多少")
        await alice.chat.next_message()
        alice.send("那去年呢")
        await alice.chat.next_message()
        bob.send("那学校呢")
        await bob.chat.next_message()
    assert [asked.history for asked in answerer.asked] == [(), ("GDP目标是多少",), ()]
