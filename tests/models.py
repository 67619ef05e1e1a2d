"""Language models for tests: a real client of a server on loopback, and one that says what it is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from rag.llm.client import Model, load_model
from rag.llm.prompts import Filled
from rag.settings import ModelSettings
from tests.modelserver import ModelServer

KEY = "sk-secret"


@asynccontextmanager
async def make_model(server: ModelServer, **settings: Any) -> AsyncIterator[Model]:
    """A model at this server, its connections closed at the end."""
    given = {"model": "openai:m", "base_url": server.url, "api_key": KEY, "timeout": 5.0} | settings
    model = load_model(ModelSettings(**given))
    assert model is not None
    try:
        yield model
    finally:
        await model.aclose()


class Speaker(Model):
    """Says what ``speak`` makes of the prompt, a few characters at a time."""

    def __init__(self, speak: Callable[[Filled], str], size: int = 7) -> None:
        self.name, self.timeout = "speaker", 5.0
        self.calls = 0
        self._speak, self._size = speak, size

    async def stream(self, prompt: Filled, deadline: float, user: str = "") -> AsyncGenerator[str, None]:  # noqa: ARG002
        self.calls += 1
        reply = self._speak(prompt)
        for at in range(0, len(reply), self._size):
            yield reply[at : at + self._size]
