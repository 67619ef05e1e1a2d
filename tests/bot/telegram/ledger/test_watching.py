"""/watch over HTTP: a chat is told once when a new version changes a figure, with the old and the new words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from bot.storage.watches import MOST, Watch, Watches
from bot.telegram.tasks import watch_notices
from bot.texts import EN, ZH
from bot.types import MessagePlace
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.storage.database import Database
from rag.storage.schema.corpus import PUBLICATIONS, VERSIONS
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import Message
from tests.fakes import FakeAnswerer, FakeCorpus, Served
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years
from tests.telegram_bot import empty_database, running

ONE = make_version((report_of(PLANNED, 2025),))
CORRECTED = make_version((report_of(PLANNED.replace("生产总值增长6%左右", "生产总值增长5.5%左右"), 2025),))
REWORDED = make_version((report_of(PLANNED.replace("经济稳中有进", "经济稳步前进"), 2025),))
GONE = make_version((report_of(PLANNED.replace("生产总值增长6%左右，", ""), 2025),))


@pytest.fixture(autouse=True)
def _looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_notices, "EVERY", 0.01)


@pytest.fixture
def database() -> Iterator[Database]:
    with empty_database() as made:
        publish(made, 1)
        yield made


def publish(database: Database, number: int) -> None:
    now = datetime.now(UTC)
    values = {"id": "a", "made": now, "state": "ready", "reader": "", "folder": "", "index": "", "note": ""}
    with database.writing() as connection:
        connection.execute(insert(VERSIONS).values(number=number, sentences=1, **values))
        connection.execute(insert(PUBLICATIONS).values(at=now, who="", kind="publish", version=number))


def answering(version: CorpusSnapshot = ONE, number: int = 1) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version, number)))


def serve_next(answerer: FakeAnswerer, database: Database, version: CorpusSnapshot) -> None:
    number = answerer.corpus.current.number + 1
    publish(database, number)
    answerer.corpus.current = Served(version, number)


def links(message: Message) -> list[str]:
    return [entity["url"].partition("start=")[2] for entity in message.entities if "url" in entity]


async def test_a_changed_figure_is_told_with_its_old_and_new_words(api: BotApi, database: Database) -> None:
    alice, answerer = api.person("Alice"), answering()
    async with running(api, answerer, database):
        alice.send("/watch GDP")
        watched = await alice.chat.next_message()
        serve_next(answerer, database, CORRECTED)
        told = await alice.chat.next_message()
        alice.send(f"/start {links(told)[0]}")
        before = await alice.chat.next_message()
    assert watched.text.endswith("2024年：全市生产总值增长5.8%\n2025年：生产总值增长6%左右")
    assert told.text == (
        "湖山市生产总值的数字有变化\n2025年\n    原来：生产总值增长6%左右\n    现在：生产总值增长5.5%左右"
    )
    assert len(set(links(told))) == 2
    assert "生产总值增长6%左右" in before.text


async def test_a_change_is_told_once(api: BotApi, database: Database) -> None:
    """Also after a new start, and where a later version leaves the figure as it is."""
    alice, answerer = api.person("Alice"), answering()
    async with running(api, answerer, database):
        alice.send("/watch GDP")
        await alice.chat.next_message()
        serve_next(answerer, database, CORRECTED)
        await alice.chat.next_message()
    async with running(api, answerer, database):
        serve_next(answerer, database, CORRECTED)
        serve_next(answerer, database, ONE)
        back = await alice.chat.next_message()
    assert "原来：生产总值增长5.5%左右\n    现在：生产总值增长6%左右" in back.text
    assert alice.chat.sent.empty()


async def test_what_was_published_while_the_bot_was_down_is_told(api: BotApi, database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, answering(), database):
        alice.send("/watch GDP")
        await alice.chat.next_message()
    publish(database, 2)
    async with running(api, answering(GONE, 2), database):
        told = await alice.chat.next_message()
    assert told.text.endswith("    原来：生产总值增长6%左右\n    现在：报告里没有这个数字了")


async def test_a_version_that_leaves_the_figure_as_it_is_is_not_told(api: BotApi, database: Database) -> None:
    alice, answerer = api.person("Alice"), answering()
    watches = Watches(database)
    async with running(api, answerer, database):
        alice.send("/watch GDP")
        await alice.chat.next_message()
        serve_next(answerer, database, REWORDED)
        serve_next(answerer, database, two_years())
        told = await alice.chat.next_message()
    assert "2026年\n    原来：没有这个数字\n    现在：生产总值增长5.5%左右" in told.text
    assert alice.chat.sent.empty()
    assert [watch.looked for watch in watches.of(str(alice.chat.id))] == [watches.current_publication(3)]


async def test_a_chat_that_has_blocked_the_bot_watches_nothing_any_more(api: BotApi, database: Database) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), answering()
    async with running(api, answerer, database):
        for person in (alice, bob):
            person.send("/watch GDP")
            await person.chat.next_message()
        alice.chat.refusal = "bot was blocked by the user"
        serve_next(answerer, database, CORRECTED)
        assert "有变化" in (await bob.chat.next_message()).text
    assert Watches(database).of(str(alice.chat.id)) == []
    assert len(Watches(database).of(str(bob.chat.id))) == 1


async def test_a_notice_whose_connection_broke_is_sent_and_leaves_charts_alone(api: BotApi, database: Database) -> None:
    """Whether it stands in the chat is found out by editing captions, which a chart has."""
    alice, answerer = api.person("Alice"), answering()
    async with running(api, answerer, database):
        for asked in ("/watch GDP", "/chart GDP"):
            alice.send(asked)
            answered = await alice.chat.next_message()
        api.inject(Fault("sendMessage", drops=True))
        serve_next(answerer, database, CORRECTED)
        assert "有变化" in (await alice.chat.next_message()).text
    assert answered.photo
    assert str(answered.id) not in {str(call.fields["message_id"]) for call in api.calls("editMessageCaption")}


async def test_a_notice_that_fails_silences_no_others(
    api: BotApi, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), answering()
    render, failed = watch_notices.render_changes, []

    def fail_once(watch: Watch, *others: Any) -> Any:
        if not failed:
            failed.append(watch)
            raise ValueError
        return render(watch, *others)

    monkeypatch.setattr(watch_notices, "render_changes", fail_once)
    async with running(api, answerer, database):
        for person in (alice, bob):
            person.send("/watch GDP")
            await person.chat.next_message()
        serve_next(answerer, database, CORRECTED)
        assert "有变化" in (await bob.chat.next_message()).text
    assert alice.chat.sent.empty()


async def test_unwatch_ends_a_watch_by_words_or_by_button(api: BotApi, database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, answering(), database):
        for asked in ("/watch GDP", "/watch 城镇新增就业"):
            alice.send(asked)
            await alice.chat.next_message()
        alice.send("/unwatch 生产总值")
        left = await alice.chat.next_message()
        assert left.text == f"{ZH.ledger.unwatched.format(indicator='湖山市生产总值')}\n在关注：\n湖山市城镇新增就业"
        await alice.press(left, "不再关注：湖山市城镇新增就业").answered()
        assert (await alice.chat.next_edit()).text == ZH.ledger.unwatched.format(indicator="湖山市城镇新增就业")
        alice.send("/unwatch")
        assert (await alice.chat.next_message()).text.startswith(ZH.ledger.watching_nothing)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/watch", f"{ZH.ledger.watching_nothing}\n{ZH.ledger.watch_usage}"),
        ("/watch 火箭发射", ZH.ledger.no_figures),
        ("/unwatch GDP", f"{ZH.ledger.not_watched}\n{ZH.ledger.watch_usage}"),
    ],
)
async def test_what_cannot_be_watched_is_told(api: BotApi, database: Database, asked: str, told: str) -> None:
    alice = api.person("Alice")
    async with running(api, answering(), database):
        alice.send(asked)
        assert (await alice.chat.next_message()).text == told


async def test_one_of_several_regions_has_to_be_named(api: BotApi, database: Database) -> None:
    alice = api.person("Alice")
    regions = make_version((report_of(PLANNED, 2025), report_of(REVIEWED, 2026, "江湾市")))
    async with running(api, answering(regions), database):
        alice.send("/watch GDP")
        assert "/watch 湖山市 GDP" in (await alice.chat.next_message()).text
        alice.send("/watch 江湾市 GDP")
        assert "江湾市生产总值" in (await alice.chat.next_message()).text


async def test_there_is_a_limit_for_a_chat(api: BotApi, database: Database) -> None:
    alice = api.person("Alice", language="en")
    for number in range(MOST):
        chat = str(alice.chat.id)
        Watches(database).add(MessagePlace(chat, 1, 0, chat), Watch("湖山市", str(number), "", (), "en"), 1)
    async with running(api, answering(), database):
        alice.send("/watch GDP")
        assert (await alice.chat.next_message()).text == EN.ledger.too_many_watches.format(most=MOST)


async def test_administrators_decide_what_a_group_watches(api: BotApi, database: Database) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), answering()
    group = api.group("讨论组", alice, bob)
    group.admins.add(alice.user.id)
    async with running(api, answerer, database):
        bob.send("/watch GDP", group)
        assert (await group.next_message()).text == ZH.only_administrators
        alice.send("/watch GDP", group)
        watched = await group.next_message()
        refused = await bob.press(watched, ZH.ledger.stop).answered()
        assert refused.text == ZH.only_administrators
        serve_next(answerer, database, CORRECTED)
        assert (await group.next_message()).text.startswith("湖山市生产总值的数字有变化")


async def test_forget_ends_watches(api: BotApi, database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, answering(), database):
        alice.send("/watch GDP")
        await alice.chat.next_message()
        alice.send("/forget")
        await alice.chat.next_message()
    assert Watches(database).of(str(alice.chat.id)) == []
