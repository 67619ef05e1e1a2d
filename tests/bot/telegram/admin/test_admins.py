"""Admins change the corpus in the chat: they see first, then decide; nobody else can, and questions go on meanwhile."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import bot.telegram.tasks.announcements
import bot.telegram.transport.progress_message
from bot.texts import EN, ZH
from rag.answering.pins.repository import Pins
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import Cancelled, EmptyCorpus
from rag.evaluation.regression_gate import Canary
from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import Progress
from rag.storage.database import Database
from tests.botapi.errors import Json, bad_request
from tests.botapi.limits import NO_LIMITS, Flood
from tests.botapi.server import BotApi
from tests.botapi.world import File, Message
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, embed_cheaply, write_reports
from tests.telegram_bot import empty_database, running

TOLD = ZH.admin
MORE = HUSHAN.replace("两所", "三所")
ADMIN, OTHER = 7001, 7002
NAME = "湖山区2025年政府工作报告"


class Office:
    """A corpus and a bot for it. ``gate`` holds a build back while it is closed."""

    def __init__(self, api: BotApi, home: Path, database: Database, *, empty: bool = False) -> None:
        self.api = api
        api.state.flood = Flood(NO_LIMITS)  # progress is shown many times as often as in life
        self.database = database
        self.settings = corpus_settings(home)
        self.reports = write_reports(home / "reports", **({} if empty else {"a": HUSHAN}))
        self.gate = threading.Event()
        self.gate.set()
        self.building = threading.Event()
        self.admin = api.person("Admin", user_id=ADMIN)
        self.admin.chat.is_started = True
        self.corpus = self._open()

    def _open(self) -> CorpusService:
        corpus = CorpusService(self.settings, self._build, self.database, Canary(self.reports))
        with suppress(EmptyCorpus):
            corpus.open()
        corpus.catch_up = lambda: False  # type: ignore[method-assign] # here only admins publish what is in the folder
        return corpus

    def restart(self) -> None:
        self.corpus.close()
        self.corpus = self._open()

    def _build(self, job: Job, progress: Progress, cancelled: threading.Event) -> Built:
        self.building.set()
        progress(16, 64)
        while not self.gate.wait(0.01):
            if cancelled.is_set():
                self.gate.set()
                raise Cancelled("The build was cancelled; nothing has changed.")
        return build(job, progress, cancelled)

    @asynccontextmanager
    async def running(self, **settings: Any) -> AsyncIterator[None]:
        given = {"admin_ids": f"{ADMIN}", **settings}
        async with running(self.api, Answerer(self.corpus), self.database, self.corpus, **given):
            yield

    async def told(self, text: str) -> Message:
        """What the bot shows in the end after the admin wrote this."""
        self.admin.send(text)
        return await self.admin.chat.next_message()

    async def preview(self) -> Message:
        """The message of a reload, when it has become its preview."""
        message = await self.told("/reload")
        return await settled(message)

    @property
    def words(self) -> str:
        return "".join(report.text for report in self.corpus.current.version.reports)


async def settled(message: Message) -> Message:
    """When the progress in it has ended."""
    while message.text.startswith((TOLD.reading, TOLD.writing, TOLD.downloading, "正在建立索引")):
        await message.chat.next_edit()
    return message


async def decided(office: Office, message: Message, label: str) -> Message:
    """The message after its button was pressed."""
    press = office.admin.press(message, label)
    await press.answered()
    assert await message.chat.next_edit() is message
    return message


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheap embedding model, and nothing waits for the clock."""
    embed_cheaply(monkeypatch)
    monkeypatch.setattr(bot.telegram.transport.progress_message, "EVERY", 0.01)
    monkeypatch.setattr(bot.telegram.tasks.announcements, "EVERY", 0.01)


@pytest.fixture
def office(api: BotApi, tmp_path: Path) -> Iterator[Office]:
    with empty_database() as database:
        office = Office(api, tmp_path, database)
        yield office
        office.corpus.close()


def report(text: str = JIANGWAN, name: str = "b.txt") -> File:
    return File(name, text.encode())


# Rights


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


# Reloading


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


# Sending a report


