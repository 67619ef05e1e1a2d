"""Citations always open, by button, link and command, and say what became of their words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, update

from bot.storage.citations import Citations
from bot.texts import EN, ZH
from rag.corpus.versions.repository import VersionRepository
from rag.documents.snapshot import CorpusSnapshot
from rag.storage.database import Database
from rag.storage.models import Publication
from rag.storage.schema.corpus import CITED_REPORTS
from tests.botapi.errors import ApiError
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.world import Message
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, cite, make_version
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
CITED = cite(make_version(), "GDP增长6%")
PLACE = "某区2025年政府工作报告 › 二、2025年工作安排"


def serving(version: CorpusSnapshot, number: int) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version, number)))


async def answered(api: BotApi, alice: Person, database: Database) -> Message:
    """An answer that cites GDP, given by version 1."""
    async with running(api, FakeAnswerer(), database):
        alice.send("GDP")
        return await alice.chat.next_message()


def publish(database: Database, version: CorpusSnapshot) -> int:
    """Make a version the current one, as a reload does."""
    records = VersionRepository(database)
    number = records.add(version, {"f" * 64: b"report"}, reader="r", folder="reports", index="0").number
    records.publish(number, Publication.PUBLISH, "terminal", present=version.ordinals)
    return number


@pytest.mark.parametrize("words", ["GDP", "/verify GDP增长6%"])
async def test_what_is_cited_is_kept_before_anybody_sees_it(api: BotApi, bot_database: Database, words: str) -> None:
    """Whatever happens while it is sent."""
    alice = api.person("Alice")
    api.fail("sendMessage", ApiError(403, "Forbidden: bot was blocked by the user"))
    async with running(api, FakeAnswerer(), bot_database):
        alice.send(words)
    assert Citations(bot_database).find(CITED.id)


@pytest.mark.parametrize("written", ["/start {}", "/cite {}", "/cite https://t.me/wenbao_test_bot?start={}"])
async def test_a_link_and_a_command_open_the_words_in_their_place(api: BotApi, written: str) -> None:
    """Section path, paragraph with the words bold, buttons to the paragraphs before and after."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(written.format(CITED.id))
        opened = await alice.chat.next_message()
        assert opened.text.startswith(f"{PLACE}\n")
        assert opened.styled("bold") == [GDP]
        assert opened.buttons == [ZH.previous, ZH.next, ZH.share, ZH.copy]
        alice.press(opened, ZH.next)
        await alice.chat.next_edit()
        assert "培育专精特新企业10家以上。" in opened.text
        alice.press(opened, ZH.previous)
        await alice.chat.next_edit()
    assert opened.styled("bold") == [GDP]


