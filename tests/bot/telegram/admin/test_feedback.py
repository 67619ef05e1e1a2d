"""Votes under answers, reactions, and what admins make of them, over HTTP."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from bot.storage.answers import Answers, SentAnswer
from bot.storage.feedback import Feedback, Gap
from bot.texts import EN, ZH
from bot.types import AnswerFault, MessagePlace
from rag.answering.pins.repository import Pins
from rag.storage.database import Database
from rag.storage.schema.chats import INBOX
from tests.botapi.errors import ApiError
from tests.botapi.server import BotApi
from tests.botapi.world import PATIENCE
from tests.fakes import FakeAnswerer, cite, make_version
from tests.telegram_bot import running

ADMIN = 4242
QUESTION = "去年房价跌了多少"
WORDS = "社会消费品零售总额110.5亿元"


def only_gap(database: Database) -> Gap:
    [gap] = Feedback(database).gaps()
    return gap


async def test_a_thumb_down_asks_what_is_wrong_and_counts_once(api: BotApi, bot_database: Database) -> None:
    """Where the presser cannot be asked alone: the faults come below the thumbs, which others may press meanwhile, and
    go again."""
    api.state.has_ephemeral = False
    alice, bob = api.person("Alice"), api.person("Bob", "en")
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("@wenbao_test_bot GDP", group)
        answer = await group.next_message()
        before = answer.buttons
        press = alice.press(answer, "👎")
        await group.next_edit()
        assert (await press.answered()).text == ZH.ask_fault
        assert answer.buttons == [*before, *ZH.faults.values()]
        press = alice.press(answer, ZH.faults[AnswerFault.FIGURE])
        await group.next_edit()
        assert (await press.answered()).text == ZH.voted
        assert answer.buttons == before
        edits = len(api.calls("editMessageReplyMarkup"))
        assert (await bob.press(answer, "👍").answered()).text == EN.voted
    assert len(api.calls("editMessageReplyMarkup")) == edits
    gap = only_gap(bot_database)
    assert (gap.question, gap.ups, gap.downs, dict(gap.faults)) == ("GDP", 1, 1, {AnswerFault.FIGURE: 1})


async def test_a_vote_pressed_long_ago_does_all_it_does(api: BotApi, bot_database: Database) -> None:
    """As while the bot was away: Telegram takes no answer to it any more."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.fail("answerCallbackQuery", ApiError(400, too_old))
    async with running(api, FakeAnswerer(), bot_database):
        alice.press(answer, "👎")
    assert set(ZH.faults.values()) <= set(answer.buttons)


async def test_a_vote_can_be_changed_after_a_restart(api: BotApi, bot_database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, "👎")
        await alice.chat.next_edit()
    assert only_gap(bot_database).downs == 1
    async with running(api, FakeAnswerer(), bot_database):
        alice.press(answer, ZH.faults[AnswerFault.OTHER])
        await alice.chat.next_edit()
        await alice.press(answer, "👍").answered()
    assert Feedback(bot_database).gaps() == []


