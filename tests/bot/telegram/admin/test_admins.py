"""Only admins change the corpus in the chat; they look at it, take reports out, take versions back, and are told."""

from __future__ import annotations

import asyncio

import pytest

from bot.texts import EN, ZH
from rag.answering.pins.repository import Pins
from tests.bot.telegram.admin.office import ADMIN, MORE, NAME, OTHER, TOLD, Office, decided, report, settled
from tests.botapi.errors import Json, bad_request
from tests.corpora import HUSHAN, JIANGWAN, write_reports

COMMANDS = [f"/{name}" for name in TOLD.commands]


async def test_to_everybody_else_the_commands_do_not_exist(office: Office) -> None:
    """By whatever name, and in whatever way they are sent."""
    other = office.api.person("Admin", user_id=OTHER)
    other.user.username = office.admin.user.username
    forwarded: Json = {"forward_origin": {"type": "user", "sender_user": office.admin.user.as_json(), "date": 1}}
    async with office.running():
        for command in COMMANDS:
            for person, extra in ((other, {}), (other, forwarded), (office.admin, forwarded)):
                person.send(command, **extra)
                assert (await person.chat.next_message()).text == ZH.unknown_command
    assert office.words == HUSHAN


async def test_in_groups_nobody_is_an_admin(office: Office) -> None:
    """Not the admin, not anonymous admins, not channels: the bot leaves all of it alone."""
    group = office.api.group("ADMIN", office.admin)
    channel = office.api.channel("Admin", office.admin)
    async with office.running():
        for command in COMMANDS:
            office.admin.send(f"{command}@wenbao_test_bot", group)
            office.admin.send(f"{command}@wenbao_test_bot", group, anonymous=True)
            office.admin.send(command, group, sender_chat=channel.as_json())
    assert group.sent.empty()
    assert len(office.corpus.recorded.changes()) == 1