async def test_a_report_that_is_sent_is_shown_as_it_was_understood(office: Office) -> None:
    async with office.running():
        office.admin.send(document=report(name="../江湾.txt"), text="请看")
        preview = await settled(await office.admin.chat.next_message())
        for words in (
            "《江湾市2025年政府工作报告》",
            "地区 江湾市；年份 2025；3 个标题",
            "一、2024年工作回顾",
            "句子很少",
        ):
            assert words in preview.text
        assert not (office.reports / "江湾.txt").exists()
        await decided(office, preview, TOLD.publish)
    assert (office.reports / "江湾.txt").read_text(encoding="utf-8") == JIANGWAN
    assert JIANGWAN in office.words


NO_REPORTS = (
    (File("a.exe", b"MZ"), TOLD.kinds.format(kinds=".docx .htm .html .md .pdf .txt")),
    (File("", b"x"), TOLD.kinds.format(kinds=".docx .htm .html .md .pdf .txt")),
    (File("a.txt", b"x" * (20_000_001)), TOLD.too_large.format(megabytes=20)),
    (File("a.pdf", b"no pdf"), TOLD.unreadable.partition("{")[0]),
    (File("a.docx", b"PK no archive"), TOLD.unreadable.partition("{")[0]),
)


async def test_what_is_no_report_is_refused_with_a_sentence(office: Office) -> None:
    async with office.running():
        for document, sentence in NO_REPORTS:
            office.admin.send(document=document)
            told = await settled(await office.admin.chat.next_message())
            assert told.text.startswith(sentence)
            assert office.corpus.changes.pending() is None


@pytest.mark.parametrize("name", ["报" * 300 + ".txt", "😀" * 300 + ".txt", "a" + ".t" * 300 + ".txt"])
async def test_a_name_of_any_length_is_shortened(office: Office, name: str) -> None:
    """To what a file system takes, whatever the characters are."""
    async with office.running():
        office.admin.send(document=report(name=name))
        await decided(office, await settled(await office.admin.chat.next_message()), TOLD.publish)
    assert JIANGWAN in office.words
    stored = [path.name for path in office.reports.iterdir() if path.name != "a.txt"]
    assert len(stored) == 1
    assert stored[0].startswith(name[:9])


async def test_a_name_that_a_reload_would_leave_alone_is_refused(office: Office) -> None:
    """Else the report would be gone with the next reload."""
    async with office.running():
        office.admin.send(document=report(name="README.md"))
        told = await settled(await office.admin.chat.next_message())
    assert "README.md 这个文件名不会当作报告读取" in told.text
    assert office.corpus.changes.pending() is None


async def test_a_file_that_cannot_be_downloaded_is_told(office: Office) -> None:
    office.api.fail("getFile", bad_request("file is temporarily unavailable"))
    async with office.running():
        office.admin.send(document=report())
        assert (await settled(await office.admin.chat.next_message())).text == TOLD.not_downloaded


# Looking, taking out, taking back


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


async def test_the_first_report_can_be_sent_to_an_empty_corpus(api: BotApi, tmp_path: Path) -> None:
    """Until then everybody is told that there is none."""
    home, other = tmp_path / "empty", api.person("Other", user_id=OTHER)
    with empty_database() as database:
        office = Office(api, home, database, empty=True)
        async with office.running():
            other.send("新建小学几所")
            assert (await other.chat.next_message()).text == ZH.empty_corpus
            assert (await office.told("/corpus")).text.startswith(TOLD.none_yet)
            office.admin.send(document=report(HUSHAN, "a.txt"))
            preview = await settled(await office.admin.chat.next_message())
            assert TOLD.compared_with_nothing in preview.text
            await decided(office, preview, TOLD.publish)
            other.send("新建小学几所")
            assert "两所" in (await other.chat.next_message()).text
        office.corpus.close()


async def test_a_reply_to_the_preview_corrects_what_was_understood(office: Office) -> None:
    """Of a file that was sent too, before it is in the folder; the preview is made anew, and then published."""
    async with office.running():
        office.admin.send(document=report())
        preview = await settled(await office.admin.chat.next_message())
        assert TOLD.correctable in preview.text
        office.admin.send("年份：2031\n地区：江湾新区", reply_to=preview)
        corrected = await settled(await office.admin.chat.next_message())
        assert "年份 2031" in corrected.text
        assert "江湾新区" in corrected.text
        await decided(office, corrected, TOLD.publish)
    (added,) = [one for one in office.corpus.current.version.reports if one.file == "b.txt"]
    assert (added.year, added.region) == (2031, "江湾新区")
