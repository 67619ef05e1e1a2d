"""A database that fails for a moment is waited for; one that goes on failing is told."""

from __future__ import annotations

import pytest

import bot.storage.patience
from bot.storage.patience import patiently
from rag.errors import StorageError


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.storage.patience, "_AGAIN", 0)


async def test_what_fails_for_a_moment_is_done_again() -> None:
    outcomes: list[StorageError | None] = [StorageError("disk I/O error"), StorageError("disk I/O error"), None]

    def act(name: str) -> str:
        if error := outcomes.pop(0):
            raise error
        return name

    assert await patiently(act, "done") == "done"


async def test_what_goes_on_failing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.storage.patience, "PATIENCE", 0)

    def fail() -> None:
        raise StorageError("disk I/O error")

    with pytest.raises(StorageError):
        await patiently(fail)
