"""What the running bot writes down: enough to follow an update, nothing of what people wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.ops.log_setup import set_up_logs
from rag.errors import SearchError
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running, settings_for

SECRETIVE = "我的身份证号是340504199001011234"


@contextmanager
def json_logs(api: BotApi) -> Iterator[None]:
    """Logs as the program has them, and afterwards as before."""
    handlers, level = logging.root.handlers[:], logging.root.level
    set_up_logs(settings_for(api, log_format="json"))
    try:
        yield
    finally:
        logging.basicConfig(handlers=handlers, level=level, force=True)
        logging.captureWarnings(False)


async def test_every_line_of_an_update_names_it_and_none_has_its_words(
    api: BotApi, capfd: pytest.CaptureFixture[str]
) -> None:
    """Answered, failed, and answered by Telegram with what is no JSON: one JSON object a line."""
    alice, answerer = api.person("Alice", user_id=7770001), FakeAnswerer(known={SECRETIVE: "GDP增长6%"})
    api.inject(Fault("sendMessage", body=SECRETIVE.encode()))
    with json_logs(api):
        async with running(api, answerer):
            alice.send(SECRETIVE)
            await alice.chat.next_message()
            answerer.error = SearchError("index broken")
            alice.send(f"{SECRETIVE}?")
            await alice.chat.next_message()
    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    handled = [line for line in lines if line["event"] == "update handled"]
    assert [(line["kind"], line["update"]) for line in handled] == [("message", 1000), ("message", 1001)]
    assert {line["update"] for line in lines if "index broken" in line["event"]} == {1001}
    assert {line["update"] for line in lines if "sendMessage" in line["event"]} == {1000}
    for hidden in (SECRETIVE, "340504", str(alice.user.id), api.token):
        assert hidden not in written


async def test_an_update_that_cannot_be_read_is_passed_over_by_its_number(
    api: BotApi, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who writes before and after it, in the same batch, is answered; its words stand in no line."""
    alice, bob = api.person("Alice"), api.person("Bob")
    with json_logs(api):
        alice.send("GDP")
        for broken in ({"text": SECRETIVE}, SECRETIVE):
            api.state.updates.add("message", broken)
        bob.send("GDP")
        async with running(api, FakeAnswerer()):
            assert (await alice.chat.next_message()).text.startswith("GDP增长6%")
            assert (await bob.chat.next_message()).text.startswith("GDP增长6%")
    written = capfd.readouterr().err
    told = [line["event"] for line in map(json.loads, written.splitlines()) if "cannot be read" in line["event"]]
    assert [event.split(" (")[0] for event in told] == ["update 1001 cannot be read", "update 1002 cannot be read"]
    assert SECRETIVE not in written
