"""Updates are handled once and in order, whichever process receives them and whichever dies."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from bot.storage import inbox
from bot.storage.answers import Answers, SentAnswer
from bot.storage.inbox import Inbox
from bot.storage.queue_order import MOST_TRIES, UpdateState
from bot.storage.update_record import PRESS, QueueLimits, Receipt, ReceiptStatus, ReceivedUpdate
from bot.types import MessagePlace
from rag.storage.database import Database
from rag.storage.schema.chats import INBOX

ALICE, BOB = "700100011", "700100012"
MANY = QueueLimits(of_one=100, in_lane=100, in_all=100)


@pytest.fixture
def make(database: Database) -> Callable[..., Inbox]:
    def make(holder: str = "one", limits: QueueLimits = MANY) -> Inbox:
        return Inbox(database, 7, holder, limits)

    return make


def update(box: Inbox, number: int, person: str = ALICE, lane: str = "chat 5", a_minute: int = 100) -> ReceivedUpdate:
    return box.address(number, lane, person, f'{{"update_id": {number}}}', a_minute)


def receive(box: Inbox, *numbers: int, person: str = ALICE, lane: str = "chat 5") -> list[ReceivedUpdate]:
    return box.receive([update(box, number, person, lane) for number in numbers])[1]


def outcomes(receipts: list[Receipt]) -> list[ReceiptStatus]:
    return [receipt.outcome for receipt in receipts]


def work_off(box: Inbox, first: ReceivedUpdate | None) -> list[int]:
    done = []
    while first:
        done.append(first.id)
        first = box.finish(first)
    return done


def test_presses_and_questions_are_counted_apart(make: Callable[..., Inbox]) -> None:
    """Both of those that wait and those of the last minute."""
    box = make(limits=QueueLimits(of_one=2, in_lane=100, in_all=100))
    presses = [box.address(number, "press", ALICE, "{}", 2, PRESS) for number in (1, 2, 3)]
    assert outcomes(box.receive(presses)[0]) == [ReceiptStatus.NEW, ReceiptStatus.NEW, ReceiptStatus.TOO_MANY]
    (receipt,) = box.receive([update(box, 4, a_minute=1)])[0]
    assert receipt.outcome is ReceiptStatus.NEW
    (refused,) = box.receive([update(box, 5, a_minute=1)])[0]
    assert (refused.outcome, refused.first_refusal) == (ReceiptStatus.TOO_MANY, True)


def test_an_update_that_comes_again_is_passed_over(make: Callable[..., Inbox]) -> None:
    """Here or at another process, while it is worked on, when it is done, and twice in one batch."""
    one, other = make("one"), make("other")
    (taken,) = receive(one, 1, 1)
    assert receive(other, 1) == receive(one, 1) == []
    assert one.finish(taken) is None
    assert outcomes(other.receive([update(other, 1)])[0]) == [ReceiptStatus.REPEATED]


def test_a_lane_is_worked_off_in_order_wherever_its_updates_arrive(make: Callable[..., Inbox]) -> None:
    one, other = make("one"), make("other")
    (first,) = receive(one, 1)
    assert receive(other, 3) == receive(one, 2) == []
    assert work_off(one, first) == [1, 2, 3]


def test_lanes_do_not_wait_for_each_other(make: Callable[..., Inbox]) -> None:
    box = make()
    box.receive([update(box, 1), update(box, 2, BOB, "chat 6")])
    assert box.counts() == {UpdateState.WAITING: 0, UpdateState.TAKEN: 2}


def test_updates_that_arrive_together_wait_each_for_its_own_lane(make: Callable[..., Inbox]) -> None:
    """However many lanes there are in what Telegram sends at once."""
    box, lanes = make(), [f"chat {number}" for number in range(5)]
    held = box.receive([update(box, number, lane=lane) for number, lane in enumerate(lanes)])[1]
    assert len(held) == 5
    later = [update(box, 10 + number, BOB, lane) for number, lane in enumerate(lanes)]
    assert box.receive(later)[1] == []
    for one in held:
        assert work_off(box, one) == [one.id, one.id + 10]


def test_who_asks_much_lets_others_go_first(make: Callable[..., Inbox]) -> None:
    """One question of Alice's is all that Bob waits for."""
    box = make()
    (first,) = receive(box, *range(1, 50))
    receive(box, 60, person=BOB)
    assert work_off(box, first)[:3] == [1, 60, 2]


