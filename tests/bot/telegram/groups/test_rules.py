"""The bot as a member of a group: it stops when it is too much, is quiet where it should be, and cleans up."""

from __future__ import annotations

import time

import pytest

from bot.storage.feedback import Feedback
from bot.telegram.groups import rules as manners
from bot.texts import EN, ZH
from rag.storage.database import Database
from tests.botapi.server import BotApi
from tests.botapi.world import Chat
from tests.fakes import FakeAnswerer, cite, make_version
from tests.telegram_bot import running

AS_CHANNEL = {"sender_chat": Chat(-1_000_000_000_777, "channel", "某频道").as_json()}


async def test_who_asks_too_much_in_a_group_is_told_once(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others, and other chats, are answered all the same; an edit of the words is a further question."""
    monkeypatch.setattr(manners, "_A_MINUTE", 2)
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        first = alice.send("/ask GDP", group)
        await group.next_message()
        alice.edit(first, "/ask GDP")
        alice.edit(first, "/ask 学校")
        await group.next_edit()
        alice.send("/ask GDP去年", group)
        assert (await group.next_message()).text == ZH.slow_down
        alice.send("/ask GDP前年", group)
        alice.send("/verify GDP增长9%", group)
        bob.send("/ask GDP", group)
        await group.next_message()
        alice.send("GDP")
        await alice.chat.next_message()
        alice.edit(first, "/ask GDP增长")
    assert group.sent.empty()
    assert group.edits.empty()
    assert [asked.text for asked in answerer.asked] == ["GDP", "学校", "GDP", "GDP"]


@pytest.mark.parametrize("command", ["/help", "/start", "/sections", "/reports", "/privacy", "/cite", "/quiet"])
async def test_who_sends_too_many_commands_is_told_once(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """In a group; /forget is obeyed all the same."""
    monkeypatch.setattr(manners, "_A_MINUTE", 1)
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        for _ in range(4):
            alice.send(f"{command}@wenbao_test_bot", group)
        said = [(await group.next_message()).text for _ in range(2)]
        alice.send("/forget@wenbao_test_bot", group)
        alice.send(command)
        assert (await alice.chat.next_message()).text != ZH.slow_down
    assert said.count(ZH.slow_down) == 1
    assert group.sent.empty()


@pytest.mark.parametrize("who", ["asker", "admin"])
async def test_the_asker_and_administrators_can_take_an_answer_away(
    api: BotApi, who: str, bot_database: Database
) -> None:
    """After a restart too; nobody else can."""
    alice, bob, carol = api.person("Alice"), api.person("Bob"), api.person("Carol", language="en")
    group = api.group("讨论组", alice, bob, carol)
    group.admins.add(bob.user.id)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
    async with running(api, FakeAnswerer(), bot_database):
        carol.press(answer, ZH.more_actions)
        await group.next_edit()
        refused = await carol.press(answer, ZH.remove).answered()
        assert (refused.text, refused.show_alert) == (EN.not_yours, True)
        (alice if who == "asker" else bob).press(answer, ZH.remove)
        assert await group.next_deletion() is answer


async def test_an_answer_too_old_to_be_deleted_is_emptied(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send("/ask 熊猫", group)
        answer = await group.next_message()
        answer.date = int(time.time()) - 50 * 3600
        alice.press(answer, ZH.more_actions)
        await group.next_edit()
        alice.press(answer, ZH.remove)
        await group.next_edit()
    assert (answer.text, answer.keyboard) == (ZH.removed, [])


async def test_the_button_stays_when_a_source_was_opened(api: BotApi) -> None:
    """In groups; a private chat is its user's own."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
        alice.press(answer, "原文")
        await group.next_edit()
        alice.press(answer, ZH.back)
        await group.next_edit()
        alice.press(answer, ZH.more_actions)
        await group.next_edit()
        alice.send("GDP")
        private = await alice.chat.next_message()
        alice.press(private, ZH.more_actions)
        await alice.chat.next_edit()
    assert answer.buttons == [ZH.share, ZH.copy, ZH.remove, ZH.back]
    assert private.buttons == [ZH.share, ZH.copy, ZH.back]


async def test_a_quiet_group_gets_a_link_and_the_asker_the_answer_in_private(
    api: BotApi, bot_database: Database
) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    group = api.group("讨论组", alice, bob)
    group.admins.add(bob.user.id)
    async with running(api, answerer, bot_database):
        bob.send("/quiet", group)
        assert (await group.next_message()).text == ZH.quiet_on
        alice.send("@wenbao_test_bot GDP", group)
        pointed = await group.next_message()
        alice.send("@wenbao_test_bot", group)
    assert pointed.text == ZH.answered_in_private
    assert answerer.asked == []
    link = pointed.button(ZH.open_private)["url"].removeprefix("https://t.me/wenbao_test_bot?start=")
    assert len(link) <= 64
    async with running(api, answerer, bot_database):
        started = alice.send(f"/start {link}")
        answer = await alice.chat.next_message()
        alice.send(f"/start q_{'0' * 32}_1")
        assert (await alice.chat.next_message()).text == ZH.answer_gone
        bob.send("/quiet", group)
        assert (await group.next_message()).text == ZH.quiet_off
        alice.send("@wenbao_test_bot GDP", group)
        assert (await group.next_message()).text.startswith("GDP增长6%")
    assert answer.reply_to is started
    assert answer.text.startswith("GDP增长6%")
    assert group.sent.empty()


async def test_in_a_quiet_group_commands_give_links_to_the_private_chat(api: BotApi, bot_database: Database) -> None:
    """Which do there what was wanted; /forget and /quiet do it at once."""
    alice, bob = api.person("Alice"), api.person("Bob")
    group, sentence = api.group("讨论组", alice, bob), cite(make_version(), "GDP增长6%").id
    group.admins.add(bob.user.id)
    wanted = {
        "/help": ZH.help,
        "/start": ZH.start,
        "/reports": ZH.only_report.format(name=make_version().reports[0].name),
        "/privacy": ZH.privacy.format(days=365),
        "/sections": make_version().reports[0].name,
        f"/cite {sentence}": "二、2025年工作安排",
        "/cite": ZH.start,
    }
    async with running(api, FakeAnswerer(), bot_database, keep_days="365"):
        bob.send("/quiet", group)
        await group.next_message()
        for command, said in wanted.items():
            person = api.person("Carol")
            group.members.add(person.user)
            person.send(command, group)
            pointed = await group.next_message()
            assert pointed.text == ZH.answered_in_private
            person.send(f"/start {pointed.button(ZH.open_private)['url'].partition('=')[2]}")
            assert said in (await person.chat.next_message()).text
        alice.send("/forget", group)
        assert (await group.next_message()).text == ZH.forgotten


async def test_only_administrators_make_a_group_quiet(api: BotApi) -> None:
    """Anonymous ones too; in private there is nothing to be quiet about."""
    alice, answerer = api.person("Alice", language="en"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        alice.send("/quiet", group)
        assert (await group.next_message()).text == EN.only_administrators
        alice.send("/quiet")
        assert (await alice.chat.next_message()).text == EN.quiet_in_groups
        alice.send("/quiet", group, anonymous=True)
        assert (await group.next_message()).text == ZH.quiet_on


async def test_a_group_that_became_a_supergroup_keeps_its_settings(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    group.admins.add(alice.user.id)
    async with running(api, FakeAnswerer()):
        alice.send("/quiet", group)
        await group.next_message()
        new = api.migrate(group)
        alice.send("/ask GDP", new)
        assert (await new.next_message()).text == ZH.answered_in_private


async def test_what_was_answered_before_a_group_became_a_supergroup_stays_in_reach(
    api: BotApi, bot_database: Database
) -> None:
    """Its messages keep their chat and their numbers: votes count, links open, sources come as messages of the new."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    group.admins.add(alice.user.id)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/ask GDP", group)
        answer = await group.next_message()
        alice.send("/quiet", group)
        await group.next_message()
        alice.send("/ask 学校", group)
        pointed = await group.next_message()
        new = api.migrate(group)
        assert (await alice.press(answer, "👎").answered()).text == ZH.ask_fault
        alice.press(answer, "原文")
        assert (await new.next_message()).styled("bold")
        alice.send(f"/start {pointed.button(ZH.open_private)['url'].partition('=')[2]}")
        assert (await alice.chat.next_message()).text.startswith("新建小学2所")
    assert [gap.downs for gap in Feedback(bot_database).gaps()] == [1]


async def test_a_question_whose_group_became_a_supergroup_is_answered_there(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    alice.send("/ask GDP", group)
    new = api.migrate(group)
    async with running(api, FakeAnswerer()):
        answer = await new.next_message()
    assert answer.text.startswith("GDP增长6%")


async def test_who_writes_as_a_channel_is_answered_like_a_person(api: BotApi) -> None:
    """In a group, and in the comments to a post, which are a thread of a group that has no topics."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    group = api.group("讨论组", alice)
    async with running(api, answerer):
        post = alice.send("GDP要增长9%", group, is_automatic_forward=True, **AS_CHANNEL)
        comment = alice.send("@wenbao_test_bot GDP", group, reply_to=post, message_thread_id=post.id, **AS_CHANNEL)
        answer = await group.next_message()
        alice.send("/quiet", group, **AS_CHANNEL)
        refused = await group.next_message()
    assert answer.reply_to is comment
    assert answer.thread_id is None
    assert refused.text == ZH.only_administrators
    assert [asked.text for asked in answerer.asked] == ["GDP"]
