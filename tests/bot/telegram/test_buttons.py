"""Buttons: sources in their place, the way back, the outline; with or without a memory of what was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.ports import Emit, tell_nobody
from bot.storage.citations import Citations
from bot.texts import EN, ZH
from rag.errors import SearchError
from rag.storage.database import Database
from rag.types import Answer, Question, Statement, Status
from tests.botapi.server import BotApi
from tests.fakes import TEXT, FakeAnswerer, cite
from tests.telegram_bot import running


class SeveralSources(FakeAnswerer):
    """Cites two sentences."""

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:
        answer = await super().answer(question, emit, user)
        second = cite(self.corpus.current.version, "新建小学2所", 2)
        told = (*answer.statements, Statement("新建小学2所。", (2,)))
        return replace(answer, statements=told, citations=(*answer.citations, second))


class Refuses(FakeAnswerer):
    """Names the nearest section, and nothing else."""

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:
        related = await super().answer(question, emit, user)
        near = cite(self.corpus.current.version, "GDP增长6%", None)
        return replace(related, status=Status.NOT_IN_REPORT, nearest=(), nearby=(near,))


OUTLINE = ["一、2024年工作回顾", "二、2025年工作安排"]


async def test_a_button_opens_the_source_in_its_place(api: BotApi) -> None:
    """The whole paragraph under its section, the cited sentence bold; in the message of the answer."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        press = alice.press(answer, "原文")
        assert await alice.chat.next_edit() is answer
        assert not (await press.answered()).text
    assert answer.text.startswith("某区2025年政府工作报告 › 二、2025年工作安排\n做好今年工作的总体要求是稳中求进。")
    assert answer.styled("blockquote") == [line for line in TEXT.splitlines() if "GDP" in line]
    assert answer.styled("bold") == ["主要预期目标是:GDP增长6%,固定资产投资增长7%。"]
    assert answer.buttons == ["‹ 上一段", "下一段 ›", "分享", "复制", "返回回答"]


async def test_neighbouring_paragraphs_can_be_read_in_both_directions(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, "原文")
        here = (await alice.chat.next_edit()).text
        alice.press(answer, ZH.next)
        assert "培育专精特新企业10家以上" in (await alice.chat.next_edit()).text
        assert answer.styled("bold") == []
        alice.press(answer, ZH.previous)
        assert (await alice.chat.next_edit()).text == here
        alice.press(answer, ZH.previous)
        assert "二、2025年工作安排" in (await alice.chat.next_edit()).styled("blockquote")


async def test_the_way_back_leads_to_the_answer(api: BotApi) -> None:
    """As it was, without asking again."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        before = (answer.text, answer.entities, answer.keyboard)
        alice.press(answer, "原文")
        await alice.chat.next_edit()
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before
    assert len(answerer.asked) == 1


async def test_buttons_outlive_a_restart(api: BotApi, bot_database: Database) -> None:
    """Sources open, and the way back leads to the answer as it was, without asking again."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, FakeAnswerer(), bot_database):
        question = alice.send("GDP")
        answer = await alice.chat.next_message()
    alice.delete(question)
    before = (answer.text, answer.entities, answer.keyboard)
    async with running(api, answerer, bot_database):
        alice.press(answer, "原文")
        await alice.chat.next_edit()
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before
    assert answerer.asked == []


async def test_a_button_pressed_while_the_bot_was_away_does_what_it_does(api: BotApi, bot_database: Database) -> None:
    """Telegram takes no answer to the press itself any more."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
    alice.press(answer, "原文")
    alice.call(answer, "s:abcdefghijkl:0")
    api.state.callbacks.clear()
    async with running(api, FakeAnswerer(), bot_database):
        await alice.chat.next_edit()
    assert answer.buttons[-1] == ZH.back
    assert api.calls("sendMessage")[1:] == []


@pytest.mark.parametrize("written", ["GDP", "/ask GDP", "@wenbao_test_bot GDP"])
async def test_an_answer_not_on_record_any_more_is_made_again(api: BotApi, written: str) -> None:
    """Records are kept for a time, messages stay."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    place = alice.chat if written == "GDP" else group
    async with running(api, FakeAnswerer()):
        alice.send(written, place)
        answer = await place.next_message()
    before = (answer.text, answer.entities, answer.keyboard)
    async with running(api, FakeAnswerer()):
        alice.press(answer, "原文")
        await place.next_edit()
        alice.press(answer, ZH.back)
        await place.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before


