"""Whatever the service of a model does, the caller has pieces or a ModelError, in time, and nothing leaks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from rag.errors import ModelError, SettingsError
from rag.llm.client import Model, load_model
from rag.llm.prompts import Filled
from rag.settings import ModelSettings
from tests.models import KEY, make_model
from tests.modelserver import (
    BUSY,
    DONE,
    Behaviour,
    ModelServer,
    break_off,
    event,
    hang,
    refuse,
    repeat,
    say,
    send,
    trickle,
)

PROMPT = Filled("Answer.", "What?")
LIMIT = 0.4


@asynccontextmanager
async def serving(*behaviours: Behaviour, **settings: Any) -> AsyncIterator[tuple[Model, ModelServer]]:
    async with ModelServer(*behaviours) as server, make_model(server, **settings) as model:
        yield model, server


async def read(model: Model, limit: float = BUSY, user: str = "") -> str:
    deadline = asyncio.get_running_loop().time() + limit
    async with aclosing(model.stream(PROMPT, deadline, user)) as pieces:
        return "".join([piece async for piece in pieces])


async def alone() -> bool:
    """True once no task but the test's own runs; False if that takes longer than a busy machine does."""
    for _ in range(int(BUSY * 100)):
        if len(asyncio.all_tasks()) == 1:
            return True
        await asyncio.sleep(0.01)
    return False


async def failure(model: Model, limit: float = LIMIT) -> ModelError:
    with pytest.raises(ModelError) as failed:
        await read(model, limit)
    return failed.value


async def test_a_reply_comes_in_pieces() -> None:
    async with serving(say("GDP", "增长6%", "。[1]")) as (model, server):
        deadline = asyncio.get_running_loop().time() + BUSY
        async with aclosing(model.stream(PROMPT, deadline)) as pieces:
            assert [piece async for piece in pieces] == ["GDP", "增长6%", "。[1]"]
        assert await server.idle()
    sent = server.requests[0]
    assert [message["content"] for message in sent["messages"]] == ["Answer.", "What?"]  # type: ignore[attr-defined]
    assert sent["temperature"] == 0
    assert sent["stream"] is True


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (break_off("GDP增长"), "unreachable"),
        (refuse(400), "request"),
        (refuse(401), "key"),
        (refuse(403), "key"),
        (refuse(404), "unknown_model"),
        (refuse(429, Retry_After="60"), "limited"),
        (refuse(500), "server"),
        (refuse(503), "server"),
        (send(b"data: {not json\n\n"), "malformed"),
        (send(b"data: \xff\xfe\n\n"), "malformed"),
        (send(b'data: {"error": {"message": "out of memory"}}\n\n'), "server"),
        (send(b"data: [1, 2]\n\n"), "malformed"),
        (repeat(event("增长" * 50)), "endless"),
        (repeat(b"x" * 65_536), "endless"),
        (send(b"data: " + b"x" * 1_000_000), "endless"),
    ],
)
async def test_what_a_service_does_wrong_is_a_model_error(
    behaviour: Behaviour, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.llm.client.MOST_CHARACTERS", 2_000)
    async with serving(behaviour) as (model, server):
        failed = await failure(model, 30.0)
        assert failed.reason == reason
        assert KEY not in "".join(map(str, (failed, failed.__cause__)))
        assert await server.idle()
    assert await alone()


async def test_a_reply_of_too_many_bytes_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.llm.http_limits.MOST_BYTES", 2**14)
    async with serving(repeat(b"data: {}\n\n" * 400)) as (model, server):
        assert (await failure(model, 30.0)).reason == "endless"
        assert await server.idle()


@pytest.mark.parametrize(
    "behaviour", [hang(), hang("GDP增长"), trickle("GDP增长6%。[1]", 0.05), repeat(b": x\n\n"), repeat(b"data: {}\n\n")]
)
async def test_the_time_limit_holds(behaviour: Behaviour) -> None:
    async with serving(behaviour) as (model, server):
        started = time.monotonic()
        assert (await failure(model)).reason == "timeout"
        assert time.monotonic() - started < LIMIT + BUSY
        assert await server.idle()
    assert await alone()


@pytest.mark.parametrize(
    "behaviour",
    [
        send(DONE),
        send(),
        say(""),
        send(b"<html>Sign in</html>", headers={"Content-Type": "text/html"}),
        send(b'{"choices": []}', headers={"Content-Type": "application/json"}),
        send(b": keep-alive\n\n" * 20 + DONE),
    ],
)
async def test_a_reply_without_events_is_empty_or_an_error(behaviour: Behaviour) -> None:
    async with serving(behaviour) as (model, server):
        try:
            reply = await read(model, LIMIT)
        except ModelError:
            reply = ""
        assert reply == ""
        assert await server.idle()


async def test_a_service_that_is_not_there_is_a_model_error() -> None:
    async with ModelServer(say("x")) as server:
        url = server.url
    model = load_model(ModelSettings(model="openai:m", base_url=url, timeout=BUSY))
    assert model is not None
    assert (await failure(model, BUSY)).reason == "unreachable"
    await model.aclose()


@pytest.mark.parametrize("first", [refuse(500), refuse(503), refuse(429, Retry_After="0"), break_off()])
async def test_it_is_tried_again_where_that_can_help(first: Behaviour) -> None:
    async with serving(first, say("好。")) as (model, server):
        assert await read(model) == "好。"
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "first", [refuse(401), refuse(404), refuse(429, Retry_After="3600"), break_off("GDP"), send(b"data: {\n\n")]
)
async def test_it_is_not_tried_again_where_that_cannot_help(first: Behaviour) -> None:
    async with serving(first, say("好。")) as (model, server):
        await failure(model, BUSY)
        assert len(server.requests) == 1