@pytest.mark.parametrize(("written", "order"), [(10, [1, 3, 2]), (12, [1, 2, 3])])
def test_who_has_his_answer_keeps_his_place(
    make: Callable[..., Inbox], database: Database, written: int, order: list[int]
) -> None:
    """What Alice asks is before what Bob asks later if she had her answer (message 11) by then; it may still have to be
    written down that she had. A question that comes before that gives way."""
    box, answers = make(), Answers(database)
    question, answered = MessagePlace("5", 9, person=ALICE), SentAnswer("GDP", "zh", (11,), None)
    (first,) = box.receive([box.address(1, "5", ALICE, "{}", 100, message=9)])[1]
    assert answers.claim(question, "GDP")
    answers.keep(question, answered)
    box.receive([box.address(2, "5", ALICE, "{}", 100, message=written)])
    box.receive([box.address(3, "5", BOB, "{}", 100, message=13)])
    assert work_off(box, first) == order


def test_people_who_ask_one_thing_are_answered_in_the_order_of_asking(make: Callable[..., Inbox]) -> None:
    box = make()
    (first,) = receive(box, 1, person="0")
    for number in range(2, 9):
        receive(box, number, person=str(number))
    second = box.finish(first)
    receive(box, 9, person="0")
    assert work_off(box, second) == [2, 3, 4, 5, 6, 7, 8, 9]


def test_too_much_of_one_person_is_refused_and_told_once(make: Callable[..., Inbox]) -> None:
    box = make(limits=QueueLimits(of_one=2, in_lane=9, in_all=9))
    receipts, taken = box.receive([update(box, number) for number in (1, 2, 3, 4)])
    assert outcomes(receipts) == [ReceiptStatus.NEW, ReceiptStatus.NEW, ReceiptStatus.TOO_MANY, ReceiptStatus.TOO_MANY]
    assert [(receipt.waiting, receipt.first_refusal) for receipt in receipts[2:]] == [(2, True), (2, False)]
    assert outcomes(box.receive([update(box, 5, BOB)])[0]) == [ReceiptStatus.NEW]
    assert work_off(box, taken[0]) == [1, 5, 2]
    assert outcomes(box.receive([update(box, 3)])[0]) == [ReceiptStatus.REPEATED]


def test_one_person_has_so_many_a_minute(make: Callable[..., Inbox]) -> None:
    box = make()
    for number in (1, 2):
        work_off(box, box.receive([update(box, number, a_minute=2)])[1][0])
    assert outcomes(box.receive([update(box, 3, a_minute=2)])[0]) == [ReceiptStatus.TOO_MANY]


@pytest.mark.parametrize("limits", [QueueLimits(9, 2, 9), QueueLimits(9, 9, 2)])
def test_no_more_waits_than_can_be_answered_soon(make: Callable[..., Inbox], limits: QueueLimits) -> None:
    box = make(limits=limits)
    receipts, _ = box.receive([update(box, number, ALICE) for number in (1, 2, 3)])
    assert outcomes(receipts) == [ReceiptStatus.NEW, ReceiptStatus.NEW, ReceiptStatus.FULL]
    assert receipts[2].waiting == 2
    receipts, _ = box.receive([update(box, number, str(number)) for number in range(4, 11)])
    assert outcomes(receipts) == [*[ReceiptStatus.NEW] * 6, ReceiptStatus.FULL]