async def test_a_forwarded_file_and_a_file_of_somebody_else_are_no_reports(office: Office) -> None:
    other = office.api.person("Other", user_id=OTHER)
    origin: Json = {"forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}
    async with office.running():
        for person, extra in ((other, {}), (office.admin, origin)):
            person.send(document=report(), **extra)
            assert (await person.chat.next_message()).text == ZH.text_only
    assert office.api.calls("getFile") == []


async def test_buttons_work_for_admins_only(office: Office) -> None:
    """Data made by hand by somebody else decides nothing."""
    other = office.api.person("Other", user_id=OTHER)
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
        for data in ("kp:2", "kf:2", "kd:2", "kr:1:1", "kx:0:1", "kl"):
            assert (await other.call(preview, data).answered()).text == ZH.old_button
        for data in ("kp:", "kp:٢", "kp:2x", "kr:1", "kp:99999999999"):
            assert (await office.admin.call(preview, data).answered()).text == ZH.old_button
    assert office.words == HUSHAN
    assert office.corpus.changes.pending()


async def test_menus_show_the_commands_to_admins_alone(office: Office) -> None:
    """An admin who never wrote to the bot has no menu yet; the bot starts all the same, and he gets it with /start."""
    late = office.api.person("Late", user_id=OTHER)
    menus = office.api.state.commands
    async with office.running(menus=True, admin_ids=f"{ADMIN},{OTHER}"):
        await office.told("/corpus")
        private = menus[("all_private_chats",), ""]
        assert not any(TOLD.commands.keys() & menu for scope, menu in menus.items() if scope[0][0] != "chat")
        assert menus[("chat", f"{ADMIN}"), ""] == private | TOLD.commands
        assert menus[("chat", f"{ADMIN}"), "en"] == menus[("all_private_chats",), "en"] | EN.admin.commands
        assert (("chat", f"{OTHER}"), "") not in menus
        late.send("/start")
        assert (await late.chat.next_message()).text == ZH.start
        assert menus[("chat", f"{OTHER}"), ""] == private | TOLD.commands


async def test_the_status_shows_what_is_served_and_what_waits(office: Office) -> None:
    async with office.running():
        status = await office.told("/corpus")
        assert status.text.startswith("第 1 版")
        assert f"· {NAME}（a.txt）" in status.text
        write_reports(office.reports, a=MORE)
        assert TOLD.folder_changed in (await office.told("/corpus")).text
        await office.preview()
        assert "第 2 版等待发布（管理员 7001" in (await office.told("/corpus")).text
        waiting = await office.admin.chat.next_message()
        await decided(office, waiting, TOLD.publish)
    assert office.words == MORE


async def test_a_rollback_is_chosen_confirmed_and_done(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.corpus.changes.reload()
    async with office.running():
        choice = await office.told("/rollback")
        assert [label[:5] for label in choice.buttons] == ["第 1 版", TOLD.keep]
        asked = await decided(office, choice, choice.buttons[0])
        assert "三所 → 两所" in asked.text
        assert asked.buttons == [TOLD.confirm_rollback, TOLD.keep]
        done = await decided(office, asked, TOLD.confirm_rollback)
        assert done.text == TOLD.rolled_back.format(number=1)
        assert "第 1 版" in (await office.told("/versions")).text
    assert office.words == HUSHAN
    office.restart()
    assert office.words == HUSHAN


async def test_returning_twice_is_returning_once(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.corpus.changes.reload()
    async with office.running():
        choice = await office.told("/rollback")
        asked = await decided(office, choice, choice.buttons[0])
        presses = [office.admin.press(asked, TOLD.confirm_rollback) for _ in range(2)]
        for press in presses:
            await press.answered()
        assert (await office.admin.chat.next_edit()).text == TOLD.rolled_back.format(number=1)
        assert (await office.told("/corpus")).text.startswith("第 1 版")
    assert [row.action for row in office.corpus.recorded.changes()] == ["rollback", "publish", "publish"]


async def test_a_rollback_can_be_left(office: Office) -> None:
    async with office.running():
        assert (await office.told("/rollback")).text == TOLD.no_other_version
        write_reports(office.reports, a=MORE)
        await decided(office, await office.preview(), TOLD.publish)
        choice = await office.told("/rollback")
        assert (await decided(office, choice, TOLD.keep)).text == TOLD.left
    assert office.words == MORE


async def test_a_confirmation_is_for_the_version_it_was_asked_about(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.corpus.changes.reload()
    async with office.running():
        choice = await office.told("/rollback")
        asked = await decided(office, choice, choice.buttons[0])
        write_reports(office.reports, b=JIANGWAN)
        await asyncio.to_thread(office.corpus.changes.reload)
        await office.admin.press(asked, TOLD.confirm_rollback).answered()
        assert (await office.admin.chat.next_message()).text == TOLD.expired
    assert office.corpus.current.number == 3


async def test_a_report_is_taken_out_after_a_preview(office: Office) -> None:
    write_reports(office.reports, b=JIANGWAN)
    office.corpus.changes.reload()
    async with office.running():
        choice = await office.told("/remove")
        office.admin.press(choice, NAME)
        await office.admin.chat.next_edit()
        preview = await settled(choice)
        assert f"移出报告：{NAME}" in preview.text
        await decided(office, preview, TOLD.publish)
        assert (await office.told("/remove")).text == TOLD.only_report
    assert office.words == JIANGWAN
    assert {path.name for path in office.reports.iterdir()} == {"b.txt"}


async def test_the_record_says_who_changed_what_and_when(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    async with office.running():
        await decided(office, await office.preview(), TOLD.publish)
        record = (await office.told("/audit")).text.splitlines()
    assert record[0] == TOLD.record
    assert "管理员 7001：发布第 2 版，原为第 1 版　~湖山区" in record[1]
    assert "启动时：发布第 1 版" in record[2]


async def test_changes_are_announced_in_the_admin_chat_once(office: Office) -> None:
    """Whoever made them, before this start too."""
    group = office.api.group("管理员", office.admin)
    async with office.running(admin_chat=f"{group.id}"):
        assert "启动时：发布第 1 版" in (await group.next_message()).text
        write_reports(office.reports, a=MORE)
        await asyncio.to_thread(office.corpus.changes.reload)
        assert "终端：发布第 2 版" in (await group.next_message()).text
    async with office.running(admin_chat=f"{group.id}"):
        await asyncio.to_thread(office.corpus.changes.rollback)
        assert "终端：退回第 1 版" in (await group.next_message()).text
    assert group.sent.empty()


async def test_a_change_that_cannot_be_announced_takes_no_other_with_it(office: Office) -> None:
    """Of those found at the same look: the start's, and two of confirmed sources."""
    group, pins = office.api.group("管理员", office.admin), Pins(office.database)
    pins.put("GDP", "aaaaaaaaaaaa", "GDP增长6%。", NAME, "terminal")
    pins.remove(pins.all()[0].key, "terminal")
    office.api.fail("sendMessage", bad_request("message is too long"))
    async with office.running(admin_chat=f"{group.id}"):
        told = [(await group.next_message()).text for _ in range(2)]
    assert "终端：核定出处　GDP" in told[0]
    assert "终端：取消核定　GDP" in told[1]


async def test_an_admin_chat_that_is_gone_disturbs_nobody(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    async with office.running(admin_chat="-1009"):
        await office.told("/corpus")
    assert "not announced in ADMIN_CHAT: Chat not found" in caplog.text


async def test_help_for_admins_says_more(office: Office) -> None:
    async with office.running():
        assert TOLD.help in (await office.told("/help")).text