async def test_a_citation_opens_in_a_group(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        asked = alice.send(f"/cite {CITED.id}", group)
        opened = await group.next_message()
    assert opened.reply_to is asked
    assert opened.styled("bold") == [GDP]


@pytest.mark.parametrize(
    ("written", "told"),
    [("/cite", ZH.cite_usage), ("/cite GDP", ZH.cite_usage), ("/cite abcdefghijkl", ZH.unknown_citation)],
)
async def test_what_is_no_citation_is_said_to_be_none(api: BotApi, written: str, told: str) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(written)
        assert (await alice.chat.next_message()).text == told


async def test_words_that_a_reload_did_not_touch_are_said_to_be_unchanged(api: BotApi, bot_database: Database) -> None:
    """By the button under the old answer too."""
    alice = api.person("Alice")
    answer = await answered(api, alice, bot_database)
    async with running(api, serving(make_version(TEXT.replace("2400", "2500")), 2), bot_database):
        alice.send(f"/cite {CITED.id}")
        opened = await alice.chat.next_message()
        alice.press(answer, "原文")
        await alice.chat.next_edit()
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert opened.text.splitlines()[:2] == [PLACE, ZH.unchanged.format(since=f"第1版，{today}")]
    assert answer.text == opened.text
    assert answer.buttons == [ZH.previous, ZH.next, ZH.share, ZH.copy, ZH.back]


async def test_changed_words_are_shown_as_they_were_and_as_they_are(api: BotApi, bot_database: Database) -> None:
    """The difference marked: struck through what was taken out, bold what was put in; and since which version."""
    publish(bot_database, make_version())
    alice = api.person("Alice")
    answer = await answered(api, alice, bot_database)
    new = make_version(TEXT.replace("😀城镇", "城镇").replace("GDP增长6%", "😀GDP增长6.5%左右"))
    number = publish(bot_database, new)
    async with running(api, serving(new, number), bot_database):
        alice.press(answer, "原文")
        opened = await alice.chat.next_edit()
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert opened.text.splitlines()[1] == ZH.changed.format(since=ZH.since.format(moment=f"第2版，{today}"))
    assert opened.styled("blockquote")[:2] == [GDP, GDP.replace("GDP增长6%", "😀GDP增长6.5%左右")]
    assert opened.styled("strikethrough") == ["6%"]
    assert opened.styled("bold")[:2] == ["😀", "6.5%左右"]


async def test_words_that_are_gone_are_shown_as_they_were_with_what_was_around_them(
    api: BotApi, bot_database: Database
) -> None:
    """From the report as it was cited; and since which version they are gone."""
    publish(bot_database, make_version())
    alice = api.person("Alice", language="en")
    await answered(api, alice, bot_database)
    new = make_version("某区2026年政府工作报告\n\n一、回顾\n全是新的话。\n", name="某区2026年政府工作报告")
    number = publish(bot_database, new)
    async with running(api, serving(new, number), bot_database):
        alice.send(f"/start {CITED.id}")
        opened = await alice.chat.next_message()
        assert opened.text.splitlines()[0] == PLACE
        assert EN.left.partition("{")[0] in opened.text
        assert "version 2, " in opened.text
        assert opened.styled("bold") == [GDP]
        alice.press(opened, EN.next)
        await alice.chat.next_edit()
    assert "培育专精特新企业10家以上。" in opened.text
    assert EN.left.partition("{")[0] in opened.text


async def test_words_taken_back_in_are_unchanged_again(api: BotApi, bot_database: Database) -> None:
    old, new = make_version(), make_version(TEXT.replace("GDP增长6%", "GDP增长9%"))
    publish(bot_database, old)
    alice = api.person("Alice")
    await answered(api, alice, bot_database)
    citations = Citations(bot_database)
    number = publish(bot_database, new)
    left = citations.find(CITED.id)
    assert left
    assert left.left_version == number
    VersionRepository(bot_database).publish(1, Publication.ROLLBACK, "terminal", present=old.ordinals)
    back = citations.find(CITED.id)
    assert back
    assert back.left_version is None


def test_words_whose_report_was_changed_in_the_database_are_not_shown(database: Database) -> None:
    citations = Citations(database)
    citations.archive(1, make_version(), [CITED.id])
    assert citations.find(CITED.id)
    with database.writing() as connection:
        forged = func.replace(CITED_REPORTS.c.report, "GDP增长6%", "GDP增长9%")
        connection.execute(update(CITED_REPORTS).values(report=forged))
    assert citations.find(CITED.id) is None


def test_a_sentence_is_kept_once_as_it_was_first_shown(database: Database) -> None:
    """Whoever shows it, and however often; a report that was cited is kept once too."""
    version, later = make_version(), make_version(TEXT.replace("2400", "2500"))
    one, other = Citations(database), Citations(database)
    one.archive(1, version, [CITED.id, "abcdefghijkl"])
    other.archive(2, later, [CITED.id])
    other.archive(2, later, [cite(later, "新增学位2500个").id])
    kept = one.find(CITED.id)
    assert kept
    assert (kept.version, kept.report, kept.quote, kept.section) == (1, version.reports[0], GDP, CITED.section)
    assert one.find("abcdefghijkl") is None
