"""What chats watch, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.storage.people import PersonalData
from bot.storage.quiet_groups import QuietGroups
from bot.storage.watches import MOST, Watch, Watches
from bot.types import MessagePlace
from rag.ledger.watching import WatchedFigure
from rag.storage.database import Database
from rag.storage.schema.corpus import PUBLICATIONS, VERSIONS

ALICE, BOB, GROUP = "7", "8", "-100"
FIGURE = WatchedFigure("growth", 2025, "6", "生产总值增长6%左右", "abcdefgh2345")
LATER = FIGURE._replace(value="5.5", words="生产总值增长5.5%左右")


@pytest.fixture
def watches(database: Database) -> Watches:
    return Watches(database)


def watch(name: str = "gdp") -> Watch:
    return Watch("湖山市", name, "生产总值", (FIGURE,), "zh")


def place(chat: str = ALICE, person: str = ALICE) -> MessagePlace:
    return MessagePlace(chat, 1, 0, person)


def publish(database: Database, *numbers: int) -> None:
    now = datetime.now(UTC)
    with database.writing() as connection:
        for number in numbers:
            values = {"id": "a", "made": now, "state": "ready", "reader": "", "folder": "", "index": "", "note": ""}
            connection.execute(insert(VERSIONS).values(number=number, sentences=1, **values))
            connection.execute(insert(PUBLICATIONS).values(at=now, who="", kind="publish", version=number))


def test_what_is_watched_is_read_back(watches: Watches) -> None:
    assert watches.add(place(), watch(), 1)
    (found,) = watches.of(ALICE)
    assert (found.region, found.name, found.figures, found.address) == ("湖山市", "gdp", (FIGURE,), ALICE)
    assert watches.of(BOB) == []


def test_an_indicator_is_watched_once(watches: Watches) -> None:
    assert watches.add(place(), watch(), 1)
    assert watches.add(place(), watch(), 1)
    assert len(watches.of(ALICE)) == 1


def test_a_chat_watches_so_many_and_no_more(watches: Watches) -> None:
    assert all(watches.add(place(), watch(f"{number}"), 1) for number in range(MOST))
    assert not watches.add(place(), watch("one more"), 1)
    assert watches.add(place(), watch("0"), 1)
    assert watches.add(place(BOB, BOB), watch("one more"), 1)


def test_a_change_is_given_out_once(database: Database, watches: Watches) -> None:
    publish(database, 1, 2)
    watches.add(place(), watch(), 1)
    publication = watches.current_publication(2)
    assert publication
    (due,) = watches.due(publication, 10)
    assert watches.settle(due, publication, (LATER,))
    assert not watches.settle(due, publication, (LATER,))
    assert watches.due(publication, 10) == []
    assert watches.of(ALICE)[0].figures == (LATER,)


def test_what_is_watched_since_a_publication_is_not_due_for_it(database: Database, watches: Watches) -> None:
    publish(database, 1)
    watches.add(place(), watch(), 1)
    publication = watches.current_publication(1)
    assert publication
    assert watches.due(publication, 10) == []


def test_a_process_that_serves_an_earlier_version_tells_nothing(database: Database, watches: Watches) -> None:
    publish(database, 1, 2)
    assert watches.current_publication(1) is None


def test_what_is_no_longer_watched_is_not_settled(database: Database, watches: Watches) -> None:
    publish(database, 1, 2)
    watches.add(place(), watch(), 1)
    publication = watches.current_publication(2)
    assert publication
    (due,) = watches.due(publication, 10)
    assert watches.remove(ALICE, due.key)
    assert not watches.remove(ALICE, due.key)
    assert not watches.settle(due, publication, (LATER,))


def test_forget_ends_what_a_person_watches(database: Database, watches: Watches) -> None:
    for chat, person in ((ALICE, ALICE), (GROUP, ALICE), (BOB, BOB)):
        watches.add(place(chat, person), watch(), 1)
    PersonalData(database, timedelta(days=30)).forget(ALICE, ALICE)
    assert [len(watches.of(chat)) for chat in (ALICE, GROUP, BOB)] == [0, 0, 1]


def test_a_group_that_becomes_a_supergroup_goes_on_watching(database: Database, watches: Watches) -> None:
    watches.add(place(GROUP), watch(), 1)
    QuietGroups(database).move(GROUP, "-1009")
    (moved,) = watches.of("-1009")
    assert moved.address == "-1009"


def test_a_chat_that_cannot_be_written_to_watches_nothing(watches: Watches) -> None:
    watches.add(place(), watch(), 1)
    watches.remove_all(ALICE)
    assert watches.of(ALICE) == []
