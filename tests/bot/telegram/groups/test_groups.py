"""The bot in groups: it answers who asks it, in place, and leaves everything else alone."""

from __future__ import annotations

import asyncio

import pytest

from bot.texts import ZH
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import File
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running


async def test_a_command_is_answered_in_reply(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        question = alice.send("/ask GDP目标是多少", group)
        answer = await group.next_message()
    assert answer.reply_to is question
    assert [asked.text for asked in answerer.asked] == ["GDP目标是多少"]


@pytest.mark.parametrize(
    "written",
    [
        "@wenbao_test_bot GDP目标",
        "GDP目标 @wenbao_test_bot",
        "😀GDP目标，@Wenbao_Test_Bot",
        "/ask@wenbao_test_bot GDP目标",
    ],
)
async def test_a_mention_is_answered_wherever_it_stands(api: BotApi, written: str) -> None:
    """The mention itself is no part of the question; emoji before it shift nothing."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        alice.send(written, group)
        await group.next_message()
    assert [asked.text.removeprefix("😀") for asked in answerer.asked] == ["GDP目标"]


async def test_who_asks_on_as_soon_as_he_is_answered_keeps_his_place(api: BotApi) -> None:
    """Alice sees her answer, and asks on, before the bot hears that it was sent."""
    alice, bob, heard = api.person("Alice"), api.person("Bob"), asyncio.Event()
    group = api.group("讨论组", alice, bob)
    api.inject(Fault("sendmessage", until=heard))
    async with running(api, FakeAnswerer()):
        alice.send("/ask GDP", group)
        await group.next_message()
        asked = [alice.send("/ask GDP去年", group).id, bob.send("/ask GDP", group).id]
        await api.state.updates.confirmed()
        heard.set()
        answers = [await group.next_message() for _ in asked]
    assert [answer.reply_to and answer.reply_to.id for answer in answers] == asked


async def test_a_mention_by_name_is_a_mention(api: BotApi) -> None:
    """Clients link names of users without user name; the entity says who is meant."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": api.state.me.as_json()}
    async with running(api, answerer):
        alice.send("问报 GDP", group, entities=[entity])
        await group.next_message()
    assert [asked.text for asked in answerer.asked] == ["GDP"]


async def test_a_mention_in_a_caption_is_a_mention(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        alice.send("@wenbao_test_bot GDP", group, document=File("a.txt", b"a"))
        await group.next_message()
    assert [asked.text for asked in answerer.asked] == ["GDP"]


async def test_a_reply_to_the_bot_goes_on_with_the_conversation_of_its_writer(api: BotApi) -> None:
    """Bob's reply does not lean on what Alice asked."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        alice.send("/ask GDP目标", group)
        answer = await group.next_message()
        alice.send("那学校呢", group, reply_to=answer)
        await group.next_message()
        bob.send("GDP呢", group, reply_to=answer)
        await group.next_message()
    assert [(asked.text, asked.history) for asked in answerer.asked] == [
        ("GDP目标", ()),
        ("那学校呢", ("GDP目标",)),
        ("GDP呢", ()),
    ]


@pytest.mark.parametrize("written", ["/ask", "@wenbao_test_bot"])
async def test_asking_in_reply_to_somebody_asks_their_message(api: BotApi, written: str) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        said = alice.send("听说GDP要增长9%", group)
        asked = bob.send(written, group, reply_to=said)
        answer = await group.next_message()
    assert answer.reply_to is asked
    assert [asked.text for asked in answerer.asked] == ["听说GDP要增长9%"]


async def test_asking_in_reply_to_a_quoted_part_asks_that_part(api: BotApi) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        said = alice.send("😀昨天下雨，听说GDP要增长9%，真的吗", group)
        bob.send("/ask", group, reply_to=said, quote="听说GDP要增长9%")
        await group.next_message()
    assert [asked.text for asked in answerer.asked] == ["听说GDP要增长9%"]


@pytest.mark.parametrize("written", ["/ask", "@wenbao_test_bot", "@wenbao_test_bot ， "])
async def test_asking_nothing_is_told_how_to_ask(api: BotApi, written: str) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send(written, group)
        assert (await group.next_message()).text == ZH.ask_usage


async def test_asking_nothing_in_reply_to_the_bot_does_not_ask_its_own_words(api: BotApi) -> None:
    """Unless a part of them is quoted."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
        alice.send("/ask", group, reply_to=answer)
        assert (await group.next_message()).text == ZH.ask_usage
        alice.send("/ask", group, reply_to=answer, quote="固定资产投资增长7%")
        await group.next_message()
    assert [asked.text for asked in answerer.asked] == ["GDP", "固定资产投资增长7%"]


async def test_everything_else_is_left_alone(api: BotApi) -> None:
    """Talk among members, other bots' commands and mentions, unknown commands, posts and their copies, bots."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group, channel = api.group("讨论组", alice, bob), api.channel("频道", alice)
    other_bot = api.person("Other")
    other_bot.user.is_bot = True
    async with running(api, answerer):
        said = alice.send("GDP目标是多少？", group)
        bob.send("GDP要增长6%", group, reply_to=said)
        alice.send("/ask@another_bot GDP", group)
        alice.send("@another_bot GDP", group)
        alice.send("/nonsense GDP", group)
        alice.send("", group, dice={"emoji": "🎲", "value": 1})
        alice.send("", group, new_chat_title="GDP")
        alice.send("@wenbao_test_bot GDP", group, is_automatic_forward=True)
        other_bot.send("@wenbao_test_bot GDP", group)
        alice.edit(said, "GDP目标呢？")
        api.state.updates.add("channel_post", {"message_id": 1, "date": 1, "chat": channel.as_json(), "text": "GDP"})
    assert answerer.asked == []
    assert group.sent.empty()


async def test_an_anonymous_admin_is_answered(api: BotApi) -> None:
    """Written in the name of the group, by a user that is formally a bot."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        question = alice.send("/ask GDP", group, anonymous=True)
        assert (await group.next_message()).reply_to is question


async def test_an_answer_stays_in_the_topic_of_its_question(api: BotApi) -> None:
    alice = api.person("Alice")
    forum = api.group("论坛", alice, forum=True)
    topic, gate = api.topic(forum, "经济"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP": gate})):
        alice.send("/ask GDP", forum, thread=topic)
        action = await forum.next_action()
        gate.set()
        answer = await forum.next_message()
    assert (answer.thread_id, action.thread_id) == (topic, topic)


async def test_talk_in_a_topic_that_the_bot_opened_is_left_alone(api: BotApi) -> None:
    """Formally every message there replies to the bot's service message."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    forum = api.group("论坛", alice, forum=True)
    topic = api.topic(forum, "经济", by_bot=True)
    async with running(api, answerer):
        alice.send("GDP目标是多少", forum, thread=topic)
    assert answerer.asked == []


async def test_a_question_deleted_in_the_meantime_is_answered_all_the_same(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    question = alice.send("/ask GDP", group)
    alice.delete(question)
    async with running(api, FakeAnswerer()):
        answer = await group.next_message()
    assert answer.text.startswith("GDP增长6%")
    assert answer.reply_to is None


async def test_an_edit_that_turns_talk_into_a_question_is_answered(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        said = alice.send("GDP", group)
        alice.edit(said, "@wenbao_test_bot GDP")
        assert (await group.next_message()).text.startswith("GDP增长6%")


async def test_one_question_makes_one_message_and_no_edits(api: BotApi) -> None:
    """Groups have 20 messages a minute for everybody together."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send("/ask GDP", group)
        await group.next_message()
    assert len(api.calls("sendMessage")) == 1
    assert api.calls("editMessageText") == []
