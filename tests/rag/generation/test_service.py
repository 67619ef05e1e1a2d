"""Equal questions share a call to the model, and nobody waits for one that nobody asks for any more."""

from __future__ import annotations

import asyncio

from rag.generation.service import Writer, load_writer
from rag.settings import ModelSettings
from tests.models import Speaker, make_model
from tests.modelserver import (
    ModelServer,
    hang,
    refuse,
    say,
)
from tests.rag.generation.material import PROMPTS, Listener, make_material, texts


async def test_equal_questions_on_one_version_share_a_call() -> None:
    speaker = Speaker(lambda _: "2025年GDP增长6%。[1]")
    writer = Writer(speaker, PROMPTS)
    material = make_material()
    listeners = [Listener() for _ in range(3)]
    found = await asyncio.gather(*(writer.write("v1", material, writer.deadline(), listener) for listener in listeners))
    assert [texts(one) for one in found] == [["2025年GDP增长6%。"]] * 3
    assert all(listener.heard for listener in listeners)
    await writer.write("v1", make_material(text=" 2025年ＧＤＰ目标是多少 "), writer.deadline(), Listener())
    assert speaker.calls == 1
    await writer.write("v2", material, writer.deadline(), Listener())
    assert speaker.calls == 2


async def test_a_failure_is_not_remembered() -> None:
    async with ModelServer(refuse(401), say("2025年GDP增长6%。[1]")) as server, make_model(server) as model:
        writer = Writer(model, PROMPTS)
        first = await writer.write("v1", make_material(), writer.deadline(), Listener())
        second = await writer.write("v1", make_material(), writer.deadline(), Listener())
    assert (first.failure, texts(second)) == ("key", ["2025年GDP增长6%。"])


async def test_cancelling_the_last_asker_hangs_up() -> None:
    async with ModelServer(hang("2025年")) as server, make_model(server) as model:
        writer = Writer(model, PROMPTS)
        task = asyncio.create_task(writer.write("v1", make_material(), writer.deadline(), Listener()))
        await server.asked.wait()
        task.cancel()
        assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
        assert await server.idle()


def test_without_a_model_there_is_no_writer() -> None:
    assert load_writer(ModelSettings()) is None
