"""Admins see what a reload would change, then decide; questions go on meanwhile."""

from __future__ import annotations

import asyncio
import json

from tests.bot.telegram.admin.office import ADMIN, MORE, NAME, OTHER, TOLD, Office, decided, report, settled
from tests.corpora import HUSHAN, JIANGWAN, write_reports


async def test_a_reload_is_looked_at_and_then_published(office: Office) -> None:
    """Reports, sentences and figures that change; questions are answered from the old version until then."""
    write_reports(office.reports, a=MORE, b=JIANGWAN)
    async with office.running():
        preview = await office.preview()
        for words in (
            "第 2 版预览",
            "江湾市2025年政府工作报告",
            "有改动的报告：湖山区",
            "两所 → 三所",
            "− 新建小学两所。",
        ):
            assert words in preview.text
        assert preview.buttons == [TOLD.publish, TOLD.discard]
        assert office.words == HUSHAN
        done = await decided(office, preview, TOLD.publish)
        assert done.text == TOLD.published.format(number=2)
        assert done.buttons == []
    assert MORE in office.words
    assert office.corpus.recorded.changes()[0].who == f"telegram:{ADMIN}"


async def test_a_preview_can_be_discarded(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    async with office.running():
        done = await decided(office, await office.preview(), TOLD.discard)
        assert done.text == TOLD.discarded.format(number=2)
    assert office.words == HUSHAN
    assert office.corpus.changes.pending() is None


async def test_nothing_new_is_said_so(office: Office) -> None:
    async with office.running():
        assert (await office.preview()).text == TOLD.no_change


async def test_buttons_outlive_a_restart(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
    office.restart()
    async with office.running():
        await decided(office, preview, TOLD.publish)
    assert office.words == MORE


async def test_a_preview_that_expired_says_so(office: Office) -> None:
    """And stays as it was."""
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
        write_reports(office.reports, b=JIANGWAN)
        await office.admin.press(preview, TOLD.publish).answered()
        assert (await office.admin.chat.next_message()).text == TOLD.expired
    assert office.words == HUSHAN


async def test_a_preview_says_which_one_it_takes_the_place_of(office: Office) -> None:
    """Who made that one would wait for nothing."""
    async with office.running():
        for name, words in (("b.txt", JIANGWAN), ("c.txt", JIANGWAN.replace("江湾", "河东"))):
            office.admin.send(document=report(words, name))
            preview = await settled(await office.admin.chat.next_message())
            assert (TOLD.replaced.format(number=2) in preview.text) is (name == "c.txt")


async def test_publishing_twice_is_publishing_once(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
        presses = [office.admin.press(preview, TOLD.publish) for _ in range(2)]
        for press in presses:
            await press.answered()
        await office.admin.chat.next_edit()
    assert [row.action for row in office.corpus.recorded.changes()] == ["publish", "publish"]


async def test_discarding_twice_is_discarding_once(office: Office) -> None:
    """What has been published meanwhile is not said to be discarded."""
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
        presses = [office.admin.press(preview, TOLD.discard) for _ in range(2)]
        for press in presses:
            await press.answered()
        await office.admin.chat.next_edit()
        assert [row.action for row in office.corpus.recorded.changes()] == ["discard", "publish"]
        preview = await office.preview()
        await asyncio.to_thread(office.corpus.changes.publish, int(preview.text.split()[1]))
        await office.admin.press(preview, TOLD.discard).answered()
        assert (await office.admin.chat.next_message()).text == TOLD.expired
    assert office.words == MORE


async def test_a_report_that_cannot_be_read_is_told(office: Office) -> None:
    (office.reports / "broken.txt").write_bytes(b"")
    async with office.running():
        told = await office.preview()
    assert "broken.txt" in told.text
    assert office.words == HUSHAN


async def test_a_version_that_would_lose_answers_is_held_and_shows_which(office: Office) -> None:
    case = {"id": "1", "question": "新建小学几所", "answers": ["两所"], "quote": "新建小学两所", "report": NAME}
    (office.reports / "canary.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    write_reports(office.reports, a=MORE)
    async with office.running():
        preview = await office.preview()
        assert "新建小学几所" in preview.text
        assert preview.buttons == [TOLD.publish_anyway, TOLD.discard]
        await office.admin.call(preview, "kp:2").answered()
        assert (await office.admin.chat.next_message()).text == TOLD.held
        assert office.words == HUSHAN
        await decided(office, preview, TOLD.publish_anyway)
    assert office.words == MORE


async def test_progress_is_one_message_edited_and_questions_go_on(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.gate.clear()
    other = office.api.person("Other", user_id=OTHER)
    async with office.running():
        message = await office.told("/reload")
        assert message.text == TOLD.reading
        await office.admin.chat.next_edit()
        assert message.text.startswith("正在建立索引：16/64 句段，约剩")
        other.send("新建小学几所")
        assert "两所" in (await other.chat.next_message()).text
        assert (await settled(await office.told("/reload"))).text == TOLD.busy
        office.gate.set()
        await settled(message)
    assert message.buttons == [TOLD.publish, TOLD.discard]


async def test_cancelling_stops_the_build(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.gate.clear()
    async with office.running():
        message = await office.told("/reload")
        await office.admin.chat.next_edit()
        office.admin.send("/cancel")
        assert (await office.admin.chat.next_message()).text == TOLD.cancelling
        while message.text != TOLD.cancelled:
            await office.admin.chat.next_edit()
        assert (await office.told("/cancel")).text == TOLD.nothing_to_cancel
    assert office.corpus.changes.pending() is None


async def test_a_stop_of_the_bot_does_not_wait_for_a_build(office: Office) -> None:
    write_reports(office.reports, a=MORE)
    office.gate.clear()
    async with office.running():
        await office.told("/reload")
        await office.admin.chat.next_edit()
    assert office.words == HUSHAN
