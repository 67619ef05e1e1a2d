"""Admins send a report, see how it was understood, correct it, and publish it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.texts import ZH
from tests.bot.telegram.admin.office import OTHER, TOLD, Office, decided, report, settled
from tests.botapi.errors import bad_request
from tests.botapi.server import BotApi
from tests.botapi.world import File
from tests.corpora import HUSHAN, JIANGWAN
from tests.telegram_bot import empty_database


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


@pytest.mark.usefixtures("quick")
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
