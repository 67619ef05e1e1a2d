"""Whoever watches the bot can tell whether it lives, whether it can answer, and how it fares."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from bot.telegram.app import serve
from rag.errors import EmptyCorpus, SearchError, SettingsError
from rag.storage.database import Database
from tests.botapi.errors import ApiError, flood
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running, settings_for
from tests.topology import fetch, free_port


class NoCorpus:
    @property
    def current(self) -> None:
        raise EmptyCorpus("There is no report.")

    def refresh(self) -> bool:
        return False

    def catch_up(self) -> bool:
        raise EmptyCorpus("There is no report.")

    def can_search(self) -> bool:
        return False


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def watched(api: BotApi, port: int) -> AsyncIterator[FakeAnswerer]:
    answering = FakeAnswerer()
    async with running(api, answering, metrics_listen=f"127.0.0.1:{port}"):
        await api.state.updates.polled()
        yield answering


async def until_ready(port: int, body: str = "corpus ok\ndatabase ok\ntelegram ok\n") -> None:
    while (await fetch(f"http://127.0.0.1:{port}/readyz"))[1] != body:
        pass


async def measured(port: int, line: str) -> None:
    """Until a line that begins so is there."""
    while not re.search(f"^{re.escape(line)}", (await fetch(f"http://127.0.0.1:{port}/metrics"))[1], re.MULTILINE):
        pass


@pytest.mark.usefixtures("watched")
async def test_a_bot_that_polls_is_alive_and_ready(api: BotApi, port: int) -> None:
    assert await fetch(f"http://127.0.0.1:{port}/healthz") == (200, "ok\n")
    alice = api.person("Alice")
    alice.send("GDP")
    await alice.chat.next_message()
    await asyncio.wait_for(until_ready(port), 10)


async def test_a_bot_that_cannot_answer_is_alive_and_says_what_is_missing(api: BotApi, port: int) -> None:
    answering = FakeAnswerer()
    answering.corpus = NoCorpus()  # type: ignore[assignment]
    api.fail("getMe", ApiError(502, "Bad Gateway"), times=1000)
    async with running(api, answering, metrics_listen=f"127.0.0.1:{port}"):
        missing = "corpus missing\ndatabase ok\ntelegram missing\n"
        await asyncio.wait_for(until_ready(port, missing), 10)
        assert await fetch(f"http://127.0.0.1:{port}/readyz") == (503, missing)
        assert (await fetch(f"http://127.0.0.1:{port}/healthz"))[0] == 200


async def test_a_database_that_is_gone_is_said(api: BotApi, port: int, bot_database: Database) -> None:
    async with running(api, FakeAnswerer(), bot_database, metrics_listen=f"127.0.0.1:{port}"):
        await api.state.updates.polled()
        with bot_database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE inbox RENAME TO gone")
        await asyncio.wait_for(until_ready(port, "corpus ok\ndatabase missing\ntelegram ok\n"), 10)
        with bot_database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO inbox")
        await asyncio.wait_for(until_ready(port), 10)


async def test_what_happens_is_counted(api: BotApi, port: int, watched: FakeAnswerer) -> None:
    alice = api.person("Alice")
    api.fail("sendMessage", flood(1))
    for text in ("GDP", "有多少只熊猫"):
        alice.send(text)
        await alice.chat.next_message()
    watched.error = SearchError("broken")
    alice.send("学校")
    await alice.chat.next_message()
    for line in (
        'wenbao_questions_total{engine="extractive",outcome="answered"} 1.0',
        'wenbao_questions_total{engine="extractive",outcome="related"} 1.0',
        'wenbao_questions_total{engine="none",outcome="SearchError"} 1.0',
        'wenbao_updates_total{outcome="new"} 3.0',
        'wenbao_step_seconds_count{step="total"} 3.0',
        'wenbao_telegram_requests_total{method="sendMessage",outcome="RetryAfter"} 1.0',
        'wenbao_telegram_requests_total{method="sendMessage",outcome="ok"} 3.0',
        'wenbao_telegram_retries_total{reason="limited"} 1.0',
        'wenbao_queue_updates{state="waiting"} 0.0',
        "wenbao_corpus_version 1.0",
        "wenbao_corpus_age_seconds ",
        "process_resident_memory_bytes ",
    ):
        await asyncio.wait_for(measured(port, line), 10)
    metrics = (await fetch(f"http://127.0.0.1:{port}/metrics"))[1]
    assert str(alice.user.id) not in metrics
    assert "熊猫" not in metrics


@pytest.mark.usefixtures("watched")
async def test_nothing_else_is_served(port: int) -> None:
    assert (await fetch(f"http://127.0.0.1:{port}/"))[0] == 404
    assert (await fetch(f"http://127.0.0.1:{port}/metrics/.."))[0] == 404


async def test_an_address_that_is_taken_is_named(api: BotApi, bot_database: Database) -> None:
    listen = api.url.removeprefix("http://")
    settings = settings_for(api, metrics_listen=listen)
    with pytest.raises(SettingsError, match=f"METRICS_LISTEN {listen} cannot be used"):
        await serve(settings, FakeAnswerer(), bot_database, asyncio.Event())
