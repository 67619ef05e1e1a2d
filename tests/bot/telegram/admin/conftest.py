"""An office of admins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.telegram.tasks.announcements
import bot.telegram.transport.progress_message
from tests.bot.telegram.admin.office import Office
from tests.botapi.server import BotApi
from tests.corpora import embed_cheaply
from tests.telegram_bot import empty_database


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheap embedding model, and nothing waits for the clock."""
    embed_cheaply(monkeypatch)
    monkeypatch.setattr(bot.telegram.transport.progress_message, "EVERY", 0.01)
    monkeypatch.setattr(bot.telegram.tasks.announcements, "EVERY", 0.01)


@pytest.fixture
def office(api: BotApi, tmp_path: Path, quick: None) -> Iterator[Office]:  # noqa: ARG001  # for its effect
    with empty_database() as database:
        office = Office(api, tmp_path, database)
        yield office
        office.corpus.close()
