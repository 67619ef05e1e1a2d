"""Moments are shown in the time zone that is set."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from bot import bootstrap
from bot.cli import run
from bot.cli.serving import serve
from bot.ops import log_setup
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


class StartedError(Exception):
    """A command has come to what answers."""


@pytest.mark.parametrize("command", [run, serve])
def test_commands_that_stay_show_moments_in_it(
    command: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def start(*_given: object, **_more: object) -> None:
        raise StartedError

    monkeypatch.chdir(tmp_path)
    for name, value in {"TIMEZONE": "Europe/Berlin", "TELEGRAM_BOT_TOKEN": "1:token", "DATA_DIR": "data"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(command, "keep_small", lambda: None)
    monkeypatch.setattr(log_setup, "set_up_logs", lambda _settings: None)
    monkeypatch.setattr(bootstrap, "open_answerer", start)
    with pytest.raises(StartedError):
        getattr(command, command.__name__.rpartition(".")[2])()
    assert moment(datetime(2025, 1, 1, 19, 30, tzinfo=UTC)) == "2025-01-01 20:30"
