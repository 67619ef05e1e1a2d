"""A log line shows what happened, and never a secret, whoever wrote it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.core.sanitize import HIDDEN
from bot.ops.log_setup import set_up_logs
from bot.settings import Settings

TOKEN = "123456:hush-hush_hush-hush_hush-hush_hush-h"
log = logging.getLogger("some.library")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Logging is the whole process's: put it back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    root.handlers[:], root.level = handlers, level


@pytest.fixture(params=["console", "json"])
def settings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """With secrets, for each format."""
    monkeypatch.setenv("LOG_FORMAT", request.param)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("LLM_API_KEY", "sk-hush")
    return Settings(_env_file=None)


def test_secrets_are_hidden_in_messages_arguments_and_tracebacks(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(settings)
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("%s failed with %s", TOKEN, "sk-hush")
    written = capsys.readouterr().err
    assert "hush" not in written
    assert "ValueError" in written
    assert written.count(HIDDEN) >= 3


def test_tokens_of_other_bots_are_hidden_too(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(settings)
    log.warning("forwarded: 987654321:AAE-other_other_other_other_other_othe")
    assert "other" not in capsys.readouterr().err


def test_nobody_writes_a_line_of_the_log_but_the_program(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line ends, colours and direction marks in what was received stay inside the line."""
    set_up_logs(settings)
    log.warning("received %s", "x\n2025-01-01 [info] forged \x1b[31m\u202e")
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert not set("\x1b\u202e") & set(written)
    event = json.loads(written)["event"] if settings.log_format == "json" else written
    assert "received x↵2025-01-01 [info] forged" in event


def test_a_json_line_says_when_who_and_how_bad(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(settings)
    log.warning("Chroma restarted")
    written = capsys.readouterr().err
    if settings.log_format == "json":
        line = json.loads(written)
        assert (line["event"], line["level"], line["logger"]) == ("Chroma restarted", "warning", "some.library")
        assert line["timestamp"].endswith("Z")
    else:
        assert "Chroma restarted" in written


def test_requests_are_not_logged_with_their_addresses(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(settings)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/…")
    logging.getLogger("tornado.general").info("Malformed HTTP message from a stranger: his words")
    assert capsys.readouterr().err == ""


def test_libraries_do_not_tell_what_they_have_loaded_and_begun(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(settings)
    logging.getLogger("alembic.runtime.plugins").info("setup plugin alembic.autogenerate.schemas")
    logging.getLogger("uvicorn.error").info("Started server process [1]")
    logging.getLogger("alembic.runtime.migration").info("Running upgrade 0014 -> 0015")
    written = capsys.readouterr().err
    assert "plugin" not in written
    assert "process" not in written
    assert "Running upgrade" in written


def test_a_line_that_cannot_be_written_is_not_shown_some_other_way(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python would write the message itself, with its secrets."""
    set_up_logs(settings)
    log.warning("%d", "sk-hush")
    assert "hush" not in capsys.readouterr().err
