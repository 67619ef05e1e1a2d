"""The first minute: /start with questions that are surely answered, and a word when added to a group."""

from __future__ import annotations

from dataclasses import replace

from bot.core.ports import Emit, tell_nobody
from bot.texts import EN, ZH
from rag.answering.hints.examples import Example
from rag.storage.database import Database
from rag.types import Answer, Question
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer, cite, make_version
from tests.telegram_bot import running

VERSION = make_version()


def example(question: str, words: str = "", language: str = "zh") -> Example:
    cited = cite(VERSION, words) if words else None
    return Example(question, language, cited.id if cited else "", cited.section if cited else (), "")


SAMPLES = (
    example("2025年的主要目标是什么？"),
    example("What are the main targets for 2025?", language="en"),
    example("2025年GDP目标增长多少？", "GDP增长6%"),
    example("2025年新建几所学校？", "新建小学2所"),
    example("2025年培育专精特新企业多少家？", "专精特新"),
    example("题" * 30),
)


async def test_start_offers_questions_in_the_language_of_the_reader(api: BotApi) -> None:
    """None longer than a button holds."""
    alice, bob = api.person("Alice"), api.person("Bob", language="en")
    async with running(api, FakeAnswerer(samples=SAMPLES)):
        alice.send("/start")
        greeting = await alice.chat.next_message()
        bob.send("/start")
        english = await bob.chat.next_message()
    assert greeting.text == ZH.start
    assert greeting.buttons == ["2025年的主要目标是什么？", "2025年GDP目标增长多少？", "2025年新建几所学校？"]
    assert (english.text, english.buttons) == (EN.start, ["What are the main targets for 2025?"])


async def test_a_question_on_a_button_is_written_and_answered(api: BotApi) -> None:
    """As often as it is pressed, each time below the question; a follow-up leans on it."""
    alice, answerer = api.person("Alice"), FakeAnswerer(samples=SAMPLES)
    async with running(api, answerer):
        alice.send("/start")
        greeting = await alice.chat.next_message()
        for label in ("2025年GDP目标增长多少？", "2025年新建几所学校？"):
            alice.press(greeting, label)
            assert (await alice.chat.next_message()).text == ZH.asked(label)
            assert (await alice.chat.next_message()).styled("expandable_blockquote")
        alice.send("那去年呢")
        await alice.chat.next_message()
    assert [asked.text for asked in answerer.asked] == ["2025年GDP目标增长多少？", "2025年新建几所学校？", "那去年呢"]
    assert answerer.asked[-1].history == ("2025年GDP目标增长多少？", "2025年新建几所学校？")


async def test_start_in_a_group_says_how_to_ask(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer(samples=SAMPLES)):
        alice.send("/start@wenbao_test_bot", group)
        told = await group.next_message()
    assert (told.text, told.buttons) == (ZH.start_in_group, [])
    assert "/ask" in told.text


async def test_the_bot_says_how_it_is_asked_when_it_is_added_to_a_group(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice, with_bot=False)
    async with running(api, FakeAnswerer()):
        api.add_bot(group, alice)
        assert (await group.next_message()).text == ZH.start_in_group


async def test_an_answer_suggests_what_stands_beside_it(api: BotApi) -> None:
    """In private; never what was just asked, nor what has nothing to do with it."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer(samples=SAMPLES)):
        alice.send("2025年GDP目标增长多少")
        answer = await alice.chat.next_message()
        alice.send("/ask GDP", group)
        in_group = await group.next_message()
        alice.send("熊猫")
        refusal = await alice.chat.next_message()
    assert answer.buttons[-2:] == ["2025年培育专精特新企业多少家？", "2025年的主要目标是什么？"]
    assert "2025年GDP目标增长多少？" not in answer.buttons
    assert not any("？" in label for label in [*in_group.buttons, *refusal.buttons])


class AskedInEnglish(FakeAnswerer):
    """Takes every question for an English one."""

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:
        return replace(await super().answer(question, emit, user), language="en")


async def test_an_english_question_gets_english_labels(api: BotApi) -> None:
    """Whatever the language of the client; that the report is Chinese is said."""
    alice = api.person("Alice")
    async with running(api, AskedInEnglish(known={"GDP": "固定资产投资增长7%"})):
        alice.send("What is the GDP target?")
        answer = await alice.chat.next_message()
    assert answer.text.startswith(EN.quoted_in_chinese)
    assert answer.buttons[:2] == [EN.source, EN.more_actions]


async def test_the_language_chosen_holds_wherever_the_bot_is_met(api: BotApi, bot_database: Database) -> None:
    """In inline mode, and where it is no member."""
    alice = api.person("Alice")
    group = api.group("别的群", alice, with_bot=False)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/language")
        alice.press(await alice.chat.next_message(), "English")
        await alice.chat.next_edit()
        button = (await alice.search("").answered()).button
        guest = await alice.summon("@wenbao_test_bot", group).answered()
    assert button
    assert button["text"] == EN.inline_usage
    assert guest.text == EN.guest_usage.format(username="wenbao_test_bot")


async def test_a_person_chooses_the_language_of_the_bots_own_words(api: BotApi, bot_database: Database) -> None:
    """After a restart too, for messages and buttons; ``auto`` follows the client again, and so does /forget."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("/language")
        asked = await alice.chat.next_message()
        assert (asked.text, asked.buttons) == (ZH.choose_language, list(ZH.languages.values()))
        alice.press(asked, "English")
        assert (await alice.chat.next_edit()).text == EN.language_chosen
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        assert answer.buttons[0] == EN.source
        alice.press(answer, EN.source)
        await alice.chat.next_edit()
        assert EN.back in answer.buttons
        alice.send("/forget")
        assert (await alice.chat.next_message()).text == EN.forgotten
        alice.send("/language")
        assert (await alice.chat.next_message()).text == ZH.choose_language
