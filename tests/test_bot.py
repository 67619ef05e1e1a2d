"""The bot in private chats: what somebody writes, and what they read."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot import app
from bot.logs import set_up_logs
from bot.texts import EN, ZH
from rag.errors import CorpusBusy, EmptyCorpus, ModelError, SearchError, SettingsError, StorageError
from tests.botapi.errors import ApiError, flood
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import File
from tests.fakes import TEXT, FakeAnswerer, make_version
from tests.telegram_bot import running, settings_for


async def test_a_question_gets_a_cited_answer(api: BotApi) -> None:
    """Statement with mark, collapsed quote with the answering words bold, threaded to the question."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("2025年GDP目标是多少")
        answer = await alice.chat.next_message()
    assert answer.text.startswith("GDP增长6%。[1]\n[1] 二、2025年工作安排\n")
    assert answer.styled("bold") == ["GDP增长6%"]
    assert len(answer.styled("expandable_blockquote")) == 1
    assert answer.reply_to is question
    assert answer.buttons == ["原文 [1]"]


async def test_a_question_the_report_does_not_answer_gets_the_nearest_passage(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("有多少只熊猫")
        answer = await alice.chat.next_message()
    assert answer.text.startswith(f"{ZH.absent}\n{ZH.nearest}\n1 二、2025年工作安排")
    assert answer.buttons == ["原文 1"]


async def test_the_bot_is_typing_while_it_works(api: BotApi) -> None:
    """The action is shown before there is an answer."""
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        assert (await alice.chat.next_action()).action == "typing"
        assert alice.chat.sent.empty()
        gate.set()
        await alice.chat.next_message()


async def test_two_people_do_not_wait_for_each_other(api: BotApi) -> None:
    alice, bob, gate = api.person("Alice"), api.person("Bob"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        bob.send("学校有几所")
        assert (await bob.chat.next_message()).text.startswith("新建小学2所")
        assert alice.chat.sent.empty()
        gate.set()
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%")


@pytest.mark.parametrize("text", ["😀🎉", "？！。", "，" * 4096, "问" * 4096, "😀" * 2048, "/", "  GDP  ", "<b>&_*`["])
async def test_whatever_is_written_is_answered(api: BotApi, text: str) -> None:
    """No text in a private chat meets silence."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(text)
        assert (await alice.chat.next_message()).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("/start", ZH.start),
        ("/start c_abcdefghijkl", ZH.start),
        ("/help", ZH.help),
        ("/ask", ZH.ask_usage),
        ("/ask   ", ZH.ask_usage),
        ("/nonsense", ZH.unknown_command),
        ("/ask@another_bot GDP", ZH.unknown_command),
    ],
)
async def test_commands_without_a_question_are_told_what_to_do(api: BotApi, written: str, read: str) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(written)
        assert (await alice.chat.next_message()).text == read


async def test_ask_takes_its_question_from_behind_the_command(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("/ask  GDP目标\n是多少")
        await alice.chat.next_message()
    assert [asked.text for asked in answerer.asked] == ["GDP目标\n是多少"]


async def test_a_message_without_words_is_told_that_only_text_is_read(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(document=File("a.txt", b"a"))
        assert (await alice.chat.next_message()).text == ZH.text_only
        alice.send(document=File("a.txt", b"a"), text="GDP目标")
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%")


async def test_english_clients_read_english_sentences(api: BotApi) -> None:
    """Sentences and buttons; quotes stay as they are."""
    alice = api.person("Alice", language="en-GB")
    async with running(api, FakeAnswerer()):
        alice.send("/start")
        assert (await alice.chat.next_message()).text == EN.start
        alice.send("GDP target?")
        answer = await alice.chat.next_message()
    assert answer.buttons == ["Source [1]"]
    assert answer.styled("bold") == ["GDP增长6%"]


async def test_commands_are_published_in_both_languages(api: BotApi) -> None:
    async with running(api, FakeAnswerer()):
        api.person("Alice").send("GDP")
    assert api.state.commands == {(("default",), ""): dict(ZH.commands), (("default",), "en"): dict(EN.commands)}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (EmptyCorpus("no report in /srv"), ZH.empty_corpus),
        (SearchError("index broken"), ZH.search_failed),
        (ModelError("bad format"), ZH.model_failed),
        (StorageError("no database"), ZH.storage_failed),
        (CorpusBusy("building"), ZH.busy),
        (RuntimeError("an internal matter"), ZH.failed),
    ],
)
async def test_an_error_is_logged_and_told_in_a_plain_sentence(
    api: BotApi, error: Exception, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Another sentence than for what the report does not say, and never the error's own words."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(error=error)):
        question = alice.send("GDP")
        told = await alice.chat.next_message()
    assert told.text == sentence
    assert told.reply_to is question
    assert str(error) in caplog.text
    assert ZH.absent not in sentence


async def test_an_edited_question_gets_its_answer_edited(api: BotApi) -> None:
    """Nothing new is sent; the answer changes in place."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP目标")
        answer = await alice.chat.next_message()
        alice.edit(question, "新建几所学校")
        assert await alice.chat.next_edit() is answer
        assert answer.text.startswith("新建小学2所、幼儿园3所。[1]")
    assert alice.chat.sent.empty()


async def test_an_edit_during_the_work_changes_the_answer_when_it_is_there(api: BotApi) -> None:
    """The first answer is not doubled, and the last wording has the last word."""
    alice, gate = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP": gate})):
        question = alice.send("GDP")
        await alice.chat.next_action()
        alice.edit(question, "学校")
        await api.state.updates.confirmed()
        gate.set()
        answer = await alice.chat.next_message()
        await alice.chat.next_edit()
    assert answer.text.startswith("新建小学2所")
    assert alice.chat.sent.empty()


async def test_an_edit_that_leads_to_the_same_answer_disturbs_nobody(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP")
        await alice.chat.next_message()
        alice.edit(question, "GDP?")
    assert len(api.calls("editMessageText")) == 1
    assert alice.chat.sent.empty()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_an_answer_that_was_deleted_is_sent_anew_after_an_edit(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        question = alice.send("GDP")
        alice.delete(await alice.chat.next_message())
        alice.edit(question, "学校")
        assert (await alice.chat.next_message()).text.startswith("新建小学2所")


async def test_an_answer_that_shrinks_to_fewer_messages_leaves_none_behind(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer(known={"长": "很长" * 3000, "GDP": "GDP增长6%"})
    answerer.corpus.current.version = make_version(TEXT + "很长" * 3000 + "。\n")
    async with running(api, answerer):
        question = alice.send("长")
        first, second = await alice.chat.next_message(), await alice.chat.next_message()
        alice.edit(question, "GDP")
        assert await alice.chat.next_edit() is first
        assert await alice.chat.next_deletion() is second


async def test_a_question_may_lean_on_the_one_before(api: BotApi) -> None:
    """What one person asked before is the history of what they ask next, and of nobody else's questions."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP目标是多少")
        await alice.chat.next_message()
        alice.send("那去年呢")
        await alice.chat.next_message()
        bob.send("那学校呢")
        await bob.chat.next_message()
    assert [asked.history for asked in answerer.asked] == [(), ("GDP目标是多少",), ()]


async def test_telegrams_request_for_patience_is_granted(api: BotApi) -> None:
    """A refused message is sent again, once."""
    alice = api.person("Alice")
    api.fail("sendMessage", flood(1))
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
    assert len(api.calls("sendMessage")) == 2
    assert alice.chat.sent.empty()


async def test_a_blocked_bot_goes_on_working(api: BotApi) -> None:
    """Nobody is told anything, and the next person is served."""
    alice, bob, gate = api.person("Alice"), api.person("Bob"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        await alice.chat.next_action()
        api.remove_bot(alice.chat)
        gate.set()
        bob.send("GDP")
        await bob.chat.next_message()
    assert alice.chat.sent.empty()


async def test_the_token_is_never_logged(api: BotApi, capfd: pytest.CaptureFixture[str]) -> None:
    """Not at DEBUG, not in the trouble that a proxy's error page makes."""
    handlers, level = logging.root.handlers[:], logging.root.level
    set_up_logs(settings_for(api, log_level="DEBUG"))
    try:
        alice = api.person("Alice")
        api.inject(Fault("sendMessage", body=b"<html>Bad Gateway</html>"))
        async with running(api, FakeAnswerer()):
            alice.send("GDP")
            await alice.chat.next_message()
    finally:
        logging.basicConfig(handlers=handlers, level=level, force=True)
        logging.captureWarnings(False)
    written = capfd.readouterr().err
    assert "could not be reached" in written
    assert api.token not in written
    assert api.token.partition(":")[2] not in written


@pytest.mark.parametrize("token", ["123456:another-token", "no-token-at-all"])
async def test_a_wrong_token_ends_the_start_with_a_sentence(api: BotApi, token: str) -> None:
    """It names the setting and does not show its value."""
    settings = settings_for(api, telegram_bot_token=token)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as caught:
        await app.serve(settings, FakeAnswerer(), asyncio.Event())
    assert token not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_the_bot_waits_for_telegram_to_come_back(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_SHORTEST_PAUSE", 0.01)
    api.fail("getMe", ApiError(502, "Bad Gateway"), times=2)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
    assert len(api.calls("getMe")) == 3


async def test_the_bot_can_be_stopped_while_it_waits_for_telegram(api: BotApi) -> None:
    api.fail("getMe", ApiError(502, "Bad Gateway"), times=1000)
    stop = asyncio.Event()
    bot = asyncio.create_task(app.serve(settings_for(api), FakeAnswerer(), stop))
    stop.set()
    await asyncio.wait_for(bot, 5)


async def test_what_is_being_answered_when_the_bot_is_stopped_is_still_sent(api: BotApi) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    stop = asyncio.Event()
    bot = asyncio.create_task(app.serve(settings_for(api), FakeAnswerer(gates={"GDP?": gate}), stop))
    alice.send("GDP?")
    await alice.chat.next_action()
    stop.set()
    gate.set()
    await bot
    assert alice.chat.sent.get_nowait().text.startswith("GDP增长6%")
