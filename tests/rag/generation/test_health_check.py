"""One small question shows whether a model answers, how fast, and in the format asked for."""

from __future__ import annotations

import asyncio

import pytest

from rag.errors import ModelError
from rag.generation.health_check import Probe, probe
from rag.settings import ModelSettings
from tests.modelserver import BUSY, Behaviour, ModelServer, hang, refuse, say


async def tried(behaviour: Behaviour, limit: float = BUSY) -> Probe:
    async with ModelServer(behaviour) as server:
        settings = ModelSettings(model="openai:m", base_url=server.url, api_key="sk-secret", timeout=limit)
        found = await asyncio.to_thread(probe, settings)
        assert await server.idle()
    assert found is not None
    return found


@pytest.mark.parametrize("reply", ["改造道路12条。[1]", "改造道路12条【1】"])
async def test_a_model_that_keeps_to_the_format_is_known(reply: str) -> None:
    found = await tried(say(*reply))
    assert found.keeps_format
    assert found.name == "m"
    assert 0 < found.first <= found.seconds


@pytest.mark.parametrize(
    "reply", ["改造道路12条。", "改造道路13条。[1]", "改造道路12条。[2]", "12条", "", "报告未提及。", "OK"]
)
async def test_so_is_one_that_does_not(reply: str) -> None:
    assert not (await tried(say(reply))).keeps_format


@pytest.mark.parametrize(
    ("behaviour", "limit", "told"),
    [(hang(), 0.5, "in time"), (refuse(401), BUSY, "LLM_API_KEY"), (refuse(404), BUSY, "LLM_MODEL")],
)
async def test_one_that_does_not_answer_is_told_of(behaviour: Behaviour, limit: float, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        await tried(behaviour, limit)


def test_no_model_is_not_tried() -> None:
    assert probe(ModelSettings()) is None