def test_many_who_flood_the_bot_do_not_close_it_to_others(make: Callable[..., Inbox]) -> None:
    """120 accounts with 5 messages each left no room for anybody."""
    box = make(limits=QueueLimits(of_one=5, in_lane=20, in_all=600))
    flood = [update(box, 5 * who + i, f"f{who}", lane=f"f{who}") for who in range(120) for i in range(5)]
    assert set(outcomes(box.receive(flood)[0])) == {ReceiptStatus.NEW}
    receipts, taken = box.receive([update(box, number, BOB, lane="bob") for number in (1001, 1002)])
    assert outcomes(receipts) == [ReceiptStatus.NEW, ReceiptStatus.FULL]
    assert [received.id for received in taken] == [1001]
    assert outcomes(box.receive([update(box, 1003, "f7", lane="f7")])[0]) == [ReceiptStatus.FULL]


def test_what_is_given_back_another_goes_on_with(make: Callable[..., Inbox]) -> None:
    one, other = make("one"), make("other")
    receive(one, 1, 2)
    assert other.take_left(9) == []
    assert one.give_back() == 1
    (left,) = other.take_left(9)
    assert work_off(other, left) == [1, 2]


def test_what_a_dead_process_held_another_takes_over(make: Callable[..., Inbox]) -> None:
    """And if it was not dead, it does not go on with a lane that is not its own any more."""
    one, other = make("one"), make("other")
    (held,) = receive(one, 1, 2)
    assert other.others() == {"one"}
    other.take_over(["one"])
    (taken,) = other.take_left(9)
    assert taken.id == 1
    assert one.finish(held) is None
    assert work_off(other, taken) == [1, 2]


def test_an_update_that_kills_every_process_is_left_alone(make: Callable[..., Inbox]) -> None:
    box = make("last")
    receive(make("0"), 1, 2)
    for number in range(MOST_TRIES):
        box.take_over([str(number)])
        left = make(str(number + 1)).take_left(9)
    assert [received.id for received in left] == [2]


def test_a_beat_grows_as_long_as_a_process_lives(make: Callable[..., Inbox]) -> None:
    one, other = make("one"), make("other")
    one.beat()
    other.beat()
    assert one.beat() == {"one": 2, "other": 1}
    one.give_back()
    assert other.beat() == {"other": 2}


def test_nothing_of_an_update_is_kept_but_its_number(make: Callable[..., Inbox], database: Database) -> None:
    """After a day not even that; and never who sent it where."""
    box = make()
    (taken,) = receive(box, 1)
    work_off(box, taken)
    with database.reading() as connection:
        row = connection.execute(select(INBOX)).one()
    assert row.body is None
    assert ALICE not in row.person
    assert len(row.lane) == 32
    with database.writing() as connection:
        connection.execute(INBOX.update().values(received=datetime.now(UTC) - timedelta(days=2)))
    box.prune()
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM inbox")) == 0


def test_processes_that_race_for_the_same_updates_share_them(make: Callable[..., Inbox]) -> None:
    """Each update is worked on once, in each lane one at a time, in order."""
    begin, done, working = threading.Barrier(3), [], set()
    lanes = {number: number % 3 for number in range(1, 31)}

    def run(name: str) -> None:
        box = make(name)
        begin.wait()
        for number, lane in lanes.items():
            for following in receive(box, number, lane=f"chat {lane}", person=str(number)):
                next_: ReceivedUpdate | None = following
                while next_:
                    assert lanes[next_.id] not in working
                    working.add(lanes[next_.id])
                    done.append(next_.id)
                    working.remove(lanes[next_.id])
                    next_ = box.finish(next_)

    with ThreadPoolExecutor(3) as pool:
        for result in [pool.submit(run, name) for name in ("a", "b", "c")]:
            result.result()
    assert sorted(done) == sorted(lanes)
    for lane in range(3):
        assert [number for number in done if lanes[number] == lane] == sorted(n for n in lanes if lanes[n] == lane)


def test_holders_have_names_of_their_own() -> None:
    assert inbox.make_holder() != inbox.make_holder()
