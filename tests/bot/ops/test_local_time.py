"""Moments are shown in the time zone that is set."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ops.local_time import use_time_zone
from bot.telegram.admin.status_view import moment


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("name", "shown"), [("Asia/Shanghai", "2025-01-02 03:30"), ("UTC", "2025-01-01 19:30")])
def test_a_moment_is_shown_in_the_time_zone(name: str, shown: str) -> None:
    use_time_zone(name)
    assert moment(datetime(2025, 1, 1, 19, 30, tzinfo=UTC)) == shown