async def test_reactions_count_and_are_taken_back(api: BotApi, bot_database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
    async with running(api, FakeAnswerer(), bot_database):
        alice.react(answer, "👎", "🎉")
    assert only_gap(bot_database).downs == 1
    async with running(api, FakeAnswerer(), bot_database):
        alice.react(answer)
    assert Feedback(bot_database).gaps() == []


async def test_a_reaction_to_an_answer_that_is_not_yet_on_record_counts(
    api: BotApi, bot_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads fast reacts between the sending and the writing down."""
    looked, keep, vote = threading.Event(), Answers.keep, Feedback.vote

    def keep_late(self: Answers, place: MessagePlace, sent: SentAnswer) -> None:
        assert looked.wait(PATIENCE)
        keep(self, place, sent)

    def look(self: Feedback, *place: int, good: bool, fault: AnswerFault) -> SentAnswer | None:
        found = vote(self, *place, good=good, fault=fault)
        looked.set()
        return found

    monkeypatch.setattr(Answers, "keep", keep_late)
    monkeypatch.setattr(Feedback, "vote", look)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        alice.react(await alice.chat.next_message(), "👎")
    assert only_gap(bot_database).downs == 1


async def test_reactions_without_a_thumb_are_not_kept_nor_counted(api: BotApi, bot_database: Database) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        for emoji in "🎉🔥😁🤔":
            alice.react(answer, emoji)
        alice.react(answer, "👍")
    with bot_database.reading() as connection:
        kinds = connection.scalars(select(INBOX.c.kind).order_by(INBOX.c.id))
        assert list(kinds) == ["message", "press"]


async def test_a_verification_is_listed_as_one_and_cannot_be_pinned(api: BotApi, bot_database: Database) -> None:
    """A source confirms what answers a question; a claim has none to confirm."""
    admin = api.person("Admin", user_id=ADMIN)
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send("/verify 去年新增学位2500个")
        answer = await admin.chat.next_message()
        admin.press(answer, "👎")
        await admin.chat.next_edit()
        admin.send("/gaps")
        shown = await admin.chat.next_message()
        assert "1. /verify 去年新增学位2500个\n" in shown.text
        assert shown.buttons == []
        admin.send(f"/pin {cite(make_version(), WORDS).id}", reply_to=answer)
        assert (await admin.chat.next_message()).text == ZH.admin.pin_usage
    key, sentence = only_gap(bot_database).key[:12], cite(make_version(), WORDS).id
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.call(shown, f"g:{key}")
        await admin.chat.next_edit()
        assert shown.text == ZH.admin.gap_closed
        await admin.call(shown, f"k:{key}:{sentence}").answered()
    assert Pins(bot_database).all() == []


async def test_a_vote_on_an_answer_that_is_not_on_record_is_told_so(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
    async with running(api, FakeAnswerer()):
        assert (await alice.press(answer, "👍").answered()).text == ZH.answer_gone


async def test_an_admin_confirms_a_source_for_what_was_not_answered(api: BotApi, bot_database: Database) -> None:
    """From the list to the candidates to the pin, and back."""
    alice, admin = api.person("Alice"), api.person("Admin", user_id=ADMIN)
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        alice.send(QUESTION)
        await alice.chat.next_message()
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send("/gaps")
        shown = await admin.chat.next_message()
        assert f"1. {QUESTION}\n问过 1 次，👍 0，👎 0\n{ZH.related}" in shown.text
        admin.press(shown, "1")
        await admin.chat.next_edit()
        assert shown.text.startswith(QUESTION)
        quote = next(line for line in shown.text.splitlines() if line.startswith("2. ")).removeprefix("2. ")
        admin.press(shown, "2")
        await admin.chat.next_edit()
        assert shown.text.endswith(quote)
        [pin] = Pins(bot_database).all()
        assert (pin.question, pin.who, pin.quote) == (QUESTION, f"telegram:{ADMIN}", quote)
        assert pin.sentence == cite(make_version(), quote).id
        admin.press(shown, ZH.admin.back_to_list)
        await admin.chat.next_edit()
        assert shown.text == ZH.admin.no_gaps
        admin.send("/pins")
        pins = await admin.chat.next_message()
        assert ZH.admin.pin_gone not in pins.text
        admin.press(pins, "1")
        await admin.chat.next_edit()
        assert pins.text == ZH.admin.unpinned
    assert Pins(bot_database).all() == []


async def test_an_answer_is_pinned_by_a_reply_with_a_citation(api: BotApi, bot_database: Database) -> None:
    admin = api.person("Admin", user_id=ADMIN)
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send(QUESTION)
        answer = await admin.chat.next_message()
    sentence = cite(make_version(), WORDS).id
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send(f"/pin {sentence}", reply_to=answer)
        assert WORDS in (await admin.chat.next_message()).text
        admin.send(f"/pin {sentence}")
        assert (await admin.chat.next_message()).text == ZH.admin.pin_usage
    assert [pin.sentence for pin in Pins(bot_database).all()] == [sentence]


async def test_a_pin_whose_words_are_gone_is_listed_as_such(api: BotApi, bot_database: Database) -> None:
    admin = api.person("Admin", user_id=ADMIN)
    Pins(bot_database).put(QUESTION, "aaaaaaaaaaaa", "没有这句。", "某区2025年政府工作报告", "telegram:1")
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send("/pins")
        assert ZH.admin.pin_gone in (await admin.chat.next_message()).text


async def test_the_list_is_turned_page_by_page(api: BotApi, bot_database: Database) -> None:
    admin = api.person("Admin", user_id=ADMIN)
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        for number in range(6):
            admin.send(f"房价问题{number}")
            await admin.chat.next_message()
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        admin.send("/gaps")
        shown = await admin.chat.next_message()
        assert shown.buttons == ["1", "2", "3", "4", "5", ZH.next_page]
        admin.press(shown, ZH.next_page)
        await admin.chat.next_edit()
        assert shown.buttons == ["6", ZH.previous_page]


@pytest.mark.parametrize("command", ["/gaps", "/pins", "/pin abcdefghijkl"])
async def test_to_others_these_commands_do_not_exist(api: BotApi, command: str) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), admin_ids=str(ADMIN)):
        alice.send(command)
        assert (await alice.chat.next_message()).text == ZH.unknown_command


async def test_others_cannot_press_an_admins_buttons(api: BotApi, bot_database: Database) -> None:
    """Also not with data made by hand."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        alice.send(QUESTION)
        answer = await alice.chat.next_message()
    key = only_gap(bot_database).key[:12]
    async with running(api, FakeAnswerer(), bot_database, admin_ids=str(ADMIN)):
        sentence = cite(make_version(), WORDS).id
        for data in ("G:0", f"g:{key}", f"k:{key}:{sentence}", f"x:{key}"):
            assert (await alice.call(answer, data).answered()).text == ZH.old_button
    assert Pins(bot_database).all() == []
