"""What the bot keeps of questions and answers, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.storage.answers import LEASE, Answers, SentAnswer
from bot.storage.inbox import Inbox
from bot.storage.pseudonyms import Pseudonyms
from bot.types import MessagePlace
from rag.storage.database import Database
from rag.storage.schema.chats import ANSWERS
from tests.fakes import make_answer, make_version

ALICE, BOB, GROUP = "7", "8", "-100"
KEPT = timedelta(days=90)
ANSWER = make_answer(make_version(), "GDP", "GDP增长6%")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def answers(database: Database, clock: Clock) -> Answers:
    return Answers(database, clock)


def place(message: int, person: str = ALICE, chat: str = GROUP, thread: int = 0) -> MessagePlace:
    return MessagePlace(chat, message, thread, person)


def sent(asked: str, *message_ids: int) -> SentAnswer:
    return SentAnswer(asked, "zh", message_ids or (99,), ANSWER)


def ask(answers: Answers, at: MessagePlace, text: str, *message_ids: int) -> None:
    assert answers.claim(at, text)
    answers.keep(at, sent(text, *message_ids))


def test_an_answer_is_found_by_the_message_with_the_buttons(answers: Answers) -> None:
    """As it was: statements, citations and their highlighted words."""
    ask(answers, place(5), "GDP", 7, 8)
    found = answers.with_buttons(GROUP, 8)
    assert found
    assert replace(found, asker="") == sent("GDP", 7, 8)
    assert answers.with_buttons(GROUP, 7) is None
    assert answers.with_buttons(ALICE, 8) is None


def test_a_new_answer_to_a_question_takes_the_place_of_the_old_one(answers: Answers) -> None:
    ask(answers, place(5), "GDP", 7, 8)
    claim = answers.claim(place(5), "学校")
    assert claim
    assert claim.before
    assert (claim.before.asked, claim.before.message_ids) == ("GDP", (7, 8))
    answers.keep(place(5), sent("学校", 7))
    assert answers.with_buttons(GROUP, 8) is None
    assert answers.with_buttons(GROUP, 7)


def test_one_replica_at_a_time_answers_a_question(database: Database, clock: Clock) -> None:
    """Until it has done so, or has given up, or was not heard of for long."""
    one, other = Answers(database, clock), Answers(database, clock)
    assert one.claim(place(5), "GDP")
    assert other.claim(place(5), "GDP") is None
    assert other.claim(place(6), "GDP")
    one.release(place(5))
    assert other.claim(place(5), "GDP")
    clock.now += LEASE
    assert one.claim(place(5), "GDP")


def test_what_a_dead_process_was_answering_is_free_when_it_is_missed(database: Database, clock: Clock) -> None:
    """Without waiting for anything; what the living answer stays theirs."""
    dead, other = Answers(database, clock, "dead"), Answers(database, clock, "other")
    assert dead.claim(place(5), "GDP")
    assert other.claim(place(6), "GDP")
    inbox = Inbox(database, 7, "heir")
    inbox.take_over(["dead"])
    heir = Answers(database, clock, "heir")
    assert heir.claim(place(5), "GDP")
    assert heir.claim(place(6), "GDP") is None
    inbox.give_back()
    assert other.claim(place(5), "GDP")


def test_giving_up_leaves_the_earlier_answer(answers: Answers) -> None:
    ask(answers, place(5), "GDP", 7)
    assert answers.claim(place(5), "学校")
    answers.release(place(5))
    assert answers.with_buttons(GROUP, 7)


def test_an_answer_in_a_form_unknown_here_is_none(answers: Answers, database: Database) -> None:
    """Written by another version of the program."""
    ask(answers, place(5), "GDP", 7)
    with database.writing() as connection:
        connection.execute(update(ANSWERS).values(answer='{"status": "new"}'))
    found = answers.with_buttons(GROUP, 7)
    assert found
    assert found.answer is None


def test_only_the_last_questions_are_leant_on(answers: Answers) -> None:
    for number in range(1, 5):
        ask(answers, place(number), f"问题{number}")
    assert answers.asked_before(place(5), 2, KEPT) == ("问题3", "问题4")


def test_a_question_does_not_lean_on_itself_or_on_later_ones(answers: Answers) -> None:
    """Which it would after an edit; the new wording takes the place of the old one."""
    for number in (1, 2):
        ask(answers, place(number), f"问题{number}")
    assert answers.asked_before(place(1), 3, KEPT) == ()
    ask(answers, place(1), "改过的问题")
    assert answers.asked_before(place(3), 3, KEPT) == ("改过的问题", "问题2")


def test_people_chats_and_topics_do_not_mix(answers: Answers) -> None:
    ask(answers, place(1), "问题")
    for other in (place(2, person=BOB), place(2, chat="-200"), place(2, thread=9)):
        assert answers.asked_before(other, 3, KEPT) == ()


def test_a_conversation_ends_after_a_while(answers: Answers, clock: Clock) -> None:
    ask(answers, place(1), "问题")
    clock.now += timedelta(seconds=59)
    assert answers.asked_before(place(2), 3, timedelta(minutes=1)) == ("问题",)
    clock.now += timedelta(seconds=1)
    assert answers.asked_before(place(2), 3, timedelta(minutes=1)) == ()


def test_no_id_of_a_person_or_chat_is_stored(answers: Answers, database: Database) -> None:
    """Only keys, which need the secret of this installation to be made."""
    ask(answers, place(1, person="123456789", chat="123456789"), "问题")
    with database.reading() as connection:
        row = connection.execute(select(ANSWERS)).one()
    assert "123456789" not in str(row)
    keys = Pseudonyms(database)
    assert row.chat == row.asker == keys.of("123456789")
    assert keys.of("123456789") != keys.of("123456788")