async def test_it_is_not_tried_again_when_the_time_does_not_suffice() -> None:
    async with serving(refuse(429, Retry_After="30"), say("好。")) as (model, server):
        started = time.monotonic()
        assert (await failure(model, BUSY)).reason == "limited"
        assert time.monotonic() - started < BUSY
        assert len(server.requests) == 1


async def test_hanging_up_closes_the_connection() -> None:
    async with serving(hang("GDP")) as (model, server):
        deadline = asyncio.get_running_loop().time() + 60
        async with aclosing(model.stream(PROMPT, deadline)) as pieces:
            assert await anext(pieces) == "GDP"
        assert await server.idle()


async def test_cancelling_closes_the_connection() -> None:
    async with serving(hang("GDP")) as (model, server):
        task = asyncio.create_task(read(model, 60))
        await server.asked.wait()
        task.cancel()
        assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
        assert await server.idle()
        server.behaviours = [say("好。")]
        assert await read(model) == "好。"


async def test_calls_wait_for_room_and_their_time_runs() -> None:
    async with serving(hang("GDP"), concurrency=1) as (model, server):
        first = asyncio.create_task(read(model, 60))
        await server.asked.wait()
        assert (await failure(model, 0.1)).reason == "timeout"
        assert len(server.requests) == 1
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_tokens_are_counted_as_reported_else_estimated() -> None:
    async with serving(say("好。", usage=700), say("好。"), user_tokens=701) as (model, _):
        assert await read(model, user="a") == "好。"
        assert await read(model, user="a") == "好。"
        with pytest.raises(ModelError) as failed:
            await read(model, user="a")
        assert failed.value.reason == "budget"
        assert await read(model, user="b") == "好。"


async def test_every_call_sets_the_pace() -> None:
    async with serving(hang(), say("好。")) as (model, _):
        await failure(model)
        assert model.pace.seconds >= LIMIT * 0.9


async def test_the_key_shows_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(refuse(401)) as (model, _):
        failed = await failure(model)
        assert KEY not in repr(model) + repr(failed) + str(failed) + caplog.text
    assert KEY not in repr(ModelSettings(api_key=KEY))


def test_no_model_is_none() -> None:
    assert load_model(ModelSettings()) is None


@pytest.mark.parametrize("model", ["gpt", "nonsense:x", "anthropic:x"])
def test_a_model_that_cannot_be_set_up_is_a_setting_to_mend(model: str) -> None:
    with pytest.raises(SettingsError, match="LLM_MODEL") as refused:
        load_model(ModelSettings(model=model, api_key=KEY))
    assert KEY not in str(refused.value)
