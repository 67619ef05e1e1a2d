"""What is kept of people is keyed, kept for a time, told in plain words, and forgotten when they say so."""

from __future__ import annotations

import asyncio
import traceback
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from bot.storage.answers import Answers, SentAnswer
from bot.storage.choices import ChatChoices
from bot.storage.feedback import Feedback
from bot.storage.inbox import Inbox
from bot.storage.people import PersonalData
from bot.storage.pseudonyms import Pseudonyms
from bot.telegram.tasks.retention import keep_purged
from bot.texts import EN, ZH, Texts
from bot.types import MessagePlace
from rag.errors import StorageError
from rag.storage.database import Database
from rag.storage.schema.chats import ANSWERS, CHOICES, INBOX, VOTES
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer, make_answer, make_version
from tests.telegram_bot import running

ALICE, BOB, GROUP = "7", "8", "-100"
KEPT = timedelta(days=30)
ANSWER = make_answer(make_version(), "GDP", "GDP增长6%")


def ask(database: Database, message: int, person: str, chat: str, at: datetime | None = None) -> None:
    answers = Answers(database, (lambda: at) if at else lambda: datetime.now(UTC))
    place = MessagePlace(chat, message, 0, person)
    assert answers.claim(place, "GDP")
    answers.keep(place, SentAnswer("GDP", "zh", (message + 1,), ANSWER))


def count(database: Database, *tables: object) -> list[int]:
    with database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]  # type: ignore[arg-type]


def test_everything_of_one_person_is_forgotten_and_nothing_of_others(database: Database) -> None:
    """Questions in private and in groups, votes on them and by him, his choice."""
    feedback, choices = Feedback(database), ChatChoices(database)
    ask(database, 1, ALICE, ALICE)
    ask(database, 3, ALICE, GROUP)
    ask(database, 5, BOB, GROUP)
    choices.choose(ALICE, "某区2025年政府工作报告")
    for message, person in ((4, BOB), (6, ALICE), (6, BOB)):
        assert feedback.vote(GROUP, message, person, good=False)
    PersonalData(database, KEPT).forget(ALICE, ALICE)
    assert count(database, ANSWERS, VOTES, CHOICES) == [1, 1, 0]
    with database.reading() as connection:
        kept = [connection.execute(select(table)).all() for table in (ANSWERS, VOTES)]
    assert Pseudonyms(database).of(ALICE) not in str(kept)


def test_who_writes_as_a_group_forgets_nothing_of_its_members(database: Database) -> None:
    ask(database, 1, GROUP, GROUP)
    ask(database, 3, BOB, GROUP)
    assert Feedback(database).vote(GROUP, 4, BOB, good=True)
    ChatChoices(database).choose(GROUP, "某区2025年政府工作报告")
    PersonalData(database, KEPT).forget(GROUP, None)
    assert count(database, ANSWERS, VOTES, CHOICES) == [1, 1, 1]


@pytest.mark.parametrize("blank", ["forget", "prune"])
def test_handled_updates_are_nobodys_any_more_after_a_minute(database: Database, blank: str) -> None:
    """Refused ones too. Until then they count: who has something forgotten may not ask more for it."""
    inbox = Inbox(database, 1, "one")
    people = PersonalData(database, KEPT)
    received = [inbox.address(number, f"chat {ALICE}", ALICE, "{}", 1) for number in (7, 8, 9)]
    for old in received[:2]:
        for taken in inbox.receive([old])[1]:
            inbox.finish(taken)
    with database.writing() as connection:
        connection.execute(INBOX.update().values(received=datetime.now(UTC) - timedelta(minutes=2)))
    for taken in inbox.receive(received[2:])[1]:
        inbox.finish(taken)
    people.forget(ALICE, ALICE) if blank == "forget" else inbox.prune()
    with database.reading() as connection:
        assert list(connection.scalars(select(INBOX.c.person).order_by(INBOX.c.id))) == [
            "",
            "",
            Pseudonyms(database).of(ALICE),
        ]


def test_what_is_too_old_is_purged_with_its_votes(database: Database) -> None:
    now = datetime(2025, 3, 1, tzinfo=UTC)
    ask(database, 1, ALICE, GROUP, now - KEPT - timedelta(minutes=1))
    ask(database, 3, ALICE, GROUP, now - KEPT + timedelta(minutes=1))
    feedback = Feedback(database, lambda: now)
    for message in (2, 4):
        feedback.vote(GROUP, message, BOB, good=True)
    assert PersonalData(database, KEPT, lambda: now).purge() == 1
    assert count(database, ANSWERS, VOTES) == [1, 1]


async def test_purging_goes_on_without_being_asked(bot_database: Database) -> None:
    """At the start, and again after a while."""
    loop, rounds = asyncio.get_running_loop(), asyncio.Semaphore(0)

    class Told(PersonalData):
        def purge(self) -> int:
            gone = super().purge()
            loop.call_soon_threadsafe(rounds.release)
            return gone

    ask(bot_database, 1, ALICE, GROUP, datetime.now(UTC) - 2 * KEPT)
    purging = asyncio.create_task(keep_purged(Told(bot_database, KEPT), every=0))
    async with asyncio.timeout(10):
        await rounds.acquire()
        assert count(bot_database, ANSWERS) == [0]
        await rounds.acquire()
    purging.cancel()


@pytest.mark.parametrize(("language", "texts"), [("zh-hans", ZH), ("en", EN)])
async def test_what_is_kept_is_told_and_forgotten_on_request(
    api: BotApi, bot_database: Database, language: str, texts: Texts
) -> None:
    alice = api.person("Alice", language)
    async with running(api, FakeAnswerer(), bot_database, keep_days="12"):
        alice.send("GDP")
        await alice.chat.next_message()
        alice.send("/privacy")
        assert (await alice.chat.next_message()).text == texts.privacy.format(days=12)
    assert count(bot_database, ANSWERS) == [1]
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/forget")
        assert (await alice.chat.next_message()).text == texts.forgotten
    assert count(bot_database, ANSWERS) == [0]


async def test_a_follow_up_does_not_lean_on_what_was_forgotten(api: BotApi, bot_database: Database) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    for words in ("GDP", "/forget", "学校"):
        async with running(api, answerer, bot_database):
            alice.send(words)
            await alice.chat.next_message()
    assert answerer.asked[-1].history == ()


@pytest.mark.parametrize("table", ["answers", "votes"])
def test_what_a_database_cannot_write_is_in_no_traceback(database: Database, table: str) -> None:
    """A row that it refuses, a table that is not there."""
    row = {"chat": "1", "question": 1, "asked": "me" + "lons"}
    with database.writing() as connection:
        connection.execute(text(f"DROP TABLE {table}"))
    with pytest.raises(StorageError) as caught, database.writing() as connection:
        connection.execute(insert(ANSWERS).values(row))
    assert "melons" not in "".join(traceback.format_exception(caught.value))