async def test_an_answer_neither_on_record_nor_with_its_question_cannot_be_reopened(api: BotApi) -> None:
    """Said in a sentence; the source stays."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, "原文")
        await alice.chat.next_edit()
    alice.delete(question)
    async with running(api, FakeAnswerer()):
        told = await alice.press(answer, ZH.back).answered()
    assert (told.text, told.show_alert) == (ZH.answer_gone, True)


async def test_the_rest_of_a_long_answer_opens_and_leads_back(api: BotApi, bot_database: Database) -> None:
    """From the record; its passages are kept permanently, as those of the answer are."""
    alice, answerer = api.person("Alice"), FakeAnswerer(more=("专精特新", "改造老旧小区12个"))
    async with running(api, answerer, bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        before = (answer.text, answer.entities, answer.keyboard)
        alice.press(answer, ZH.rest(2))
        opened = await alice.chat.next_edit()
        assert "培育专精特新企业10家以上" in opened.text
        assert opened.buttons == ["1", "2", ZH.back]
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before
    assert len(answerer.asked) == 1
    version = answerer.corpus.current.version
    assert all(Citations(bot_database).find(cite(version, words, None).id) for words in answerer.more)


MADE_BY_HAND = """x s s: s:abcdefghijkl s:abcdefghijkl:x s:ABCDEFGHIJKL:0 s:abcdefghijkl:99999 c: a:1 s:abcdefghijkl:０
c:abcdefghijkl:1:-1 c:abcdefghijkl:999:0 😀 s:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:0"""


async def test_data_that_no_button_of_ours_carries_is_answered_and_changes_nothing(api: BotApi) -> None:
    alice = api.person("Alice", language="en")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        for data in [*MADE_BY_HAND.split(), "s:abcdefghijkl:0\n", " a", "\0"]:
            told = await alice.call(answer, data).answered()
            assert (told.text, told.show_alert) == (EN.old_button, True), data
    assert api.calls("editMessageText") == []


async def test_well_formed_data_for_nothing_is_said_to_be_gone(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        for data in ("s:abcdefghijkl:0", "c:abcdefghijkl:0:0", "s:abcdefghijkl:-9999", "p:abcdefghijkl:1"):
            assert (await alice.call(answer, data).answered()).text == ZH.gone, data


async def test_a_button_pressed_twice_is_answered_twice(api: BotApi) -> None:
    """That the second press changes nothing is no error."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        keyboard = answer.button("原文")["callback_data"]
        presses = [alice.call(answer, keyboard) for _ in range(2)]
        assert [(await press.answered()).show_alert for press in presses] == [False, False]


async def test_a_message_too_old_to_be_edited_does_not_leave_the_button_waiting(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        assert (await alice.press(answer, "原文", inaccessible=True).answered()).show_alert
        assert (await alice.call(answer, "a", inaccessible=True).answered()).show_alert


async def test_trouble_behind_a_button_is_told_in_an_alert(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, "原文")
        await alice.chat.next_edit()
    async with running(api, FakeAnswerer(error=SearchError("index broken"))):
        told = await alice.press(answer, ZH.back).answered()
    assert (told.text, told.show_alert) == (ZH.search_failed, True)


async def test_sections_browse_from_parts_to_items_to_text_and_up_again(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/sections")
        shown = await alice.chat.next_message()
        assert shown.styled("bold") == ["某区2025年政府工作报告 (1/2)"]
        assert shown.buttons[:2] == OUTLINE
        alice.press(shown, OUTLINE[0])
        await alice.chat.next_edit()
        assert shown.text.startswith("一、2024年工作回顾\n\n过去一年,全区上下团结奋进")
        alice.press(shown, shown.buttons[1])
        await alice.chat.next_edit()
        assert "新建小学2所、幼儿园3所" in shown.text
        alice.press(shown, ZH.up)
        await alice.chat.next_edit()
        alice.press(shown, ZH.up)
        await alice.chat.next_edit()
        assert shown.buttons[:2] == OUTLINE


async def test_more_opens_what_else_can_be_done_in_place_of_the_buttons(api: BotApi, bot_database: Database) -> None:
    """After a restart too; the words of the answer stay."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer, bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
    before = (answer.text, answer.entities, answer.keyboard)
    async with running(api, answerer, bot_database):
        alice.press(answer, ZH.more_actions)
        await alice.chat.next_edit()
        assert (answer.text, answer.entities) == before[:2]
        assert answer.buttons == [ZH.share, ZH.copy, ZH.back]
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before
    assert len(answerer.asked) == 1


async def test_several_sources_lead_to_each_other(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, SeveralSources()):
        alice.send("GDP和学校")
        answer = await alice.chat.next_message()
        assert answer.buttons.count(ZH.source) == 1
        alice.press(answer, ZH.source)
        first = (await alice.chat.next_edit()).styled("bold")
        assert answer.buttons[:2] == ["·1·", "2"]
        alice.press(answer, "2")
        assert (await alice.chat.next_edit()).styled("bold") != first
        assert answer.buttons[:2] == ["1", "·2·"]


async def test_a_refusal_has_two_lines_and_two_buttons(api: BotApi) -> None:
    """To the section that is nearest, and to the contents; nothing to vote on."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, Refuses()):
        alice.send("熊猫几只")
        refusal = await alice.chat.next_message()
        assert refusal.text == f"{ZH.absent}\n{ZH.ask_otherwise}"
        assert refusal.buttons == ["二、2025年工作安排", ZH.contents]
        alice.press(refusal, "二、2025年工作安排")
        assert (await alice.chat.next_edit()).styled("bold")[0].startswith("二、2025年工作安排")
        alice.send("/ask 熊猫几只", group)
        refusal = await group.next_message()
        assert refusal.buttons == ["二、2025年工作安排", ZH.more_actions]
        alice.press(refusal, ZH.more_actions)
        await group.next_edit()
    assert refusal.buttons == [ZH.contents, ZH.remove, ZH.back]
