"""Fixtures that more than one module uses."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.botapi.server import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server with a bot that nobody runs yet."""
    async with BotApi() as server:
        yield server
