"""The bot when something is wrong: with the corpus, the token, the network, or because it is told to stop."""

from __future__ import annotations

import asyncio
import logging

import pytest
from telegram import Message

from bot.ops.log_setup import set_up_logs
from bot.telegram import app
from bot.telegram.message_parsing import FromPerson
from bot.texts import ZH
from rag.errors import CorpusBusy, EmptyCorpus, ModelError, SearchError, SettingsError, StorageError
from rag.storage.database import Database
from tests.botapi.errors import ApiError, flood
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running, settings_for


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


async def test_telegrams_request_for_patience_is_granted(api: BotApi) -> None:
    """A refused message is sent again, once."""
    alice = api.person("Alice")
    api.fail("sendMessage", flood(1))
    async with running(api, FakeAnswerer()):
        alice.send("GDP")
        await alice.chat.next_message()
    assert len(api.calls("sendMessage")) == 2
    assert alice.chat.sent.empty()


async def test_a_blocked_bot_goes_on_working(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody is told anything, the next person is served, and the log has no error for the operator to look into."""
    alice, bob, gate = api.person("Alice"), api.person("Bob"), asyncio.Event()
    async with running(api, FakeAnswerer(gates={"GDP?": gate})):
        alice.send("GDP?")
        await alice.chat.next_action()
        api.remove_bot(alice.chat)
        gate.set()
        bob.send("GDP")
        await bob.chat.next_message()
    assert alice.chat.sent.empty()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_what_cannot_be_looked_at_holds_nobody_up(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    alice, bob, looks_at = api.person("Alice"), api.person("Bob"), FromPerson.filter

    def stumble(filter_: FromPerson, message: Message) -> bool:
        if message.text == "odd":
            raise RuntimeError("a thing that nobody has thought of")
        return looks_at(filter_, message)

    monkeypatch.setattr(FromPerson, "filter", stumble)
    alice.send("odd")
    bob.send("GDP")
    async with running(api, FakeAnswerer()):
        await bob.chat.next_message()
    assert "passed over" in caplog.text


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
async def test_a_wrong_token_ends_the_start_with_a_sentence(api: BotApi, token: str, bot_database: Database) -> None:
    """It names the setting and does not show its value."""
    settings = settings_for(api, telegram_bot_token=token)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as caught:
        await app.serve(settings, FakeAnswerer(), bot_database, asyncio.Event())
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


async def test_the_bot_can_be_stopped_while_it_waits_for_telegram(api: BotApi, bot_database: Database) -> None:
    api.fail("getMe", ApiError(502, "Bad Gateway"), times=1000)
    stop = asyncio.Event()
    bot = asyncio.create_task(app.serve(settings_for(api), FakeAnswerer(), bot_database, stop))
    stop.set()
    await asyncio.wait_for(bot, 5)


async def test_what_is_being_answered_when_the_bot_is_stopped_is_still_sent(
    api: BotApi, bot_database: Database
) -> None:
    alice, gate = api.person("Alice"), asyncio.Event()
    stop = asyncio.Event()
    bot = asyncio.create_task(app.serve(settings_for(api), FakeAnswerer(gates={"GDP?": gate}), bot_database, stop))
    alice.send("GDP?")
    await alice.chat.next_action()
    stop.set()
    gate.set()
    await bot
    assert alice.chat.sent.get_nowait().text.startswith("GDP增长6%")
